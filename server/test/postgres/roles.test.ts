import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { cli, serving } from '../tools/cli.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';
import { vote } from '../tools/server.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from '../tools/site.ts';
import { DESK, respond } from '../tools/survey-suite.ts';

describe('a role that owns no table', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  it('runs the server and the commands on tables that their owner made', async () => {
    const databaseUrl = await postgres.createDatabase();
    const as = (role: string): string => databaseUrl.replace('//postgres@', `//${role}@`);
    const admin = new pg.Client(databaseUrl);
    await admin.connect();
    await admin.query('CREATE ROLE keeper LOGIN');
    await admin.query('CREATE ROLE "run-er" LOGIN');
    await admin.query('GRANT CREATE ON SCHEMA public TO keeper');

    const data = temporaryFolder();
    const config = join(data, 'site.json');
    const site = { database: { migrate: false, poolSize: 3 }, rateLimit: { votesPerMinute: 99, shared: true } };
    const keepFor = { keepFor: 1 };
    writeFileSync(
      config,
      JSON.stringify({
        ...site,
        polls: [{ ...ONE_STOP_OFFICE, voter: 'code', ...keepFor }],
        surveys: [{ ...DESK, ...keepFor }],
      }),
    );
    const run = (...args: string[]) => cli([...args, '--data', data], { DATABASE_URL: as('run-er') });
    const early = await run('serve', '--config', config, '--port', '0');
    assert.equal(early.code, 1);
    assert.match(early.error, /run "civic-widgets-server migrate" with the role that owns them/);
    const migrated = await cli(['migrate', '--grant', 'run-er'], { DATABASE_URL: as('keeper') });
    assert.equal(migrated.code, 0, migrated.error);

    const server = await serving(['--config', config, '--data', data], { DATABASE_URL: as('run-er') });
    const code = (await run('codes', 'print', ONE_STOP_OFFICE.id, '--count', '1')).out.trim();
    const cast = await vote(server, ONE_STOP_OFFICE.id, ['tot'], { headers: { 'Civic-Code': code } });
    assert.equal(cast.status, 200, JSON.stringify(cast.body));
    assert.equal((await respond(server, DESK.id, { cach: 'mang' })).status, 201);
    const [pool] = (
      await admin.query<{ n: number }>("SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'run-er'")
    ).rows;
    assert.ok(pool!.n <= 3, `${pool!.n} connections`);
    for (const command of [
      ['polls', 'correct', ONE_STOP_OFFICE.id, '--title', 'Mới'],
      ['polls', 'export', ONE_STOP_OFFICE.id, '--votes'],
      ['surveys', 'export', DESK.id],
      ['polls', 'close', ONE_STOP_OFFICE.id],
      ['surveys', 'close', DESK.id],
      ['polls', 'open', ONE_STOP_OFFICE.id],
      ['polls', 'close', ONE_STOP_OFFICE.id],
      ['polls', 'audit'],
      ['polls', 'purge', ONE_STOP_OFFICE.id],
      ['surveys', 'purge', DESK.id],
      ['surveys', 'purge'],
      ['backup', '--out', join(data, 'copy')],
      ['log'],
    ]) {
      const { code, error } = await run(...command);
      assert.equal(code, 0, `${command.join(' ')}: ${error}`);
    }
    assert.equal(await server.stop(), 0);

    const runner = new pg.Client(as('run-er'));
    await runner.connect();
    for (const sql of [
      'CREATE TABLE mine (a int)',
      'ALTER TABLE votes ADD COLUMN a int',
      'DROP TABLE votes',
      'TRUNCATE votes',
      "UPDATE admin_log SET actor = 'x'",
      'DELETE FROM admin_log',
    ])
      await assert.rejects(runner.query(sql), { code: '42501' }, sql);
    await runner.end();
    await admin.end();
  });
});
