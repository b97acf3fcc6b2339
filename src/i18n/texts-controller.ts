import type { ReactiveControllerHost } from 'lit';
import { isServer } from '../is-server.ts';
import { shared as en } from './en/shared.ts';
import { fill } from './format.ts';
import type { Language } from './languages.ts';
import { localeInPage, ownLanguage } from './locale.ts';
import type { ReadTexts, Text, Texts, Translation, Values } from './texts.ts';
import { shared as vi } from './vi/shared.ts';

/** A site's own wording of single texts, by `namespace.key`: `{ "news.heading": "Tin phường" }`. */
export type Strings = Readonly<Record<string, Text>>;

export interface TextsHost extends HTMLElement, Pick<ReactiveControllerHost, 'requestUpdate'> {
  /** The site's own wording, from the nearest settings. */
  readonly strings?: Strings;
}

/** The texts of one subject (`shared`, `news`, …) in the two languages that come with the widgets. */
export interface Namespace extends Readonly<Record<'en' | 'vi', Texts>> {
  readonly name: string;
}

export type SharedTexts = typeof en;

/** Texts of every widget: states, buttons. */
const SHARED: Namespace = { name: 'shared', en, vi };

/**
 * The texts of one widget, in the language of its place in the page: `lang` as HTML inherits it, across shadow roots, also
 * when it changes. A language that is a file of its own is shown when it has loaded; until then the language before stays.
 * A language without a dictionary is shown in English.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#language
 */
export class TextsController<Entries extends Texts> implements ReadTexts<Entries & SharedTexts> {
  /** While a language is loading: resolves when it, or English in its place, is used. */
  loading?: Promise<void>;

  #host: TextsHost;
  #namespaces: readonly Namespace[];
  /** The language in use; undefined before the first has loaded. */
  #locale?: string;
  #language?: Language;
  #wanted?: string;

  constructor(host: TextsHost, ...namespaces: readonly Namespace[]) {
    this.#host = host;
    this.#namespaces = [...namespaces, SHARED];
  }

  /** For rendering on a server, where nothing is connected: resolves when the texts are loaded. */
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
    // A chart, for instance, is drawn in the other direction.
    this.#host.requestUpdate();
  }

  /** Whether there are no texts yet: the first language is loading. */
  get isBlank(): boolean {
    return !this.#locale && !!this.#wanted;
  }

  /** The BCP 47 tag for `Intl` and for the `lang` of what is drawn. */
  get locale(): string {
    const locale = this.#locale ?? this.#wanted ?? localeInPage(this.#host);
    // A server doesn't wait for a language.
    return isServer && !this.#locale && !ownLanguage(locale) ? 'en' : locale;
  }

  /** The direction, where it is from right to left: the page around may have the other one. */
  get direction(): 'rtl' | undefined {
    return /^(ar|fa|he|ur)\b/.test(this.locale) ? 'rtl' : undefined;
  }

  /** Adds the texts of a part that was loaded later. */
  add<More extends Texts>(
    name: keyof Language,
    texts: { en: More; vi: Translation<More> },
    // eslint-disable-next-line @typescript-eslint/prefer-return-this-type -- its type has more keys than `this`
  ): TextsController<Entries & More> {
    this.#namespaces = [...this.#namespaces, { name, ...texts }];
    return this;
  }

  /** The text for `key` with its placeholders filled; `values.count` selects the plural form. */
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

/** Loads a language once for all widgets. Undefined, which means English, where there is none or it can't be loaded. */
function fetchLanguage(locale: string): Promise<Language | undefined> {
  const language =
    fetched.get(locale) ??
    import('./languages.ts')
      .then(({ languageFor }) => languageFor(locale))
      .catch((error: unknown) => {
        // The next widget tries again.
        fetched.delete(locale);
        console.error(`civic-widgets: texts in "${locale}" could not be loaded: ${String(error)}`);
        return undefined;
      });
  fetched.set(locale, language);
  return language;
}

/** One observer of `lang` and `dir` for the page: for the document and the shadow roots that contain widgets. */
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
