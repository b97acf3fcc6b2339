import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { audit } from '../../src/submissions/audit.ts';
import { migratePostgres, NEWEST_SCHEMA, OLDEST_BESIDE } from '../../src/submissions/postgres-schema.ts';
import { SchemaError } from '../../src/submissions/sqlite-schema.ts';
import { olderServer } from '../tools/older-server.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';
import { testServer, vote } from '../tools/server.ts';
import { collect, ONE_STOP_OFFICE } from '../tools/site.ts';
import { DESK, respond } from '../tools/survey-suite.ts';

const ID = ONE_STOP_OFFICE.id;
const newKeys = (count: number): string[] => Array.from({ length: count }, () => crypto.randomUUID());

describe('an upgrade of one server after the other', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  async function databaseOf(schema: number): Promise<{ databaseUrl: string; admin: pg.Client }> {
    const databaseUrl = await postgres.createDatabase();
    const admin = new pg.Client({ connectionString: databaseUrl });
    await admin.connect();
    await admin.query('BEGIN');
    await migratePostgres(admin, schema);
    await admin.query('INSERT INTO polls (id, definition) VALUES ($1, $2)', [ID, JSON.stringify(ONE_STOP_OFFICE)]);
    await admin.query('COMMIT');
    return { databaseUrl, admin };
  }

  it('leaves servers of the schema before at work', () => {
    assert.ok(OLDEST_BESIDE < NEWEST_SCHEMA, 'all servers have to stop for this migration: say so in docs/scale.md');
  });

  for (let schema = OLDEST_BESIDE; schema < NEWEST_SCHEMA; schema++) {
    it(`counts each vote once at a server of schema ${schema} and one of schema ${NEWEST_SCHEMA}, forth and back`, async () => {
      const { databaseUrl, admin } = await databaseOf(schema);
      let older = await olderServer(databaseUrl, schema);
      const cast = new Set<string>();
      const castByOlder = async (count: number): Promise<void> => {
        for (const key of newKeys(count)) {
          cast.add(key);
          assert.deepEqual(Object.keys((await older.vote(ID, [key], 'tot')).kept), [key]);
        }
      };

      // The tables are changed under its votes.
      let isUp = false;
      const before = (async () => {
        while (!isUp) await castByOlder(10);
      })();
      const site = { polls: [ONE_STOP_OFFICE], surveys: [DESK], rateLimit: { votesPerMinute: 100_000 } };
      const newer = await testServer({ databaseUrl, site, level: 'silent' });
      isUp = true;
      await before;
      const { rows } = await admin.query('SELECT max(number) AS newest FROM migrations');
      assert.deepEqual(rows, [{ newest: NEWEST_SCHEMA }]);

      const shared = newKeys(60);
      const answers = await Promise.all([
        ...shared.map((key) => older.vote(ID, [key], 'kem')),
        ...shared.map(async (key) => assert.equal((await vote(newer, ID, ['kem'], { key })).status, 200)),
        castByOlder(50),
        ...newKeys(50).map(async (key) => {
          cast.add(key);
          assert.equal((await vote(newer, ID, ['tot'], { key })).status, 200);
        }),
        respond(newer, DESK.id, { cach: 'mang', muc: 'cao' }),
      ]);
      for (const key of shared) cast.add(key);
      for (const [index, key] of shared.entries())
        assert.deepEqual((answers[index] as { kept: object }).kept, { [key]: 'kem' });

      // What one changes, the other knows with its next vote.
      await newer.store.polls.close(ID, new Date());
      assert.deepEqual((await older.vote(ID, newKeys(1), 'tot')).kept, {});
      await admin.query('UPDATE polls SET closed_at = NULL, revision = revision + 1 WHERE id = $1', [ID]);

      // Back: an older one is started on the newer tables, and the newer one ends.
      await older.stop();
      older = await olderServer(databaseUrl, schema);
      await newer.stop();
      await castByOlder(50);
      const [last] = newKeys(1);
      cast.add(last!);
      const { tally } = await older.vote(ID, [last!], 'tot');
      assert.equal(tally[''], cast.size);
      await older.stop();

      const again = await testServer({ databaseUrl, site, level: 'silent' });
      const kept = await collect(again.store.polls.kept(ID));
      assert.deepEqual(new Set(kept.map(({ key }) => key)), cast);
      assert.equal(kept.length, cast.size, 'a vote was doubled');
      const { lines, differs } = await audit(again.store);
      assert.equal(differs, false, lines.join('\n'));
      await again.stop();
      await admin.end();
    });
  }

  it('refuses a server that the tables are too new for', async () => {
    const { databaseUrl, admin } = await databaseOf(NEWEST_SCHEMA);
    await assert.rejects(olderServer(databaseUrl, OLDEST_BESIDE - 1), /can't work here/);
    await admin.query("INSERT INTO migrations VALUES (1000, 'of the future', 1000)");
    await assert.rejects(testServer({ databaseUrl, level: 'silent' }), SchemaError);
    await admin.end();
  });
});
