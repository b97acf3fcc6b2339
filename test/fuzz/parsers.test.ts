/** Whatever comes: an answer that keeps the model's promises, or CivicError `format`. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import fc from 'fast-check';
import { decode } from '../../src/documents/encoding.ts';
import { decodeEntities } from '../../src/documents/entities.ts';
import { CivicError } from '../../src/errors.ts';
import { attributes } from '../../src/documents/markup.ts';
import { absoluteHtml } from '../../src/documents/absolute-html.ts';
import { resolveBase, safeUrl } from '../../src/documents/urls.ts';
import { readXml, text as textOf, type XmlNode } from '../../src/documents/xml.ts';
import { slug } from '../../src/news/categories.ts';
import { plainText, titleText } from '../../src/documents/html-text.ts';
import { firstImage, showPictures } from '../../src/news/pictures.ts';
import { mergeFeeds, newestItems, newsFormats, parseDate, parseNews } from '../../src/news/index.ts';
import { isObject } from '../../src/documents/json.ts';
import { parsePoll } from '../../src/poll/index.ts';
import { parseSurvey, type SurveyAnswers } from '../../src/survey/index.ts';
import { readRefusal } from '../../src/outbox/submit.ts';
import { parseVoteAnswer } from '../../src/poll/parse.ts';
import { civic } from '../../src/poll/protocols/civic.ts';
import { mastodon } from '../../src/poll/protocols/mastodon.ts';
import { parsePlaces } from '../../src/weather/place-names.ts';
import { assignReports } from '../../src/weather/places.ts';
import { parseWarnings, warningsFor } from '../../src/alerts/index.ts';
import { parseAirQuality, parseWeather, weatherFormats } from '../../src/weather/index.ts';
import { URL_VECTORS } from '../fixtures/news/vectors.ts';
import {
  AIR_JSON,
  ALERTS,
  bytes,
  FEEDS,
  NEWS_JSON,
  POLLS,
  STRANGERS,
  texts,
  values,
  WEATHER_JSON,
} from './documents.ts';
import {
  isDate,
  isSafeUrl,
  promisesOfFeed,
  promisesOfPoll,
  promisesOfReport,
  promisesOfSurvey,
  promisesOfWarnings,
  readOr,
} from './promises.ts';
import { holds } from './runs.ts';
import { surveyWire } from '../survey/surveys.ts';

const SURVEY_ANSWERS = { came: 'land', papers: ['good', { other: 'x' }], parts: { wait: 'good' }, visits: 2 };

const url = fc.constantFrom(undefined, 'https://ward.example/rss', 'nonsense', 'javascript:alert(1)', ...URL_VECTORS);
const contentType = fc.constantFrom(undefined, 'text/html; charset=windows-1258', 'charset=', 'application/json');
const timeZone = fc.constantFrom(undefined, 'Asia/Ho_Chi_Minh', 'America/St_Johns', 'Nowhere/At_All', '');

describe('news', () => {
  const formats = ['auto', 'unknown', ...newsFormats().map(({ name }) => name)];
  const json = Object.values(NEWS_JSON);
  const body = fc.oneof(
    texts([...FEEDS, ...json.map((value) => JSON.stringify(value))]),
    bytes([...FEEDS, JSON.stringify(json[0])]),
    values(json).filter((value) => typeof value === 'object' && value !== null) as fc.Arbitrary<object>,
  );
  for (const format of formats) {
    holds(`read as ${format}`, fc.tuple(body, url, contentType, timeZone), ([body, url, contentType, timeZone]) => {
      const feed = readOr(() => parseNews(body, { url, contentType, format, timeZone }));
      if (!feed) return;
      promisesOfFeed(feed);
      const newest = [...newestItems(feed, ['tin-tuc'].slice(0, feed.items.length % 2))];
      const merged = mergeFeeds([feed, feed]);
      promisesOfFeed(merged);
      const times = newest.map(({ published, updated }) => (published ?? updated)?.getTime() ?? -Infinity);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => b - a || 0),
        'newest first, undated last',
      );
      const ids = newest.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, 'each item once');
    });
  }
});

describe('weather', () => {
  const json = Object.values(WEATHER_JSON);
  const body = fc.oneof(texts(json.map((value) => JSON.stringify(value))), values(json) as fc.Arbitrary<object>);
  const places = fc.constantFrom([], [{ name: 'Hà Nội', latitude: 21.03, longitude: 105.85 }]);
  for (const format of ['auto', 'unknown', ...weatherFormats.map(({ name }) => name)]) {
    holds(`read as ${format}`, fc.tuple(body, url, places), ([body, url, places]) => {
      const reports = readOr(() => parseWeather(body, { url, format, places }));
      if (!reports) return;
      reports.forEach(promisesOfReport);
      assignReports(reports, places);
    });
  }
  holds('bytes', bytes(json.map((value) => JSON.stringify(value))), (body) => {
    readOr(() => parseWeather(body))?.forEach(promisesOfReport);
  });
  holds('air quality', fc.tuple(values([AIR_JSON]), fc.constantFrom('us', 'vn')), ([body, scale]) => {
    for (const air of readOr(() => parseAirQuality(body as object, { scale })) ?? []) {
      if (air) assert.ok(Number.isInteger(air.index) && air.index >= 0 && air.index <= 500);
    }
  });
  holds('warnings', fc.tuple(fc.oneof(texts(ALERTS), bytes(ALERTS)), url), ([body, url]) => {
    const warnings = readOr(() => parseWarnings(body, { url }));
    if (!warnings) return;
    promisesOfWarnings(warnings);
    promisesOfWarnings(warningsFor(warnings, { name: 'Hà Nội', latitude: 21.03, longitude: 105.85 }));
  });
  holds(
    'the places attribute',
    fc.oneof(texts(['ha-noi Cù lao Chàm@15.95,108.51 da-nang']), fc.string()),
    (attribute) => {
      for (const place of parsePlaces(attribute)) {
        if (typeof place === 'string') continue;
        assert.ok(Math.abs(place.latitude!) <= 90 && Math.abs(place.longitude!) <= 180);
      }
    },
  );
});

describe('poll', () => {
  const json = Object.values(POLLS);
  const body = fc.oneof(texts(json.map((value) => JSON.stringify(value))), values(json) as fc.Arbitrary<object>);
  for (const format of ['auto', 'unknown', 'civic', 'mastodon']) {
    holds(`read as ${format}`, fc.tuple(body, url), ([body, url]) => {
      const poll = readOr(() => parsePoll(body, { format, url }));
      if (poll) promisesOfPoll(poll);
    });
  }
  holds('bytes', bytes(json.map((value) => JSON.stringify(value))), (body) => {
    const poll = readOr(() => parsePoll(body));
    if (poll) promisesOfPoll(poll);
  });
  const answer = values([
    ...json,
    { type: 'https://civic-widgets.example/problems/closed', title: 'Closed' },
    { error: 'ended' },
  ]);
  holds(
    'answers to a vote',
    fc.tuple(answer, fc.constantFrom(200, 404, 409, 410, 422, 429, 500)),
    ([answer, status]) => {
      const poll = parsePoll(POLLS['civic'] as object);
      const body = new TextEncoder().encode(JSON.stringify(answer));
      const counted = readOr(() => parseVoteAnswer(body, poll, 'https://ward.example/polls/x'));
      if (counted) promisesOfPoll(counted);
      for (const protocol of [civic, mastodon]) {
        const refusal = readRefusal({ status, bytes: body }, undefined, (...told) => protocol.refusal?.(...told));
        assert.ok(refusal instanceof CivicError);
        assert.match(refusal.code, /^(?:not-found|already-voted|closed|invalid|http)$/);
      }
    },
  );
});

describe('survey', () => {
  const body = fc.oneof(texts([JSON.stringify(surveyWire())]), values([surveyWire()]) as fc.Arbitrary<object>);
  holds('read', fc.tuple(body, url, values([SURVEY_ANSWERS])), ([body, url, answers]) => {
    const survey = readOr(() => parseSurvey(body, { url }));
    if (survey) promisesOfSurvey(survey, (isObject(answers) ? answers : {}) as SurveyAnswers);
  });
});

describe('the pieces', () => {
  const text = texts(FEEDS);
  const walk = (node: XmlNode | undefined): XmlNode[] => (node ? [node, ...node.children.flatMap(walk)] : []);

  holds('XML: nodes lie in the source and in each other', fc.oneof(texts(FEEDS), texts(ALERTS)), (source) => {
    const { root, entries } = readXml(source);
    for (const node of [...walk(root), ...entries]) {
      assert.ok(node.at >= 0 && node.from >= node.at && node.to >= node.from && node.to <= source.length);
      assert.equal(typeof node.name, 'string');
      assert.equal(typeof textOf(node), 'string');
      assert.ok(entries.length <= 10_000);
    }
  });

  holds(
    'dates: valid, or undefined',
    fc.oneof(text, fc.string(), fc.double(), fc.constantFrom<unknown>(...STRANGERS)),
    (value) => {
      for (const language of ['vi', 'en', undefined]) {
        const date = parseDate(value, { timeZone: 'Asia/Ho_Chi_Minh', language });
        if (date) isDate(date);
      }
    },
  );
  const number = fc.nat(99);
  const nearlyDates = fc
    .tuple(
      number,
      fc.constantFrom('/', '-', '.', ' Jul '),
      number,
      fc.nat(9999),
      number,
      number,
      fc.constantFrom('', 'Z', ' +07', ' EST', ' CH'),
    )
    .map(([a, mark, b, year, hour, minute, zone]) => `${a}${mark}${b}${mark}${year} ${hour}:${minute}${zone}`);
  holds('dates of numbers: never a day that was not written', nearlyDates, (written) => {
    const date = parseDate(written, { timeZone: 'UTC', language: 'vi' });
    if (date) isDate(date);
  });
  const nearlyPlain = fc
    .array(fc.constantFrom('/', '.', '..', 'a', 'A', '9', '-', 'xn--', '?', '&', '%2e', ':80', '@', 'vn/'), {
      maxLength: 5,
    })
    .chain((pieces) => fc.constantFrom('https://a.vn/', 'https://a.').map((start) => start + pieces.join('')));
  holds(
    'addresses: safe and as the URL parser has them, or undefined',
    fc.tuple(fc.oneof(text, fc.webUrl(), { arbitrary: nearlyPlain, weight: 3 }, fc.constantFrom(...URL_VECTORS)), url),
    ([href, base]) => {
      const safe = safeUrl(href, base);
      if (safe !== undefined) {
        isSafeUrl(safe);
        assert.equal(safe, (URL.canParse(href.trim(), base) ? new URL(href.trim(), base) : new URL(href.trim())).href);
      }
      resolveBase(href, base);
    },
  );
  holds('entities: read once, never more text than before', text, (value) => {
    assert.ok(decodeEntities(value).length <= value.length);
  });
  holds('encodings: any bytes are some text', fc.tuple(bytes(FEEDS), contentType), ([value, contentType]) => {
    assert.equal(typeof decode(value, contentType), 'string');
  });
  holds('attributes: texts by lower-case name', text, (raw) => {
    for (const [name, value] of Object.entries(attributes(raw))) {
      assert.equal(name, name.toLowerCase());
      assert.equal(typeof value, 'string');
    }
  });
  holds('plain text: one line, no longer than asked for, no markup that was read', text, (html) => {
    const plain = plainText(html, 100);
    assert.ok(plain.length <= 102, `${plain.length} characters`);
    assert.ok(!/[\n\r\t\0\u202e]/.test(plain));
    assert.equal(plain, plain.trim());
    assert.ok(titleText(html, 100).length <= 102);
  });
  holds('the first image: safe, or none', fc.tuple(text, url), ([html, base]) => {
    const image = firstImage(html, base);
    if (image) isSafeUrl(image.url);
    for (const source of image?.sources ?? []) isSafeUrl(source.url);
    assert.equal(typeof showPictures(html, base), 'string');
    assert.equal(typeof absoluteHtml(html, base), 'string');
  });
  holds('slugs: letters, digits and single hyphens', fc.string({ unit: 'grapheme' }), (name) => {
    assert.match(slug(name), /^(?:[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)?$/u);
  });
});
