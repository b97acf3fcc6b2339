import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { codeHash, newCode } from '../../src/submissions/codes.ts';
import { POLLS, pollSuite } from '../tools/poll-suite.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';
import { counts, getPoll, testServer, vote, type TestServer } from '../tools/server.ts';
import { ONE_STOP_OFFICE } from '../tools/site.ts';

describe('PostgreSQL', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  pollSuite('PostgreSQL', async () => ({ databaseUrl: await postgres.createDatabase() }));

  it('tells servers of the schema before the choices of a vote without what was written with it', async () => {
    const databaseUrl = await postgres.createDatabase();
    const server = await testServer({ databaseUrl, site: { polls: POLLS } });
    const key = crypto.randomUUID();
    await vote(server, 'gop-y', [], { key, body: { choices: ['tot', 'kem'], comment: 'Chờ, lâu' } });
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const { rows } = await client.query<{ answer: { kept: object; tally: object } }>(
      `SELECT cast_votes('gop-y', 1, ARRAY[$1, $2], ARRAY['tot,kem', 'duoc'], NULL, NULL, 0, false, now(), 1::smallint) AS answer`,
      [key, crypto.randomUUID()],
    );
    await client.end();
    assert.equal((rows[0]!.answer.kept as Record<string, string>)[key], 'tot,kem');
    assert.deepEqual(rows[0]!.answer.tally, { '': 2, tot: 1, kem: 1, duoc: 1 });
    await server.stop();
  });

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
        await servers[0]!.store.polls.addCodes(
          'co-ma',
          codes.map((code) => codeHash(code, secret)),
        );
        const before = await votersOf('mot-cua');
        for (const code of codes) {
          const key = crypto.randomUUID();
          const [sharedCode, sharedKey] = await Promise.all([
            statusesAt((server, index) =>
              vote(server, 'co-ma', [index ? 'tot' : 'kem'], { headers: { 'Civic-Code': code } }),
            ),
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

  it('lets a network past its share on no server where they count together, and counts on without the table', async () => {
    const databaseUrl = await postgres.createDatabase();
    const site = { polls: POLLS, rateLimit: { votesPerMinute: 3, shared: true } };
    const servers = await Promise.all([1, 2].map(() => testServer({ databaseUrl, site })));
    const statuses = async (times: number): Promise<number[]> => {
      const answers = [];
      for (let index = 0; index < times; index++) answers.push(await vote(servers[index % 2]!, 'mot-cua', ['tot']));
      return answers.map(({ status, headers }) => (status === 429 && !headers.get('retry-after') ? 0 : status));
    };
    // Beyond ten times its share each server knows by itself.
    assert.deepEqual(await statuses(40), [200, 200, 200, ...Array.from({ length: 37 }, () => 429)]);
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const { rows } = await client.query<{ points: number }>('SELECT points FROM rate_limits');
    assert.ok(rows.length === 1 && rows[0]!.points <= 33, JSON.stringify(rows));
    await client.query('DROP TABLE rate_limits');
    await client.end();
    const others = await Promise.all([1, 2].map(() => testServer({ databaseUrl, site })));
    assert.deepEqual(
      (await Promise.all(others.map((server) => vote(server, 'mot-cua', ['tot'])))).map(({ status }) => status),
      [200, 200],
    );
    await Promise.all([...servers, ...others].map((server) => server.stop()));
  });

  it('starts a transaction over that PostgreSQL ended for a deadlock', async () => {
    const databaseUrl = await postgres.createDatabase();
    const server = await testServer({ databaseUrl, site: { polls: POLLS }, level: 'debug' });
    const other = new pg.Client({ connectionString: databaseUrl });
    await other.connect();
    const [early, late] = ['0', 'f'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);
    const insert = (key: string) =>
      other.query("INSERT INTO votes (poll, key, choices, at) VALUES ('mot-cua', $1, 'tot', now())", [key]);
    // The server writes keys in order; the other one holds the second and then waits for the first.
    await other.query("SET deadlock_timeout = '1h'");
    await other.query('BEGIN');
    await insert(late!);
    const recorded = server.store.polls.record(
      [late!, early!].map((key) => ({ to: 'mot-cua', key, choices: ['tot'] })),
      new Date(),
    );
    const isWaiting = async (): Promise<boolean> => {
      const { rowCount } = await other.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      return rowCount! > 0;
    };
    while (!(await isWaiting())) await delay(10);
    await insert(early!).catch(() => {});
    await other.query('ROLLBACK');
    assert.deepEqual(
      (await recorded).map(({ outcome }) => outcome),
      [{ kept: 'tot' }, { kept: 'tot' }],
    );
    assert.equal((await getPoll(server, 'mot-cua')).body.voters_count, 2);
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
});
