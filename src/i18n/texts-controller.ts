import { isServer, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { numberFormat, pluralRules } from './format.ts';
import { type Language, arrived, dictionaryFor, fetchDictionary, languages } from './languages.ts';
import type { Text, Texts, Translation } from './texts.ts';

/** Single texts that a site words differently, by `room.key`: `{ "news.heading": "Tin phường" }`. */
export type Strings = Readonly<Record<string, Text>>;

export interface TextsHost extends ReactiveControllerHost, HTMLElement {
  /** The site's own wordings, from the nearest settings. */
  readonly strings?: Strings;
}

/** For each room (`shared`, `news`, …) the dictionaries that come with the widget. */
type Rooms = Record<string, { en: Texts } & Readonly<Record<string, Texts>>>;

/**
 * The texts of one widget in the language that its place in the page has: `lang` as HTML inherits it, across shadow
 * roots, followed live. A language whose dictionary is a file of its own is shown when that has come, and until then
 * the one before; a language without a dictionary is shown in English.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#language
 */
export class TextsController<Dictionary extends Texts> implements ReactiveController {
  /** The language of the page is under way; resolves when it, or English in its place, is on show. */
  loading?: Promise<void>;

  #host: TextsHost;
  #rooms: Rooms;
  /** On show; undefined before the first language has come. */
  #locale?: string;
  #wanted?: string;

  constructor(host: TextsHost, rooms: Rooms) {
    this.#host = host;
    this.#rooms = rooms;
    host.addController(this);
  }

  hostConnected(): void {
    this.#update();
    follow(this.#host, this.#update);
  }

  hostDisconnected(): void {
    unfollow(this.#host);
  }

  /** Whether there is nothing to be read yet: the first language is under way. */
  get isBlank(): boolean {
    return this.#locale === undefined && this.loading !== undefined;
  }

  /** The BCP 47 tag for `Intl` and for the `lang` of what is drawn. */
  get locale(): string {
    return this.#locale ?? this.#wanted ?? readable(localeInPage(this.#host));
  }

  /** The direction of what is drawn, where a page in another language may have the other one. */
  get direction(): 'rtl' | undefined {
    return /^(ar|fa|he|ur)\b/.test(this.locale) ? 'rtl' : undefined;
  }

  /** Adds the texts of a part that loads later than its widget. */
  add<More extends Texts>(
    room: keyof Language,
    dictionaries: { en: More; vi: Translation<More> },
  ): TextsController<Dictionary & More> {
    this.#rooms[room] = dictionaries;
    return this as unknown as TextsController<Dictionary & More>;
  }

  /** The text for `key`, its placeholders filled; a plural is chosen by `values.count`. */
  get(key: keyof Dictionary & string, values: Readonly<Record<string, string | number>> = {}): string {
    const text = this.#find(key);
    if (text === undefined) return key;
    const { count } = values;
    const form = typeof text === 'string' ? text : (text[pluralRules(this.locale).select(Number(count))] ?? text.other);
    return form.replace(/\{([\w-]+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numberFormat(this.locale).format(value) : (value ?? placeholder);
    });
  }

  #find(key: string): Text | undefined {
    const name = dictionaryFor(this.locale);
    const language = arrived.get(name) as Readonly<Record<string, Texts>> | undefined;
    for (const [room, dictionaries] of Object.entries(this.#rooms)) {
      const text = (language?.[room] ?? dictionaries[name] ?? dictionaries.en)[key];
      if (text !== undefined) return this.#host.strings?.[`${room}.${key}`] ?? text;
    }
    return undefined;
  }

  #update = (): void => {
    const locale = localeInPage(this.#host);
    if (locale === this.#wanted) return;
    this.#wanted = locale;
    this.loading = fetchDictionary(dictionaryFor(locale))?.then(() => this.#show(locale));
    if (!this.loading) this.#show(locale);
  };

  #show(locale: string): void {
    // The page has changed its language again meanwhile.
    if (locale !== this.#wanted) return;
    this.loading = undefined;
    this.#locale = readable(locale);
    this.#host.requestUpdate();
  }
}

/** The language itself if its dictionary is here, else English. */
function readable(locale: string): string {
  const name = dictionaryFor(locale);
  return languages[name] && !arrived.has(name) ? 'en' : locale;
}

/** The language of the element's place in the page, if there is a dictionary for it. */
function localeInPage(element: HTMLElement): string {
  try {
    const locale = Intl.getCanonicalLocales(inheritedLanguage(element).replace(/_/g, '-'))[0] ?? 'en';
    return dictionaryFor(locale) === 'en' && !/^en\b/.test(locale) ? 'en' : locale;
  } catch {
    // Not a language tag, such as `lang="C"`.
    return 'en';
  }
}

function inheritedLanguage(element: HTMLElement): string {
  if (isServer) return element.getAttribute('lang') || 'en';
  let node: Node | null = element;
  while (node) {
    const lang = node instanceof Element ? (node.getAttribute('lang') ?? node.getAttribute('xml:lang')) : null;
    // An empty value says "unknown": the browser's language is the best guess then.
    if (lang !== null) return lang || navigator.language;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return navigator.language;
}

/** One observer of `lang` for the page; it watches the document and the shadow roots that widgets are in. */
let observer: MutationObserver | undefined;
const followers = new Map<Element, () => void>();

function follow(element: Element, update: () => void): void {
  followers.set(element, update);
  observer ??= new MutationObserver(() => followers.forEach((each) => each()));
  const options = { attributes: true, attributeFilter: ['lang', 'xml:lang'], subtree: true };
  let root = element.getRootNode();
  observer.observe(root, options);
  while (root instanceof ShadowRoot) observer.observe((root = root.host.getRootNode()), options);
}

function unfollow(element: Element): void {
  followers.delete(element);
  if (followers.size === 0) observer?.disconnect();
}
