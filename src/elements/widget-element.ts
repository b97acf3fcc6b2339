import { type CSSResult, LitElement, type PropertyValues, html, nothing, render } from 'lit';
import { property } from 'lit/decorators.js';
import { isTimeZone } from '../documents/time-zone.ts';
import {
  type DataOrigin,
  EndpointController,
  type Loading,
  type WidgetState,
} from '../endpoint/endpoint-controller.ts';
import { once } from '../endpoint/response-cache.ts';
import type { CivicError } from '../errors.ts';
import type { Strings, TextsController } from '../i18n/texts-controller.ts';
import { isServer } from '../is-server.ts';
import { buttons } from '../theme/buttons.ts';
import { frame } from '../theme/frame.ts';
import { states } from '../theme/states.ts';
import { tokens } from '../theme/tokens.ts';
import { type Settings, askSettings } from './civic-settings/settings.ts';
import { type Frame, type FrameTexts, renderFrame } from './widget-frame.ts';

/** Where a body came from: relative links and the encoding depend on it. */
export interface BodyOrigin {
  url: string;
  contentType?: string;
}

/** The answer's body, or what the page gave: a model, a wire document, parsed or as text. */
export type Body = string | Uint8Array<ArrayBuffer> | object;

/**
 * The base of all widgets: source of the data, states, language, settings, heading and frame.
 * A widget adds its texts, what a body means, and how the data is drawn.
 *
 * @slot - shown without script and until the first success
 * @slot loading - in place of the skeleton during the first load
 * @slot empty - in place of the sentence that there is nothing to show
 * @slot error - in place of the sentence and the button when the first load failed
 * @csspart base - the frame around everything
 * @csspart heading - the widget's title
 * @csspart message - the sentence of an empty or failed widget
 * @csspart retry - the button that asks again
 * @csspart stale - the line that says how old the data is when a refresh failed
 * @cssstate idle - nothing to load, or not near the viewport yet
 * @cssstate loading - the first load is under way
 * @cssstate ready - data is on show
 * @cssstate empty - the endpoint has nothing to show
 * @cssstate stale - a refresh failed, the last good data is on show
 * @cssstate error - the first load failed
 * @cssprop [--civic-accent=oklch(41% 0.11 255)] - links, buttons, selected items
 * @cssprop [--civic-on-accent=#fff] - text on the accent
 * @cssprop [--civic-text=currentColor] - text
 * @cssprop [--civic-text-quiet] - dates and other secondary text
 * @cssprop [--civic-surface] - faint fill behind groups
 * @cssprop [--civic-border] - dividing lines
 * @cssprop [--civic-border-strong] - borders of fields
 * @cssprop [--civic-danger] - errors
 * @cssprop [--civic-warning] - warnings, old data
 * @cssprop [--civic-success] - success
 * @cssprop [--civic-focus=var(--civic-accent)] - the focus ring
 * @cssprop [--civic-radius=0.25em] - corners
 * @cssprop [--civic-space=0.25em] - the unit of the spacing scale
 * @cssprop [--civic-size-small=0.875em] - secondary text
 * @cssprop [--civic-size-large=1.25em] - the widget's title
 * @cssprop [--civic-size-title=1.5em] - an article's title
 * @cssprop [--civic-size-display=2.5em] - the one large number
 * @cssprop [--civic-line-height=1.5] - line height of running text
 * @cssprop [--civic-scroll-margin=0] - space kept free above and below an element that is scrolled into view by focus: a sticky header's height
 * @fires {CustomEvent<{ data: Model, from: 'network' | 'cache' | 'page' }>} civic-load - new data is on show
 * @fires {CustomEvent<{ error: CivicError }>} civic-error - a load failed, or a vote was refused for good; cancel to draw the error yourself
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- overloads only: nothing to initialise
export abstract class WidgetElement<Model extends object> extends LitElement {
  static override styles = [tokens, frame, states, buttons];

  /** The endpoint's URL. Default: the settings' `endpoint` and the widget's path under it. */
  @property() src?: string;

  /** Name of the wire format. `auto` recognises it by the content. */
  @property() format = 'auto';

  /** The widget's title; an empty string hides it. Default: a title in the page's language. */
  @property() heading?: string;

  /** Level of the title, 1–6; headings inside follow it. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  /** Seconds between refreshes, paused while the page is hidden. 0: none, the default but of `<public-alerts>`: 300. */
  @property({ type: Number }) refresh?: number;

  /** `lazy` waits until the widget is near the viewport. */
  @property() loading?: 'eager' | 'lazy';

  /** Seconds before a request is given up. Default 10. */
  @property({ type: Number }) timeout?: number;

  /** As in `fetch`. Default `same-origin`. */
  @property() credentials?: RequestCredentials;

  /** IANA name of the time zone in which times are shown. */
  @property({ attribute: 'time-zone' }) timeZone?: string;

  /** The title's and the widget's own texts. */
  protected abstract readonly texts: TextsController<FrameTexts>;

  /** The widget's path under the settings' `endpoint`. */
  protected abstract readonly path: string | undefined;

  /** Reads a body into the model. @throws {CivicError} `format` */
  protected abstract read(body: Body, origin: BodyOrigin): Model | Promise<Model>;

  /** Draws the data. */
  protected abstract renderContent(data: Model): unknown;

  /** Draws grey shapes of the content's final size. */
  protected abstract renderSkeleton(): unknown;

  protected abstract isEmpty(data: Model): boolean;

  /** Seconds between refreshes where neither the tag nor the settings say it. */
  protected readonly usualRefresh: number = 0;

  /** Values of the nearest `<civic-settings>`. */
  protected settings = NO_SETTINGS;

  readonly #endpoint = new EndpointController<Model>({
    element: this,
    source: () => this.source(),
    load: (loading) => {
      this.#isAnswered = false;
      return this.load(loading);
    },
    isEmpty: (data) => this.isEmpty(data),
    requestOptions: () => this.requestOptions(),
    loaded: (data, from) => this.#onLoaded(data, from),
    failed: (error) => this.#onFailed(error),
  });
  #internals?: ElementInternals;
  #given?: unknown;
  #embedded?: string;
  /** What relative links of the page's data start from, where that is not the page. */
  #dataUrl?: string;
  #isErrorHandled = false;
  /** The citizen asked for the load that is under way, and for the last one: that is announced. */
  #isAsked = false;
  #isAnswered = false;
  /** Ends the subscription to the settings. */
  #unsubscribe?: () => void;
  /** Loading has taken long enough for a skeleton. */
  #isSlow?: boolean;
  /** The console line of the last failed load. */
  #failure?: string;
  #stateOnShow?: WidgetState;
  /** The content that a server drew is shown until the element can draw it. */
  #isDrawnByServer = !isServer && !!this.shadowRoot;

  /** The state of what the widget shows. */
  get state(): WidgetState {
    return this.#endpoint.state;
  }

  /** Why the last load failed; undefined after a success. */
  get error(): CivicError | undefined {
    return this.#endpoint.error;
  }

  /** The model that is shown. Set it to give the data yourself, as model or wire document, parsed or as text: nothing is fetched. */
  @property({ attribute: false, noAccessor: true })
  get data(): Model | undefined {
    return this.#endpoint.data;
  }
  set data(data: unknown) {
    // Frameworks that write an object as an attribute give "[object Object]", or an empty string for none.
    this.#given = data === '[object Object]' || data === '' || data === null ? undefined : data;
    this.#sourceChanged();
  }

  /**
   * @internal For rendering on a server: reads the data and waits for the texts. Resolves with whether that can be drawn,
   * be it the sentence that there is nothing.
   */
  async prepare(data: unknown, url?: string): Promise<boolean> {
    this.#dataUrl = url;
    this.data = data;
    await this.texts.prepare();
    await this.#endpoint.answer();
    return this.state === 'ready' || this.state === 'empty';
  }

  /** Loads again; resolves when the result, data or error, is shown. */
  async reload(): Promise<void> {
    await this.#endpoint.reload();
    await this.updateComplete;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endpoint.hostConnected();
    this.texts.hostConnected();
    this.#askSettings();
    connected++;
    observer ??= new MutationObserver(WidgetElement.#onChanges);
    observer.observe(this, { childList: true, characterData: true, subtree: true });
    this.#onChildren();
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', () => this.#onChildren(), { once: true });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endpoint.hostDisconnected();
    this.texts.hostDisconnected();
    if (--connected === 0) observer?.disconnect();
    // It may be inserted again under other settings.
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.settings = NO_SETTINGS;
  }

  // --- data --------------------------------------------------------------------------------------------------------

  /** What the data depends on: a change starts a new load. Undefined: there is nothing to load. */
  protected source(): readonly unknown[] | undefined {
    const { timeZone } = this;
    const given = this.#dataOfPage;
    // Other data of the page replaces what is on show when it has been read.
    if (given !== undefined) return ['page', this.format, timeZone, given];
    if (isServer || document.readyState === 'loading' || this.#waitsForSettings()) return undefined;
    const urls = this.urls();
    if (!urls?.length) return undefined;
    return [urls.join(' '), this.format, timeZone, this.setting('credentials', undefined), this.settings.fetch];
  }

  /** Gets and reads the data, from the page or from the endpoint. */
  protected load(loading: Loading): Model | Promise<Model> {
    const given = this.#dataOfPage;
    return given === undefined
      ? this.fetchData(this.urls() ?? [], loading)
      : this.read(given as Body, { url: this.#baseOf(given) });
  }

  /** The URLs to request: `src`, else the path under the settings' endpoint. */
  protected urls(): string[] | undefined {
    const { endpoint } = this.settings;
    const url = this.src?.trim() || (endpoint && this.path && `${endpoint.replace(/\/$/, '')}/${this.path}`);
    return url ? [absolute(url)] : undefined;
  }

  /** A server knows no page: only absolute links are links there, unless it is told what the others start from. */
  #baseOf(given: unknown): string {
    if (isServer) return this.#dataUrl ?? 'about:blank';
    const url = given === this.#embedded ? this.#dataUrl : undefined;
    return url ? absolute(url) : document.baseURI;
  }

  /** Gets the data from the addresses; every answer is worked out once per page. */
  protected async fetchData([url = '']: readonly string[], loading: Loading): Promise<Model> {
    const loaded = loading.get(url);
    // Before awaiting the response: checking the time zone may be the page's first use of `Intl`, which is slow.
    const { readKey } = this;
    const { answer } = await loaded;
    return once(answer, readKey, ({ bytes, url, contentType }) => this.read(bytes, { url, contentType }));
  }

  /** What the reading of a response depends on besides its bytes. */
  protected get readKey(): string {
    return `${this.localName} ${this.format} ${this.zone ?? ''}`;
  }

  /** Shows data that didn't come from a load, such as the answer to a vote. */
  protected putOnShow(data: Model): void {
    this.#endpoint.data = data;
    this.#endpoint.updated = Date.now();
    this.requestUpdate();
  }

  /** The widget's own value, else the nearest settings', else `fallback`. */
  protected setting<Key extends Exclude<keyof Settings, 'units' | 'endpoint' | 'strings' | 'fetch'>, Fallback>(
    key: Key,
    fallback: Fallback,
  ): NonNullable<Settings[Key]> | Fallback {
    return (this as Settings)[key] ?? this.settings[key] ?? fallback;
  }

  /** @internal */
  get strings(): Strings | undefined {
    return this.settings.strings;
  }

  /** The time zone in which times are shown, if the page or the widget names one that exists. */
  protected get zone(): string | undefined {
    const zone = this.setting('timeZone', undefined);
    if (!zone || isTimeZone(zone)) return zone || undefined;
    this.complain(`time-zone: there is no "${zone}"`);
    return undefined;
  }

  /** Writes a line for the developer to the console, once per page. */
  protected complain(complaint: string): string {
    const line = `<${this.localName}> ${complaint}`;
    if (!said.has(line)) console.error(line);
    said.add(line);
    return line;
  }

  /** Dispatches `civic-error`; false when the page has cancelled it and draws the error itself. */
  protected announceError(error: CivicError): boolean {
    return this.dispatchEvent(
      new CustomEvent('civic-error', { bubbles: true, composed: true, cancelable: true, detail: { error } }),
    );
  }

  /** @internal On a server: the styles of parts that were loaded later. */
  readonly adopted: CSSResult[] = [];

  /** Adds the styles of a part that was loaded later. */
  protected adopt(...styles: readonly CSSResult[]): void {
    if (isServer) return void this.adopted.push(...styles);
    const root = this.renderRoot as ShadowRoot;
    // Test environments have no constructable style sheets: they go without.
    const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
    if (sheets.length > 0) root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])];
  }

  /** Whether what is drawn must be what a server draws: on a server, and where the browser takes over its nodes. */
  protected get drawsAsServer(): boolean {
    return isServer || this.#isDrawnByServer;
  }

  /** Whether a load is under way or about to start. */
  protected get isWaiting(): boolean {
    return this.state === 'loading' || (this.state === 'idle' && !!this.source());
  }

  // --- drawing -----------------------------------------------------------------------------------------------------

  /** Waits for the language's texts as well. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    const { loading } = this.texts;
    return loading ? loading.then(() => this.updateComplete) : isComplete;
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    return this.#isDrawnByServer ? this.#drawAsServer() : super.scheduleUpdate();
  }

  /** Waits until the data that the server had is loaded, so that hydration finds the same content. */
  async #drawAsServer(): Promise<void> {
    await this.texts.loading;
    while (this.state === 'idle' || this.state === 'loading') await this.#endpoint.answer();
    await super.scheduleUpdate();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#endpoint.hostUpdate();
  }

  protected override update(changed: PropertyValues): void {
    if (!this.#isDrawnByServer) return super.update(changed);
    this.adopt(...((this.constructor as typeof WidgetElement).elementStyles as CSSResult[]));
    try {
      // Without hydration support, Lit would render before the server's nodes.
      if (this.renderOptions.renderBefore) throw new Error('not hydratable');
      super.update(changed);
    } catch {
      // Hydration is not possible, or the server drew something else, such as the form for a visitor who has voted: draw anew.
      this.renderRoot.replaceChildren();
      this.renderOptions.renderBefore = null;
      return super.update(changed);
    }
    // Hydration takes texts over as they stand. What depends on the time, or on the reader's zone, may be another one here.
    const here = document.createElement('div');
    render(this.render(), here);
    if (textOf(here) === textOf(this.renderRoot)) return;
    render(nothing, this.renderRoot as ShadowRoot, this.renderOptions);
    super.update(changed);
  }

  protected override render(): unknown {
    // Without data, a server shows the light DOM.
    if (isServer && !this.data) return html`<slot></slot>`;
    // The language's texts are still loading.
    if (this.texts.isBlank) return html`<slot></slot>`;
    const { data, state } = this;
    const { updated } = this.#endpoint;
    return renderFrame(
      this.adaptFrame({
        ...{ texts: this.texts, heading: this.heading, headingLevel: this.headingLevel, state, error: this.error },
        isErrorHandled: this.#isErrorHandled,
        isWaiting: this.isWaiting,
        hasFallback: isServer || this.#hasFallback,
        updated: updated === undefined ? undefined : new Date(updated),
        timeZone: state === 'stale' || this.#isAnswered ? this.zone : undefined,
        isAsked: this.#isAsked || this.#isAnswered,
        content: data !== undefined && (state === 'ready' || state === 'stale') ? this.renderContent(data) : undefined,
        skeleton: this.#isSlow ? () => this.renderSkeleton() : undefined,
        onRetry: this.#onRetry,
      }),
    );
  }

  /** What the widget has drawn otherwise around its content. */
  protected adaptFrame(frame: Frame): Frame {
    return frame;
  }

  protected override updated(_changed: PropertyValues): void {
    const { state } = this;
    if (this.#isDrawnByServer) {
      this.#isDrawnByServer = false;
      // What only a browser draws.
      this.requestUpdate();
    }
    if (this.isWaiting) this.#waitForSkeleton();
    if (state === this.#stateOnShow) return;
    try {
      this.#internals ??= this.attachInternals();
      const { states } = this.#internals;
      if (this.#stateOnShow) states.delete(this.#stateOnShow);
      states.add(state);
    } catch {
      // Browsers before 2024 require dashes in custom states, and test environments lack internals: no custom states there.
    }
    this.#stateOnShow = state;
  }

  /** Data that the page gave, as property or inside the tag. */
  get #dataOfPage(): unknown {
    return this.#given ?? this.#embedded;
  }

  /** Whether the tag has children to show until the first success; places and JSON don't count. */
  get #hasFallback(): boolean {
    if (this.querySelector(':scope > :not([slot], script, template, weather-place)')) return true;
    return [...this.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  }

  /** Current options for requests. `timeout` and `refresh` in seconds; `refresh` 0: never. */
  protected requestOptions() {
    const timeout = this.setting('timeout', 10);
    // What the page gave does not change by itself.
    const refresh = this.setting('refresh', this.#dataOfPage === undefined ? this.usualRefresh : 0);
    return {
      fetch: this.settings.fetch,
      credentials: this.setting('credentials', undefined),
      timeout: timeout > 0 ? timeout : 10,
      // At most once a second.
      refresh: !isServer && refresh > 0 ? Math.max(1, refresh) : 0,
      lazy: !isServer && this.setting('loading', 'eager') === 'lazy',
    };
  }

  #onLoaded(data: Model, from: DataOrigin): void {
    // After a success, the same failure is reported again.
    if (this.#failure) said.delete(this.#failure);
    this.#isAnswered = this.#isAsked;
    this.#isAsked = false;
    this.dispatchEvent(new CustomEvent('civic-load', { bubbles: true, composed: true, detail: { data, from } }));
  }

  #onFailed(error: CivicError): void {
    this.#isAsked = this.#isAnswered = false;
    this.#isErrorHandled = !this.announceError(error);
    const url = error.url ?? (this.#dataOfPage === undefined && this.urls()?.join(' '));
    // On a server the error is thrown.
    if (!isServer) this.#failure = this.complain(`${error.code}: ${error.message}${url ? ` (${url})` : ''}`);
  }

  #onRetry = (): void => {
    this.#isAsked = true;
    void this.reload();
    // The button is removed with the error: keep the focus in the widget.
    this.renderRoot.querySelector<HTMLElement>('.widget')?.focus();
  };

  /** Draws a skeleton only if the data takes longer than `SKELETON_DELAY`. */
  #waitForSkeleton(): void {
    if (this.#isSlow !== undefined) return;
    this.#isSlow = false;
    setTimeout(() => {
      this.#isSlow = true;
      if (this.isWaiting) this.requestUpdate();
    }, SKELETON_DELAY);
  }

  /** Settings may be upgraded after the widgets inside them: ask again then. */
  #waitsForSettings(): boolean {
    let element: Element | undefined = this;
    while (element) {
      if (element.closest('civic-settings:not(:defined)')) {
        void customElements.whenDefined('civic-settings').then(() => this.isConnected && this.#askSettings());
        return true;
      }
      const root: Node = element.getRootNode();
      element = root instanceof ShadowRoot ? root.host : undefined;
    }
    return false;
  }

  /** The source may have changed: check on the next update. */
  #sourceChanged(): void {
    this.requestUpdate();
    // The update is already under way and waits for data.
    if (this.#isDrawnByServer) this.#endpoint.hostUpdate();
  }

  #askSettings(): void {
    askSettings(this, (settings, unsubscribe) => {
      if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
      this.#unsubscribe = unsubscribe;
      this.settings = settings;
      this.#sourceChanged();
    });
  }

  static #onChanges(records: readonly MutationRecord[]): void {
    const widgets = new Set<WidgetElement<object>>();
    for (const { target } of records) {
      for (let node: Node | null = target; node; node = node.parentNode) {
        if (node instanceof WidgetElement) widgets.add(node as WidgetElement<object>);
      }
    }
    for (const widget of widgets) widget.#onChildren();
  }

  #onChildren(): void {
    if (document.readyState === 'loading' || !this.isConnected) return;
    const script = this.querySelector(':scope > script[type="application/json"]:not([data-strings])');
    this.#embedded = script?.textContent?.trim() || undefined;
    this.#dataUrl = script?.getAttribute('data-url') ?? undefined;
    this.#sourceChanged();
  }
}

/** Listeners know what a widget's own model is. */
export interface WidgetElement<Model extends object> {
  addEventListener<Name extends keyof WidgetEventMap<Model>>(
    type: Name,
    listener: (this: this, event: WidgetEventMap<Model>[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof WidgetEventMap<Model>>(
    type: Name,
    listener: (this: this, event: WidgetEventMap<Model>[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** What a widget fires: everything that an element does, and its own model in `civic-load`. */
export interface WidgetEventMap<Model extends object> extends Omit<HTMLElementEventMap, 'civic-load'> {
  'civic-load': CustomEvent<{ data: Model; from: DataOrigin }>;
}

function textOf(root: ParentNode): string | undefined {
  return root.querySelector('.widget')?.textContent;
}

/** Where there is no `<civic-settings>`. */
const NO_SETTINGS: Settings = {};

/** Converter of boolean attributes: some frameworks write `new-tab="false"` for false. */
export const flag = {
  fromAttribute: (value: string | null): boolean => value !== null && value !== 'false',
};

/** One observer for all widgets of the page: changes of their children. */
let observer: MutationObserver | undefined;

/** Number of widgets in the page. */
let connected = 0;

/** Milliseconds without content after which a skeleton is drawn. */
const SKELETON_DELAY = 150;

/** Lines already written to the console: a hundred widgets on a dead endpoint write one. */
const said = new Set<string>();

/** The absolute URL. One that can't be resolved is returned as it is; `endpoint/http.ts` refuses it. */
export function absolute(url: string): string {
  if (isServer) return url;
  return URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url;
}

declare global {
  /** Elements, the document and the window alike. */
  interface GlobalEventHandlersEventMap {
    'civic-load': CustomEvent<{ data: object; from: DataOrigin }>;
    'civic-error': CustomEvent<{ error: CivicError }>;
  }
}
