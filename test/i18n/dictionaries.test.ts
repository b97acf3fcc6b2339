import { expect } from '@open-wc/testing';
import { air } from '../../src/i18n/en/air.ts';
import { alerts } from '../../src/i18n/en/alerts.ts';
import { ballotPending } from '../../src/i18n/en/ballot-pending.ts';
import { ballot as ballotAnswered } from '../../src/i18n/en/ballot.ts';
import { formFound } from '../../src/i18n/en/form-found.ts';
import { form as formFirst } from '../../src/i18n/en/form.ts';
import { article } from '../../src/i18n/en/news-article.ts';
import { news } from '../../src/i18n/en/news.ts';
import { choices } from '../../src/i18n/en/choices.ts';
import { poll as pollFirst } from '../../src/i18n/en/poll.ts';
import { sea } from '../../src/i18n/en/sea.ts';
import { shared } from '../../src/i18n/en/shared.ts';
import { surveyOutcome } from '../../src/i18n/en/survey-outcome.ts';
import { survey as surveyForm } from '../../src/i18n/en/survey.ts';
import { warnings } from '../../src/i18n/en/warnings.ts';
import { outlook } from '../../src/i18n/en/weather-outlook.ts';
import { weather } from '../../src/i18n/en/weather.ts';
import { type Language, languageFor, languages } from '../../src/i18n/languages.ts';
import type { Text, Texts } from '../../src/i18n/texts.ts';
import { air as viAir } from '../../src/i18n/vi/air.ts';
import { alerts as viAlerts } from '../../src/i18n/vi/alerts.ts';
import { ballotPending as viBallotPending } from '../../src/i18n/vi/ballot-pending.ts';
import { ballot as viBallotAnswered } from '../../src/i18n/vi/ballot.ts';
import { formFound as viFormFound } from '../../src/i18n/vi/form-found.ts';
import { form as viFormFirst } from '../../src/i18n/vi/form.ts';
import { article as viArticle } from '../../src/i18n/vi/news-article.ts';
import { news as viNews } from '../../src/i18n/vi/news.ts';
import { choices as viChoices } from '../../src/i18n/vi/choices.ts';
import { poll as viPollFirst } from '../../src/i18n/vi/poll.ts';
import { sea as viSea } from '../../src/i18n/vi/sea.ts';
import { shared as viShared } from '../../src/i18n/vi/shared.ts';
import { surveyOutcome as viSurveyOutcome } from '../../src/i18n/vi/survey-outcome.ts';
import { survey as viSurveyForm } from '../../src/i18n/vi/survey.ts';
import { warnings as viWarnings } from '../../src/i18n/vi/warnings.ts';
import { outlook as viOutlook } from '../../src/i18n/vi/weather-outlook.ts';
import { weather as viWeather } from '../../src/i18n/vi/weather.ts';

const ballot = { ...ballotPending, ...ballotAnswered };
const viBallot = { ...viBallotPending, ...viBallotAnswered };
const form = { ...formFirst, ...formFound };
const viForm = { ...viFormFirst, ...viFormFound };
const poll = { ...pollFirst, ...choices };
const viPoll = { ...viPollFirst, ...viChoices };
const survey = { ...surveyForm, ...surveyOutcome };
const viSurvey = { ...viSurveyForm, ...viSurveyOutcome };

type Namespaces = Readonly<Record<string, Texts>>;

const english: Namespaces = {
  air,
  alerts,
  'news-article': article,
  ballot,
  form,
  news,
  poll,
  sea,
  shared,
  survey,
  warnings,
  weather,
  'weather-outlook': outlook,
};
const vietnamese: Namespaces = {
  air: viAir,
  alerts: viAlerts,
  'news-article': viArticle,
  ballot: viBallot,
  form: viForm,
  news: viNews,
  poll: viPoll,
  sea: viSea,
  shared: viShared,
  survey: viSurvey,
  warnings: viWarnings,
  weather: viWeather,
  'weather-outlook': viOutlook,
};

/** Words that are the same in English, by `room.key`. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: ['weather.wind', 'weather.summary.wind'],
  es: ['ballot.total'],
  fr: ['ballot.table.votes', 'ballot.total', 'ballot.votes'],
  nl: ['weather.wind', 'weather.summary.wind'],
  pt: ['ballot.total'],
};

/** Names, and values that are no text. */
const NAMES = ['air.scale.vn', 'news.date-style', 'shared.moment-style', 'shared.hour-style'];

/** `[room.key, English, translation]` of every text. */
function texts(rooms: Namespaces): [string, Text, Text | undefined][] {
  return Object.entries(english).flatMap(([room, source]) =>
    Object.entries(source).map(([key, text]): [string, Text, Text | undefined] => [
      `${room}.${key}`,
      text,
      rooms[room]?.[key],
    ]),
  );
}

function forms(text: Text | undefined): [category: string, form: string][] {
  return typeof text === 'string' ? [['', text]] : Object.entries(text ?? {});
}

const placeholders = (text: string) => [...new Set(text.match(/\{[\w-]+\}/g))].sort();

for (const tag of ['en', 'vi', ...Object.keys(languages)]) {
  describe(`the dictionary ${tag}`, () => {
    let rooms: Namespaces;
    before(async () => {
      rooms = { en: english, vi: vietnamese }[tag] ?? ((await languageFor(tag)) as Language as unknown as Namespaces);
    });

    it('has every text, and none that English has not', () => {
      expect(Object.keys(rooms).sort()).to.deep.equal(Object.keys(english).sort());
      for (const room of Object.keys(english)) {
        expect(Object.keys(rooms[room]!).sort(), room).to.deep.equal(Object.keys(english[room]!).sort());
      }
      for (const [name, , text] of texts(rooms)) {
        for (const [category, form] of forms(text)) {
          expect(form, `${name} ${category}`).to.not.be.empty;
          expect(form.trim(), `${name} ${category}`).to.equal(form);
        }
      }
    });

    it('keeps every placeholder; only a plural may say its number in words', () => {
      for (const [name, source, text] of texts(rooms)) {
        const wanted = [...new Set(forms(source).flatMap(([, form]) => placeholders(form)))].sort();
        for (const [category, form] of forms(text)) {
          const found = placeholders(form);
          const isPlural = category !== '';
          const without = (list: string[]) => (isPlural ? list.filter((one) => one !== '{count}') : list);
          expect(without(found), `${name} ${category}: ${form}`).to.deep.equal(without(wanted));
        }
      }
    });

    it('has a form for every plural category of the language', () => {
      const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.sort();
      for (const [name, source, text] of texts(rooms)) {
        if (typeof source === 'string') continue;
        expect(Object.keys(text ?? {}).sort(), name).to.deep.equal(categories);
      }
    });

    it('ends the head of a warning with its title, which is drawn apart', () => {
      expect(rooms['warnings']?.['severity.of']).to.match(/^\{severity\}.*\{title\}$/);
    });

    it('is typeset: no straight quotes, no three dots, no double spaces', () => {
      for (const [name, , text] of texts(rooms)) {
        for (const [, form] of forms(text)) expect(form, name).not.to.match(/['"]|\.\.\.| {2}/);
      }
    });

    if (tag === 'en') return;

    it('leaves nothing in English', () => {
      const known = [...NAMES, ...(SAME[tag] ?? [])];
      for (const [name, source, text] of texts(rooms)) {
        const said = forms(source).map(([, form]) => form);
        for (const [, form] of forms(text)) {
          const words = form.replace(/\{[\w-]+\}/g, '');
          if (/\p{L}{2}/u.test(words) && !known.includes(name)) expect(said, name).not.to.include(form);
        }
      }
    });
  });
}

/** The letters of each language; names and units (PM2.5, AQI, µg/m³) are in Latin letters everywhere. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /[\p{sc=Arab}\p{sc=Latn}]/u,
  ja: /[\p{scx=Hira}\p{scx=Kana}\p{sc=Hani}\p{sc=Latn}]/u,
  km: /[\p{sc=Khmr}\p{sc=Latn}]/u,
  ko: /[\p{sc=Hang}\p{sc=Latn}]/u,
  lo: /[\p{sc=Laoo}\p{sc=Latn}]/u,
  ru: /[\p{sc=Cyrl}\p{sc=Latn}]/u,
  th: /[\p{sc=Thai}\p{sc=Latn}]/u,
  'zh-Hans': /[\p{sc=Hani}\p{sc=Latn}]/u,
  'zh-Hant': /[\p{sc=Hani}\p{sc=Latn}]/u,
};

describe('the script of', () => {
  for (const tag of Object.keys(languages)) {
    it(`${tag} is its own, and no word mixes two`, async () => {
      const own = SCRIPTS[tag] ?? /\p{sc=Latn}/u;
      for (const [name, , text] of texts((await languageFor(tag)) as unknown as Namespaces)) {
        if (NAMES.includes(name)) continue;
        for (const [, form] of forms(text)) {
          const said = form.replace(/\{[\w-]+\}/g, ' ').replaceAll('µ', '');
          for (const letter of said.match(/[\p{L}\p{M}]/gu) ?? [])
            expect(own.test(letter) || /\p{sc=Zinh}/u.test(letter), `${name}: ${letter} in ${form}`).to.equal(true);
          // Names of measures only.
          if (SCRIPTS[tag])
            for (const word of said.match(/\p{sc=Latn}+/gu) ?? [])
              expect(['AQI', 'PM', 'UV', 'g', 'm'], `${name}: ${word}`).to.include(word);
        }
      }
    });
  }
});

describe('the typography of', () => {
  const all = async (tag: string) =>
    texts((await languageFor(tag)) as unknown as Namespaces).flatMap(([, , text]) =>
      forms(text).map(([, form]) => form),
    );

  it('French has a narrow no-break space before two-part marks', async () => {
    for (const form of await all('fr')) expect(form).not.to.match(/[^\u202f][:;?!]/);
  });

  it('Chinese and Japanese has marks of full width, and no spaces beside characters', async () => {
    for (const tag of ['zh-Hans', 'zh-Hant', 'ja']) {
      for (const form of await all(tag))
        expect(form).not.to.match(
          /[\p{Ideographic}\p{sc=Hira}\p{sc=Kana}}][,.:;?!()]|\p{Ideographic} \p{Ideographic}/u,
        );
    }
  });

  it('Arabic has its own comma and no other', async () => {
    for (const form of await all('ar')) expect(form).not.to.match(/[,;?]/);
  });
});
