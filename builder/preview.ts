import type { CivicError } from '../src/errors.ts';
import type { WidgetState } from '../src/endpoint/endpoint-controller.ts';
import type { CivicSettings } from '../src/elements/civic-settings/civic-settings.ts';
import { type Tag, attributesOf } from './controls.ts';
import type { UiLanguage } from './i18n/texts.ts';
import { SAMPLE_SOURCES, sampleFetch } from './samples.ts';
import type { State } from './state.ts';

/** The least that the preview knows of a widget, whichever it is. */
type Widget = HTMLElement & { state: WidgetState; data?: object; error?: CivicError; updateComplete: Promise<boolean> };

/** In em of the widget's own text. */
export interface Heights {
  /** On a phone. */
  narrow: number;
  /** In the column that is on show. */
  wide: number;
  /** CSS pixels: the column that `wide` was measured in, and its text. */
  width: number;
  size: number;
}

export interface PreviewListener {
  /** The endpoint was read: by `state`, with something to show or not. */
  onLive(data: object, isEmpty: boolean): void;
  onFailed(error: CivicError): void;
  /** What the content needs, in em of its own text. */
  onHeights(heights: Heights): void;
  onVote(): void;
}

/** CSS pixels of a phone's column, and of the column that is measured in place of a full one too narrow to be one. */
const PHONE = 288;
const LEAST = 400;

/** The widget in the page, with sample data until an endpoint is asked; what is typed reaches it at once. */
export class Preview {
  #listener: PreviewListener;
  #settings: CivicSettings;
  #widget?: Widget;
  #samples = new Map<UiLanguage, typeof globalThis.fetch>();
  #isLive = false;
  #resize = new ResizeObserver(() => this.#measure());
  #measured = '';
  /** A column was chosen: its width is the one that counts. */
  #hasColumn = false;

  constructor(box: HTMLElement, listener: PreviewListener) {
    this.#listener = listener;
    this.#settings = document.createElement('civic-settings');
    box.append(this.#settings);
    box.addEventListener('civic-load', this.#onLoad);
    box.addEventListener('civic-error', this.#onError);
  }

  /** Asks the endpoint, by a widget that hasn't shown anything yet. */
  ask(state: State, language: UiLanguage): void {
    this.#widget?.remove();
    this.#widget = undefined;
    this.show(state, language, true);
  }

  /** Shows the choices; whoever is on show already keeps its data. */
  show(state: State, language: UiLanguage, isLive: boolean): void {
    const { tag, attributes, tokens, lang, endpoint } = state;
    this.#hasColumn = state.width !== '';
    const settings = this.#settings;
    if (this.#isLive !== isLive || !this.#widget) {
      // A function of its own is a cache of its own: what is asked again is asked.
      settings.fetch = isLive ? readOnly((input, init) => globalThis.fetch(input, init)) : this.#sample(language);
    } else if (!isLive) settings.fetch = this.#sample(language);
    settings.endpoint = isLive && endpoint ? endpoint : undefined;
    this.#isLive = isLive;
    const widget = this.#widget?.localName === tag ? this.#widget : this.#create(tag);
    const source = SAMPLE_SOURCES[tag];
    const shown: Readonly<Record<string, string | undefined>> = isLive
      ? attributes
      : { ...attributes, src: source, format: undefined };
    const own = defaultsOf(tag);
    for (const { name, field } of attributesOf(tag)) {
      const value = shown[name];
      if (value === undefined && widget.hasAttribute(name)) {
        widget.removeAttribute(name);
        Object.assign(widget, { [field]: own[name] });
      } else if (value !== undefined && widget.getAttribute(name) !== value) widget.setAttribute(name, value);
    }
    if (lang) widget.lang = lang;
    else widget.removeAttribute('lang');
    for (const name of [...widget.style]) if (!(name in tokens)) widget.style.removeProperty(name);
    for (const [name, value] of Object.entries(tokens)) widget.style.setProperty(name, value);
  }

  /** Height at a width of the column; what it was before is put back before anybody sees it. */
  #measure(): void {
    const widget = this.#widget;
    if (!widget || !['ready', 'stale'].includes(widget.state)) return;
    const size = parseFloat(getComputedStyle(widget).fontSize);
    const at = (width: number | undefined): number => {
      if (width === undefined) this.#settings.parentElement?.style.removeProperty('inline-size');
      else this.#settings.parentElement?.style.setProperty('inline-size', `${width}px`);
      return Math.ceil(widget.getBoundingClientRect().height / size) + 1;
    };
    const shown = widget.getBoundingClientRect().width;
    const isTooNarrow = shown < LEAST && !this.#hasColumn;
    const wide = at(isTooNarrow ? LEAST : undefined);
    const narrow = at(PHONE);
    at(undefined);
    const width = Math.round(isTooNarrow ? LEAST : shown);
    const heights = { narrow: Math.max(narrow, wide), wide, width, size: Math.round(size) };
    const told = JSON.stringify(heights);
    if (told === this.#measured) return;
    this.#measured = told;
    this.#listener.onHeights(heights);
  }

  #create(tag: Tag): Widget {
    this.#resize.disconnect();
    this.#widget?.remove();
    const widget = document.createElement(tag) as unknown as Widget;
    this.#widget = widget;
    this.#settings.append(widget);
    this.#resize.observe(widget);
    // Before the widget itself hears of it: what is tried out here must be neither counted nor written down.
    for (const type of ['submit', 'click']) widget.shadowRoot?.addEventListener(type, this.#onVote, { capture: true });
    return widget;
  }

  #sample(language: UiLanguage): typeof globalThis.fetch {
    const fetch = this.#samples.get(language) ?? readOnly(sampleFetch(language));
    this.#samples.set(language, fetch);
    return fetch;
  }

  #onVote = (event: Event): void => {
    const pressed = event.target instanceof Element && event.target.closest('button');
    const isVote = event.type === 'submit' || (pressed && pressed.matches('[part~=submit], [part~=option]'));
    if (!isVote) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#listener.onVote();
  };

  #onLoad = (event: Event): void => {
    const widget = event.target as Widget;
    void widget.updateComplete.then(() => this.#measure());
    if (this.#isLive && widget === this.#widget && widget.data)
      this.#listener.onLive(widget.data, widget.state === 'empty');
  };

  #onError = (event: Event): void => {
    const { error } = (event as CustomEvent<{ error: CivicError }>).detail;
    if (this.#isLive && event.target === this.#widget) this.#listener.onFailed(error);
  };
}

/** The preview reads; what would change anything on a server is refused. */
function readOnly(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) =>
    (init?.method ?? 'GET') === 'GET' ? fetch(input, init) : new Response(null, { status: 403 });
}

const defaults = new Map<Tag, Readonly<Record<string, unknown>>>();

/** What a widget does when nobody says anything, by attribute. */
export function defaultsOf(tag: Tag): Readonly<Record<string, unknown>> {
  let known = defaults.get(tag);
  if (!known) {
    const element = document.createElement(tag) as unknown as Record<string, unknown>;
    known = Object.fromEntries(attributesOf(tag).map(({ name, field }) => [name, element[field]]));
    defaults.set(tag, known);
  }
  return known;
}
