/** `npm run test:crash`: 20,000 votes from 64 connections while the server dies by kill -9 every second, on both databases. */
import { castUnderFire, type CrashOptions } from './tools/crash.ts';
import { startPostgres } from './tools/postgres.ts';

const votes = Number(process.argv[2] ?? 20_000);
const FULL = { votes, connections: 64, lifetime: 1000 };

const postgres = await startPostgres();
try {
  await fire('SQLite', FULL);
  await fire('SQLite, a survey', { ...FULL, survey: true });
  const crashDatabase = async (): Promise<void> => {
    await postgres.kill();
    await postgres.restart();
  };
  await fire('PostgreSQL, killed once itself', {
    ...FULL,
    databaseUrl: await postgres.createDatabase(),
    crashDatabase,
  });
} finally {
  await postgres.stop();
}

async function fire(name: string, options: CrashOptions): Promise<void> {
  const { kills, unanswered, refusals, seconds } = await castUnderFire(options);
  const refused = [...refusals].map(([status, count]) => `, ${count} × ${status}`).join('');
  console.log(
    `${name}: ${options.votes} votes from ${options.connections} connections, none lost, none doubled; ` +
      `${kills} × kill -9, ${unanswered} tries without an answer${refused}, ${seconds.toFixed(1)} s`,
  );
}
