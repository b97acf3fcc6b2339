import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { solve } from '../../src/outbox/proof-of-work.ts';
import { codeHash, newCode } from '../src/polls/codes.ts';
import { startPostgres, type Postgres } from './tools/postgres.ts';
import {
  counts,
  getPoll,
  rawRequest,
  testServer,
  vote,
  type TestServer,
  type TestServerOptions,
} from './tools/server.ts';
import { ONE_STOP_OFFICE } from './tools/site.ts';

const PAST = '2021-07-13T14:21:00+07:00';
const FUTURE = new Date(Date.now() + 3_600_000).toISOString();
const KIOSK_TOKEN = 'tablet-in-the-hall-2021';

const POLLS = [
  ONE_STOP_OFFICE,
  { ...ONE_STOP_OFFICE, id: 'gio-mo-cua', kind: 'multiple', minChoices: 1, maxChoices: 2 },
  { ...ONE_STOP_OFFICE, id: 'da-dong', expiresAt: PAST },
  { ...ONE_STOP_OFFICE, id: 'chua-mo', opensAt: FUTURE },
  { ...ONE_STOP_OFFICE, id: 'kin', results: 'after-close' },
  { ...ONE_STOP_OFFICE, id: 'khong-cong-bo', results: 'never', expiresAt: PAST },
  { ...ONE_STOP_OFFICE, id: 'mot-mang', voter: 'network', votesPerNetwork: 3 },
  { ...ONE_STOP_OFFICE, id: 'co-ma', voter: 'code' },
  { ...ONE_STOP_OFFICE, id: 'co-ma-doi-duoc', voter: 'code', allowChange: true },
  { ...ONE_STOP_OFFICE, id: 'kiosk', voter: 'open', kioskToken: KIOSK_TOKEN },
  { ...ONE_STOP_OFFICE, id: 'tinh-toan', proofOfWork: 'always' },
];

describe('polls', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  const databases: [string, () => Promise<TestServerOptions>][] = [
    ['SQLite', async () => ({})],
    ['PostgreSQL', async () => ({ databaseUrl: await postgres.createDatabase() })],
  ];
  for (const [database, options] of databases) {
    describe(`in ${database}`, () => {
      let settings: TestServerOptions;
      let server: TestServer;
      before(async () => {
        settings = { ...(await options()), site: { polls: POLLS, rateLimit: { votesPerMinute: 10_000 } } };
        server = await testServer(settings);
      });
      after(() => server.stop());

      const totalOf = async (id: string): Promise<number | null> => (await getPoll(server, id)).body.votes_count;

      it('shows a poll that nobody has voted in', async () => {
        const { status, headers, body } = await getPoll(server, 'mot-cua');
        assert.equal(status, 200);
        assert.equal(headers.get('cache-control'), 'no-store');
        assert.deepEqual(body, {
          id: 'mot-cua',
          question: ONE_STOP_OFFICE.question,
          options: ONE_STOP_OFFICE.options.map((option) => ({ ...option, votes_count: 0 })),
          kind: 'single',
          min_choices: 1,
          max_choices: 1,
          opens_at: null,
          expires_at: null,
          expired: false,
          results: 'after-vote',
          votes_count: 0,
          voters_count: 0,
          voted: false,
          own_votes: [],
          allow_change: false,
        });
      });

      it('counts a vote and marks it as the voter’s own', async () => {
        const { status, body } = await vote(server, 'mot-cua', ['duoc']);
        assert.equal(status, 200);
        assert.deepEqual(counts(body), [0, 1, 0]);
        assert.deepEqual([body.voted, body.own_votes, body.votes_count, body.voters_count], [true, ['duoc'], 1, 1]);
      });

      it('gives a retry the same answer and counts it once', async () => {
        const before = await totalOf('mot-cua');
        const key = crypto.randomUUID();
        const first = await vote(server, 'mot-cua', ['tot'], { key });
        const second = await vote(server, 'mot-cua', ['tot'], { key });
        const shouted = await vote(server, 'mot-cua', ['tot'], { key: key.toUpperCase() });
        assert.deepEqual(second.body, first.body);
        assert.deepEqual(shouted.body, first.body);
        assert.equal(await totalOf('mot-cua'), before! + 1);
      });

      it('counts tries of one vote that arrive together once', async () => {
        const before = await totalOf('mot-cua');
        const key = crypto.randomUUID();
        const answers = await Promise.all(Array.from({ length: 20 }, () => vote(server, 'mot-cua', ['kem'], { key })));
        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
        assert.equal(await totalOf('mot-cua'), before! + 1);
      });

      it('refuses a used key that comes with other choices', async () => {
        const key = crypto.randomUUID();
        await vote(server, 'mot-cua', ['tot'], { key });
        const { status, body } = await vote(server, 'mot-cua', ['kem'], { key });
        assert.equal(status, 422);
        assert.match(body.type!, /invalid$/);
      });

      it('counts every one of many votes that arrive together', async () => {
        const before = await totalOf('mot-cua');
        const answers = await Promise.all(Array.from({ length: 80 }, () => vote(server, 'mot-cua', ['tot'])));
        assert.ok(answers.every(({ status }) => status === 200));
        assert.equal(await totalOf('mot-cua'), before! + 80);
      });

      it('counts choices and voters of a multiple-choice poll apart', async () => {
        await vote(server, 'gio-mo-cua', ['kem', 'tot']);
        const { body } = await vote(server, 'gio-mo-cua', ['tot']);
        assert.deepEqual(counts(body), [2, 0, 1]);
        assert.deepEqual([body.votes_count, body.voters_count], [3, 2]);
      });

      it('refuses too many, too few, unknown and repeated choices, and counts none of them', async () => {
        const before = await totalOf('gio-mo-cua');
        for (const choices of [['tot', 'duoc', 'kem'], [], ['tot', 'khac'], ['tot', 'tot'], 'tot', [1], null]) {
          const { status, body } = await vote(server, 'gio-mo-cua', choices);
          assert.equal(status, 422, JSON.stringify(choices));
          assert.match(body.type!, /invalid$/);
        }
        assert.equal((await vote(server, 'mot-cua', ['tot', 'kem'])).status, 422);
        assert.equal(await totalOf('gio-mo-cua'), before);
      });

      it('says that a closed poll is closed and still shows its results', async () => {
        const { status, body } = await vote(server, 'da-dong', ['tot']);
        assert.equal(status, 410);
        assert.match(body.type!, /closed$/);
        const poll = await getPoll(server, 'da-dong');
        assert.equal(poll.body.expired, true);
        assert.deepEqual(counts(poll.body), [0, 0, 0]);
      });

      it('takes no vote before the poll opens', async () => {
        const { status, body, headers } = await vote(server, 'chua-mo', ['tot']);
        assert.equal(status, 403);
        assert.match(body.type!, /not-open$/);
        assert.ok(Number(headers.get('retry-after')) > 3500);
      });

      it('answers a retry of a counted vote after the poll has closed', async () => {
        await server.store.define({ ...ONE_STOP_OFFICE, id: 'sap-dong' });
        const key = crypto.randomUUID();
        await vote(server, 'sap-dong', ['tot'], { key });
        assert.equal(await server.store.close('sap-dong', new Date()), true);
        assert.equal((await vote(server, 'sap-dong', ['tot'], { key })).status, 200);
        assert.equal((await vote(server, 'sap-dong', ['tot'])).status, 410);
        const { body } = await getPoll(server, 'sap-dong');
        assert.deepEqual([body.expired, counts(body)], [true, [1, 0, 0]]);
        assert.ok(Date.parse(body.expires_at!) <= Date.now());
      });

      it('hides counts from everyone while the poll wants them hidden', async () => {
        const { body } = await vote(server, 'kin', ['tot']);
        assert.deepEqual(counts(body), [null, null, null]);
        assert.deepEqual([body.votes_count, body.voters_count, body.own_votes], [null, null, ['tot']]);
        await server.store.close('kin', new Date());
        assert.deepEqual(counts((await getPoll(server, 'kin')).body), [1, 0, 0]);
        assert.deepEqual(counts((await getPoll(server, 'khong-cong-bo')).body), [null, null, null]);
      });

      it('says that a poll is unknown', async () => {
        for (const answer of [await getPoll(server, 'khong-co'), await vote(server, 'khong-co', ['tot'])]) {
          assert.equal(answer.status, 404);
          assert.match(answer.body.type!, /not-found$/);
          assert.equal(answer.headers.get('content-type'), 'application/problem+json');
        }
      });

      it('lets an office behind one address cast several votes, and then says that they are used up', async () => {
        const key = crypto.randomUUID();
        const statuses = [];
        for (const options of [{ key }, {}, {}, {}])
          statuses.push((await vote(server, 'mot-mang', ['tot'], options)).status);
        assert.deepEqual(statuses, [200, 200, 200, 409]);
        assert.equal((await vote(server, 'mot-mang', ['tot'], { key })).status, 200);
        assert.equal(await totalOf('mot-mang'), 3);
      });

      it('never lets a network past its votes when they arrive together', async () => {
        await server.store.define({ ...ONE_STOP_OFFICE, id: 'mot-mang-dong', voter: 'network', votesPerNetwork: 5 });
        const answers = await Promise.all(Array.from({ length: 40 }, () => vote(server, 'mot-mang-dong', ['tot'])));
        assert.equal(answers.filter(({ status }) => status === 200).length, 5);
        assert.equal(await totalOf('mot-mang-dong'), 5);
      });

      it('keeps no address, only a hash whose salt is deleted the next day', async () => {
        const [first] = await server.store.votes('mot-mang');
        assert.match(first!.network!, /^[\w-]{22}$/);
        assert.ok(!JSON.stringify(await server.store.votes('mot-mang')).includes('127.0.0.1'));
        const yesterday = await server.store.secret('network 2021-07-12');
        await server.store.forgetSecretsBefore('network ', 'network 2021-07-13');
        assert.notDeepEqual(await server.store.secret('network 2021-07-12'), yesterday);
      });

      it('counts a one-time code once, however it is typed, and knows its voter again', async () => {
        const [code, unknown] = [newCode(), newCode()];
        await server.store.addCodes('co-ma', [codeHash(code, await server.store.secret('codes'))]);
        const typed = code.toLowerCase().replaceAll('-', ' ');
        const { status, body } = await vote(server, 'co-ma', [], { body: { choices: ['tot'], code: typed } });
        assert.deepEqual([status, body.own_votes], [200, ['tot']]);
        assert.equal((await vote(server, 'co-ma', ['kem'], { query: `?code=${code}` })).status, 409);
        assert.equal((await vote(server, 'co-ma', ['kem'], { query: `?code=${unknown}` })).status, 422);
        assert.equal((await vote(server, 'co-ma', ['kem'])).status, 422);
        const poll = await getPoll(server, 'co-ma', `?code=${code}`);
        assert.deepEqual([poll.body.voted, poll.body.own_votes, counts(poll.body)], [true, ['tot'], [1, 0, 0]]);
        assert.equal((await getPoll(server, 'co-ma', `?code=${unknown}`)).body.voted, false);
      });

      it('counts a code once when it is used twice at the same moment', async () => {
        const code = newCode();
        await server.store.addCodes('co-ma', [codeHash(code, await server.store.secret('codes'))]);
        const before = await totalOf('co-ma');
        const answers = await Promise.all(
          Array.from({ length: 10 }, () => vote(server, 'co-ma', ['kem'], { query: `?code=${code}` })),
        );
        assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(9).fill(409)]);
        assert.equal(await totalOf('co-ma'), before! + 1);
      });

      it('replaces a vote where the poll allows it, and a late retry of the old one changes nothing', async () => {
        const code = newCode();
        await server.store.addCodes('co-ma-doi-duoc', [codeHash(code, await server.store.secret('codes'))]);
        const query = `?code=${code}`;
        const key = crypto.randomUUID();
        assert.deepEqual(counts((await vote(server, 'co-ma-doi-duoc', ['tot'], { query, key })).body), [1, 0, 0]);
        const { body } = await vote(server, 'co-ma-doi-duoc', ['kem'], { query });
        assert.deepEqual([counts(body), body.voters_count, body.own_votes], [[0, 0, 1], 1, ['kem']]);
        assert.deepEqual(counts((await vote(server, 'co-ma-doi-duoc', ['tot'], { query, key })).body), [0, 0, 1]);
        assert.deepEqual(counts((await vote(server, 'co-ma-doi-duoc', ['duoc'], { query })).body), [0, 1, 0]);
        assert.equal((await server.store.votes('co-ma-doi-duoc')).length, 1);
      });

      it('takes votes of a kiosk that shows its token, and of nothing else', async () => {
        assert.equal((await vote(server, 'kiosk', ['tot'])).status, 403);
        assert.equal((await vote(server, 'kiosk', ['tot'], { query: '?kiosk=guessed' })).status, 403);
        assert.equal((await vote(server, 'kiosk', ['tot'], { query: `?kiosk=${KIOSK_TOKEN}` })).status, 200);
        assert.equal(
          (await vote(server, 'kiosk', ['tot'], { headers: { Authorization: `Bearer ${KIOSK_TOKEN}` } })).status,
          200,
        );
        assert.ok(!JSON.stringify((await getPoll(server, 'kiosk')).body).includes(KIOSK_TOKEN));
      });

      it('asks for a proof of work, and takes each proof for one vote of one poll', async () => {
        const key = crypto.randomUUID();
        const asked = await vote(server, 'tinh-toan', ['tot'], { key });
        assert.equal(asked.status, 428);
        assert.match(asked.body.type!, /proof-required$/);
        // The widget's own way to solve it.
        const proof = (await solve(asked.body.challenge!))!;
        const { number, ...payload } = JSON.parse(atob(proof)) as { number: number };
        const wrong = { 'Civic-Proof': btoa(JSON.stringify({ ...payload, number: number + 1 })) };
        const headers = { 'Civic-Proof': proof };
        assert.equal((await vote(server, 'tinh-toan', ['tot'], { headers })).status, 428);
        assert.equal((await vote(server, 'tinh-toan', ['tot'], { key, headers: wrong })).status, 428);
        assert.equal((await vote(server, 'tinh-toan', ['tot'], { key, headers })).status, 200);
        assert.equal((await vote(server, 'tinh-toan', ['tot'], { key, headers })).status, 200);
        assert.equal(await totalOf('tinh-toan'), 1);
      });

      it('refuses to drop an option that votes were cast for', async () => {
        const options = ONE_STOP_OFFICE.options.slice(1);
        await assert.rejects(server.store.define({ ...ONE_STOP_OFFICE, options }), /votes were cast for tot/);
        await server.store.define({ ...ONE_STOP_OFFICE, question: 'Câu hỏi sửa lại' });
        assert.equal((await getPoll(server, 'mot-cua')).body.question, 'Câu hỏi sửa lại');
      });

      it('still has every vote after a restart', async () => {
        const before = (await getPoll(server, 'mot-cua')).body;
        await server.stop();
        server = await testServer({ ...settings, data: server.data });
        assert.deepEqual(counts((await getPoll(server, 'mot-cua')).body), counts(before));
        assert.equal((await server.store.votes('mot-cua')).length, before.voters_count);
      });

      it('answers what has arrived before it stops', async () => {
        const before = await totalOf('mot-cua');
        const votes = Promise.allSettled(Array.from({ length: 50 }, () => vote(server, 'mot-cua', ['tot'])));
        await delay(5);
        await server.stop();
        const answers = await votes;
        const counted = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 200).length;
        server = await testServer({ ...settings, data: server.data });
        assert.equal(await totalOf('mot-cua'), before! + counted);
      });
    });
  }

  // "Serializable" lets transactions start over, as distributed databases do.
  for (const isolation of ['read committed', 'serializable'] as const) {
    describe(`on two servers that share one PostgreSQL (${isolation})`, () => {
      let databaseUrl: string;
      let servers: TestServer[];
      before(async () => {
        databaseUrl = await postgres.createDatabase(isolation);
        const site = { polls: POLLS, rateLimit: { votesPerMinute: 10_000 } };
        servers = await Promise.all([1, 2].map(() => testServer({ databaseUrl, site, level: 'debug' })));
      });
      after(() => Promise.all(servers.map((server) => server.stop())));

      const statusesAt = async (tries: (server: TestServer, index: number) => Promise<{ status: number }>) =>
        (await Promise.all(servers.map(tries))).map(({ status }) => status).sort();
      const votersOf = async (id: string) => (await getPoll(servers[0]!, id)).body.voters_count;

      it('counts a vote once that is sent to both', async () => {
        const keys = Array.from({ length: 60 }, () => crypto.randomUUID());
        const statuses = await Promise.all(
          keys.map((key, index) =>
            statusesAt((server) => vote(server, index % 2 ? 'gio-mo-cua' : 'mot-cua', ['tot'], { key })),
          ),
        );
        assert.deepEqual(new Set(statuses.flat()), new Set([200]));
        assert.deepEqual(await Promise.all(['mot-cua', 'gio-mo-cua'].map(votersOf)), [30, 30]);
        // Each server was in the other's way, or this test shows nothing.
        const restarts = servers.flatMap(({ logged }) => logged.filter(({ message }) => message === 'tried again'));
        if (isolation === 'serializable') assert.ok(restarts.length > 0, 'no transaction had to start over');
      });

      it('takes one of two votes that share a code, and one of two that share a key', async () => {
        const codes = Array.from({ length: 20 }, newCode);
        const secret = await servers[0]!.store.secret('codes');
        await servers[0]!.store.addCodes(
          'co-ma',
          codes.map((code) => codeHash(code, secret)),
        );
        const before = await votersOf('mot-cua');
        for (const code of codes) {
          const key = crypto.randomUUID();
          const [sharedCode, sharedKey] = await Promise.all([
            statusesAt((server, index) => vote(server, 'co-ma', [index ? 'tot' : 'kem'], { query: `?code=${code}` })),
            statusesAt((server, index) => vote(server, 'mot-cua', [index ? 'tot' : 'kem'], { key })),
          ]);
          assert.deepEqual(sharedCode, [200, 409]);
          assert.deepEqual(sharedKey, [200, 422]);
        }
        assert.equal(await votersOf('co-ma'), codes.length);
        assert.equal((await votersOf('mot-cua'))! - before!, codes.length);
      });

      it('lets a network past its votes on neither', async () => {
        const statuses = await Promise.all(
          Array.from({ length: 10 }, () => statusesAt((server) => vote(server, 'mot-mang', ['tot']))),
        );
        assert.equal(statuses.flat().filter((status) => status === 200).length, 3);
        assert.equal(await votersOf('mot-mang'), 3);
      });
    });
  }

  it('starts a transaction over that PostgreSQL ended for a deadlock', async () => {
    const databaseUrl = await postgres.createDatabase();
    const server = await testServer({ databaseUrl, site: { polls: POLLS }, level: 'debug' });
    const other = new pg.Client({ connectionString: databaseUrl });
    await other.connect();
    const lock = (id: string) => other.query('SELECT id FROM polls WHERE id = $1 FOR UPDATE', [id]);
    // The server locks its polls in order; the other one holds the second and then waits for the first.
    await other.query("SET deadlock_timeout = '1h'");
    await other.query('BEGIN');
    await lock('mot-cua');
    const recorded = server.store.record(
      ['gio-mo-cua', 'mot-cua'].map((poll) => ({ poll, key: crypto.randomUUID(), choices: ['tot'] })),
      new Date(),
    );
    const isWaiting = async (): Promise<boolean> => {
      const { rowCount } = await other.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      return rowCount! > 0;
    };
    while (!(await isWaiting())) await delay(10);
    await lock('gio-mo-cua');
    await other.query('COMMIT');
    assert.deepEqual(
      (await recorded).map(({ outcome }) => outcome),
      [{ ownVotes: ['tot'] }, { ownVotes: ['tot'] }],
    );
    assert.equal((await getPoll(server, 'mot-cua')).body.voters_count, 1);
    const errors = server.logged.filter(({ message }) => message === 'tried again').map(({ error }) => String(error));
    assert.deepEqual(errors, ['deadlock detected']);
    await Promise.all([other.end(), server.stop()]);
  });

  it('says that it is out of service while the database is down, and is back with every answered vote', async () => {
    const databaseUrl = await postgres.createDatabase();
    const server = await testServer({ databaseUrl, site: { polls: [ONE_STOP_OFFICE] }, level: 'silent' });
    const [counted, waiting] = [crypto.randomUUID(), crypto.randomUUID()];
    assert.equal((await vote(server, 'mot-cua', ['tot'], { key: counted })).status, 200);
    await postgres.kill();
    const answers = await Promise.all([
      getPoll(server, 'mot-cua'),
      vote(server, 'mot-cua', ['tot'], { key: counted }),
      vote(server, 'mot-cua', ['kem'], { key: waiting }),
    ]);
    for (const { status, body, headers } of answers) {
      assert.equal(status, 503);
      assert.match(body.type!, /unavailable$/);
      assert.ok(Number(headers.get('retry-after')) > 0);
    }
    assert.equal((await fetch(`${server.url}/health`)).status, 503);
    await postgres.restart();
    await vote(server, 'mot-cua', ['tot'], { key: counted });
    const { status, body } = await vote(server, 'mot-cua', ['kem'], { key: waiting });
    assert.deepEqual([status, counts(body)], [200, [1, 0, 1]]);
    await server.stop();
  });

  it('refuses a request that a page of another site can send', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE], allowOrigins: ['https://phuong.example'] } });
    const send = async (headers: Record<string, string>): Promise<number> => {
      const { status } = await rawRequest(`${server.url}/polls/mot-cua/votes`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers },
        body: '{"choices":["tot"]}',
      });
      return status;
    };
    assert.equal(await send({ 'Content-Type': 'text/plain' }), 415);
    assert.equal(await send({ 'Content-Type': 'application/x-www-form-urlencoded' }), 415);
    assert.equal(await send({ 'Idempotency-Key': '' }), 400);
    assert.equal(await send({ 'Idempotency-Key': '1' }), 400);
    assert.equal(await send({ Origin: 'https://la.example' }), 403);
    assert.equal(await send({ Origin: 'null' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'cross-site' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'same-site', Origin: 'https://khac.example' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://phuong.example' }), 200);
    assert.equal(await send({ 'Sec-Fetch-Site': 'same-origin', Origin: server.url }), 200);
    assert.equal(await send({ Origin: server.url }), 200);
    assert.equal(await send({}), 200);
    await server.stop();
  });

  it('lets pages of listed sites through CORS, and no others', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE], allowOrigins: ['https://phuong.example'] } });
    const preflight = (origin: string) =>
      rawRequest(`${server.url}/polls/mot-cua/votes`, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'idempotency-key',
        },
      });
    const { headers } = await preflight('https://phuong.example');
    assert.equal(headers['access-control-allow-origin'], 'https://phuong.example');
    assert.match(String(headers['access-control-allow-headers']), /Idempotency-Key/);
    assert.equal((await preflight('https://la.example')).headers['access-control-allow-origin'], undefined);
    const refused = await rawRequest(`${server.url}/polls/khong-co`, { headers: { Origin: 'https://phuong.example' } });
    assert.equal(refused.status, 404);
    assert.equal(refused.headers['access-control-allow-origin'], 'https://phuong.example');
    assert.match(String(refused.headers['access-control-expose-headers']), /Retry-After/);
    await server.stop();
  });

  it('slows a network down that sends too many votes, or asks it for a proof of work', async () => {
    const polls = [ONE_STOP_OFFICE, { ...ONE_STOP_OFFICE, id: 'lich-su', proofOfWork: 'over-limit' }];
    const server = await testServer({
      site: { polls, rateLimit: { votesPerMinute: 3 }, trustedProxies: ['127.0.0.1'] },
    });
    const from = (address: string, id = 'mot-cua') =>
      vote(server, id, ['tot'], { headers: { 'X-Forwarded-For': address } });
    for (let count = 0; count < 3; count++) assert.equal((await from('203.0.113.7')).status, 200);
    const { status, headers, body } = await from('203.0.113.7');
    assert.equal(status, 429);
    assert.match(body.type!, /too-many$/);
    assert.ok(Number(headers.get('retry-after')) >= 1 && Number(headers.get('retry-after')) <= 20);
    assert.equal((await from('203.0.113.7', 'lich-su')).status, 428);
    assert.equal((await from('203.0.113.8')).status, 200);
    assert.equal((await from('198.51.100.1, 203.0.113.7')).status, 429);
    await server.stop();
  });

  it('reads no more than a vote can be long', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE] } });
    assert.equal((await vote(server, 'mot-cua', ['x'.repeat(100_000)])).status, 413);
    const unannounced = await rawRequest(`${server.url}/polls/mot-cua/votes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' },
      body: `{"choices":["${'x'.repeat(100_000)}"]}`,
    });
    assert.equal(unannounced.status, 413);
    await server.stop();
  });
});
