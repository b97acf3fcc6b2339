import type { PropertyValues } from 'lit';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { part } from '../../endpoint/part.ts';
import { offline as offlineEn } from '../../i18n/en/offline.ts';
import { type Rooms, TextsController } from '../../i18n/texts-controller.ts';
import { offline as offlineVi } from '../../i18n/vi/offline.ts';
import type { AirScale, WeatherMoment, WeatherPlace, WeatherReport, WeatherWanted } from '../../weather/model.ts';
import { parsePlaces } from '../../weather/places.ts';
import { ahead } from '../ahead.ts';
import { property } from '../property.ts';
import { type Body, type BodyOrigin, WidgetElement } from '../widget-element.ts';
import { askReports, assigned, findPlaces, OPEN_METEO, readReports, wantedOf } from './ask.ts';
import { styles } from './city-weather.styles.ts';
import type { Details } from './details.ts';
import { formatOf, requestsTogether } from './requests-together.ts';
import { renderIcon, renderNamed, renderPlaces } from './tabs-view.ts';
import { Words, type WeatherTexts } from './words.ts';

const ROOMS: Rooms = [
  {
    name: 'weather',
    en: () => import('../../i18n/en/weather.ts').then(({ weather: texts }) => ({ texts })),
    vi: () => import('../../i18n/vi/weather.ts').then(({ weather: texts }) => ({ texts })),
  },
  { name: 'shared', en: offlineEn, vi: offlineVi },
];

/**
 * The weather of one or several places: now, the next hours, the next days, the air and official warnings.
 *
 * @tag city-weather
 * @slot - what is shown without script and until the first success; `<weather-place>` children are places
 * @csspart tabs - the row of tabs, one a place
 * @csspart tab - one tab
 * @csspart place - all about one place
 * @csspart now - temperature, sky and the sentence
 * @csspart temperature - the large number
 * @csspart icon - a weather icon
 * @csspart summary - the report in one sentence
 * @csspart facts - humidity, wind and the like
 * @csspart hours - the chart of the next hours and its table
 * @csspart days - the table of the next days
 * @csspart air - the quality of the air
 * @csspart warning - one official warning
 * @csspart locate - the button that adds the citizen's own place
 * @csspart attribution - who made the report, and when
 * @cssprop [--civic-weather-rain] - rain bars and drops
 * @cssprop [--civic-weather-sun] - the sun in icons
 */
export class CityWeather extends WidgetElement<WeatherReport[]> {
  static override styles = [...WidgetElement.styles, styles];

  protected readonly path = 'weather';

  /** @internal */
  override readonly texts = new TextsController<WeatherTexts>(this, ROOMS);

  /** Keys of the gazetteer (`ha-noi da-nang`) or `Name@latitude,longitude`, separated by white space. */
  @property() places = '';

  /** `tabs`: one place at a time; `list`: a row a place; `cards`; `compact`. */
  @property() layout: 'tabs' | 'list' | 'cards' | 'compact' = 'tabs';

  /** How many days are shown. */
  @property({ type: Number }) days = 5;

  /** How many hours are shown. */
  @property({ type: Number }) hours = 24;

  /** Which of `feels-like humidity wind rain uv sun hours days air warnings` are shown. */
  @property() show = 'feels-like humidity wind hours days';

  /** `auto`: as the page's language and region read them. Default: the settings', else `auto`. */
  @property() units?: 'metric' | 'imperial' | 'auto';

  /** Where the air quality comes from, in Open-Meteo's wire form. Default: Open-Meteo's own endpoint. */
  @property({ attribute: 'air-src' }) airSrc?: string;

  /** The scale of the air quality. Default: `vn` where the language is Vietnamese, else `us`. */
  @property({ attribute: 'air-scale' }) airScale?: AirScale;

  /** A CAP 1.2 alert, or an RSS or Atom feed of them. */
  @property({ attribute: 'warnings-src' }) warningsSrc?: string;

  /** Offers a button that adds the citizen's own place; nothing is asked of the device before it is pressed. */
  @property({ type: Boolean }) locate = false;

  /** @internal The citizen's own place, once it was asked for. */
  myPlaces: WeatherPlace[] = [];

  /** @internal Name of the place on show. */
  selected = ahead.get(this)?.selected;
  #placesObserver?: MutationObserver;
  /** @internal All that comes after the first words; loads when they are on show. */
  details?: Details;
  #loadingDetails?: Promise<Details>;
  #onOnline = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#placesObserver ??= new MutationObserver(() => this.requestUpdate());
    this.#placesObserver.observe(this, { childList: true, subtree: true, attributes: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#placesObserver?.disconnect();
    removeEventListener('online', this.#onOnline);
  }

  // --- data --------------------------------------------------------------------------------------------------------

  /** @internal */
  override source(): readonly unknown[] | undefined {
    const [identity, ...rest] = super.source() ?? [];
    const places = JSON.stringify(this.#named);
    // The provider has nothing to say of no place; a site's own endpoint may.
    if (identity === undefined || (identity === OPEN_METEO && places === '[]')) return undefined;
    const { show, hours, days, airSrc, airScale, warningsSrc } = this;
    const details = [show, hours, days, airSrc, airScale, warningsSrc, this.texts.locale];
    return [typeof identity === 'string' ? `${identity} ${places}` : identity, ...rest, places, ...details];
  }

  isEmpty(reports: WeatherReport[]): boolean {
    return reports.length === 0;
  }

  protected override urls(): string[] {
    return super.urls() ?? [OPEN_METEO];
  }

  protected override async read(body: Body, { url }: BodyOrigin): Promise<WeatherReport[]> {
    const [places] = await Promise.all([this.#findPlaces(), this.#loadLayout()]);
    return assigned(await readReports(body, this.format, url, places), places, this.#onComplaint);
  }

  protected override async fetchData([src = '']: readonly string[], loading: Loading): Promise<WeatherReport[]> {
    const { format, wanted } = this;
    const [places] = await Promise.all([this.#findPlaces(), this.#loadLayout()]);
    const requests = await requestsTogether(src, await formatOf(format), places, wanted);
    const answers = await askReports(requests, format, async (url) => (await loading.get(url)).answer);
    const reports = assigned(answers, places, this.#onComplaint);
    if (wanted.show.includes('air') || this.warningsSrc) {
      await import('./extras.ts')
        .then(({ addExtras }) => addExtras(this, reports, loading))
        .catch((error: unknown) => this.complain(`network: a part of the widget did not load (${String(error)})`));
    }
    return reports;
  }

  /** @internal What the layout has room for of what is to be shown. */
  get wanted(): WeatherWanted {
    const { layout } = this;
    const { show, hours, days } = wantedOf(this.show, this.hours, this.days);
    const left = layout === 'list' ? 'hours rain uv sun' : layout === 'compact' ? 'hours days uv sun rain air' : '';
    return {
      show: show.filter((part) => !left.split(' ').includes(part)),
      hours,
      days: layout === 'list' ? 1 : days,
    };
  }

  /** The places as the tag names them: by a key, by their coordinates, or by an element. */
  get #named(): (string | WeatherPlace)[] {
    const children = [...this.querySelectorAll(':scope > weather-place')].map((place): WeatherPlace => {
      const [name = '', latitude, longitude, timeZone] = ['name', 'latitude', 'longitude', 'time-zone'].map(
        (attribute) => place.getAttribute(attribute) || undefined,
      );
      return {
        name,
        latitude: latitude && Number(latitude),
        longitude: longitude && Number(longitude),
        timeZone,
      } as WeatherPlace;
    });
    return [...parsePlaces(this.places), ...children, ...this.myPlaces];
  }

  #findPlaces(): Promise<WeatherPlace[]> {
    return findPlaces(this.#named, this.texts.locale, this.#onComplaint);
  }

  #onComplaint = (complaint: string): void => void this.complain(complaint);

  // --- drawing -----------------------------------------------------------------------------------------------------

  /** @internal Values in words. */
  get words(): Words {
    return new (this.details?.Words ?? Words)(this.texts, this.units ?? this.settings.units, this.zone);
  }

  protected override renderContent(reports: WeatherReport[]): unknown {
    const { details } = this;
    return details && hasOwnView(this.layout) ? details.renderLayout(reports) : renderPlaces(this, reports);
  }

  protected override loadSkeleton() {
    return import('./skeleton.ts').then((skeleton) => {
      this.adopt(skeleton.styles);
      return skeleton;
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.data || this.details) return;
    this.#loadDetails().catch((error: unknown) => {
      this.complain(String(error));
      if (this.isConnected) addEventListener('online', this.#onOnline, { once: true });
    });
  }

  /** @internal All about one place, with its name. */
  renderNamed(report: WeatherReport): unknown {
    return renderNamed(this, report);
  }

  /** @internal The drawing comes with the details; its place is kept. */
  icon(moment?: Partial<WeatherMoment>): unknown {
    return renderIcon(this, moment);
  }

  /** @internal */
  select(name: string): void {
    this.selected = name;
    this.requestUpdate();
  }

  #loadDetails(): Promise<Details> {
    return (this.#loadingDetails ??= part(import('./details.ts')).then(
      ({ Details, styles }) => {
        this.adopt(...styles);
        this.requestUpdate();
        return (this.details = new Details(this));
      },
      (error: unknown) => {
        this.#loadingDetails = undefined;
        throw error;
      },
    ));
  }

  /** Layouts but `tabs` are drawn by a view of their own, without which there would be nothing to see. */
  async #loadLayout(): Promise<void> {
    if (hasOwnView(this.layout)) await (await this.#loadDetails()).load('layouts');
  }
}

/** @internal Whether the layout is another than `tabs`, which is what any unknown one is. */
export function hasOwnView(layout: string): boolean {
  return ['list', 'cards', 'compact'].includes(layout);
}

declare global {
  interface HTMLElementTagNameMap {
    'city-weather': CityWeather;
  }
}
