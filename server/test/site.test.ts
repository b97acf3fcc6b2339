import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkSite, readSite } from '../src/site.ts';
import { cli } from './tools/cli.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from './tools/site.ts';

function mistakesOf(json: unknown): string[] {
  try {
    checkSite(json);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

describe('site.json', () => {
  it('may leave everything out', () => {
    assert.deepEqual(checkSite({}), {
      port: 8787,
      allowOrigins: [],
      allowPrivateAddresses: false,
      trustedProxies: [],
      frameAnywhere: false,
      drainSeconds: 0,
      database: { poolSize: 10, connectTimeout: 5000, statementTimeout: 15_000, migrate: true },
      rateLimit: { votesPerMinute: 60, shared: false },
      news: { interval: 300, feeds: [] },
      alerts: { interval: 300, feeds: [] },
      weather: {
        interval: 900,
        source: 'https://api.open-meteo.com/v1/forecast',
        callsPerDay: 9000,
        places: 'ha-noi da-nang ho-chi-minh',
      },
      polls: [],
      surveys: [],
      admin: {},
    });
  });

  it('takes what the documentation shows', () => {
    const documented = {
      port: 8787,
      allowOrigins: ['https://phuong.example'],
      allowPrivateAddresses: false,
      rateLimit: { votesPerMinute: 60 },
      news: { interval: 300, feeds: [{ id: 'ward', url: 'https://phuong.example/rss' }] },
      weather: { interval: 900, source: 'https://api.open-meteo.com/v1/forecast' },
      polls: [{ ...ONE_STOP_OFFICE, kind: 'rating', results: 'after-vote', voter: 'device' }],
    };
    assert.deepEqual(mistakesOf(documented), []);
  });

  it('says where each mistake is and what is wrong there', () => {
    const [first, second] = ONE_STOP_OFFICE.options;
    assert.deepEqual(
      mistakesOf({
        prot: 1,
        port: '8787',
        allowOrigins: ['https://phuong.example/'],
        rateLimit: { votesPerMinute: 0 },
        news: { feeds: [{ id: 'ward', url: 'ftp://phuong.example' }, { id: 'x' }] },
        polls: [
          { id: 'Một cửa', question: '', options: [first, { id: 'b' }] },
          { ...ONE_STOP_OFFICE, kind: 'stars', voter: 'open' },
          { ...ONE_STOP_OFFICE, allowChange: true, voter: 'device', opensAt: '13/07/2021' },
        ],
      }),
      [
        'site.json: prot is not a known key',
        'site.json: port must be integer',
        'site.json: allowOrigins[0] is not as it should be: An origin without a path: https://phuong.example.',
        'site.json: rateLimit.votesPerMinute must be >= 1',
        'site.json: news.feeds[0].url is not as it should be: An http(s) URL without a user name.',
        'site.json: news.feeds[1].url is missing',
        'site.json: news.feeds[1].file is missing',
        'site.json: polls[0].id is not as it should be: Small letters, digits and hyphens: mot-cua.',
        'site.json: polls[0].question must NOT have fewer than 1 characters',
        'site.json: polls[0].options[1].title is missing',
        'site.json: polls[1].kioskToken is missing',
        'site.json: polls[1].kind must be one of single, multiple, rating',
        'site.json: polls[2].voter must be "code"',
        'site.json: polls[2].opensAt is not as it should be: ISO 8601 with a zone: 2026-11-30T17:00:00+07:00.',
      ],
    );
    assert.deepEqual(
      mistakesOf({
        polls: [
          { ...ONE_STOP_OFFICE, kind: 'multiple', minChoices: 3, maxChoices: 2 },
          { ...ONE_STOP_OFFICE, options: [first, second, first] },
          { ...ONE_STOP_OFFICE, id: 'x', opensAt: '2021-07-14T00:00:00Z', expiresAt: '2021-07-13T00:00:00Z' },
        ],
      }),
      [
        'site.json: polls[1].id "mot-cua" is taken by an earlier one',
        'site.json: polls[0].minChoices is over maxChoices (2)',
        'site.json: polls[1].options[2].id "tot" is taken by an earlier one',
        'site.json: polls[2].expiresAt is not after opensAt',
      ],
    );
  });

  it('says what is wrong with a survey', () => {
    const options = [{ id: 'a', title: 'A' }];
    const survey = (...questions: object[]): object => ({
      ...{ id: 's', title: 'S' },
      questions: questions.map((question, index) => ({ id: `q${index}`, title: 'Q', ...question })),
    });
    assert.deepEqual(
      mistakesOf({
        surveys: [
          survey({ kind: 'single' }, { kind: 'grid', options }, { kind: 'stars' }),
          { ...survey({ kind: 'text', maxLength: 9999 }), voter: 'open', questions: [] },
        ],
      }),
      [
        'site.json: surveys[0].questions[0].options is missing',
        'site.json: surveys[0].questions[1].rows is missing',
        'site.json: surveys[0].questions[2].kind must be one of single, multiple, rating, grid, text, number',
        'site.json: surveys[1].kioskToken is missing',
        'site.json: surveys[1].questions must NOT have fewer than 1 items',
      ],
    );
    assert.deepEqual(
      mistakesOf({
        surveys: [
          survey(
            { kind: 'single', options, maxLength: 5, minChoices: 1 },
            { kind: 'multiple', options, minChoices: 2, other: true, maxChoices: 3 },
            { kind: 'text', when: { question: 'q3', is: ['a'] } },
            { kind: 'number', min: 2, max: 1, when: { question: 'q0', is: ['a', 'other'] } },
            { id: 'q0', kind: 'single', options: [...options, { id: 'other', title: 'O' }], other: true },
          ),
          { ...survey(...Array.from({ length: 9 }, () => ({ kind: 'text', maxLength: 5000 }))), id: 't' },
          survey({ kind: 'text' }),
        ],
      }).map((mistake) => mistake.replace('site.json: surveys', '')),
      [
        '[2].id "s" is taken by an earlier one',
        '[0].questions[4].id "q0" is taken by an earlier one',
        '[0].questions[0].minChoices is of multiple, not of single',
        '[0].questions[0].maxLength is of text, not of single',
        '[0].questions[1].maxChoices is over the number of choices (2)',
        '[0].questions[2].when.question "q3" is no earlier question with choices',
        '[0].questions[3].min is over max',
        '[0].questions[3].when.is: "other" is no answer to "q0"',
        '[0].questions[4].options: the id "other" stands for an answer in own words',
        '[1]: its texts may have 45000 characters together, over 40000',
      ],
    );
  });

  it('says what is wrong beyond the shape: zones, ranges, folders', () => {
    assert.deepEqual(mistakesOf({ timeZone: 'Asia/Hanoi', trustedProxies: ['10.0.0.0/99', '::1', '1.2.3.4.5'] }), [
      'site.json: trustedProxies[0] "10.0.0.0/99" is no address or range',
      'site.json: trustedProxies[2] "1.2.3.4.5" is no address or range',
      'site.json: timeZone "Asia/Hanoi" is no IANA time zone, such as Asia/Ho_Chi_Minh',
    ]);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'site.json'), '{ "news": { "feeds": [{ "id": "ward", "file": "none/rss.xml" }] } }');
    assert.throws(() => readSite(join(folder, 'site.json')), /news\.feeds\[0\]\.file: there is no folder .*none/);
  });

  it('names every mistake at once, whatever else is wrong', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'site.json');
    const site = {
      prot: 1,
      timeZone: 'Asia/Hanoi',
      allowOrigins: ['https://Phuong.example:443', 'https://*.gov.example', 7, 'https://*.Gov.example'],
      trustedProxies: [5, '10.0.0.0/99'],
      allowPrivateAddresses: ['intranet.local', '10.1.0.0/16', '::1', '10.0.0.0/99', '300.1.1.1', '*.local'],
      rateLimit: 'none',
      news: {
        interval: 0,
        feeds: [
          { id: 'a', file: 'later.xml' },
          { id: 'b' },
          { id: 'a', url: 'https://phuong.example/rss', allowPrivateAddresses: ['10.0.0.0/99'] },
        ],
      },
      alerts: 'none',
      weather: { source: 'https://api.example/?lat={latitude}&lon={lon}', places: 'ha-noi atlantis' },
      polls: [{ id: 'kaputt' }, { ...ONE_STOP_OFFICE, kind: 'multiple', minChoices: 9 }],
    };
    writeFileSync(file, JSON.stringify(site));
    const { code, error } = await cli(['check-config', '--config', file]);
    assert.equal(code, 2);
    const found = error.trimEnd().split('\n');
    assert.ok(found.every((line) => line.includes('site.json: ')));
    for (const mistake of [
      'prot is not a known key',
      'timeZone "Asia/Hanoi" is no IANA time zone',
      'allowOrigins[0] "https://Phuong.example:443" is never sent by a browser; write https://phuong.example',
      'allowOrigins[2] must be string',
      'allowOrigins[3] "https://*.Gov.example" is never sent by a browser; write https://*.gov.example',
      'trustedProxies[0] must be string',
      'trustedProxies[1] "10.0.0.0/99" is no address or range',
      'allowPrivateAddresses[3] "10.0.0.0/99" is no host, address or range',
      'allowPrivateAddresses[4] "300.1.1.1" is no host',
      'allowPrivateAddresses[5] "*.local" is no host',
      'rateLimit must be object',
      'news.interval must be >= 1',
      `news.feeds[0].file: there is no file ${join(folder, 'later.xml')}`,
      'news.feeds[1].url is missing',
      'news.feeds[2].id "a" is taken by an earlier one',
      'news.feeds[2].allowPrivateAddresses[0] "10.0.0.0/99"',
      'alerts must be object',
      'weather.source: {lon} is not known',
      'weather.source: {longitude} is missing',
      'weather.places: "atlantis" is not in the gazetteer',
      'polls[0].question is missing',
      'polls[1].minChoices is over maxChoices',
    ])
      assert.ok(
        found.some((line) => line.includes(mistake)),
        `${mistake}\n${error}`,
      );
    // A server starts although its feed is yet to be written.
    writeFileSync(file, JSON.stringify({ news: { feeds: [{ id: 'a', file: 'later.xml' }] } }));
    assert.equal(readSite(file).news.feeds.length, 1);
  });

  it('takes an origin for all hosts below a name, and no other pattern', () => {
    assert.deepEqual(mistakesOf({ allowOrigins: ['https://*.gov.example'] }), []);
    assert.equal(mistakesOf({ allowOrigins: ['https://a.*.example', '*', 'https://*'] }).length, 3);
  });

  it('names the file that cannot be read, and where its JSON breaks', () => {
    const file = join(temporaryFolder(), 'site.json');
    assert.throws(() => readSite(file), /site\.json can't be read: ENOENT/);
    writeFileSync(file, '{ "port": 1, }');
    assert.throws(() => readSite(file), /site\.json is no JSON: .*position 13/);
  });

  it('finds a feed’s file beside the configuration', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out'));
    writeFileSync(
      join(folder, 'site.json'),
      '\uFEFF{ "news": { "feeds": [{ "id": "ward", "file": "out/rss.xml" }] } }',
    );
    assert.equal(readSite(join(folder, 'site.json')).news.feeds[0]!.file, join(folder, 'out/rss.xml'));
  });
});
