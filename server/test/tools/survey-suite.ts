import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { solve } from '../../../src/outbox/proof-of-work.ts';
import { audit } from '../../src/submissions/audit.ts';
import { codeHash, newCode } from '../../src/submissions/codes.ts';
import { purgeDue } from '../../src/submissions/retention.ts';
import { redacted, type SurveyDefinition } from '../../src/surveys/survey.ts';
import type { Problem, Survey } from '../../src/wire.ts';
import { assertValid } from './contract.ts';
import { testServer, type TestServer, type TestServerOptions } from './server.ts';
import { collect } from './site.ts';

const FUTURE = new Date(Date.now() + 3_600_000).toISOString();
const KIOSK_TOKEN = 'tablet-in-the-hall-2026';

export const SAMPLE = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../samples/survey-counter.vi.json'), 'utf8'),
) as SurveyDefinition;

/** One question of each kind, one that shows after an answer. */
export const DESK: SurveyDefinition = {
  id: 'quay',
  title: 'Khảo sát tại quầy',
  questions: [
    {
      id: 'cach',
      title: 'Nộp hồ sơ bằng cách nào?',
      required: true,
      kind: 'single',
      options: [
        { id: 'quay', title: 'Tại quầy' },
        { id: 'mang', title: 'Trực tuyến' },
      ],
      other: true,
    },
    {
      id: 'vi-sao',
      title: 'Vì sao không nộp trực tuyến?',
      when: { question: 'cach', is: ['quay', 'other'] },
      required: true,
      kind: 'multiple',
      options: [
        { id: 'kho', title: 'Khó dùng' },
        { id: 'khong-biet', title: 'Không biết' },
        { id: 'khong-may', title: 'Không có máy' },
      ],
      maxChoices: 2,
      other: true,
    },
    {
      id: 'muc',
      title: 'Mức hài lòng',
      kind: 'rating',
      options: [
        { id: 'thap', title: 'Thấp' },
        { id: 'vua', title: 'Vừa' },
        { id: 'cao', title: 'Cao' },
      ],
    },
    {
      id: 'bang',
      title: 'Từng mặt',
      kind: 'grid',
      rows: [
        { id: 'cho', title: 'Nơi chờ' },
        { id: 'nguoi', title: 'Công chức' },
      ],
      options: [
        { id: 'tot', title: 'Tốt' },
        { id: 'kem', title: 'Kém' },
      ],
    },
    { id: 'lan', title: 'Số lần đi lại', kind: 'number', min: 0, max: 50, step: 1 },
    { id: 'gop-y', title: 'Góp ý', kind: 'text', maxLength: 20 },
  ],
};

export const SURVEYS: SurveyDefinition[] = [
  DESK,
  SAMPLE,
  { ...DESK, id: 'da-dong', expiresAt: '2021-07-13T14:21:00+07:00' },
  { ...DESK, id: 'chua-mo', opensAt: FUTURE },
  { ...DESK, id: 'mot-mang', voter: 'network', responsesPerNetwork: 3 },
  { ...DESK, id: 'co-ma', voter: 'code' },
  { ...DESK, id: 'kiosk', voter: 'open', kioskToken: KIOSK_TOKEN },
  { ...DESK, id: 'tinh-toan', proofOfWork: 'always' },
  { ...DESK, id: 'giu-mot-thang', keepFor: 30 },
];

export interface Answer {
  status: number;
  headers: Headers;
  body: Partial<Survey> & Omit<Partial<Problem>, 'questions'>;
}

export async function getSurvey(
  server: { url: string },
  id: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/surveys/${id}`, { headers });
  const body = (await response.json()) as Answer['body'];
  assertValid(body, response.ok ? 'Survey' : 'Problem');
  return { status: response.status, headers: response.headers, body };
}

export async function respond(
  server: { url: string },
  id: string,
  answers: unknown,
  {
    key = crypto.randomUUID(),
    headers = {},
    query = '',
    context,
    code,
  }: { key?: string; headers?: Record<string, string>; query?: string; context?: unknown; code?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/surveys/${id}/responses${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...headers },
    body: JSON.stringify({ answers, context, code }),
  });
  const body = (await response.json()) as Answer['body'];
  assertValid(body, response.ok ? 'SurveyReceipt' : 'Problem');
  return { status: response.status, headers: response.headers, body };
}

/** What surveys do, whatever the database. */
export function surveySuite(database: string, options: () => Promise<TestServerOptions>): void {
  describe(`surveys in ${database}`, () => {
    let settings: TestServerOptions;
    let server: TestServer;
    before(async () => {
      settings = { ...(await options()), site: { surveys: SURVEYS, rateLimit: { votesPerMinute: 10_000 } } };
      server = await testServer(settings);
    });
    after(() => server.stop());

    const kept = (id: string) => collect(server.store.surveys.kept(id));
    const numberOf = async (id: string): Promise<number> => (await server.store.surveys.find(id))!.voters;
    const faultsOf = async (answers: unknown, id = 'quay'): Promise<string[]> => {
      const { status, body } = await respond(server, id, answers);
      assert.equal(status, 422, JSON.stringify(answers));
      assert.match(body.type!, /invalid$/);
      return ((body as Partial<Problem>).questions ?? []).map((fault) => `${fault.id} ${fault.code}`);
    };

    it('shows the questions as the protocol has them, and keeps what is not for citizens', async () => {
      const { status, headers, body } = await getSurvey(server, 'quay');
      assert.equal(status, 200);
      assert.match(headers.get('cache-control')!, /^public, max-age=0, s-maxage=1\b/);
      assert.deepEqual(
        [body.id, body.title, body.opens_at, body.expires_at, body.expired, body.answered],
        ['quay', DESK.title, null, null, false, false],
      );
      assert.deepEqual(body.questions![1], {
        ...{ id: 'vi-sao', title: 'Vì sao không nộp trực tuyến?', required: true, kind: 'multiple', max_choices: 2 },
        ...{ when: { question: 'cach', is: ['quay', 'other'] }, options: DESK.questions[1]!.options, other: true },
      });
      assert.deepEqual(body.questions![5], {
        ...{ id: 'gop-y', title: 'Góp ý', required: false, kind: 'text', max_length: 20 },
      });
      assert.ok(!JSON.stringify((await getSurvey(server, 'kiosk')).body).includes(KIOSK_TOKEN));
    });

    it('takes a response, tells its number, and keeps the answers, the place and the hour, and nothing else', async () => {
      const key = crypto.randomUUID();
      const answers = {
        'gop-y': '  Cảm ơn ',
        'vi-sao': [{ other: ' Sợ sai ' }, 'kho'],
        cach: 'quay',
        muc: 'cao',
        bang: { nguoi: 'tot' },
        lan: 2,
      };
      const { status, body } = await respond(server, 'quay', answers, { key, context: ' Quầy 3 ' });
      assert.deepEqual([status, body], [201, { id: key }]);
      const [response, ...others] = await kept('quay');
      assert.equal(others.length, 0);
      const { at, ...rest } = response!;
      assert.deepEqual(rest, {
        id: key,
        answers: {
          cach: 'quay',
          'vi-sao': ['kho', { other: 'Sợ sai' }],
          muc: 'cao',
          bang: { nguoi: 'tot' },
          lan: 2,
          'gop-y': 'Cảm ơn',
        },
        context: 'Quầy 3',
      });
      assert.equal(at.getTime() % 3_600_000, 0);
    });

    it('takes the same key once, also from tries that arrive together, and refuses it for other answers', async () => {
      const before = await numberOf('quay');
      const key = crypto.randomUUID();
      const tries = await Promise.all(
        Array.from({ length: 20 }, () => respond(server, 'quay', { cach: 'mang' }, { key })),
      );
      assert.deepEqual(new Set(tries.map(({ status, body }) => `${status} ${body.id}`)), new Set([`201 ${key}`]));
      const shouted = await respond(server, 'quay', { cach: 'mang' }, { key: key.toUpperCase() });
      assert.deepEqual([shouted.status, shouted.body.id], [201, key]);
      const other = await respond(server, 'quay', { cach: 'mang', lan: 1 }, { key });
      assert.equal(other.status, 422);
      assert.equal(await numberOf('quay'), before + 1);
    });

    it('takes every one of many responses that arrive together', async () => {
      const before = await numberOf('quay');
      const answers = await Promise.all(
        Array.from({ length: 80 }, (_, index) => respond(server, 'quay', { cach: 'mang', lan: index % 50 })),
      );
      assert.ok(answers.every(({ status }) => status === 201));
      assert.equal(await numberOf('quay'), before + 80);
    });

    it('names the questions whose answers it can’t take', async () => {
      const before = await numberOf('quay');
      const cases: [unknown, string[]][] = [
        [{}, ['cach required']],
        [{ cach: 'buu-dien' }, ['cach unknown-choice']],
        [{ cach: { other: '' } }, ['cach other-empty']],
        [{ cach: { other: 'x'.repeat(201) }, 'vi-sao': ['kho'] }, ['cach too-long']],
        [{ cach: 'quay' }, ['vi-sao required']],
        [{ cach: 'quay', 'vi-sao': ['kho', 'khong-biet', 'khong-may'] }, ['vi-sao too-many']],
        [{ cach: 'mang', lan: 2.5 }, ['lan off-step']],
        [{ cach: 'mang', lan: 51, 'gop-y': 'x'.repeat(21) }, ['lan too-large', 'gop-y too-long']],
        [{ cach: 'mang', bang: { cho: 'tot', san: 'tot' } }, ['bang unknown-choice']],
        [{ cach: 'mang', muc: 'rat-cao' }, ['muc unknown-choice']],
      ];
      for (const [answers, faults] of cases) assert.deepEqual(await faultsOf(answers), faults);
      assert.equal(await numberOf('quay'), before);
    });

    it('refuses answers to questions that don’t show or aren’t there', async () => {
      assert.deepEqual(await faultsOf({ cach: 'mang', 'vi-sao': ['kho'] }), ['vi-sao not-shown']);
      assert.deepEqual(await faultsOf({ cach: 'mang', khac: 'x' }), ['khac unknown-question']);
      assert.deepEqual(await faultsOf(JSON.parse('{"cach":"mang","__proto__":"x","constructor":1}')), [
        '__proto__ unknown-question',
        'constructor unknown-question',
      ]);
    });

    it('refuses answers of another form than their question’s', async () => {
      const forms: [string, unknown[]][] = [
        ['cach', [null, 1, ['quay'], { other: 1 }, { other: 'x', more: 'y' }, {}]],
        ['vi-sao', ['kho', ['kho', 'kho'], [{ other: 'a' }, { other: 'b' }], [null], {}]],
        ['muc', [{ other: 'x' }, 3, null]],
        ['bang', ['tot', ['tot'], null, { cho: 1 }, { cho: { other: 'x' } }]],
        ['lan', ['2', null, true, [2]]],
        ['gop-y', [1, null, ['x'], { other: 'x' }]],
      ];
      for (const [id, answers] of forms)
        for (const answer of answers)
          assert.deepEqual(await faultsOf({ cach: 'quay', 'vi-sao': ['kho'], [id]: answer }), [`${id} unreadable`]);
      for (const answers of [null, undefined, 'x', 1, ['quay']]) {
        const { status, body } = await respond(server, 'quay', answers);
        assert.equal(status, 422);
        assert.match(body.detail!, /"answers"/);
      }
      for (const context of [1, {}, 'x'.repeat(201)])
        assert.equal((await respond(server, 'quay', { cach: 'mang' }, { context })).status, 422);
    });

    it('says that a survey is closed, not yet open or unknown', async () => {
      const closed = await respond(server, 'da-dong', { cach: 'mang' });
      assert.deepEqual([closed.status, (await getSurvey(server, 'da-dong')).body.expired], [410, true]);
      assert.match(closed.body.type!, /closed$/);
      const early = await respond(server, 'chua-mo', { cach: 'mang' });
      assert.equal(early.status, 403);
      assert.ok(Number(early.headers.get('retry-after')) > 3500);
      for (const id of ['khong-co', '%00', '..%2F', 'surveys%2Fquay', '__proto__']) {
        assert.equal((await getSurvey(server, id)).status, 404, id);
        assert.equal((await respond(server, id, { cach: 'mang' })).status, 404, id);
      }
    });

    it('answers a retry after the survey has closed', async () => {
      await server.store.surveys.define({ ...DESK, id: 'sap-dong' });
      const key = crypto.randomUUID();
      await respond(server, 'sap-dong', { cach: 'mang' }, { key });
      assert.equal(await server.store.surveys.close('sap-dong', new Date()), true);
      assert.equal((await respond(server, 'sap-dong', { cach: 'mang' }, { key })).status, 201);
      assert.equal((await respond(server, 'sap-dong', { cach: 'mang' })).status, 410);
    });

    it('lets an office behind one address respond several times, and no more when they arrive together', async () => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => respond(server, 'mot-mang', { cach: 'mang' })),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 201, ...Array<number>(9).fill(409)]);
      assert.ok(!JSON.stringify(await kept('mot-mang')).includes('127.0.0.1'));
    });

    it('takes one response for each code, and tells its holder that it was used', async () => {
      const [code, second] = [newCode(), newCode()];
      const secret = await server.store.secret('codes');
      await server.store.surveys.addCodes(
        'co-ma',
        [code, second].map((one) => codeHash(one, secret)),
      );
      assert.equal((await getSurvey(server, 'co-ma', { 'Civic-Code': code })).body.answered, false);
      const headers = { 'Civic-Code': code };
      const tries = await Promise.all(
        Array.from({ length: 8 }, () => respond(server, 'co-ma', { cach: 'mang' }, { headers })),
      );
      assert.deepEqual(tries.map(({ status }) => status).sort(), [201, ...Array<number>(7).fill(409)]);
      assert.equal((await respond(server, 'co-ma', { cach: 'mang' }, { code: second.toLowerCase() })).status, 201);
      assert.equal((await respond(server, 'co-ma', { cach: 'mang' })).status, 422);
      assert.equal((await respond(server, 'co-ma', { cach: 'mang' }, { code: newCode() })).status, 422);
      assert.equal((await respond(server, 'co-ma', { cach: 'mang' }, { query: `?code=${newCode()}` })).status, 422);
      const { body, headers: told } = await getSurvey(server, 'co-ma', headers);
      assert.deepEqual([body.answered, told.get('cache-control')], [true, 'private, no-store']);
    });

    it('takes responses of a kiosk that shows its token', async () => {
      assert.equal((await respond(server, 'kiosk', { cach: 'mang' })).status, 403);
      assert.equal((await respond(server, 'kiosk', { cach: 'mang' }, { query: `?kiosk=${KIOSK_TOKEN}` })).status, 201);
    });

    it('asks for a proof of work that holds for one response of one survey', async () => {
      const key = crypto.randomUUID();
      const asked = await respond(server, 'tinh-toan', { cach: 'mang' }, { key });
      assert.equal(asked.status, 428);
      const headers = { 'Civic-Proof': (await solve(asked.body.challenge!))! };
      assert.equal((await respond(server, 'tinh-toan', { cach: 'mang' }, { headers })).status, 428);
      assert.equal((await respond(server, 'tinh-toan', { cach: 'mang' }, { key, headers })).status, 201);
    });

    it('freezes its questions with the first response', async () => {
      const survey = { ...DESK, id: 'dong-bang' };
      await server.store.surveys.define({ ...survey, title: 'Trước phiếu đầu tiên' });
      await server.store.surveys.define(survey);
      await respond(server, 'dong-bang', { cach: 'mang' });
      const [first, ...rest] = survey.questions;
      const changes: [Partial<SurveyDefinition>, RegExp][] = [
        [{ title: 'Khác' }, /its title can't change/],
        [{ questions: rest.filter(({ when }) => !when) }, /its questions can't change/],
        [{ questions: [{ ...first!, required: false }, ...rest] }, /its questions can't change/],
        [{ voter: 'code' }, /its voter can't change/],
      ];
      for (const [change, reason] of changes)
        await assert.rejects(server.store.surveys.define({ ...survey, ...change }), reason);
      const { id, title, ...others } = first!;
      const questions = [{ ...others, title, id, required: true }, ...rest];
      await server.store.surveys.define({ ...survey, questions, thanks: 'Xin cảm ơn', expiresAt: FUTURE });
      assert.equal((await getSurvey(server, 'dong-bang')).body.thanks, 'Xin cảm ơn');
      const acts = (await collect(server.store.logged())).filter(({ subject }) => subject === 'surveys/dong-bang');
      assert.deepEqual(
        acts.map(({ action }) => action),
        ['define', 'define', 'define'],
      );
    });

    it('takes a text out on demand, and still knows a retry of the response', async () => {
      const key = crypto.randomUUID();
      const answers = { cach: { other: 'Nguyễn Văn A' }, 'vi-sao': ['kho'], 'gop-y': '0912 345 678' };
      await respond(server, 'quay', answers, { key, context: 'Quầy 1' });
      const number = await numberOf('quay');
      const act = { by: 'nguyen', action: 'redact', detail: `${key} gop-y` };
      const take = (id: string, question?: string) =>
        server.store.surveys.rewrite('quay', id, (content) => redacted(content, DESK, question), act);
      assert.equal(await take(key, 'gop-y'), true);
      const find = async () => (await kept('quay')).find(({ id }) => id === key)!;
      const { at: _, ...left } = await find();
      assert.deepEqual(left, {
        id: key,
        answers: { cach: { other: 'Nguyễn Văn A' }, 'vi-sao': ['kho'] },
        context: 'Quầy 1',
        redacted: ['gop-y'],
      });
      await take(key);
      const bare = await find();
      assert.deepEqual(
        [bare.answers, bare.context, bare.redacted],
        [{ cach: { other: '' }, 'vi-sao': ['kho'] }, undefined, ['gop-y', 'cach']],
      );
      assert.equal((await respond(server, 'quay', answers, { key })).status, 201);
      assert.equal((await respond(server, 'quay', { ...answers, 'vi-sao': ['khong-biet'] }, { key })).status, 422);
      assert.equal(await numberOf('quay'), number);
      assert.equal(await take(crypto.randomUUID()), false);
      const entries = (await collect(server.store.logged())).filter(({ action }) => action === 'redact');
      assert.deepEqual([entries.length, entries[0]!.by, entries[0]!.subject], [2, 'nguyen', 'surveys/quay']);
    });

    it('deletes responses that were kept for as long as the survey says, and no others', async () => {
      const { surveys } = server.store;
      const reply = (): Parameters<typeof surveys.record>[0][number] => ({
        to: 'giu-mot-thang',
        key: crypto.randomUUID(),
        answers: { cach: 'mang' },
      });
      const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
      for (const days of [400, 31, 29, 0]) await surveys.record([reply(), reply()], daysAgo(days));
      await purgeDue(server.store, new Date());
      assert.equal((await kept('giu-mot-thang')).length, 4);
      assert.equal(await numberOf('giu-mot-thang'), 4);
      await purgeDue(server.store, new Date());
      const acts = (await collect(server.store.logged())).filter(({ action }) => action === 'purge');
      assert.equal(acts.length, 1);
      assert.match(acts[0]!.detail!, /^4 of before \d{4}-\d\d-\d\dT\d\d:00:00\.000Z deleted$/);
    });

    it('stands beside a poll of the same id, and is none of the polls', async () => {
      const poll = { id: 'quay', question: 'Một câu', options: DESK.questions[0]!.options! };
      await server.store.polls.define(poll);
      assert.deepEqual(
        (await server.store.polls.all()).map(({ definition }) => definition.id),
        ['quay'],
      );
      assert.equal((await fetch(`${server.url}/polls/quay`)).status, 200);
      assert.equal((await fetch(`${server.url}/polls/co-ma`)).status, 404);
      assert.ok((await server.store.surveys.all()).length >= SURVEYS.length);
    });

    it('recounts as many responses as it tells, and keeps them in no order of their coming', async () => {
      const { lines, differs } = await audit(server.store);
      assert.equal(differs, false, lines.join('\n'));
      assert.match(lines.join('\n'), /^surveys\/quay: 8\d responses, the tally agrees$/m);
      const ids = (await kept('quay')).map(({ id }) => id);
      assert.deepEqual(ids, ids.toSorted());
    });

    it('takes the sample survey as it is answered at a counter', async () => {
      const { body } = await getSurvey(server, SAMPLE.id);
      assert.equal(body.questions!.length, 9);
      assert.equal(new Set(body.questions!.map(({ section }) => section)).size, 5);
      const satisfied = (rows: string[]) => Object.fromEntries(rows.map((row) => [row, 'satisfied']));
      const answers = {
        channel: 'counter',
        access: satisfied(['place', 'equipment', 'information']),
        procedure: 'satisfied',
        visits: 2,
        staff: satisfied(['polite', 'listens', 'explains', 'skilled']),
        result: 'late',
        delay: ['apology', 'new-date'],
        overall: 'neutral',
        comment: 'Nên có thêm ghế.',
      };
      assert.equal((await respond(server, SAMPLE.id, answers)).status, 201);
      assert.deepEqual(await faultsOf({ ...answers, result: 'on-time' }, SAMPLE.id), ['delay not-shown']);
      assert.deepEqual(await faultsOf({ ...answers, access: { place: 'satisfied' } }, SAMPLE.id), [
        'access rows-missing',
      ]);
    });

    it('still has every response after a restart', async () => {
      const before = await numberOf('quay');
      await server.stop();
      server = await testServer({ ...settings, data: server.data });
      assert.equal(await numberOf('quay'), before);
      assert.equal((await kept('quay')).length, before);
    });
  });
}
