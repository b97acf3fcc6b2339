/** Hostile, broken and nearly right documents: real ones mutated, and made ones out of what formats are made of. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as feeds from '../fixtures/news/feeds.ts';
import { HTML_VECTORS, URL_VECTORS } from '../fixtures/news/vectors.ts';
import { metNorwayAnswer } from '../fixtures/weather/met-norway.ts';
import { airQualityAnswer, openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import { currentAnswer, forecastAnswer, oneCallAnswer } from '../fixtures/weather/openweathermap.ts';
import * as alerts from '../fixtures/weather/warnings.ts';
import { pollWire } from '../poll/polls.ts';

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const { rss, numbered, rdf, atom } = feeds;
export const FEEDS: readonly string[] = [rss(numbered(3)), rdf, atom, file('samples/news.xml')];
export const ALERTS: readonly string[] = [
  file('test/fixtures/weather/typhoon.cap.xml'),
  alerts.ATOM,
  alerts.RSS,
  alerts.EMBEDDED,
];

export const NEWS_JSON: Readonly<Record<string, unknown>> = {
  'json-feed': feeds.jsonFeed,
  wordpress: feeds.wordpress,
  drupal: feeds.drupal,
  liferay: feeds.liferay,
  sharepoint: feeds.sharepoint,
  'sharepoint verbose': feeds.sharepointVerbose,
  items: feeds.plain,
};

const NOW = new Date('2026-03-28T22:00:00Z');
const FORECAST =
  'https://api.example/v1/forecast?latitude=21.03,16.07&longitude=105.85,108.22&current=temperature_2m,weather_code,is_day&hourly=temperature_2m,precipitation&daily=weather_code,temperature_2m_max,sunrise,sunset&timezone=auto';
export const WEATHER_JSON: Readonly<Record<string, unknown>> = {
  'open-meteo': openMeteoAnswer(FORECAST, { now: NOW }),
  'open-meteo unix': openMeteoAnswer(`${FORECAST}&timeformat=unixtime`, { now: NOW }),
  'met-norway': metNorwayAnswer({}),
  'openweathermap current': currentAnswer,
  'openweathermap forecast': forecastAnswer,
  'openweathermap one call': oneCallAnswer,
  reports: {
    reports: [
      {
        place: { name: 'Hà Nội', latitude: 21.03, longitude: 105.85, timeZone: 'Asia/Ho_Chi_Minh' },
        current: { time: '2026-03-29T05:00:00+07:00', condition: 61, temperature: 21.5 },
        hours: [{ time: 1774735200, rainChance: 40 }],
        days: [{ date: '2026-03-29', high: 27, low: 20, sunrise: '2026-03-29T05:51:00+07:00' }],
        air: { index: 120, scale: 'vn', pm25: 44 },
        warnings: [{ title: 'Mưa lớn', severity: 'Severe', url: 'https://kttv.example/1', areas: ['Hà Nội'] }],
        issued: '2026-03-29T05:00:00+07:00',
        attribution: { name: 'Đài', url: 'https://kttv.example/' },
      },
    ],
  },
};
export const AIR_JSON: unknown = airQualityAnswer(
  'https://air.example/v1/air-quality?latitude=21.03&longitude=105.85&current=us_aqi,pm2_5&hourly=pm2_5,ozone&past_hours=11&forecast_hours=1',
  { now: NOW },
);
export const POLLS: Readonly<Record<string, unknown>> = {
  civic: pollWire({ description: 'Phiếu ẩn danh' }),
  mastodon: {
    id: '34830',
    expires_at: '2026-12-05T04:05:08.302Z',
    expired: false,
    multiple: true,
    votes_count: 10,
    voters_count: 7,
    voted: true,
    own_votes: [1],
    options: [
      { title: 'accept', votes_count: 6 },
      { title: 'deny', votes_count: 4 },
    ],
  },
};

/** What the formats are made of, and what breaks naive readers of them. */
const TOKENS: readonly string[] = [
  ...['<rss version="2.0">', '<channel>', '<item>', '</item>', '<entry>', '</entry>', '<feed xmlns="urn:x">', '</'],
  ...[
    '<title>',
    '</title>',
    '<link>',
    '<link href="',
    '<guid isPermaLink="false">',
    '<pubDate>',
    '<content type="html">',
  ],
  ...['<![CDATA[', ']]>', '<!--', '-->', '<!DOCTYPE x [<!ENTITY a "', '<?xml version="1.0" encoding="utf-16"?>', '<?'],
  ...['xmlns:a="urn:a" ', 'xmlns:__proto__="x" ', '<constructor:item>', '<__proto__>', 'xml:base="javascript:0" '],
  ...[
    '<media:content url="',
    '<enclosure url="',
    '<category term="',
    '<author><name>',
    '<alert>',
    '<info>',
    '<polygon>',
  ],
  ...[
    '&',
    '&amp;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&#99999999999;',
    '&nbsp;',
    '&Ocirc;',
    '&constructor;',
    '&aproto;',
  ],
  ...['"', "'", '>', '<', '/', '/>', '=', ' ', '\n', '\0', '\ufeff', '\ufffd', '\ud800', '\u202e', 'é', 'ế', '𝒳'],
  ...['T00:00Z', '2021-07-13T14:21:00+07:00', '/Date(1e99)/', '99/99/9999 99:99', '-271821-04-20T00:00:00Z', '+275760'],
  ...['{', '}', '[', ']', ':', ',', 'null', 'true', '1e999', '-0', '"__proto__":', '"constructor":', '"toString":1,'],
  ...HTML_VECTORS,
  ...URL_VECTORS,
];

/** Values that stand where another kind was expected. */
export const STRANGERS: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 0.5, 1e308, Infinity, NaN, 2 ** 53, 253_402_300_800, 8.64e12, -8.64e12],
  ...['', ' ', '0', 'null', '2021-07-13', '2021-07-13T14:21:00Z', '+275760-09-13T00:00:01Z', '-000001-01-01T00:00:00Z'],
  ...['constructor', '__proto__', 'toString', 'constructor_day', 'valueOf', '\ud800', '\u202e\0', '<b>', '&lt;b&gt;'],
  ...[[], {}, [[]], [null], { toString: null, valueOf: null }, { length: 5 }, { rendered: [] }, { Url: { Url: 1 } }],
  ...URL_VECTORS,
  ...HTML_VECTORS,
];

type Mutation =
  | { kind: 'delete' | 'repeat'; at: number; length: number }
  | { kind: 'insert'; at: number; token: string }
  | { kind: 'cut'; at: number };

const place = fc.double({ min: 0, max: 1, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('delete' as const, 'repeat' as const), at: place, length: fc.nat(200) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: place,
    token: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ unit: 'binary', maxLength: 5 })),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
);

function mutate(text: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((before, change) => {
    const at = Math.floor(change.at * before.length);
    if (change.kind === 'cut') return change.at < 0.3 ? before : before.slice(0, at);
    if (change.kind === 'insert') return before.slice(0, at) + change.token + before.slice(at);
    const piece = before.slice(at, at + change.length);
    return before.slice(0, at) + (change.kind === 'repeat' ? piece + piece : '') + before.slice(at + change.length);
  }, text);
}

/** Text of any kind, text of the formats' own pieces, and real documents with a few changes. */
export function texts(real: readonly string[]): fc.Arbitrary<string> {
  const changed = fc
    .tuple(fc.constantFrom(...real), fc.array(mutation, { maxLength: 12 }))
    .map(([text, mutations]) => mutate(text, mutations));
  const made = fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }).map((tokens) => tokens.join(''));
  return fc.oneof(
    { weight: 6, arbitrary: changed },
    { weight: 3, arbitrary: made },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  );
}

/** The same as bytes, in an encoding that may not be what they say. */
export function bytes(real: readonly string[]): fc.Arbitrary<Uint8Array> {
  const encoded = fc.tuple(texts(real), fc.constantFrom('utf8', 'utf16le', 'latin1'), fc.constantFrom('', '\ufeff'));
  return fc.oneof(
    {
      weight: 4,
      arbitrary: encoded.map(
        ([text, encoding, bom]) => new Uint8Array(Buffer.from(bom + text, encoding as BufferEncoding)),
      ),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  );
}

/** Real JSON documents in which some values are strangers or gone, and keys are `__proto__`; sometimes any JSON. */
export function values(real: readonly unknown[]): fc.Arbitrary<unknown> {
  const stranger = fc.oneof(fc.constantFrom(...STRANGERS), fc.jsonValue());
  const changed = fc
    .tuple(
      fc.constantFrom(...real),
      fc.array(fc.record({ at: fc.nat(), value: stranger, how: fc.nat(5) }), { maxLength: 5 }),
    )
    .map(([document, changes]) => {
      // As JSON.parse makes it: `__proto__` is a key like any other.
      let text = JSON.stringify(document);
      for (const change of changes) text = JSON.stringify(strangely(JSON.parse(text), change));
      return JSON.parse(text) as unknown;
    });
  const odd = fc.constantFrom(
    '__proto__',
    'options',
    'items',
    'value',
    'reports',
    'place',
    'hourly',
    'utc_offset_seconds',
  );
  const made = fc.dictionary(odd, fc.oneof(stranger, fc.array(stranger, { maxLength: 4 })), { maxKeys: 6 });
  return fc.oneof(
    { weight: 8, arbitrary: changed },
    { weight: 1, arbitrary: made },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

/** Puts a value in the place of another, takes one away, or doubles one. */
function strangely(document: unknown, { at, value, how }: { at: number; value: unknown; how: number }): unknown {
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const walk = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      places.push([holder as Record<string, unknown>, key]);
      walk((holder as Record<string, unknown>)[key]);
    }
  };
  walk(document);
  const found = places[at % Math.max(places.length, 1)];
  if (!found) return value;
  const [holder, key] = found;
  if (how === 0) delete holder[key];
  else if (how === 1 && Array.isArray(holder)) holder.push(holder[Number(key)]);
  else if (how === 2) Object.defineProperty(holder, '__proto__', { value, enumerable: true, configurable: true });
  else holder[key] = value;
  return document;
}
