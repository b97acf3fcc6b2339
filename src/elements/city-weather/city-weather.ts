import { type TemplateResult, html, nothing } from 'lit';
import { property } from '../property.ts';
import { once } from '../../endpoint/cache.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { wakeIn } from '../../endpoint/wake-ups.ts';
import { part } from '../../endpoint/part.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { assignReports } from '../../weather/assign.ts';
import { openMeteo } from '../../weather/formats/open-meteo.ts';
import { findPlace } from '../../weather/gazetteer.ts';
import type {
  AirScale,
  WeatherCondition,
  WeatherFormat,
  WeatherPart,
  WeatherPlace,
  WeatherReport,
  WeatherWanted,
} from '../../weather/model.ts';
import { readWeather, weatherFormat } from '../../weather/parse.ts';
import { parsePlaces } from '../../weather/places.ts';
import { type Body, type BodyOrigin, WidgetElement } from '../widget-element.ts';
import { buttons } from '../../theme/buttons.ts';
import { styles } from './city-weather.styles.ts';
import { daysTable, facts, minutesOld, now } from './place-views.ts';
import { requestsTogether } from './requests-together.ts';
import { Words, type WeatherTexts } from './words.ts';

const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast';

/** A report that was made longer ago than this, in minutes, is called old. */
const OLD = 180;

/** Seconds after which "now" is looked at again. */
const CLOCK = 600;

/** Milliseconds that the report waits for the air and the warnings; they are added when they come. */
const PATIENCE = 1500;

const TEXTS = {
  en: () => import('../../i18n/en/weather.ts').then(({ weather: texts }) => ({ texts })),
  vi: () => import('../../i18n/vi/weather.ts').then(({ weather: texts }) => ({ texts })),
};

const DEFAULT_SHOW = 'feels-like humidity wind hours days';

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
  static override styles = [...WidgetElement.styles, buttons, styles];

  protected readonly path = 'weather';

  /** @internal */
  override readonly texts = new TextsController<WeatherTexts>(this, { weather: TEXTS });

  /** Keys of the gazetteer (`ha-noi da-nang`) or `Name@latitude,longitude`, separated by white space. */
  @property() places = '';

  /** `tabs`: one place at a time; `list`: a row a place; `cards`; `compact`. */
  @property() layout: 'tabs' | 'list' | 'cards' | 'compact' = 'tabs';

  /** How many days are shown. */
  @property({ type: Number }) days = 5;

  /** How many hours are shown. */
  @property({ type: Number }) hours = 24;

  /** Which of `feels-like humidity wind rain uv sun hours days air warnings` are shown. */
  @property() show = DEFAULT_SHOW;

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

  #selected?: string;
  #myPlace?: WeatherPlace;
  #isLocateRefused = false;
  #placesObserver?: MutationObserver;
  #stopClock?: () => void;
  #views: Views = {};
  #loading = new Map<keyof Views, Promise<void>>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#placesObserver ??= new MutationObserver(() => this.requestUpdate());
    this.#placesObserver.observe(this, { childList: true, subtree: true, attributes: true });
    this.#tick();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#placesObserver?.disconnect();
    this.#stopClock?.();
  }

  // --- data --------------------------------------------------------------------------------------------------------

  /** @internal */
  override source(): readonly unknown[] | undefined {
    const [identity, ...rest] = super.source() ?? [];
    if (identity === undefined) return undefined;
    const places = this.#placesKey;
    // The provider has nothing to say of no place; a site's own endpoint may.
    if (identity === OPEN_METEO && !places) return undefined;
    const isOwn = typeof identity === 'string';
    const { show, hours, days, airSrc, airScale, warningsSrc } = this;
    const details = [show, hours, days, airSrc, airScale, warningsSrc, this.texts.locale];
    return [isOwn ? `${identity} ${places}` : identity, ...rest, places, ...details];
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
    const { format } = this;
    const [places, wireFormat] = await Promise.all([this.#findPlaces(), formatOf(format), this.#loadLayout()]);
    const requests = await requestsTogether(src, wireFormat, places, this.wanted);
    const load = async ({ url, places }: { url: string; places: WeatherPlace[] }): Promise<WeatherReport[]> => {
      const { answer } = await loading.get(url);
      return once(answer, `weather ${format}`, ({ bytes, url }) => parse(bytes, format, url, places));
    };
    const reports = this.#assigned((await Promise.all(requests.map(load))).flat(), places);
    await this.#addExtras(reports, loading);
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

  /** The air and the warnings come from elsewhere: the report doesn't wait long for them, nor fail with them. */
  async #addExtras(reports: WeatherReport[], loading: Loading): Promise<void> {
    const { show } = this.wanted;
    const { locale } = this.texts;
    const scale = this.airScale ?? (locale.startsWith('vi') ? 'vn' : 'us');
    const extras = {
      air: show.includes('air') && VIEWS.air().then(({ addAir }) => addAir(reports, this.airSrc, scale, loading)),
      warnings:
        !!this.warningsSrc &&
        VIEWS.warnings().then(({ addWarnings }) => addWarnings(reports, this.warningsSrc!, locale, loading)),
    };
    const pending = Object.entries(extras).flatMap(([name, extra]) =>
      extra
        ? extra.then(
            () => this.requestUpdate(),
            (error: unknown) => !loading.signal.aborted && this.complain(`${name}: ${String(error)}`),
          )
        : [],
    );
    if (!pending.length) return;
    await Promise.race([Promise.all(pending), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  }

  /** @internal What the layout has room for of what is to be shown. */
  get wanted(): WeatherWanted {
    const { layout, hours, days } = this;
    const show = this.show.split(/\s+/).filter(Boolean) as WeatherPart[];
    const left =
      layout === 'list'
        ? ['hours', 'rain', 'uv', 'sun']
        : layout === 'compact'
          ? ['hours', 'days', 'uv', 'sun', 'rain', 'air']
          : [];
    return {
      show: show.filter((part) => !left.includes(part)),
      hours: count(hours, 24),
      days: layout === 'list' ? 1 : count(days, 5),
    };
  }

  get #placesKey(): string {
    const children = this.#placeElements.map((place) =>
      ['name', 'latitude', 'longitude', 'time-zone'].map((name) => place.getAttribute(name) ?? '').join('|'),
    );
    const { latitude, longitude } = this.#myPlace ?? {};
    return [this.places.trim(), ...children, this.#myPlace && `${latitude},${longitude}`].filter(Boolean).join(' ');
  }

  get #placeElements(): Element[] {
    return [...this.querySelectorAll(':scope > weather-place')];
  }

  async #findPlaces(): Promise<WeatherPlace[]> {
    const children = this.#placeElements.map((place): WeatherPlace => {
      const value = (name: string) => place.getAttribute(name) ?? undefined;
      const degrees = (name: string) => (value(name) ? Number(value(name)) : undefined);
      const zone = value('time-zone');
      return {
        name: value('name') ?? '',
        latitude: degrees('latitude'),
        longitude: degrees('longitude'),
        timeZone: zone,
      };
    });
    const named = [...parsePlaces(this.places), ...children, ...(this.#myPlace ? [this.#myPlace] : [])];
    const found = await Promise.all(
      named.map(async (place) => {
        if (typeof place !== 'string' && place.latitude !== undefined && place.longitude !== undefined) return place;
        const name = typeof place === 'string' ? place : place.name;
        const known = await findPlace(name, this.texts.locale);
        if (!known) this.complain(`places: "${name}" is not in the gazetteer; Name@latitude,longitude would do`);
        return known && typeof place !== 'string' ? { ...known, name } : known;
      }),
    );
    return found.filter((place) => place !== undefined);
  }

  // --- drawing -----------------------------------------------------------------------------------------------------

  protected override renderContent(reports: WeatherReport[]): TemplateResult {
    const words = new Words(this.texts, this.units ?? this.settings.units, this.zone);
    const shown = LAYOUTS.includes(this.layout) ? reports : [reports[this.#selectedIndex(reports)]!];
    return html`${this.#renderWarnings(reports, words)} ${this.#renderPlaces(reports, words)}
    ${this.#renderFooter(shown, words)}`;
  }

  protected override loadSkeleton() {
    return import('./skeleton.ts');
  }

  #renderTabs(reports: WeatherReport[], words: Words): TemplateResult {
    const selected = this.#selectedIndex(reports);
    return html`<div
        class="tabs"
        part="tabs"
        role="tablist"
        aria-label=${this.texts.get('places')}
        @keydown=${this.#onTabKey}
      >
        ${reports.map(
          ({ place }, index) =>
            html`<button
              class="tab"
              part="tab"
              type="button"
              role="tab"
              id="tab-${index}"
              aria-selected=${index === selected ? 'true' : 'false'}
              aria-controls=${index === selected ? `panel-${index}` : nothing}
              tabindex=${index === selected ? 0 : -1}
              @click=${() => this.#select(place.name)}
            >
              ${place.name}
            </button>`,
        )}
      </div>
      <div
        class="place"
        part="place"
        role="tabpanel"
        id="panel-${selected}"
        aria-labelledby="tab-${selected}"
        tabindex="0"
      >
        ${this.#renderPlace(reports[selected]!, words, 1)}
      </div>`;
  }

  #selectedIndex(reports: WeatherReport[]): number {
    return Math.max(
      0,
      reports.findIndex(({ place }) => place.name === this.#selected),
    );
  }

  #renderName({ place }: WeatherReport): TemplateResult {
    return this.renderHeading(place.name, { below: 1, name: 'name' });
  }

  /** @param below the level of its headings below the widget's */
  #renderPlace(report: WeatherReport, words: Words, below = 2): TemplateResult {
    const { show, hours, days } = this.wanted;
    const upcoming = report.hours.filter(({ time }) => minutesOld(time) < 60).slice(0, hours);
    const hasHours = show.includes('hours') && upcoming.length > 0;
    return html`
      ${now(report, words, show, this.#icon)} ${facts(report, words, show)}
      ${
        hasHours
          ? html`<div class="hours" part="hours">
              ${this.renderHeading(this.texts.get('hours'), { below, name: 'part-name' })}
              ${this.#view('hours')?.hours(this, report, upcoming, words, show) ?? nothing}
            </div>`
          : nothing
      }
      ${
        show.includes('days') && report.days.length
          ? html`<div class="days" part="days">
              ${this.renderHeading(this.texts.get('days'), { below, name: 'part-name' })}
              ${daysTable(report, words, days, this.#icon)}
            </div>`
          : nothing
      }
      ${
        show.includes('air') && report.air
          ? html`<div class="air" part="air">
              ${this.renderHeading(this.texts.get('air'), { below, name: 'part-name' })}
              ${this.#view('air')?.airView(report.air, words) ?? nothing}
            </div>`
          : nothing
      }
    `;
  }

  #renderPlaces(reports: WeatherReport[], words: Words): TemplateResult | undefined {
    const place = (report: WeatherReport) => html`${this.#renderName(report)}${this.#renderPlace(report, words)}`;
    if (LAYOUTS.includes(this.layout)) {
      const layouts = this.#view('layouts');
      if (this.layout === 'cards') return layouts?.cards(reports, place);
      return layouts?.[this.layout as 'list' | 'compact'](reports, words, this.wanted.show, this.#icon);
    }
    return reports.length > 1
      ? this.#renderTabs(reports, words)
      : html`<div class="place" part="place">${place(reports[0]!)}</div>`;
  }

  /** Above all, and announced when they come; nobody can close them, they end by themselves. */
  #renderWarnings(reports: WeatherReport[], words: Words): TemplateResult {
    const isWarned = this.wanted.show.includes('warnings') || !!this.warningsSrc;
    const hasWarnings = isWarned && reports.some(({ warnings }) => warnings.length);
    return html`<div role="status">
      ${hasWarnings ? (this.#view('warnings')?.warningsView(reports, words) ?? nothing) : nothing}
    </div>`;
  }

  /** Who made the reports on show, and when; an old one is called so. */
  #renderFooter(reports: WeatherReport[], words: Words): TemplateResult {
    const oldest = reports
      .filter(({ issued }) => issued)
      .sort((one, other) => Number(one.issued) - Number(other.issued))[0];
    const sources = new Map(reports.map(({ attribution }) => [attribution?.url, attribution]));
    const isOld = oldest?.issued && minutesOld(oldest.issued) > OLD;
    return html`${
        this.locate && !this.#myPlace
          ? html`<div class="locate">
              <button class="button" type="button" part="locate" @click=${this.#onLocate}>
                ${this.texts.get('locate')}
              </button>
              <p role="status">${this.#isLocateRefused ? this.texts.get('locate-failed') : nothing}</p>
            </div>`
          : nothing
      }
      <p class="attribution quiet" part="attribution">
        ${
          oldest?.issued
            ? html`<span class=${isOld ? 'old' : ''}
                >${this.texts.get(isOld ? 'issued-old' : 'issued', { time: words.moment(oldest.issued, oldest) })}</span
              >`
            : nothing
        }
        ${[...sources.values()].map(
          (source) => source && html`<a href=${source.url}>${this.texts.get('attribution', { name: source.name })}</a>`,
        )}
      </p>`;
  }

  /** The drawing comes after the words; its place is kept. */
  #icon = (condition: WeatherCondition | undefined, isDay = true): TemplateResult => {
    return html`<svg class="icon" part="icon" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      ${condition === undefined ? nothing : (this.#view('icons')?.weatherIcon(condition, isDay) ?? nothing)}
    </svg>`;
  };

  /** A view that is loaded once something is on show; undefined until it is there. */
  #view<Name extends keyof Views>(name: Name): Views[Name] {
    // Without its drawing the report is still readable, and the next drawing tries again.
    if (!this.#views[name]) this.updateComplete.then(() => this.#load(name)).catch(() => undefined);
    return this.#views[name];
  }

  #load(name: keyof Views): Promise<void> {
    const loading =
      this.#loading.get(name) ??
      VIEWS[name]().then(
        (view) => {
          this.adopt(view.styles);
          Object.assign(this.#views, { [name]: view });
          this.requestUpdate();
        },
        (error: unknown) => {
          this.#loading.delete(name);
          throw error;
        },
      );
    this.#loading.set(name, loading);
    return loading;
  }

  /** The layout's own view, without which there would be nothing to see. */
  async #loadLayout(): Promise<void> {
    if (LAYOUTS.includes(this.layout)) await this.#load('layouts');
  }

  #select(name: string): void {
    this.#selected = name;
    this.requestUpdate();
  }

  /** Arrow keys move between tabs and choose at once, Home and End go to the ends (ARIA APG, tabs). */
  #onTabKey = (event: KeyboardEvent): void => {
    const tabs = [...this.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')];
    const index = tabs.indexOf(event.target as HTMLElement);
    const forward = (event.target as Element).matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const backward = (event.target as Element).matches(':dir(rtl)') ? 'ArrowRight' : 'ArrowLeft';
    const next = { [forward]: index + 1, [backward]: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined || index < 0) return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length);
    tab?.click();
    tab?.focus();
  };

  #onLocate = (): void => {
    this.#isLocateRefused = false;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // About a kilometre is all that the weather needs, and all that leaves the device.
        const [latitude, longitude] = [coords.latitude, coords.longitude].map(
          (degrees) => Math.round(degrees * 100) / 100,
        );
        this.#myPlace = { name: this.texts.get('my-place'), latitude, longitude };
        this.#select(this.#myPlace.name);
      },
      () => {
        this.#isLocateRefused = true;
        this.requestUpdate();
      },
      { timeout: 20_000, maximumAge: 600_000 },
    );
  };

  #tick = (): void => {
    this.#stopClock = wakeIn(CLOCK, this.#tick);
    this.requestUpdate();
  };
}

/** @internal Layouts that are drawn by a view of their own; any other is `tabs`. */
export const LAYOUTS: readonly string[] = ['list', 'cards', 'compact'];

/** What words can do without. */
const VIEWS = {
  icons: () => import('../../theme/weather-icons.ts'),
  hours: () => import('./hours-view.ts'),
  layouts: () => import('./layouts-view.ts'),
  air: () => import('./air-view.ts'),
  warnings: () => import('./warnings-view.ts'),
};

type Views = { [Name in keyof typeof VIEWS]?: Awaited<ReturnType<(typeof VIEWS)[Name]>> };

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
