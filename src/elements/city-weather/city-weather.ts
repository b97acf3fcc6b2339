import { html, nothing, type PropertyValues } from 'lit';
import { property } from '../property.ts';
import { once } from '../../endpoint/cache.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { part } from '../../endpoint/part.ts';
import { type Rooms, TextsController } from '../../i18n/texts-controller.ts';
import { assignReports } from '../../weather/assign.ts';
import { openMeteo } from '../../weather/formats/open-meteo.ts';
import { findPlace, keyOf } from '../../weather/gazetteer.ts';
import type {
  AirScale,
  WeatherFormat,
  WeatherMoment,
  WeatherPart,
  WeatherPlace,
  WeatherReport,
  WeatherWanted,
} from '../../weather/model.ts';
import { readWeather, weatherFormat } from '../../weather/parse.ts';
import { parsePlaces } from '../../weather/places.ts';
import { type Body, type BodyOrigin, WidgetElement } from '../widget-element.ts';
import { styles } from './city-weather.styles.ts';
import type { Details } from './details.ts';
import { momentOf } from './now.ts';
import { requestsTogether } from './requests-together.ts';
import { Words, type WeatherTexts } from './words.ts';

const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast';

const ROOMS: Rooms = [
  [
    'weather',
    {
      en: () => import('../../i18n/en/weather.ts').then(({ weather: texts }) => ({ texts })),
      vi: () => import('../../i18n/vi/weather.ts').then(({ weather: texts }) => ({ texts })),
    },
  ],
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

  #selected?: string;
  #placesObserver?: MutationObserver;
  /** All that comes after the first words; loads when they are on show. */
  #details?: Details;
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
    return this.#assigned(await parse(body, this.format, url, places), places);
  }

  protected override async fetchData([src = '']: readonly string[], loading: Loading): Promise<WeatherReport[]> {
    const { format, wanted } = this;
    const [places, wireFormat] = await Promise.all([this.#findPlaces(), formatOf(format), this.#loadLayout()]);
    const requests = await requestsTogether(src, wireFormat, places, wanted);
    const load = async ({ url, places }: { url: string; places: WeatherPlace[] }): Promise<WeatherReport[]> => {
      const { answer } = await loading.get(url);
      return once(answer, `weather ${format}`, ({ bytes, url }) => parse(bytes, format, url, places));
    };
    const reports = this.#assigned((await Promise.all(requests.map(load))).flat(), places);
    if (wanted.show.includes('air') || this.warningsSrc) {
      await import('./extras.ts')
        .then(({ addExtras }) => addExtras(this, reports, loading))
        .catch((error: unknown) => this.complain(`network: a part of the widget did not load (${String(error)})`));
    }
    return reports;
  }

  /** The reports of the places, or all of them where no place was named. */
  #assigned(reports: readonly WeatherReport[], places: readonly WeatherPlace[]): WeatherReport[] {
    if (!places.length) return reports.map((report) => ({ ...report }));
    return assignReports(reports, places).flatMap((report, index) => {
      if (!report) this.complain(`places: no report of ${places[index]!.name}`);
      return report ?? [];
    });
  }

  /** @internal What the layout has room for of what is to be shown. */
  get wanted(): WeatherWanted {
    const { layout, hours, days } = this;
    const show = this.show.split(/\s+/).filter(Boolean) as WeatherPart[];
    const left = layout === 'list' ? 'hours rain uv sun' : layout === 'compact' ? 'hours days uv sun rain air' : '';
    return {
      show: show.filter((part) => !left.split(' ').includes(part)),
      hours: count(hours, 24),
      days: layout === 'list' ? 1 : count(days, 5),
    };
  }

  /** The places as they are named: by a key, by their coordinates, or by an element. */
  get #named(): (string | WeatherPlace)[] {
    const children = [...this.querySelectorAll(':scope > weather-place')].map((place): WeatherPlace => {
      const [name, latitude, longitude, timeZone] = ['name', 'latitude', 'longitude', 'time-zone'].map(
        (attribute) => place.getAttribute(attribute) || undefined,
      );
      return {
        name: name ?? '',
        latitude: latitude && Number(latitude),
        longitude: longitude && Number(longitude),
        timeZone,
      } as WeatherPlace;
    });
    return [...parsePlaces(this.places), ...children, ...this.myPlaces];
  }

  async #findPlaces(): Promise<WeatherPlace[]> {
    const found = await Promise.all(
      this.#named.map(async (named) => {
        const place: WeatherPlace = typeof named === 'string' ? { name: named } : named;
        const { name, latitude, longitude } = place;
        if (latitude !== undefined && longitude !== undefined) return place;
        const key = keyOf(name);
        const known = await findPlace(key, this.texts.locale);
        if (!known) this.complain(`places: "${name}" is not in the gazetteer; Name@latitude,longitude would do`);
        // A name is shown as it is written, a key is no name.
        return known && name !== key ? { ...known, name } : known;
      }),
    );
    return found.filter((place) => place !== undefined);
  }

  // --- drawing -----------------------------------------------------------------------------------------------------

  /** @internal Values in words. */
  get words(): Words {
    return new (this.#details?.Words ?? Words)(this.texts, this.units ?? this.settings.units, this.zone);
  }

  protected override renderContent(reports: WeatherReport[]): unknown {
    const details = this.#details;
    if (details && hasOwnView(this.layout)) return details.renderLayout(reports);
    const report = reports.find(({ place }) => place.name === this.#selected) ?? reports[0]!;
    return html`${details?.renderWarnings(reports)}
    ${
      reports.length > 1
        ? this.#renderTabs(reports, report)
        : html`<div class="place" part="place">${this.renderNamed(report)}</div>`
    }
    ${details?.renderFooter([report])}`;
  }

  protected override loadSkeleton() {
    return import('./skeleton.ts').then((skeleton) => {
      this.adopt(skeleton.styles);
      return skeleton;
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.data || this.#details) return;
    this.#loadDetails().catch((error: unknown) => {
      this.complain(String(error));
      if (this.isConnected) addEventListener('online', this.#onOnline, { once: true });
    });
  }

  /** Until the arrow keys are heard, every tab is reached by Tab. */
  #renderTabs(reports: WeatherReport[], selected: WeatherReport): unknown {
    const details = this.#details;
    const index = reports.indexOf(selected);
    return html`<div
        class="tabs"
        part="tabs"
        role="tablist"
        aria-label=${this.texts.get('places')}
        @keydown=${details?.onTabKey}
      >
        ${reports.map(
          (report, at) =>
            html`<button
              class="tab"
              part="tab"
              type="button"
              role="tab"
              id="tab-${at}"
              aria-selected=${report === selected ? 'true' : 'false'}
              aria-controls=${report === selected ? `panel-${at}` : nothing}
              tabindex=${report === selected || !details ? 0 : -1}
              @click=${() => this.select(report.place.name)}
            >
              ${report.place.name}
            </button>`,
        )}
      </div>
      <div class="place" part="place" role="tabpanel" id="panel-${index}" aria-labelledby="tab-${index}" tabindex="0">
        ${this.#renderPlace(selected, 1)}
      </div>`;
  }

  /** @internal All about one place, with its name. */
  renderNamed(report: WeatherReport): unknown {
    return html`${this.renderHeading(report.place.name, { below: 1, name: 'name' })}${this.#renderPlace(report, 2)}`;
  }

  /**
   * The large number with the sky, the report in one sentence, and the details when they have come.
   *
   * @param below the level of their headings below the widget's
   */
  #renderPlace(report: WeatherReport, below: number): unknown {
    const { words, wanted } = this;
    const { show } = wanted;
    const moment = momentOf(report);
    return html`<div class="now" part="now">
        ${this.icon(moment)}
        <span class="temperature" part="temperature" aria-hidden="true">${words.temperature(moment?.temperature)}</span>
        <div class="words">
          <span class="sky" aria-hidden="true">${words.sky(moment?.condition)}</span>
          <p class="summary" part="summary">
            ${moment ? words.summary(report, moment, show) : this.texts.get('unknown')}
          </p>
        </div>
      </div>
      ${this.#details ? this.#details.renderDetails(report, below) : html`<svg width="1" height="${room(wanted)}em"></svg>`}`;
  }

  /** @internal The drawing comes with the details; its place is kept. */
  icon({ condition, isDay }: Partial<WeatherMoment> = {}): unknown {
    return html`<svg class="icon" part="icon" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      ${condition === undefined ? nothing : this.#details?.drawing(condition, isDay)}
    </svg>`;
  }

  /** @internal */
  select(name: string): void {
    this.#selected = name;
    this.requestUpdate();
  }

  #loadDetails(): Promise<Details> {
    return (this.#loadingDetails ??= part(import('./details.ts')).then(
      ({ Details, styles }) => {
        this.adopt(...styles);
        this.requestUpdate();
        return (this.#details = new Details(this));
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

/** Height in em that is kept for the details until they come, on a page of usual width. */
function room({ show, days }: WeatherWanted): number {
  const has = (...parts: WeatherPart[]) => Number(parts.some((part) => show.includes(part)));
  const facts = has('feels-like', 'humidity', 'wind', 'rain', 'uv', 'sun');
  return 1.3 + 3.8 * facts + 17.6 * has('hours') + (2.3 + 3.06 * days) * has('days');
}

/** The format that asks: the named one, else Open-Meteo's query, which the companion server and most relays take. */
async function formatOf(name: string): Promise<WeatherFormat> {
  const format = weatherFormat(name === 'auto' ? openMeteo.name : name, [openMeteo]);
  return format ?? weatherFormat(name, (await part(import('../../weather/index.ts'))).weatherFormats) ?? openMeteo;
}

/** The reports of a body; the rarer formats are loaded when Open-Meteo's doesn't fit. */
async function parse(body: Body, format: string, url: string, places: WeatherPlace[]): Promise<WeatherReport[]> {
  return (
    readWeather(body, { format, url }, [openMeteo]) ??
    (await part(import('../../weather/index.ts'))).parseWeather(body, { format, url, places })
  );
}

function count(value: number, fallback: number): number {
  return value >= 0 ? Math.trunc(value) : fallback;
}

declare global {
  interface HTMLElementTagNameMap {
    'city-weather': CityWeather;
  }
}
