/**
 * A server for `fork` that has loaded its code and waits for the word to open the database and listen, so that it can
 * take over at once from one that was killed.
 */
import { join } from 'node:path';
import { createLog } from '../../src/http/log.ts';
import { openPostgres } from '../../src/submissions/postgres.ts';
import { openSqlite } from '../../src/submissions/sqlite.ts';
import { startServer } from '../../src/server.ts';
import { checkSite } from '../../src/site.ts';

export interface StandbyOrder {
  site: object;
  data: string;
  databaseUrl?: string;
  /** Ballots in one transaction at most. */
  largestBatch?: number;
}

process.once('message', (order: StandbyOrder) => void serve(order));
process.send!('ready');

/** Sends the port once it listens. */
async function serve({ site, data, databaseUrl, largestBatch }: StandbyOrder): Promise<void> {
  const log = createLog('silent', () => {});
  const store =
    databaseUrl === undefined ? openSqlite(join(data, 'polls.sqlite')) : await openPostgres(databaseUrl, log);
  const server = await startServer({ site: checkSite(site), data, store, log, largestBatch });
  process.once('SIGTERM', () => void server.stop().then(() => process.exit()));
  process.send!(Number(new URL(server.url).port));
}
