import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { schedule } from '../../endpoint/refresh-scheduler.ts';
import { loadChunk } from '../../errors.ts';
import { weather as weatherEn } from '../../i18n/en/weather.ts';
import type { Texts, Translation } from '../../i18n/texts.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { isServer } from '../../is-server.ts';
import { weather as weatherVi } from '../../i18n/vi/weather.ts';
import { styles as iconStyles } from '../../theme/weather-icons.ts';
import type {
  AirScale,
  WeatherChart,
  WeatherPart,
  WeatherPlace,
  WeatherReport,
  WeatherWanted,
} from '../../weather/model.ts';
import { readWeather } from '../../weather/parse.ts';
import { findPlaces, type NamedPlace, namedPlaces } from '../named-places.ts';
import { type Body, type BodyOrigin, flag, WidgetElement } from '../widget-element.ts';
import { renderHeading } from '../widget-frame.ts';
import { styles } from './city-weather.styles.ts';
import { renderDays } from './days.ts';
import { WeatherFormatter, type WeatherTexts } from './formatter.ts';
import { chartOf, renderHours } from './hours-chart.ts';
import { renderCards, renderCompact, renderList, renderSkeleton } from './layouts.ts';
import { renderAttribution, renderFacts, renderLocate, renderNow, renderTabs } from './now.ts';
import { texts as outlookTexts } from './outlook-sentence.ts';
import { assignedReports, fetchReports, OPEN_METEO, wantedOf } from './report-requests.ts';
import { comingDays, comingHours } from './report-times.ts';

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
 * @csspart summary - what the next hours bring, in a sentence or two
 * @csspart facts - humidity, wind and the like
 * @csspart hours - the chart of the next hours and its table
 * @csspart days - the table of the next days
 * @csspart air - the quality of the air
 * @csspart sea - waves, water and tides
 * @csspart warning - one official warning
 * @csspart locate - the button that adds the citizen's own place
 * @csspart attribution - who made the report, and when
 * @cssprop [--civic-weather-rain] - rain bars and drops
 * @cssprop [--civic-weather-sun] - the sun in icons
 */
export class CityWeather extends WidgetElement<WeatherReport[]> {
  static override styles = [...WidgetElement.styles, styles, iconStyles];

  /** Keys of the gazetteer (`ha-noi da-nang`) or `Name@latitude,longitude`, separated by white space. */
  @property() places = '';

  /** `tabs`: one place at a time; `list`: a row a place; `cards`; `compact`. */
  @property() layout: 'tabs' | 'list' | 'cards' | 'compact' = 'tabs';

  /** How many days are shown. */
  @property({ type: Number }) days = 5;

  /** How many hours are shown. */
  @property({ type: Number }) hours = 24;

  /**
   * Which of `feels-like humidity wind rain uv sun pressure dew-point visibility hours days air sea warnings` are shown.
   */
  @property() show = 'feels-like humidity wind hours days';

  /** What the chart of the hours draws; `wind` has its gusts. */
  @property() chart: WeatherChart = 'temperature';

  /** `auto`: as the page's language and region read them. Default: the settings', else `auto`. */
  @property() units?: 'metric' | 'imperial' | 'auto';

  /** Where the air quality comes from, in Open-Meteo's wire form. Default: Open-Meteo's own endpoint. */
  @property({ attribute: 'air-src' }) airSrc?: string;

  /** The scale of the air quality. Default: `vn` where the language is Vietnamese, else `us`. */
  @property({ attribute: 'air-scale' }) airScale?: AirScale;

  /** Where the sea comes from, in the form of Open-Meteo's marine API. Default: Open-Meteo's own endpoint. */
  @property({ attribute: 'sea-src' }) seaSrc?: string;

  /** A CAP 1.2 alert, or an RSS or Atom feed of them. */
  @property({ attribute: 'warnings-src' }) warningsSrc?: string;

  /** Offers a button that adds the citizen's own place; nothing is asked of the device before it is pressed. */
  @property({ type: Boolean, converter: flag }) locate = false;

  protected override readonly path = 'weather';

  protected override readonly texts = new TextsController<WeatherTexts>(
    this,
    { name: 'weather', en: weatherEn, vi: weatherVi },
    outlookTexts,
  );

  /** Name of the place on show. */
  @state() private selected?: string;
  /** The citizen's own place, once it is known. */
  @state() private ownPlace?: WeatherPlace;
  @state() private isLocateRefused = false;
  /** The language of the reports whose warnings have been announced; undefined before their region is drawn. */
  @state() private heardLanguage?: string;

  #heard?: readonly WeatherReport[];
  #parts: Parts = {};
  #loadingParts = new Map<keyof Parts, Promise<unknown>>();
  /** The hour that is read in each report's chart. */
  #chosenHours = new WeakMap<WeatherReport, number>();
  #placesObserver?: MutationObserver;
  #cancelClock?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#placesObserver ??= new MutationObserver(() => this.requestUpdate());
    this.#placesObserver.observe(this, { childList: true, subtree: true, attributes: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#placesObserver?.disconnect();
    this.#cancelClock?.();
    this.#cancelClock = undefined;
  }

  // --- data ----------------------------------------------------------------------------------------------------------

  protected override source(): readonly unknown[] | undefined {
    const [identity, ...rest] = super.source() ?? [];
    const places = JSON.stringify(this.#named);
    // The provider has nothing to say of no place; a site's own endpoint may.
    if (identity === undefined || (identity === OPEN_METEO && places === '[]')) return undefined;
    const { show, hours, days, chart, airSrc, airScale, seaSrc, warningsSrc } = this;
    const wanted = [show, hours, days, chart, airSrc, airScale, seaSrc, warningsSrc, this.texts.locale];
    return [typeof identity === 'string' ? `${identity} ${places}` : identity, ...rest, places, ...wanted];
  }

  protected override isEmpty(reports: WeatherReport[]): boolean {
    return reports.length === 0;
  }

  protected override urls(): string[] {
    return super.urls() ?? [OPEN_METEO];
  }

  protected override async load(loading: Loading): Promise<WeatherReport[]> {
    const reports = await super.load(loading);
    // A source may have said by itself what others are asked for.
    const { show } = this.#wanted;
    const parts: (keyof Parts)[] = [];
    if (show.includes('air') && reports.some(({ air }) => air)) parts.push('air');
    if (show.includes('sea') && reports.some(({ sea }) => sea)) parts.push('sea');
    if (show.includes('warnings') && reports.some(({ warnings }) => warnings.length)) parts.push('warnings');
    await Promise.all(parts.map((name) => this.#loadPart(name).catch((error: unknown) => this.#complain(error, name))));
    return reports;
  }

  protected override async read(body: Body, { url }: BodyOrigin): Promise<WeatherReport[]> {
    const places = await this.#findPlaces();
    return assignedReports(await readWeather(body, { format: this.format, url, places }), places, this.#onComplaint);
  }

  protected override async fetchData([src = '']: readonly string[], loading: Loading): Promise<WeatherReport[]> {
    const places = await this.#findPlaces();
    const coming = fetchReports(src, this.format, places, this.#wanted, loading.get).then((reports) =>
      assignedReports(reports, places, this.#onComplaint),
    );
    const adding = this.#addOthers(coming, places, src === OPEN_METEO, loading);
    const reports = await coming;
    const hasOthers =
      this.warningsSrc || ['air', 'sea'].some((part) => this.#wanted.show.includes(part as WeatherPart));
    // Without others there is nothing to wait for, and no timer to wake up for.
    if (hasOthers) await Promise.race([adding, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return reports;
  }

  /**
   * Adds to the reports what others are asked for: the air, the sea, the warnings. The reports don't fail with them.
   *
   * @param isBare whether it is known that neither air nor sea comes with the reports
   */
  async #addOthers(
    coming: Promise<WeatherReport[]>,
    places: readonly NamedPlace[],
    isBare: boolean,
    { get, signal }: Loading,
  ): Promise<void> {
    const { airSrc, seaSrc, warningsSrc } = this;
    const { locale } = this.texts;
    const scale = this.airScale ?? (locale.startsWith('vi') ? 'vn' : 'us');
    // If they fail, they tell it themselves.
    const reports = coming.catch(() => []);
    const known = isBare ? places : undefined;
    const adding: Partial<Record<keyof Parts, Promise<void> | false>> = {
      air:
        this.#wanted.show.includes('air') &&
        this.#loadPart('air').then(({ addAir }) => addAir(reports, known, airSrc, scale, get)),
      sea:
        this.#wanted.show.includes('sea') &&
        this.#loadPart('sea').then(({ addSea }) => addSea(reports, known, seaSrc, get)),
      warnings:
        !!warningsSrc &&
        this.#loadPart('warnings').then(({ addWarnings }) => addWarnings(reports, places, warningsSrc, locale, get)),
    };
    await Promise.all(
      Object.entries(adding).map(async ([name, added]) => {
        try {
          if ((await added) === false) return;
          this.requestUpdate();
        } catch (error) {
          if (!signal.aborted) this.#complain(error, name);
        }
      }),
    );
  }

  /** What the layout has room for of what is to be shown. */
  get #wanted(): WeatherWanted {
    const { layout } = this;
    const { show, hours, days } = wantedOf(this.show, this.hours, this.days);
    const left = LEFT_OUT[layout] ?? [];
    const kept = show.filter((part) => !left.includes(part));
    return {
      ...{ show: kept, hours },
      days: layout === 'list' ? 1 : days,
      chart: kept.includes('hours') ? [chartOf(this.chart)] : [],
    };
  }

  get #named(): (string | WeatherPlace)[] {
    return [...namedPlaces(this, this.places), ...(this.ownPlace ? [this.ownPlace] : [])];
  }

  #findPlaces(): Promise<NamedPlace[]> {
    return findPlaces(this.#named, this.texts.locale, (name) => {
      this.complain(`places: "${name}" is not in the gazetteer; Name@latitude,longitude would do`);
      return undefined;
    });
  }

  #onComplaint = (complaint: string): void => void this.complain(complaint);

  #complain(error: unknown, name: string): void {
    this.complain(`${name}: ${String(error)}`);
  }

  /** Loads a part that few widgets show; a later load tries again where that failed. */
  async #loadPart<Name extends keyof Parts>(name: Name): Promise<NonNullable<Parts[Name]>> {
    this.#loadingParts.set(name, this.#loadingParts.get(name) ?? loadChunk<Parts[keyof Parts]>(PARTS[name]()));
    try {
      const part = (await this.#loadingParts.get(name)) as NonNullable<Parts[Name]>;
      if (!this.#parts[name]) {
        this.#parts[name] = part;
        this.adopt(part.styles);
        this.texts.add(name, part.texts as { en: Texts; vi: Translation<Texts> });
      }
      return part;
    } catch (error) {
      this.#loadingParts.delete(name);
      throw error;
    }
  }

  // --- view ----------------------------------------------------------------------------------------------------------

  protected override renderContent(reports: WeatherReport[]): unknown {
    const formatter = new WeatherFormatter(this.texts, this.units ?? this.settings.units, this.zone);
    const { layout } = this;
    const wanted = this.#wanted;
    const isTabs = !LAYOUTS.includes(layout);
    const selected = reports.find(({ place }) => place.name === this.selected) ?? reports[0]!;
    const content =
      layout === 'list'
        ? renderList(reports, formatter, wanted)
        : layout === 'compact'
          ? renderCompact(reports, formatter)
          : layout === 'cards'
            ? renderCards(reports, (report) => this.#renderNamed(report, formatter, wanted))
            : reports.length > 1
              ? renderTabs(reports, selected, {
                  label: this.texts.get('places'),
                  name: this.texts.get('for-place', { place: selected.place.name, outlook: this.texts.get('heading') }),
                  panel: this.#renderPlace(selected, formatter, wanted, 1),
                  onSelect: (name) => (this.selected = name),
                })
              : html`<div class="place" part="place">${this.#renderNamed(selected, formatter, wanted)}</div>`;
    return [
      this.#renderWarnings(reports, formatter),
      content,
      this.locate && !this.ownPlace ? renderLocate(formatter, this.isLocateRefused, this.#onLocate) : nothing,
      renderAttribution(isTabs ? [selected] : reports, formatter),
    ];
  }

  protected override renderSkeleton(): TemplateResult {
    return renderSkeleton(this.layout, this.#named.length || 1, this.#wanted);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if ((changed as PropertyValues).has('selected')) {
      const tab = this.renderRoot.querySelector('[role=tab][aria-selected=true]');
      tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    if (!this.data || !this.isConnected) return;
    if (this.heardLanguage === undefined || this.data !== this.#heard) this.heardLanguage = this.texts.locale;
    this.#heard = this.data;
    this.#cancelClock ??= schedule(CLOCK, () => {
      this.#cancelClock = undefined;
      this.requestUpdate();
    });
  }

  /** Above all, and announced when they come; nobody can close them, they end by themselves. */
  #renderWarnings(reports: WeatherReport[], formatter: WeatherFormatter): unknown {
    if (!this.warningsSrc && !this.#wanted.show.includes('warnings')) return nothing;
    const hasWarnings = reports.some(({ warnings }) => warnings.length);
    const { heardLanguage } = this;
    // What is only translated has been heard.
    const isHeard = heardLanguage !== undefined && heardLanguage !== this.texts.locale;
    // A live region announces what comes into it: it is there before its first warnings are.
    return html`<div aria-live=${isHeard ? 'off' : 'polite'}>
      ${hasWarnings && (heardLanguage !== undefined || this.drawsAsServer) ? this.#parts.warnings?.renderWarnings(reports, formatter) : nothing}
    </div>`;
  }

  #renderNamed(report: WeatherReport, formatter: WeatherFormatter, wanted: WeatherWanted): unknown {
    return [
      renderHeading(report.place.name, this.headingLevel + 1, 'name'),
      this.#renderPlace(report, formatter, wanted, 2),
    ];
  }

  /** All about one place. `below`: the level of the headings below the widget's. */
  #renderPlace(report: WeatherReport, formatter: WeatherFormatter, wanted: WeatherWanted, below: number): unknown {
    const { show } = wanted;
    const { air, sea } = this.#parts;
    const hours = comingHours(report).slice(0, wanted.hours);
    const days = comingDays(report).slice(0, wanted.days);
    const { texts } = this;
    const chart = chartOf(this.chart);
    const hoursTitle = [texts.get('hours'), ...(chart === 'temperature' ? [] : [texts.get(chart)])].join(' · ');
    const part = (
      name: 'hours' | 'days' | 'air' | 'sea',
      isKnown: unknown,
      content: () => unknown,
      title: string = texts.get(name),
    ): unknown =>
      show.includes(name) && isKnown
        ? html`<div class=${name} part=${name}>
            ${renderHeading(title, this.headingLevel + below, 'part-name')}${content()}
          </div>`
        : nothing;
    return [
      renderNow(report, formatter),
      renderFacts(report, formatter, show),
      part('hours', hours.length, () => this.#renderHours(report, hours, formatter, show), hoursTitle),
      part('days', days.length, () => renderDays(report, days, formatter)),
      part('air', air && report.air, () => air!.renderAir(report.air!, formatter)),
      part('sea', sea && report.sea, () => sea!.renderSea(report.sea!, report, formatter)),
    ];
  }

  #renderHours(
    report: WeatherReport,
    hours: WeatherReport['hours'],
    formatter: WeatherFormatter,
    show: readonly WeatherPart[],
  ): TemplateResult {
    const index = Math.min(this.#chosenHours.get(report) ?? -1, hours.length - 1);
    return renderHours(report, hours, {
      ...{ formatter, show, index, chart: chartOf(this.chart) },
      isRtl: this.texts.direction === 'rtl' || (!isServer && this.matches(':dir(rtl)')),
      onChoose: (chosen) => {
        if (chosen === index) return;
        this.#chosenHours.set(report, chosen);
        this.requestUpdate();
      },
    });
  }

  #onLocate = (): void => {
    this.isLocateRefused = false;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // About a kilometre is all that the weather needs, and all that leaves the device.
        const [latitude, longitude] = [coords.latitude, coords.longitude].map(
          (degrees) => Math.round(degrees * 100) / 100,
        );
        const name = this.texts.get('my-place');
        this.ownPlace = { name, latitude, longitude };
        this.selected = name;
      },
      () => (this.isLocateRefused = true),
      { timeout: 20_000, maximumAge: 600_000 },
    );
  };
}

/** Layouts that show all places at once; anything else means tabs. */
const LAYOUTS: readonly string[] = ['list', 'cards', 'compact'];

/** What a layout has no room for. */
const LEFT_OUT: Readonly<Partial<Record<string, readonly WeatherPart[]>>> = {
  list: ['hours', 'rain', 'uv', 'sun', 'pressure', 'dew-point', 'visibility', 'air', 'sea'],
  compact: ['hours', 'days', 'uv', 'sun', 'rain', 'pressure', 'dew-point', 'visibility', 'air', 'sea'],
};

/** Seconds after which "now" is looked at again. */
const CLOCK = 600;

/** Milliseconds that the reports wait for the air, the sea and the warnings, which are added when they come later. */
const PATIENCE = 1500;

/** What few widgets show is loaded when one does. */
const PARTS = {
  air: () => import('./air.ts'),
  sea: () => import('./sea.ts'),
  warnings: () => import('./warnings.ts'),
};

type Parts = { [Name in keyof typeof PARTS]?: Awaited<ReturnType<(typeof PARTS)[Name]>> };

declare global {
  interface HTMLElementTagNameMap {
    'city-weather': CityWeather;
  }
}
