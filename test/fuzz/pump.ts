/** Hostile repetition: what makes a reader slow is one small piece again and again, after and before some others. */
import fc from 'fast-check';

/** As much as a body may have at most. */
export const SIZE = 5 * 1024 * 1024;

/** `before`, then two pieces each repeated to half of SIZE, with something between and after them. */
export interface Pump {
  before: string;
  first: string;
  between: string;
  second: string;
  after: string;
}

export function pumped({ before, first, between, second, after }: Pump, size = SIZE): string {
  const times = (piece: string): string => (piece ? piece.repeat(Math.floor(size / 2 / piece.length)) : '');
  return before + times(first) + between + times(second) + after;
}

/** Where in a document the repetition starts. */
const BEFORE: readonly string[] = [
  '',
  '<rss><channel>',
  '<rss ',
  '<rss><channel><item>',
  '<rss><channel><item><title>',
  '<rss><channel><item><author>',
  '<rss><channel><item><category>',
  '<rss><channel><item><description><![CDATA[',
  '<rss><channel><item><description>',
  '<rss><channel><item><pubDate>',
  '<rss><channel><item><link>',
  '<rss><channel><item><enclosure url="',
  '<feed><entry><content type="xhtml"><b/>',
  '<feed><entry><content type="html"><![CDATA[',
  '<feed xml:base="',
  '<alert><info><event>x</event><expires>',
  '<alert><info><event>x</event><area><polygon>',
  '<alert><references>',
  '<!DOCTYPE x [',
  '<?xml version="1.0" encoding="',
];

/** What is repeated. */
const PIECES: readonly string[] = [
  ...['', ' ', '<', '>', '&', '"', "'", '=', '/', 'a', 'T', '@', ';', '.', ':', '-', '\n', '\0', '&amp', '&#', '&#1;'],
  ...[
    '<a',
    '<a ',
    '<a>',
    '<a/>',
    '</a>',
    '</',
    '<!',
    '<!-',
    '<!--',
    '-->',
    '<!-- >',
    '<![CDATA[',
    ']]>',
    ']]',
    '<?',
    '?>',
  ],
  ...[
    '<img ',
    '<img src=',
    '<img src="',
    "<img src='",
    '<img/>',
    '<script>',
    '</script',
    '<title>',
    '<style ',
    '<x:y>',
  ],
  ...[
    'a=',
    'a="',
    "a='",
    'a="b" ',
    '="',
    '=" ',
    'xmlns:a="b" ',
    'xmlns="" ',
    'xml:base="/" ',
    '<a xmlns="">',
    '<a xml:base="">',
  ],
  ...[
    '<item>',
    '<item/>',
    '<item></item>',
    '<item><a>',
    '<entry>',
    '</item>',
    '</entry><entry>',
    '<item><link>',
    '<item><title>',
  ],
  ...[
    '<title>a<link>',
    '<description><b>',
    '<category/>',
    '<category>a</category>',
    '<author>a@b ',
    '<author/>',
    '<link/>',
  ],
  ...[
    '<media:group>',
    '<media:content url="/a.png"/>',
    '<media:group><media:content/>',
    '<guid>',
    '<enclosure url="a"/>',
  ],
  ...['<entry><alert><info><event>a</event></info></alert></entry>', '<info><event>a</event></info>', '<area>', '1,1 '],
  ...[
    '<!DOCTYPE',
    '<!DOCTYPE x [',
    '<!ENTITY a "b">',
    ']>',
    '[',
    '{',
    '(',
    ')',
    '((',
    '(a)',
    '2 ',
    '12:34 ',
    ', ',
    'é',
    '\u0301',
    '𝒳',
  ],
];

const AFTER: readonly string[] = [
  '',
  '>',
  '"',
  '">',
  '/>',
  ']]>',
  '-->',
  '</item>',
  ']]></description></item>',
  '\n!',
  'x',
];

export const pumps: fc.Arbitrary<Pump> = fc.record({
  before: fc.constantFrom(...BEFORE),
  first: fc.constantFrom(...PIECES),
  between: fc.constantFrom(...AFTER),
  second: fc.constantFrom(...PIECES),
  after: fc.constantFrom(...AFTER),
});

/** The repetitions that were quadratic once, or would be in a naive reader: tried in every run. */
export const KNOWN: readonly Pump[] = [
  { before: '<alert>', first: '<info><event>a</event></info>', between: '', second: '', after: '</alert>' },
  { before: '<rss ', first: 'xmlns:a="b" ', between: '>', second: '<a xmlns="">', after: '' },
  { before: '<rss xml:base="/" ', first: 'a="b" ', between: '>', second: '<item><link/></item>', after: '' },
  {
    before: '<rss><channel><item><description><![CDATA[',
    first: '<img ',
    between: '',
    second: '',
    after: '>]]></description></item>',
  },
  { before: '<feed><entry><content><b/><', first: 'a', between: '>', second: '', after: '</content></entry>' },
  {
    before: '<rss><channel>',
    first: '<item><author>@@@@@@@@</author></item>',
    between: '',
    second: '<item><author>a@b (',
    after: '',
  },
  {
    before: '<alert><info><event>x</event><expires>',
    first: 'T',
    between: '</expires>',
    second: '',
    after: '</info></alert>',
  },
  { before: '<feed>', first: '<entry><title>a</title></entry>', between: '', second: '<entry><id>a</id>', after: '' },
  { before: '<rss>', first: '<date', between: '', second: '', after: '' },
  { before: '<rss><channel><item><title>', first: ';', between: 'x', second: ' ', after: 'x</title></item>' },
  ...['<', '<a ', '<a b="', '<a b=">"', '<!--', '<?', '<b>', '<a><b></a>', '&lt;!--', '&lt;img '].map((first) => ({
    before: '<rss><channel><item><title>a</title><description>',
    first,
    between: '',
    second: '',
    after: '</description></item></channel></rss>',
  })),
];

const repeated = (piece: string, size = SIZE): string => piece.repeat(Math.floor(size / piece.length));
const list = (piece: string, size = SIZE): string => `[${repeated(`${piece},`, size)}${piece}]`;

/** JSON that is read whole: long lists, long texts where short ones are expected, and depth. */
export const JSON_PUMPS: Readonly<Record<string, () => string>> = {
  'a poll of as many options and own votes as fit': () =>
    `{"options":${list('{"title":"a"}', SIZE / 2)},"own_votes":${list('1', SIZE / 2)}}`,
  'a time of five megabytes': () =>
    `{"reports":[{"place":{"name":"a"},"current":{"time":"${repeated('T')}"},"hours":[]}]}`,
  'as many warnings as fit': () => `{"reports":[{"place":{"name":"a"},"days":[],"warnings":${list('{"title":"a"}')}}]}`,
  'as many hours as fit': () => `{"utc_offset_seconds":0,"hourly":{"time":${list('1')}}}`,
  'as many days as fit, in a zone': () =>
    `{"utc_offset_seconds":0,"timezone":"Asia/Tokyo","daily":{"time":${list('1')},"sunrise":[]}}`,
  'as many steps as fit': () =>
    `{"type":"Feature","properties":{"timeseries":${list('{"time":"2021-07-13T00:00:00Z","data":{}}')}}}`,
  'as many forecasts as fit': () => `{"city":{},"list":${list('{"dt":1,"main":{"temp":1}}')}}`,
  'as many items as fit': () => `{"items":${list('{"title":"a","url":"/a"}')}}`,
  'as many included resources as fit': () =>
    `{"data":${list('{"type":"node--a","id":"1","attributes":{"title":"a"},"relationships":{"uid":{"data":{"type":"user--user","id":"1"}}}}', SIZE / 2)},"included":${list('{"type":"user--user","id":"1"}', SIZE / 2)},"jsonapi":{"version":"1.0"}}`,
  'an item of as many categories as fit': () =>
    `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","tags":${list('"a"')}}]}`,
  'a content of five megabytes': () =>
    `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"${repeated('<img ')}"}]}`,
  'lists in lists': () => `{"items":${'['.repeat(SIZE / 2)}${']'.repeat(SIZE / 2)}}`,
  'objects in objects': () => `${'{"items":'.repeat(500_000)}1${'}'.repeat(500_000)}`,
};
