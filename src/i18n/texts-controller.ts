import type { ReactiveControllerHost } from 'lit';
import { isServer } from '../is-server.ts';
import { shared as en } from './en/shared.ts';
import { fill } from './format.ts';
import type { Language } from './languages.ts';
import { localeInPage, ownLanguage } from './locale.ts';
import type { ReadTexts, Text, Texts, Translation, Values } from './texts.ts';
import { shared as vi } from './vi/shared.ts';

/** Single texts that a site words differently, by `namespace.key`: `{ "news.heading": "Tin phường" }`. */
export type Strings = Readonly<Record<string, Text>>;

export interface TextsHost extends HTMLElement, Pick<ReactiveControllerHost, 'requestUpdate'> {
  /** The site's own wordings, from the nearest settings. */
  readonly strings?: Strings;
}

/** The texts of one subject (`shared`, `news`, …) in the two languages that come with the widgets. */
export interface Namespace extends Readonly<Record<'en' | 'vi', Texts>> {
  readonly name: string;
}

export type SharedTexts = typeof en;

/** Every widget's: states, buttons. */
const SHARED: Namespace = { name: 'shared', en, vi };

/**
 * The texts of one widget in the language that its place in the page has: `lang` as HTML inherits it, across shadow
 * roots, followed live. A language whose dictionary is a file of its own is shown when that has come, and until then
 * the one before; a language without a dictionary is shown in English.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#language
 */
export class TextsController<Entries extends Texts> implements ReadTexts<Entries & SharedTexts> {
  /** The language of the page is under way; resolves when it, or English in its place, is on show. */
  loading?: Promise<void>;

  #host: TextsHost;
  #namespaces: readonly Namespace[];
  /** On show; undefined before the first language has come. */
  #locale?: string;
  #language?: Language;
  #wanted?: string;

  constructor(host: TextsHost, ...namespaces: readonly Namespace[]) {
    this.#host = host;
    this.#namespaces = [...namespaces, SHARED];
  }

  /** Resolves when the texts are there: on a server, where nothing is connected. */
  async prepare(): Promise<void> {
    this.#update();
    await this.loading;
  }

  hostConnected(): void {
    this.#update();
    follow(this, this.#host);
  }

  hostDisconnected(): void {
    unfollow(this);
  }

  /** The language or the direction of something in the page has changed. */
  pageChanged(): void {
    this.#update();
    // What is drawn from left to right, such as a chart, is drawn the other way.
    this.#host.requestUpdate();
  }

  /** Whether there is nothing to be read yet: the first language is under way. */
  get isBlank(): boolean {
    return !this.#locale && !!this.#wanted;
  }

  /** The BCP 47 tag for `Intl` and for the `lang` of what is drawn. */
  get locale(): string {
    const locale = this.#locale ?? this.#wanted ?? localeInPage(this.#host);
    // On a server nothing is waited for.
    return isServer && !this.#locale && !ownLanguage(locale) ? 'en' : locale;
  }

  /** The direction of what is drawn, where a page in another language may have the other one. */
  get direction(): 'rtl' | undefined {
    return /^(ar|fa|he|ur)\b/.test(this.locale) ? 'rtl' : undefined;
  }

  /** Adds the texts of a part that loads later than its widget. */
  add<More extends Texts>(
    name: keyof Language,
    texts: { en: More; vi: Translation<More> },
    // eslint-disable-next-line @typescript-eslint/prefer-return-this-type -- it knows more keys than this
  ): TextsController<Entries & More> {
    this.#namespaces = [...this.#namespaces, { name, ...texts }];
    return this;
  }

  /** The text for `key`, its placeholders filled; a plural is chosen by `values.count`. */
  get(key: keyof (Entries & SharedTexts) & string, values: Values = {}): string {
    const text = this.#find(key);
    if (text === undefined) return key;
    return fill(text, values, this.locale);
  }

  #find(key: string): Text | undefined {
    const language = this.#language as Readonly<Partial<Record<string, Texts>>> | undefined;
    const own = ownLanguage(this.locale) ?? 'en';
    for (const namespace of this.#namespaces) {
      const text = (language?.[namespace.name] ?? namespace[own])[key];
      if (text !== undefined) return this.#host.strings?.[`${namespace.name}.${key}`] ?? text;
    }
    return undefined;
  }

  #update(): void {
    const locale = localeInPage(this.#host);
    if (locale === this.#wanted) return;
    this.#wanted = locale;
    if (ownLanguage(locale)) this.#show(locale);
    else this.loading = this.#load(locale);
  }

  async #load(locale: string): Promise<void> {
    const language = await fetchLanguage(locale);
    // The page may have changed its language again meanwhile.
    if (locale === this.#wanted) this.#show(language ? locale : 'en', language);
  }

  #show(locale: string, language?: Language): void {
    this.loading = undefined;
    this.#locale = locale;
    this.#language = language;
    this.#host.requestUpdate();
  }
}

const fetched = new Map<string, Promise<Language | undefined>>();

/** Once for all widgets. Undefined, which is read as English, where there is none or it can't be had. */
function fetchLanguage(locale: string): Promise<Language | undefined> {
  const language =
    fetched.get(locale) ??
    import('./languages.ts')
      .then(({ languageFor }) => languageFor(locale))
      .catch((error: unknown) => {
        // The next widget asks again.
        fetched.delete(locale);
        console.error(`civic-widgets: texts in "${locale}" could not be loaded: ${String(error)}`);
        return undefined;
      });
  fetched.set(locale, language);
  return language;
}

/** One observer of `lang` and `dir` for the page; it watches the document and the shadow roots that widgets are in. */
let observer: MutationObserver | undefined;
const followers = new Set<TextsController<Texts>>();

function follow(texts: TextsController<Texts>, element: Element): void {
  followers.add(texts);
  observer ??= new MutationObserver(() => followers.forEach((each) => each.pageChanged()));
  const options = { attributes: true, attributeFilter: ['lang', 'xml:lang', 'dir'], subtree: true };
  let root = element.getRootNode();
  observer.observe(root, options);
  while (root instanceof ShadowRoot) observer.observe((root = root.host.getRootNode()), options);
}

function unfollow(texts: TextsController<Texts>): void {
  followers.delete(texts);
  if (followers.size === 0) observer?.disconnect();
}
