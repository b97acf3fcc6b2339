/**
 * `npm run bench`: votes answered in a second with a commit for each vote and with group commit, in turns in one run,
 * over HTTP from 64 connections. Ends with 1 when group commit is less than twice as fast in SQLite.
 */
import { fork } from 'node:child_process';
import { castVotes, makeVotes } from '../test/tools/load.ts';
import { startPostgres } from '../test/tools/postgres.ts';
import { ONE_STOP_OFFICE, testServer } from '../test/tools/server.ts';

const ROUNDS = 3;
const VOTES = 2000;
const CONNECTIONS = 64;
const WANTED = 2;

if (process.send) await serveForParent();
else await measure();

/** The child: a server whose batches are as large as it is told. */
async function serveForParent(): Promise<void> {
  const [largestBatch, databaseUrl] = process.argv.slice(2);
  const site = { rateLimit: { votesPerMinute: 100_000_000 }, polls: [ONE_STOP_OFFICE] };
  const server = await testServer({ site, level: 'silent', largestBatch: Number(largestBatch), databaseUrl });
  process.send!(Number(new URL(server.url).port));
  process.once('SIGTERM', () => void server.stop().then(() => process.exit()));
}

async function measure(): Promise<void> {
  const postgres = await startPostgres();
  const ratios: number[] = [];
  for (const database of ['SQLite', 'PostgreSQL']) {
    const rates: Record<'single' | 'group', number[]> = { single: [], group: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const mode of ['single', 'group'] as const) {
        rates[mode].push(
          await rateOf(
            mode === 'single' ? 1 : 500,
            database === 'SQLite' ? undefined : await postgres.createDatabase(),
          ),
        );
      }
    }
    const [single, group] = [median(rates.single), median(rates.group)];
    ratios.push(group / single);
    console.log(
      `${database}: commit per vote ${single.toFixed(0)} votes/s, group commit ${group.toFixed(0)} votes/s, ratio ${(group / single).toFixed(2)}`,
    );
  }
  await postgres.stop();
  if (ratios[0]! < WANTED) process.exitCode = 1;
}

async function rateOf(largestBatch: number, databaseUrl: string | undefined): Promise<number> {
  const child = fork(import.meta.filename, [String(largestBatch), ...(databaseUrl ? [databaseUrl] : [])]);
  const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(message as number)));
  const choices = ONE_STOP_OFFICE.options.map(({ id }) => id);
  const cast = (count: number) =>
    castVotes({ port, poll: ONE_STOP_OFFICE.id, votes: makeVotes(count, choices), connections: CONNECTIONS });
  await cast(300);
  const { seconds } = await cast(VOTES);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  return VOTES / seconds;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
