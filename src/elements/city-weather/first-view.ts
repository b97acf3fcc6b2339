import { leaveIf, showFirst } from '../first-view.ts';
import { askReports, findPlaces, namedPlaces, OPEN_METEO, wantedIn } from './ask.ts';
import { styles } from './city-weather.styles.ts';
import { renderPlaces } from './tabs-view.ts';
import { Words, type WeatherTexts } from './words.ts';

/** The first words about each place, as `<city-weather>` says them. */
export function show(element: HTMLElement): Promise<void> {
  return showFirst<WeatherTexts>(element, {
    styles: [styles],
    texts: {
      en: () => import('../../i18n/en/weather.ts').then(({ weather }) => weather),
      vi: () => import('../../i18n/vi/weather.ts').then(({ weather }) => weather),
    },
    prepare: async (site) => {
      const { texts, number, headingLevel } = site;
      const own = (name: string): string => element.getAttribute(name) ?? '';
      const wanted = wantedIn(
        'tabs',
        element.getAttribute('show') ?? 'feels-like humidity wind hours days',
        number('hours', 24),
        number('days', 5),
      );
      const url = site.address('weather') ?? OPEN_METEO;
      const named = namedPlaces(element, own('places'));
      leaveIf((url === OPEN_METEO && !named.length) || /air|warnings/.test(own('show')));
      const places = await findPlaces(named, texts.locale, leaveIf);
      const reports = await askReports(url, 'auto', places, wanted, site.get, leaveIf);
      leaveIf(!reports.length);
      const host = {
        ...{ texts, wanted, headingLevel },
        words: new Words(texts, site.setting('units'), site.zone),
        selected: undefined as string | undefined,
        select: (name: string) => {
          host.selected = name;
          site.update();
        },
        render: () => renderPlaces(host, reports),
      };
      return host;
    },
  });
}
