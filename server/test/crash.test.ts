import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castUnderFire } from './tools/crash.ts';
import { startPostgres, type Postgres } from './tools/postgres.ts';

// The short form. `npm run test:crash` casts 20,000 votes from 64 connections.
const SHORT = { votes: 600, connections: 16, lifetime: 400 };

describe('a server that is killed while votes arrive', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  it('loses no acknowledged vote and doubles none in SQLite', async () => {
    const { kills, unanswered } = await castUnderFire(SHORT);
    assert.ok(kills > 0 && unanswered > 0, 'nothing was interrupted');
  });

  it('loses no acknowledged vote and doubles none in PostgreSQL', async () => {
    const { kills, unanswered } = await castUnderFire({ ...SHORT, databaseUrl: await postgres.createDatabase() });
    assert.ok(kills > 0 && unanswered > 0, 'nothing was interrupted');
  });
});
