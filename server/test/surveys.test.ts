import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSurvey } from '../../src/survey/index.ts';
import type { Survey as WidgetSurvey } from '../../src/survey/model.ts';
import { codebook, exportedResponses } from '../src/surveys/export.ts';
import { resultsAsCsv, resultsOf } from '../src/surveys/results.ts';
import type { CountedSurvey, SurveyResponse } from '../src/surveys/survey.ts';
import type { Survey } from '../src/wire.ts';
import { rawRequest, testServer } from './tools/server.ts';
import { collect } from './tools/site.ts';
import { DESK, getSurvey, respond, SAMPLE, surveySuite } from './tools/survey-suite.ts';

// What the server writes is what the widget reads, to the compiler as well; and so the other way round.
export const forTheWidget = (survey: Survey): WidgetSurvey => survey;
export const forTheServer = (survey: WidgetSurvey): Survey => survey;

surveySuite('SQLite', async () => ({}));

describe('surveys over HTTP', () => {
  it('refuse what a page of another site can send', async () => {
    const server = await testServer({ site: { surveys: [DESK], allowOrigins: ['https://phuong.example'] } });
    const send = async (headers: Record<string, string>): Promise<number> => {
      const { status } = await rawRequest(`${server.url}/surveys/quay/responses`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers },
        body: '{"answers":{"cach":"mang"}}',
      });
      return status;
    };
    assert.equal(await send({ 'Content-Type': 'text/plain' }), 415);
    assert.equal(await send({ 'Idempotency-Key': '1' }), 400);
    assert.equal(await send({ Origin: 'https://la.example' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'cross-site' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://phuong.example' }), 201);
    assert.equal(await send({ Origin: server.url }), 201);
    const { headers } = await rawRequest(`${server.url}/surveys/quay/responses`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://phuong.example', 'Access-Control-Request-Method': 'POST' },
    });
    assert.equal(headers['access-control-allow-origin'], 'https://phuong.example');
    await server.stop();
  });

  it('share one limit with polls, ask for work beyond it, and read no more than a response can be long', async () => {
    const poll = { id: 'mot-cua', question: 'Một câu', options: DESK.questions[0]!.options };
    const surveys = [DESK, { ...DESK, id: 'lich-su', proofOfWork: 'over-limit' }];
    const server = await testServer({ site: { polls: [poll], surveys, rateLimit: { votesPerMinute: 2 } } });
    assert.equal((await respond(server, 'quay', { cach: 'mang' })).status, 201);
    const vote = await fetch(`${server.url}/polls/mot-cua/votes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: '{"choices":["quay"]}',
    });
    assert.equal(vote.status, 200);
    const third = await respond(server, 'quay', { cach: 'mang' });
    assert.equal(third.status, 429);
    assert.ok(Number(third.headers.get('retry-after')) >= 1);
    assert.equal((await respond(server, 'lich-su', { cach: 'mang' })).status, 428);
    assert.equal((await respond(server, 'quay', { cach: 'x'.repeat(300_000) })).status, 413);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(metrics, /civic_responses_total\{outcome="counted"\} 1\n/);
    assert.match(metrics, /civic_responses_total\{outcome="429"\} 1\n/);
    await server.stop();
  });

  it('are read by the widget as they were written, and told again to who has them already', async () => {
    const server = await testServer({ site: { surveys: [DESK, SAMPLE] } });
    for (const id of [DESK.id, SAMPLE.id]) {
      const { body, headers } = await getSurvey(server, id);
      assert.deepEqual(parseSurvey(body), body);
      const again = await fetch(`${server.url}/surveys/${id}`, { headers: { 'If-None-Match': headers.get('etag')! } });
      assert.equal(again.status, 304);
    }
    await server.stop();
  });
});

const survey: CountedSurvey = { definition: DESK, corrections: [], voters: 3, votes: new Map() };

const RESPONSES: SurveyResponse[] = [
  {
    id: 'a',
    answers: {
      cach: 'quay',
      'vi-sao': ['kho', { other: '=HYPERLINK("x")' }],
      muc: 'cao',
      bang: { cho: 'tot' },
      lan: -2,
    },
    context: '@Quầy 1',
    at: new Date('2026-10-31T17:00:00Z'),
  },
  {
    id: 'b',
    answers: { cach: { other: '' }, muc: 'vua', bang: { cho: 'kem', nguoi: 'tot' }, lan: 4 },
    redacted: ['cach', 'gop-y'],
    at: new Date('2026-10-31T16:00:00Z'),
  },
  { id: 'c', answers: { cach: 'mang', muc: 'cao', 'gop-y': '一\r\n+1; "x"' }, at: new Date('2026-11-02T08:00:00Z') },
];

async function* responses(): AsyncGenerator<SurveyResponse> {
  yield* RESPONSES;
}

describe('an export of responses', () => {
  const textOf = async (options: { format: 'csv' | 'json'; separator: ',' | ';' }): Promise<string> =>
    (await collect(exportedResponses(survey, responses(), options))).join('');

  it('has a row for each, whose texts no spreadsheet runs', async () => {
    const csv = await textOf({ format: 'csv', separator: ',' });
    assert.deepEqual(csv.split('\r\n'), [
      '\uFEFFid,time,context,cach,cach.other,vi-sao.kho,vi-sao.khong-biet,vi-sao.khong-may,vi-sao.other,muc,bang.cho,bang.nguoi,lan,gop-y',
      'a,2026-10-31T17:00Z,\'@Quầy 1,quay,,1,,,"\'=HYPERLINK(""x"")",cao,tot,,-2,',
      'b,2026-10-31T16:00Z,,other,[redacted],,,,,vua,kem,tot,4,[redacted]',
      'c,2026-11-02T08:00Z,,mang,,,,,,cao,,,,"一',
      '+1; ""x"""',
      '',
    ]);
  });

  it('comes with a codebook of its columns and their values', () => {
    const lines = codebook(survey, ';').split('\r\n');
    assert.equal(lines[0], '\uFEFFcolumn;title;kind;section;required;value;label');
    assert.ok(lines.includes('cach;Nộp hồ sơ bằng cách nào?;single;;yes;mang;Trực tuyến'));
    assert.ok(lines.includes('cach;Nộp hồ sơ bằng cách nào?;single;;yes;other;in own words'));
    assert.ok(lines.includes('vi-sao.kho;Vì sao không nộp trực tuyến?: Khó dùng;multiple;;yes;1;chosen'));
    assert.ok(lines.includes('bang.nguoi;Từng mặt: Công chức;grid;;;kem;Kém'));
    assert.ok(lines.includes('gop-y;Góp ý;text;;;;'));
  });

  it('is one JSON document, too', async () => {
    const document = JSON.parse(await textOf({ format: 'json', separator: ',' })) as {
      questions: object[];
      responses: Record<string, unknown>[];
    };
    assert.equal(document.questions.length, 6);
    assert.deepEqual(document.responses[1], {
      ...{ id: 'b', time: '2026-10-31T16:00Z', answers: RESPONSES[1]!.answers, redacted: ['cach', 'gop-y'] },
    });
  });
});

describe('the results of a survey', () => {
  it('are counts, shares of those who answered, and means', async () => {
    const [all, ...others] = await resultsOf(survey, responses());
    assert.equal(others.length, 0);
    assert.equal(all!.responses, 3);
    const result = (question: string, row?: string) =>
      all!.questions.find((one) => one.question === question && one.row === row)!;
    const countsOf = (question: string, row?: string) => result(question, row).options!.map(({ count }) => count);
    assert.deepEqual(countsOf('cach'), [1, 1, 1]);
    assert.deepEqual([result('vi-sao').answered, countsOf('vi-sao')], [1, [1, 0, 0, 1]]);
    assert.deepEqual([countsOf('muc'), result('muc').mean], [[0, 1, 2], 8 / 3]);
    assert.equal(result('muc').options![2]!.share, 2 / 3);
    assert.deepEqual([countsOf('bang', 'cho'), result('bang', 'cho').mean], [[1, 1], 1.5]);
    assert.deepEqual([countsOf('bang', 'nguoi'), result('bang', 'nguoi').answered], [[1, 0], 1]);
    const { answered, mean, min, max } = result('lan');
    assert.deepEqual([answered, mean, min, max], [2, 1, -2, 4]);
    // A text that was taken out was an answer all the same.
    assert.deepEqual([result('gop-y').answered, result('gop-y').options], [2, undefined]);
  });

  it('are told apart by place and by month, as the site’s clocks have it', async () => {
    const groupsOf = async (per: 'context' | 'month', timeZone?: string) =>
      (await resultsOf(survey, responses(), { per, timeZone })).map(({ group, responses: count }) => [group, count]);
    assert.deepEqual(await groupsOf('context'), [
      ['', 2],
      ['@Quầy 1', 1],
    ]);
    assert.deepEqual(await groupsOf('month'), [
      ['2026-10', 2],
      ['2026-11', 1],
    ]);
    assert.deepEqual(await groupsOf('month', 'Asia/Ho_Chi_Minh'), [
      ['2026-10', 1],
      ['2026-11', 2],
    ]);
  });

  it('are a table for a spreadsheet', async () => {
    const lines = resultsAsCsv(await resultsOf(survey, responses(), { per: 'context' }), ',').split('\r\n');
    assert.equal(lines[0], '\uFEFFgroup,question,row,title,answered,option,label,count,share,mean,min,max');
    assert.ok(lines.includes("'@Quầy 1,muc,,Mức hài lòng,1,cao,Cao,1,1,3,,"));
    assert.ok(lines.includes(',lan,,Số lần đi lại,1,,,,,4,4,4'));
  });
});
