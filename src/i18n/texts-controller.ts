import { isServer, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { numberFormat, pluralRules } from './format.ts';
import type { Text, Texts } from './texts.ts';

/** Single texts that a site words differently, by `room.key`: `{ "news.heading": "Tin phường" }`. */
export type Strings = Readonly<Record<string, Text>>;

export interface TextsHost extends ReactiveControllerHost, HTMLElement {
  /** The site's own wordings, from the nearest settings. */
  readonly strings?: Strings;
}

/**
 * The texts of one widget in the language that its place in the page has: `lang` as HTML inherits it, across shadow
 * roots, followed live. A language without a dictionary is shown in English.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#language
 */
export class TextsController<Dictionary extends Texts> implements ReactiveController {
  #host: TextsHost;
  #rooms: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
  #locale?: string;

  /** @param rooms for each room (`shared`, `news`, …) its dictionaries by language */
  constructor(host: TextsHost, rooms: Readonly<Record<string, { en: Texts } & Readonly<Record<string, Texts>>>>) {
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

  /** The BCP 47 tag for `Intl` and for the `lang` of what is drawn. */
  get locale(): string {
    return (this.#locale ??= this.#localeInPage());
  }

  /** The text for `key`, its placeholders filled; a plural is chosen by `values.count`. */
  get(key: keyof Dictionary & string, values: Readonly<Record<string, string | number>> = {}): string {
    const text = this.#find(key);
    if (text === undefined) return key;
    const { count } = values;
    const form =
      typeof text === 'string' ? text : (text[pluralRules(this.locale).select(Number(count))] ?? text.other);
    return form.replace(/\{([\w-]+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numberFormat(this.locale).format(value) : (value ?? placeholder);
    });
  }

  #find(key: string): Text | undefined {
    const language = primary(this.locale);
    for (const [room, dictionaries] of Object.entries(this.#rooms)) {
      const text = dictionaries[language]?.[key];
      if (text !== undefined) return this.#host.strings?.[`${room}.${key}`] ?? text;
    }
    return undefined;
  }

  #update = (): void => {
    const locale = this.#localeInPage();
    if (locale === this.#locale) return;
    this.#locale = locale;
    this.#host.requestUpdate();
  };

  #localeInPage(): string {
    const dictionaries = Object.values(this.#rooms)[0] ?? {};
    try {
      const locale = Intl.getCanonicalLocales(inheritedLanguage(this.#host).replace(/_/g, '-'))[0] ?? '';
      return Object.hasOwn(dictionaries, primary(locale)) ? locale : 'en';
    } catch {
      // Not a language tag, such as `lang="C"`.
      return 'en';
    }
  }
}

function primary(locale: string): string {
  return locale.split('-', 1)[0] ?? locale;
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
