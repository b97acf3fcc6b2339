import { after, before, describe } from 'node:test';
import { commandSuite } from '../tools/cli.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';

describe('the command line', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  commandSuite('PostgreSQL', () => postgres.createDatabase());
});
