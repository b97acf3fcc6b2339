import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { audit } from '../../src/submissions/audit.ts';
import { hostsOf } from '../../src/submissions/postgres-pool.ts';
import { castVotes, makeVotes, type LoadVote } from '../tools/load.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';
import { testServer, vote, type TestServer } from '../tools/server.ts';
import { collect, ONE_STOP_OFFICE } from '../tools/site.ts';

const VOTERS = 32;
const SITE = { polls: [ONE_STOP_OFFICE], rateLimit: { votesPerMinute: 10_000_000 } };

/** Casts votes for as long as `interrupt` runs, and compares what was acknowledged with what is kept. */
async function votingWhile(server: TestServer, interrupt: () => Promise<void>): Promise<void> {
  const port = Number(new URL(server.url).port);
  const cast: LoadVote[] = [];
  let isOver = false;
  const voting = (async () => {
    while (!isOver) {
      const votes = makeVotes(
        400,
        ONE_STOP_OFFICE.options.map(({ id }) => id),
      );
      cast.push(...votes);
      await castVotes({ port, to: ['polls', ONE_STOP_OFFICE.id], votes, connections: VOTERS, resent: 0.1 });
    }
  })();
  await interrupt();
  isOver = true;
  await voting;
  const kept = await collect(server.store.polls.kept(ONE_STOP_OFFICE.id));
  const byKey = new Map(kept.map(({ key, choices }) => [key, choices[0]]));
  for (const { key, choice } of cast) assert.equal(byKey.get(key), choice, 'an acknowledged vote was lost or changed');
  assert.equal(kept.length, cast.length, 'a vote was doubled');
  const { lines, differs } = await audit(server.store);
  assert.equal(differs, false, lines.join('\n'));
}

describe('a server whose PostgreSQL goes away under 32 voters', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  it('survives ten restarts, at once or after the connections were closed, with every vote counted once', async () => {
    const server = await testServer({ databaseUrl: await postgres.createDatabase(), site: SITE, level: 'silent' });
    await votingWhile(server, async () => {
      for (let restart = 0; restart < 10; restart++) {
        await delay(200);
        // SIGQUIT is "immediate", SIGINT is "fast".
        await postgres.end(restart % 2 === 0 ? 'SIGQUIT' : 'SIGINT');
        await postgres.restart();
      }
    });
    await server.stop();
  });

  it('survives connections that an administrator ends', async () => {
    const databaseUrl = await postgres.createDatabase();
    const server = await testServer({ databaseUrl, site: SITE, level: 'silent' });
    const other = new pg.Client({ connectionString: databaseUrl });
    await other.connect();
    await votingWhile(server, async () => {
      for (let times = 0; times < 20; times++) {
        await delay(50);
        await other.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        );
      }
    });
    await other.end();
    await server.stop();
  });

  it('moves to the standby that was promoted', async () => {
    const standby = await postgres.standby();
    try {
      const databaseUrl = (await postgres.createDatabase()).replace(/@([^/]+)\//, `@$1,127.0.0.1:${standby.port}/`);
      const server = await testServer({ databaseUrl, site: SITE, level: 'silent' });
      await votingWhile(server, async () => {
        await delay(300);
        await postgres.kill();
        await standby.promote();
        await delay(500);
      });
      await server.stop();
    } finally {
      await standby.stop();
      await postgres.restart();
    }
  });

  it('acknowledges no vote that only a restarted primary has', async () => {
    const standby = await postgres.standby();
    try {
      const databaseUrl = await postgres.createDatabase();
      const server = await testServer({ databaseUrl, site: SITE, level: 'silent' });
      const follower = new pg.Client({ connectionString: `postgres://postgres@127.0.0.1:${standby.port}/postgres` });
      await follower.connect();
      const follow = async (primary: string): Promise<void> => {
        await follower.query(`ALTER SYSTEM SET primary_conninfo = '${primary.replaceAll("'", "''")}'`);
        await follower.query('SELECT pg_reload_conf()');
      };
      const { rows } = await follower.query<{ primary: string }>(
        "SELECT current_setting('primary_conninfo') AS primary",
      );
      const ask = async (sql: string): Promise<number> => {
        const client = new pg.Client({ connectionString: databaseUrl });
        await client.connect();
        const { rowCount } = await client.query(sql);
        await client.end();
        return rowCount!;
      };
      // The database's own work waits for the standby, too.
      const isWaiting = (): Promise<number> =>
        ask("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE 'SELECT cast_votes%'");

      // Today's secrets are made with the first vote.
      assert.equal((await vote(server, ONE_STOP_OFFICE.id, ['tot'])).status, 200);
      await follow('');
      while (await ask('SELECT 1 FROM pg_stat_replication')) await delay(50);
      const key = crypto.randomUUID();
      const first = vote(server, ONE_STOP_OFFICE.id, ['tot'], { key });
      while (!(await isWaiting())) await delay(50);
      await postgres.kill();
      await postgres.restart();
      // Sent again by the server itself, or else by the browser.
      let status: number | undefined;
      const again = (async () => {
        status = (await first).status;
        if (status !== 200) status = (await vote(server, ONE_STOP_OFFICE.id, ['tot'], { key })).status;
      })();
      while (status !== 200 && !(await isWaiting())) await delay(50);
      assert.notEqual(status, 200, 'acknowledged without the standby');
      await follow(rows[0]!.primary);
      await again;
      assert.equal(status, 200);
      assert.equal((await collect(server.store.polls.kept(ONE_STOP_OFFICE.id))).length, 2);
      await follower.end();
      await server.stop();
    } finally {
      await postgres.kill();
      await standby.stop();
      await postgres.restart();
    }
  });

  it('lets no slow or locked poll hold up another', async () => {
    const databaseUrl = await postgres.createDatabase();
    const site = { ...SITE, polls: [ONE_STOP_OFFICE, { ...ONE_STOP_OFFICE, id: 'khac' }] };
    const server = await testServer({ databaseUrl, site, level: 'silent' });
    const other = new pg.Client({ connectionString: databaseUrl });
    await other.connect();
    await other.query('BEGIN');
    await other.query("SELECT pg_advisory_xact_lock(7202, hashtext('khac'))");
    const send = (poll: string) =>
      fetch(`${server.url}/polls/${poll}/votes`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: '{"choices":["tot"]}',
      });
    const locked = send('khac');
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('mot-cua')));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const refused = await locked;
    assert.equal(refused.status, 503);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    await other.query('ROLLBACK');
    assert.equal((await send('khac')).status, 200);
    await other.end();
    await server.stop();
  });

  it('brings the tables of the first version up, with every vote and without their minutes', async () => {
    const databaseUrl = await postgres.createDatabase();
    const old = new pg.Client({ connectionString: databaseUrl });
    await old.connect();
    await old.query(`
      CREATE TABLE polls (id text PRIMARY KEY, definition text NOT NULL, closed_at timestamptz, voters bigint NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now());
      CREATE TABLE tallies (poll text NOT NULL, option text NOT NULL, votes bigint NOT NULL, PRIMARY KEY (poll, option));
      CREATE TABLE votes (poll text NOT NULL REFERENCES polls, voter text NOT NULL, key text NOT NULL, choices text NOT NULL, network text, at timestamptz NOT NULL, replaced_by text, UNIQUE (poll, voter), UNIQUE (poll, key));
      CREATE TABLE codes (poll text NOT NULL REFERENCES polls, code text NOT NULL, PRIMARY KEY (poll, code));
      CREATE TABLE secrets (name text PRIMARY KEY, value bytea NOT NULL);`);
    await old.query("INSERT INTO polls VALUES ('mot-cua', $1, NULL, 1)", [JSON.stringify(ONE_STOP_OFFICE)]);
    await old.query(`INSERT INTO votes VALUES ('mot-cua', 'device:k', 'k', '["tot"]', NULL, '2026-11-30T08:41:23Z')`);
    await old.query("INSERT INTO tallies VALUES ('mot-cua', 'tot', 1)");
    const server = await testServer({ databaseUrl, site: SITE, level: 'silent' });
    assert.deepEqual(await collect(server.store.polls.kept('mot-cua')), [
      { key: 'k', choices: ['tot'], at: new Date('2026-11-30T08:00:00Z') },
    ]);
    const { lines, differs } = await audit(server.store);
    assert.equal(differs, false, lines.join('\n'));
    assert.equal(lines[0], 'mot-cua: 1 votes, the tally agrees');
    await assert.rejects(old.query("UPDATE admin_log SET actor = 'nobody'"), /append-only/);
    await old.end();
    await server.stop();
  });
});

describe('DATABASE_URL', () => {
  it('may name several hosts', () => {
    assert.deepEqual(hostsOf('postgres://u:p@one:5433,[::1],two/db?sslmode=require'), [
      'postgres://u:p@one:5433/db?sslmode=require',
      'postgres://u:p@[::1]/db?sslmode=require',
      'postgres://u:p@two/db?sslmode=require',
    ]);
  });
});
