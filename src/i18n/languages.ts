import type { air } from './en/air.ts';
import type { ballot } from './en/ballot.ts';
import type { article } from './en/news-article.ts';
import type { news } from './en/news.ts';
import type { poll } from './en/poll.ts';
import type { shared } from './en/shared.ts';
import type { warnings } from './en/warnings.ts';
import type { weather } from './en/weather.ts';
import type { Translation } from './texts.ts';

/**
 * Every text of every room in one language.
 * `Category`: the plural categories that the language has besides `other` (CLDR, `Intl.PluralRules`).
 */
export interface Language<Category extends Intl.LDMLPluralRule = 'other'> {
  readonly air: Translation<typeof air, Category>;
  readonly article: Translation<typeof article, Category>;
  readonly ballot: Translation<typeof ballot, Category>;
  readonly news: Translation<typeof news, Category>;
  readonly poll: Translation<typeof poll, Category>;
  readonly shared: Translation<typeof shared, Category>;
  readonly warnings: Translation<typeof warnings, Category>;
  readonly weather: Translation<typeof weather, Category>;
}

/** Languages that come as a file of their own when a page needs them; English and Vietnamese come with the widgets. */
export const languages: Readonly<Record<string, () => Promise<{ language: Language }>>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  km: () => import('./km.ts'),
  ko: () => import('./ko.ts'),
  lo: () => import('./lo.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  ru: () => import('./ru.ts'),
  th: () => import('./th.ts'),
  'zh-Hans': () => import('./zh-Hans.ts'),
  'zh-Hant': () => import('./zh-Hant.ts'),
};

const names = new Map<string, string>();

/**
 * The dictionary for a BCP 47 tag: `vi` for `vi-VN`, `zh-Hant` for `zh-TW` (the script that CLDR's likely subtags
 * give), `en` for a language that has none. @throws {RangeError} not a language tag
 */
export function dictionaryFor(locale: string): string {
  let name = names.get(locale);
  if (!name) {
    const { language, script } = new Intl.Locale(locale).maximize();
    name = language === 'zh' ? `zh-${script}` : language;
    if (name !== 'vi' && !languages[name]) name = 'en';
    names.set(locale, name);
  }
  return name;
}

/** Dictionaries that have come. */
export const arrived = new Map<string, Language>();

const coming = new Map<string, Promise<void>>();

/** Fetches a dictionary, once for all widgets; undefined when there is nothing to wait for. A failure is said, not thrown. */
export function fetchDictionary(name: string): Promise<void> | undefined {
  const get = languages[name];
  if (!get || arrived.has(name)) return undefined;
  const fetched =
    coming.get(name) ??
    get()
      .then(
        ({ language }) => void arrived.set(name, language),
        (error: unknown) => console.error(`civic-widgets: texts in "${name}" could not be loaded:`, error),
      )
      // What failed may be had when a widget asks again.
      .finally(() => coming.delete(name));
  coming.set(name, fetched);
  return fetched;
}
