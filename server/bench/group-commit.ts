/**
 * `npm run bench`: votes answered in a second with a commit for each vote and with group commit, in turns in one run,
 * over HTTP from 64 connections. Ends with 1 when group commit is less than twice as fast.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { castVotes, makeVotes } from '../test/tools/load.ts';
import { startPostgres } from '../test/tools/postgres.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from '../test/tools/site.ts';
import type { StandbyOrder } from '../test/tools/standby.ts';

const ROUNDS = 3;
const VOTES = 2000;
/** Votes by which the code is compiled before the clock starts: of the two, group commit depends on it more. */
const WARM_UP = 1500;
const CONNECTIONS = 64;
const WANTED = 2;

await measure();

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
  if (ratios.some((ratio) => ratio < WANTED)) process.exitCode = 1;
}

async function rateOf(largestBatch: number, databaseUrl: string | undefined): Promise<number> {
  const child = fork(join(import.meta.dirname, '../test/tools/standby.ts'));
  await once(child, 'message');
  const site = { port: 0, host: '127.0.0.1', rateLimit: { votesPerMinute: 100_000_000 }, polls: [ONE_STOP_OFFICE] };
  child.send({ site, data: temporaryFolder(), databaseUrl, largestBatch } satisfies StandbyOrder);
  const [port] = (await once(child, 'message')) as [number];
  const choices = ONE_STOP_OFFICE.options.map(({ id }) => id);
  const cast = (count: number) =>
    castVotes({ port, to: ['polls', ONE_STOP_OFFICE.id], votes: makeVotes(count, choices), connections: CONNECTIONS });
  await cast(WARM_UP);
  const { seconds } = await cast(VOTES);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return VOTES / seconds;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
