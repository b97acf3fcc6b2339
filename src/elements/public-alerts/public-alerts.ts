import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { chooseTimely, endOf } from '../../alerts/in-force.ts';
import { mergeAlerts } from '../../alerts/messages.ts';
import { ALERT_SEVERITIES, type AlertSeverity, type PublicAlert } from '../../alerts/model.ts';
import { readAlerts } from '../../alerts/read.ts';
import { isTimeZone } from '../../documents/time-zone.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { schedule } from '../../endpoint/refresh-scheduler.ts';
import { CivicError, loadChunk } from '../../errors.ts';
import { alerts as alertsEn } from '../../i18n/en/alerts.ts';
import { dateFormat } from '../../i18n/format.ts';
import { nearMoment } from '../../i18n/moments.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { alerts as alertsVi } from '../../i18n/vi/alerts.ts';
import { isServer } from '../../is-server.ts';
import { fetchAlerts } from '../alert-source.ts';
import {
  renderWarningList,
  type ShownWarning,
  styles as warningStyles,
  texts as warningTexts,
  warningAloud,
} from '../warning-list.ts';
import { absolute, type Body, type BodyOrigin, WidgetElement } from '../widget-element.ts';
import type { Frame } from '../widget-frame.ts';
import { Announcer } from './announcer.ts';
import type { NamedPlace } from '../named-places.ts';
import type { concernsPlace } from './places.ts';
import { styles } from './public-alerts.styles.ts';

/**
 * Official warnings of every kind: storm, flood, fire, epidemic, water cut. Asks anew every 300 seconds, unless `refresh` or
 * the settings say otherwise.
 *
 * @tag public-alerts
 * @slot - what is shown without script and until the first success; `<weather-place>` children are places
 * @csspart warning - one warning
 * @csspart more - the button that shows the warnings behind the first ones
 * @csspart note - the sentence that warnings may be missing, when a source could not be read
 */
export class PublicAlerts extends WidgetElement<PublicAlert[]> {
  static override styles = [...WidgetElement.styles, warningStyles, styles];

  /**
   * Only warnings for these places: keys of the gazetteer (`ha-noi da-nang`) or `Name@latitude,longitude`, separated by white
   * space. None named: all warnings.
   */
  @property() places = '';

  /** Only warnings as grave as this, and those whose severity is not known. */
  @property({ attribute: 'min-severity' }) minSeverity: 'minor' | 'moderate' | 'severe' | 'extreme' = 'minor';

  /** `list`; `banner`: the gravest, the rest behind it, and no room taken while there is none. */
  @property() layout: 'list' | 'banner' = 'list';

  protected override readonly path = 'alerts';
  protected override readonly usualRefresh = 300;

  protected override readonly texts = new TextsController<typeof alertsEn & typeof warningTexts.en>(
    this,
    { name: 'alerts', en: alertsEn, vi: alertsVi },
    { name: 'warnings', ...warningTexts },
  );

  /** The disclosure with the rest has been opened. */
  @state() private isMoreOpen = false;

  /** The places of the alerts on show. */
  #shownWhere: Where = EVERYWHERE;
  /** Data of the page, and when it was known. */
  #given?: { body: Body; at: Date };
  /** Some sources failed at the last load. */
  #hasFailedSource = false;
  /** The last alerts of each source, used when one of several fails. */
  #lastKnown = new Map<string, readonly PublicAlert[]>();
  #announcer = new Announcer();
  #cancelClock?: () => void;
  #placesObserver?: MutationObserver;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#placesObserver ??= new MutationObserver(() => this.requestUpdate());
    this.#placesObserver.observe(this, { childList: true, subtree: true, attributes: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#placesObserver?.disconnect();
    this.#cancelClock?.();
  }

  // --- data ----------------------------------------------------------------------------------------------------------

  protected override source(): readonly unknown[] | undefined {
    const [identity, ...rest] = super.source() ?? [];
    if (identity === undefined) return undefined;
    // Warnings for other places are other data: none of the old ones is shown meanwhile.
    return [`${identity as string} ${this.#placesAsWritten}`, ...rest, this.minSeverity, this.texts.locale];
  }

  protected override urls(): string[] | undefined {
    const own = this.src?.trim();
    return own ? [...new Set(own.split(/\s+/).map(absolute))] : super.urls();
  }

  /** What the page gave is as old as the page says, however often it is read. */
  protected override async read(body: Body, { url, contentType }: BodyOrigin): Promise<PublicAlert[]> {
    if (body !== this.#given?.body) {
      const time = isServer
        ? undefined
        : this.querySelector<HTMLElement>(':scope > script[data-time]')?.dataset['time'];
      this.#given = { body, at: new Date(time ?? Date.now()) };
    }
    const where = await this.#where();
    return this.#chosen(await readAlerts(body, { format: this.format, url, contentType, places: where.places }), where);
  }

  /** Several sources merged. Of a source that fails, the last alerts stay. */
  protected override async fetchData(urls: readonly string[], { get }: Loading): Promise<PublicAlert[]> {
    this.#given = undefined;
    const where = await this.#where();
    const { format } = this;
    const { places } = where;
    const answers = await Promise.allSettled(urls.map((url) => fetchAlerts(url, get, { format, places })));
    const failures: unknown[] = [];
    const lists = answers.map((answer, i) => {
      if (answer.status === 'rejected') failures.push(answer.reason);
      else this.#lastKnown.set(urls[i]!, answer.value);
      return this.#lastKnown.get(urls[i]!) ?? [];
    });
    const alerts = this.#chosen(mergeAlerts(lists), where);
    // That there is no warning can only be said where every source was read.
    if (failures.length === urls.length || (failures.length && !alerts.length)) throw failures[0];
    this.#hasFailedSource = failures.length > 0;
    for (const failure of failures) {
      if (failure instanceof CivicError) this.complain(`${failure.code}: ${failure.message} (${failure.url})`);
    }
    return alerts;
  }

  /** What has expired on the page is none. */
  protected override isEmpty(alerts: PublicAlert[]): boolean {
    return !chooseTimely(alerts).length;
  }

  #chosen(alerts: readonly PublicAlert[], where: Where): PublicAlert[] {
    this.#shownWhere = where;
    const near = where.concerns ? alerts.filter((alert) => placesOf(alert, where).length) : alerts;
    return chooseTimely(near, { minSeverity: this.#least, language: this.texts.locale });
  }

  /** An attribute that nobody understands hides no warning. */
  get #least(): AlertSeverity {
    return ALERT_SEVERITIES.includes(this.minSeverity) ? this.minSeverity : 'minor';
  }

  get #placesAsWritten(): string {
    // On a server, elements have no children.
    const children = isServer ? [] : [...this.querySelectorAll(':scope > weather-place')];
    const attributes = children.map((place) => PLACE.map((name) => place.getAttribute(name)).join());
    return [this.places, ...attributes].join(' ').trim();
  }

  /** The places as the tag names them. One that is in no gazetteer counts by its name. */
  async #where(): Promise<Where> {
    if (!this.#placesAsWritten) return EVERYWHERE;
    const { concernsPlace, locatedPlaces } = await loadChunk(import('./places.ts'));
    const places = await locatedPlaces(this, this.places, this.texts.locale, (name) => {
      this.complain(`places: "${name}" is not in the gazetteer; compared by name only`);
    });
    return places.length ? { places, concerns: concernsPlace } : EVERYWHERE;
  }

  // --- view ----------------------------------------------------------------------------------------------------------

  protected override adaptFrame(frame: Frame): Frame {
    const { texts, state } = this;
    const updated = this.#given?.at ?? frame.updated;
    const isBanner = this.layout === 'banner';
    const { polite, assertive, language } = this.#announcer;
    return {
      ...frame,
      heading: isBanner ? (state === 'ready' || state === 'stale' ? (this.heading ?? '') : '') : frame.heading,
      skeleton: isBanner && frame.skeleton ? () => nothing : frame.skeleton,
      sentence: state === 'error' ? texts.get('unread') : isBanner || !updated ? '' : this.#emptyAt(updated),
      announcement: html`<div class="visually-hidden" lang=${polite || assertive ? language : nothing}>
        <p aria-live="polite">${polite}</p>
        <p aria-live="assertive">${assertive}</p>
      </div>`,
    };
  }

  #emptyAt(updated: Date): string {
    return this.texts.get('empty', { time: this.#moment(updated, this.zone) });
  }

  protected override renderContent(alerts: PublicAlert[]): unknown {
    const { texts, state } = this;
    const shown = chooseTimely(alerts).map((alert) => this.#shown(alert));
    const count = this.layout === 'banner' ? 1 : MOST_OPEN;
    const rest = shown.slice(count);
    const note = state === 'stale' ? 'unread' : this.#hasFailedSource ? 'some-unread' : undefined;
    const list = (warnings: readonly ShownWarning[]): unknown =>
      warnings.length ? renderWarningList(warnings, texts, texts.get('heading')) : nothing;
    return [
      note ? html`<p class="note" part="note">${texts.get(note)}</p>` : nothing,
      list(shown.slice(0, count)),
      rest.length
        ? html`<details class="rest" ?open=${this.isMoreOpen} @toggle=${this.#onToggle}>
            <summary class="button" part="more">
              ${this.isMoreOpen ? texts.get('fewer') : texts.get('more', { count: rest.length })}
            </summary>
            ${this.isMoreOpen || rest.length < MOST_OPEN ? list(rest) : nothing}
          </details>`
        : nothing,
    ];
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<p class="bone"></p>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // What comes after a failure was not there when the page was read.
    const data = this.data ?? (this.state === 'error' ? NONE : undefined);
    if (!data) return;
    const origin = JSON.stringify([this.urls(), this.format, this.minSeverity, this.#placesAsWritten]);
    this.#announcer.hear(data, origin, this.texts.locale, (alert) => warningAloud(this.#shown(alert), this.texts));
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#cancelClock?.();
    const next = nextChange(this.data ?? []);
    if (next === undefined || !this.isConnected) return;
    this.#cancelClock = schedule((next - Date.now()) / 1000, () => {
      this.requestUpdate();
      // Whether there is really none any more, the source knows.
      if (this.data && this.isEmpty(this.data)) void this.reload();
    });
  }

  #shown(alert: PublicAlert): ShownWarning {
    const places = placesOf(alert, this.#shownWhere);
    const zone = this.zone ?? places[0]?.timeZone;
    return {
      ...alert,
      onset: alert.onset ?? alert.effective,
      expires: endOf(alert),
      key: keyOf(alert),
      title: alert.headline,
      places: places.map(({ name }) => name),
      moment: (time) => this.#moment(time, zone),
    };
  }

  #moment(time: Date, zone: string | undefined): string {
    const timeZone = zone && isTimeZone(zone) ? zone : undefined;
    return nearMoment(this.texts, time, (date, options) =>
      dateFormat(this.texts.locale, { ...options, timeZone }).format(date),
    );
  }

  #onToggle = (event: Event): void => void (this.isMoreOpen = (event.target as HTMLDetailsElement).open);
}

/** What a `<weather-place>` says. */
const PLACE = ['name', 'latitude', 'longitude', 'time-zone'];

const NONE: readonly PublicAlert[] = [];

/** More than these are behind a disclosure. */
const MOST_OPEN = 20;

/** Where warnings are asked for; how areas are compared is loaded with the places. */
interface Where {
  places: readonly NamedPlace[];
  concerns?: typeof concernsPlace;
}

const EVERYWHERE: Where = { places: [] };

function placesOf({ areas }: PublicAlert, { places, concerns }: Where): NamedPlace[] {
  return places.filter((place) => concerns?.(areas, place));
}

/** What tells one from the others on show: an alert may have several, for other areas or times. */
function keyOf({ senderId, id, headline, onset, areas }: PublicAlert): string {
  return [senderId, id, headline, onset?.getTime(), ...areas.map(({ name }) => name)].join(' ');
}

/** When the view changes by itself: one begins or expires. In ms since the epoch. */
function nextChange(alerts: readonly PublicAlert[]): number | undefined {
  const now = Date.now();
  const times = alerts.flatMap(({ onset, expires }) => [Number(onset ?? 0), Number(expires ?? 0)]);
  const coming = times.filter((time) => time > now);
  return coming.length ? Math.min(...coming) : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'public-alerts': PublicAlerts;
  }
}
