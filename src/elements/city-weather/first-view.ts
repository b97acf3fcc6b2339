import { offline as offlineEn } from '../../i18n/en/offline.ts';
import { offline as offlineVi } from '../../i18n/vi/offline.ts';
import { openMeteo } from '../../weather/formats/open-meteo.ts';
import { parsePlaces } from '../../weather/places.ts';
import { leaveIf, showFirst } from '../first-view.ts';
import { askReports, assigned, findPlaces, OPEN_METEO, wantedOf } from './ask.ts';
import { styles } from './city-weather.styles.ts';
import { renderPlaces } from './tabs-view.ts';
import { Words, type WeatherTexts } from './words.ts';

/** The first words about each place, as `<city-weather>` says them. */
export function show(element: HTMLElement): Promise<void> {
  return showFirst<WeatherTexts>(element, {
    styles: [styles],
    texts: {
      en: () => import('../../i18n/en/weather.ts').then(({ weather }) => ({ ...offlineEn, ...weather })),
      vi: () => import('../../i18n/vi/weather.ts').then(({ weather }) => ({ ...offlineVi, ...weather })),
    },
    prepare: async (site) => {
      const { texts, number, headingLevel } = site;
      const own = (name: string): string => element.getAttribute(name) ?? '';
      const wanted = wantedOf(
        element.getAttribute('show') ?? 'feels-like humidity wind hours days',
        number('hours', 24),
        number('days', 5),
      );
      const url = site.address('weather') ?? OPEN_METEO;
      const named = parsePlaces(own('places'));
      // Several widgets put their questions together, and places may be elements.
      const isMore = document.querySelectorAll('city-weather, weather-place').length > 1;
      leaveIf(isMore || (url === OPEN_METEO && !named.length) || /air|warnings/.test(own('show')));
      const places = await findPlaces(named, texts.locale, leaveIf);
      const answers = await askReports(openMeteo.requests!(url, places, wanted), 'auto', site.get);
      const reports = assigned(answers, places, leaveIf);
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
