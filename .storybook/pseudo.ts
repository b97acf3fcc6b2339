/**
 * The pseudo-language: English, longer, with accents, in brackets. Plain text on the page is not from the dictionaries; a
 * missing bracket shows where a text is cut off.
 */
import { air } from '../src/i18n/en/air.ts';
import { alerts } from '../src/i18n/en/alerts.ts';
import { ballotPending } from '../src/i18n/en/ballot-pending.ts';
import { ballot } from '../src/i18n/en/ballot.ts';
import { formFound } from '../src/i18n/en/form-found.ts';
import { form } from '../src/i18n/en/form.ts';
import { article } from '../src/i18n/en/news-article.ts';
import { news } from '../src/i18n/en/news.ts';
import { choices } from '../src/i18n/en/choices.ts';
import { poll } from '../src/i18n/en/poll.ts';
import { sea } from '../src/i18n/en/sea.ts';
import { shared } from '../src/i18n/en/shared.ts';
import { surveyOutcome } from '../src/i18n/en/survey-outcome.ts';
import { survey } from '../src/i18n/en/survey.ts';
import { warnings } from '../src/i18n/en/warnings.ts';
import { outlook } from '../src/i18n/en/weather-outlook.ts';
import { weather } from '../src/i18n/en/weather.ts';
import type { Language } from '../src/i18n/languages.ts';
import type { Strings } from '../src/i18n/texts-controller.ts';
import type { Text, Texts } from '../src/i18n/texts.ts';

/** CLDR's tag for it: `Intl` formats as in English. */
export const PSEUDO = 'en-XA';

const ACCENTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aáàbƀcçdđeéèfƒgǧhĥiíìjĵkķlļmɱnñoóòpþqɋrŕsštţuúùvṽwŵxẋyýzž'.matchAll(/([a-z])([^a-z]+)/g)].flatMap(
    ([, letter = '', accented = '']) => [
      [letter, accented],
      [letter.toUpperCase(), accented.toUpperCase()],
    ],
  ),
);

/** `Show {count} news` → `[Šĥóòŵ {count} ñéèŵš]`: vowels are doubled, which makes texts as long as German ones. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{[\w-]+\})/).map((part, index) => (index % 2 ? part : part.replace(/[a-z]/gi, accent)));
  return `[${parts.join('')}]`;
}

function accent(letter: string): string {
  return ACCENTS[letter] ?? letter;
}

function pseudoText(text: Text): Text {
  if (typeof text === 'string') return pseudo(text);
  return Object.fromEntries(Object.entries(text).map(([category, form]) => [category, pseudo(form)])) as typeof text;
}

const rooms: Record<keyof Language, Texts> = {
  air,
  alerts,
  'news-article': article,
  ballot: { ...ballotPending, ...ballot },
  form: { ...form, ...formFound },
  news,
  poll: { ...poll, ...choices },
  sea,
  shared,
  survey: { ...survey, ...surveyOutcome },
  warnings,
  weather,
  'weather-outlook': outlook,
};

export const pseudoStrings: Strings = Object.fromEntries(
  Object.entries(rooms).flatMap(([room, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${room}.${key}`, pseudoText(text)]),
  ),
);
