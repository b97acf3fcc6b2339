import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castUnderFire, SHORT } from '../tools/crash.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';

describe('a server that is killed while votes arrive', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  it('loses no acknowledged vote and doubles none in PostgreSQL', async () => {
    const { kills, unanswered } = await castUnderFire({ ...SHORT, databaseUrl: await postgres.createDatabase() });
    assert.ok(kills > 0 && unanswered > 0, 'nothing was interrupted');
  });
});
