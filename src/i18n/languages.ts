import type { air } from './en/air.ts';
import type { alerts } from './en/alerts.ts';
import type { ballotPending } from './en/ballot-pending.ts';
import type { ballot } from './en/ballot.ts';
import type { formFound } from './en/form-found.ts';
import type { form } from './en/form.ts';
import type { article } from './en/news-article.ts';
import type { news } from './en/news.ts';
import type { choices } from './en/choices.ts';
import type { poll } from './en/poll.ts';
import type { sea } from './en/sea.ts';
import type { shared } from './en/shared.ts';
import type { surveyOutcome } from './en/survey-outcome.ts';
import type { survey } from './en/survey.ts';
import type { warnings } from './en/warnings.ts';
import type { outlook } from './en/weather-outlook.ts';
import type { weather } from './en/weather.ts';
import type { Translation } from './texts.ts';

/**
 * Every text of every namespace in one language.
 * `Category`: the plural categories that the language has besides `other` (CLDR, `Intl.PluralRules`).
 */
export interface Language<Category extends Intl.LDMLPluralRule = 'other'> {
  readonly air: Translation<typeof air, Category>;
  readonly alerts: Translation<typeof alerts, Category>;
  readonly 'news-article': Translation<typeof article, Category>;
  readonly ballot: Translation<typeof ballotPending & typeof ballot, Category>;
  readonly form: Translation<typeof form & typeof formFound, Category>;
  readonly news: Translation<typeof news, Category>;
  readonly poll: Translation<typeof poll & typeof choices, Category>;
  readonly sea: Translation<typeof sea, Category>;
  readonly shared: Translation<typeof shared, Category>;
  readonly survey: Translation<typeof survey & typeof surveyOutcome, Category>;
  readonly warnings: Translation<typeof warnings, Category>;
  readonly weather: Translation<typeof weather, Category>;
  readonly 'weather-outlook': Translation<typeof outlook, Category>;
}

/**
 * Languages besides English and Vietnamese, each a file of its own. This list is loaded with the first of them, so that
 * pages in English or Vietnamese load neither.
 */
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

/**
 * The dictionary for a BCP 47 tag, loaded once for all widgets: `fr` for `fr-CA`, `zh-Hant` for `zh-TW` (the script
 * that CLDR's likely subtags give). Undefined where there is none; rejects when its file can't be loaded.
 */
export async function languageFor(locale: string): Promise<Language | undefined> {
  const { language, script } = new Intl.Locale(locale).maximize();
  const module = await languages[language === 'zh' ? `zh-${script}` : language]?.();
  return module?.language;
}
