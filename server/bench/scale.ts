/**
 * `npm run bench:scale`: what docs/scale.md says in numbers. Votes and reads with 1, 2 and 4 servers on one PostgreSQL;
 * votes with 30 ms to the database, as a share of the same rows inserted by pgbench over the same line; and what polls,
 * votes and feeds cost. `-- --polls 10000 --votes 10000000` is the long form.
 */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { createLog } from '../src/http/log.ts';
import { audit } from '../src/submissions/audit.ts';
import { openPostgres } from '../src/submissions/postgres.ts';
import { openSqlite } from '../src/submissions/sqlite.ts';
import type { Store } from '../src/submissions/store.ts';
import { link } from '../test/tools/link.ts';
import { castVotes, makeVotes, readPoll } from '../test/tools/load.ts';
import { findPostgres, startPostgres, type Postgres } from '../test/tools/postgres.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from '../test/tools/site.ts';
import type { StandbyOrder } from '../test/tools/standby.ts';

const CONNECTIONS = 64;
const VOTES = 4000;
const WARM_UP = 1500;
/** Connections of pgbench, as many as the database has to spare. The servers have 10 each. */
const CLIENTS = 50;
/** ms */
const READING = 3000;
/** ms to the database and back. */
const ROUND_TRIP = 30;
/** Votes that are put in at once. */
const LOAD = 10_000;

const CHOICES = ONE_STOP_OFFICE.options.map(({ id }) => id);
const QUIET = createLog('silent', () => {});

const { values } = parseArgs({
  options: { polls: { type: 'string', default: '1000' }, votes: { type: 'string', default: '100000' } },
});

const postgres = await startPostgres();
try {
  for (const count of [1, 2, 4]) await servers(count, postgres);
  await farAway(postgres);
  const most = { polls: Number(values.polls), votes: Number(values.votes) };
  for (const size of [{ polls: 10, votes: most.votes / 10 }, { polls: most.polls, votes: most.votes / 10 }, most]) {
    await growth(size, undefined);
    await growth(size, await postgres.createDatabase());
  }
  for (const feeds of [1, 10, 100]) await withFeeds(feeds);
} finally {
  await postgres.stop();
}

async function servers(count: number, { createDatabase }: Postgres): Promise<void> {
  const databaseUrl = await createDatabase();
  const all: Awaited<ReturnType<typeof start>>[] = [];
  for (let one = 0; one < count; one++) all.push(await start({ databaseUrl, site: { polls: [ONE_STOP_OFFICE] } }));
  const share = CONNECTIONS / count;
  const cast = (votes: number) =>
    Promise.all(all.map(({ port }) => castAt(port, votes / count, share))).then(() => undefined);
  await cast(WARM_UP);
  const seconds = await timed(() => cast(VOTES));
  const reads = await Promise.all(all.map(({ port }) => readPoll(port, ONE_STOP_OFFICE.id, share, READING)));
  for (const server of all) await server.stop();
  print(`${count} servers`, {
    'votes/s': VOTES / seconds,
    'reads/s': reads.reduce((sum, rate) => sum + rate),
  });
}

async function farAway({ createDatabase }: Postgres): Promise<void> {
  const databaseUrl = await createDatabase();
  const line = await link(Number(new URL(databaseUrl).port), ROUND_TRIP / 2);
  const far = databaseUrl.replace(/:\d+\//, `:${line.port}/`);
  const two = [
    await start({ databaseUrl: far, site: { polls: [ONE_STOP_OFFICE] } }),
    await start({ databaseUrl: far, site: { polls: [ONE_STOP_OFFICE] } }),
  ];
  const cast = (votes: number) =>
    Promise.all(two.map(({ port }) => castAt(port, votes / 2, CONNECTIONS / 2))).then(() => undefined);
  await cast(WARM_UP);
  const rate = VOTES / (await timed(() => cast(VOTES)));
  for (const server of two) await server.stop();

  const script = join(temporaryFolder(), 'insert.sql');
  writeFileSync(
    script,
    "INSERT INTO votes (poll, key, choices, at) VALUES ('pgbench', gen_random_uuid()::text, 'tot', date_trunc('hour', now()));\n",
  );
  const args = ['-n', '-f', script, '-c', String(CLIENTS), '-j', '2', '-t', '100', far];
  // Not in this process, which keeps the line.
  const { stdout } = await promisify(execFile)(join(findPostgres()!, 'pgbench'), args);
  const floor = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  await line.close();
  print(`2 servers, ${ROUND_TRIP} ms to the database`, {
    'votes/s': rate,
    [`inserts/s by pgbench on ${CLIENTS} connections`]: floor,
    'share of it, %': (100 * rate) / floor,
  });
}

/** This many polls and votes, put in by the store itself in large batches. */
async function growth(size: { polls: number; votes: number }, databaseUrl: string | undefined): Promise<void> {
  const data = temporaryFolder();
  const open = async (): Promise<Store> =>
    databaseUrl === undefined
      ? openSqlite(join(data, 'polls.sqlite'))
      : openPostgres(databaseUrl, QUIET, { statementTimeout: 0 });
  const polls = Array.from({ length: size.polls }, (_, index) => ({ ...ONE_STOP_OFFICE, id: `p-${index}` }));
  const store = await open();
  for (const poll of polls) await store.polls.define(poll);
  // Half of the votes are in one poll.
  const loading = await timed(async () => {
    for (let index = 0, left = size.votes; left > 0; index++, left -= LOAD) {
      const to = polls[index % 2 ? 0 : (index / 2) % polls.length]!.id;
      const votes = makeVotes(Math.min(LOAD, left), CHOICES);
      await store.polls.record(
        votes.map(({ key, choice }) => ({ to, key, choices: [choice] })),
        new Date(),
      );
    }
  });
  const auditing = await timed(async () => {
    const { lines, differs } = await audit(store);
    if (differs) throw new Error(lines.join('\n'));
  });
  const exporting = await timed(async () => {
    for await (const _ of store.polls.kept(polls[0]!.id));
  });
  await store.end();
  let starting = 0;
  let server = await start({ databaseUrl, data, site: { polls } }, (ms) => (starting = ms));
  const memory = await server.memory();
  await server.stop();
  let bare = 0;
  server = await start({ databaseUrl, data, site: {} }, (ms) => (bare = ms));
  await server.stop();
  print(`${databaseUrl === undefined ? 'SQLite' : 'PostgreSQL'}, ${size.polls} polls, ${size.votes} votes`, {
    'votes loaded/s': size.votes / loading,
    'audit, s': auditing,
    'export of the half, s': exporting,
    'start, polls in site.json, ms': starting,
    'start, polls in the database only, ms': bare,
    'memory, MB': memory,
    'on disk, MB': (databaseUrl === undefined ? sizeOf(data) : await sizeIn(databaseUrl)) / 1e6,
  });
}

async function withFeeds(count: number): Promise<void> {
  const folder = temporaryFolder();
  const items = Array.from({ length: 50 }, (_, index) => ({
    id: `https://phuong.example/${index}`,
    url: `https://phuong.example/${index}`,
    title: `Thông báo số ${index}`,
    content_text: 'Một đoạn tin. '.repeat(20),
    date_published: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
  }));
  const feeds = Array.from({ length: count }, (_, index) => {
    const file = join(folder, `${index}.json`);
    const own = items.map((item) => ({ ...item, id: `${item.id}?${index}` }));
    writeFileSync(file, JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Tin', items: own }));
    return { id: `f-${index}`, file };
  });
  const server = await start({ site: { news: { feeds } } });
  const read = async (): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${server.port}/news`);
    if (!response.ok) throw new Error(`/news answers ${response.status}`);
    await response.arrayBuffer();
  };
  const first = await timed(read);
  const second = await timed(read);
  print(`${count} feeds of ${items.length}`, {
    'first /news, ms': first * 1000,
    'next /news, ms': second * 1000,
    'memory, MB': await server.memory(),
  });
  await server.stop();
}

/** A server as a process of its own. `onReady` gets the ms from the word to open the database until it listens. */
async function start(
  { site, data = temporaryFolder(), databaseUrl }: Partial<StandbyOrder>,
  onReady?: (ms: number) => void,
): Promise<{ port: number; memory(): Promise<number>; stop(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, '../test/tools/standby.ts'));
  await once(child, 'message');
  const order = { port: 0, host: '127.0.0.1', rateLimit: { votesPerMinute: 100_000_000 }, ...site };
  const began = performance.now();
  child.send({ site: order, data, databaseUrl } satisfies StandbyOrder);
  const [port] = (await once(child, 'message')) as [number];
  onReady?.(performance.now() - began);
  return {
    port,
    async memory() {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1e6;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function castAt(port: number, count: number, connections: number): Promise<void> {
  await castVotes({ port, to: ['polls', ONE_STOP_OFFICE.id], votes: makeVotes(count, CHOICES), connections });
}

/** Seconds. */
async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true }).reduce(
    (sum, name) => sum + statSync(join(folder, String(name))).size,
    0,
  );
}

async function sizeIn(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes');
  await client.end();
  return Number(rows[0]!.bytes);
}

function print(what: string, figures: Record<string, number>): void {
  const shown = Object.entries(figures).map(([name, figure]) => `${name}: ${Number(figure.toPrecision(3))}`);
  console.log(`${what}: ${shown.join('; ')}`);
}
