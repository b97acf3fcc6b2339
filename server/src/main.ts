import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog, isLogLevel, reasonOf, type Log } from './http/log.ts';
import { codeHash, newCode } from './polls/codes.ts';
import { toCsv, toJson } from './polls/export.ts';
import { isClosed, isUpcoming, type CountedPoll } from './polls/poll.ts';
import { openSqlite } from './polls/sqlite.ts';
import { PollInUseError, type PollStore } from './polls/store.ts';
import { ROOT, SAMPLES, startServer, VERSION } from './server.ts';
import { checkSite, readSite, SiteError, type Site } from './site.ts';
import { writeSnapshot } from './snapshot.ts';

const HELP = `civic-widgets-server ${VERSION}

  serve                  the endpoints and the widgets' files; without --config, a demo of them (this is the default)
      --port NUMBER      instead of the configuration's
      --live             the demo asks Open-Meteo instead of a recording
      --log LEVEL        debug, info, warn, error or silent
  snapshot --out DIR     writes what /news and /weather would answer as files, for a site without a server
  polls add FILE         adds the poll in a JSON file, or changes it (- reads standard input)
  polls list             all polls with their votes
  polls close ID         takes no more votes; the results stay
  polls export ID        the counts, for a spreadsheet
      --format json      instead of csv
      --separator ';'    for Excel under a Vietnamese Windows
      --votes            every vote instead of the counts (never who cast it)
      --out FILE         instead of standard output
  codes print ID         new one-time codes of a poll with "voter": "code"
      --count NUMBER     how many (default 100)
  backup --out FILE      a copy of the polls, also while the server runs

  --config FILE          the site's configuration
  --data DIR             where polls and copies are kept (default .data)
  DATABASE_URL=postgres://…   keeps polls in PostgreSQL instead
`;

const OPTIONS = {
  config: { type: 'string' },
  data: { type: 'string', default: '.data' },
  port: { type: 'string' },
  live: { type: 'boolean', default: false },
  log: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string', default: 'csv' },
  separator: { type: 'string', default: ',' },
  votes: { type: 'boolean', default: false },
  count: { type: 'string', default: '100' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Where a command reads and writes. */
export interface Terminal {
  env: Record<string, string | undefined>;
  out(text: string): void;
  error(text: string): void;
}

const TERMINAL: Terminal = {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
};

/** A command that can't be done as it was given. */
class UsageError extends Error {}

/** Runs a command line; resolves with the exit code: 0 done, 1 failed, 2 not understood. */
export async function main(args: string[], terminal = TERMINAL): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    if (values.help) {
      terminal.out(HELP);
      return 0;
    }
    const [command = 'serve', ...rest] = positionals;
    return await run(command, rest, values, terminal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isMistake = error instanceof UsageError || error instanceof SiteError || code?.startsWith('ERR_PARSE_ARGS');
    // The system's and the database's errors carry a code and say enough; the rest is a bug and shows where.
    if (!isMistake && !(error instanceof PollInUseError) && code === undefined) throw error;
    terminal.error(
      `${reasonOf(error)}${code === 'EADDRINUSE' ? ': another program listens there; take another --port' : ''}\n`,
    );
    return isMistake ? 2 : 1;
  }
}

async function run(command: string, rest: string[], values: Values, terminal: Terminal): Promise<number> {
  switch ([command, command === 'polls' || command === 'codes' ? rest.shift() : undefined].filter(Boolean).join(' ')) {
    case 'serve':
      return serve(values, terminal);
    case 'snapshot':
      return snapshot(values, terminal);
    case 'polls add':
      return withStore(values, terminal, (store) => addPoll(store, argument(rest, 'polls add FILE')));
    case 'polls list':
      return withStore(values, terminal, (store) => listPolls(store, terminal));
    case 'polls close':
      return withStore(values, terminal, (store) => closePoll(store, argument(rest, 'polls close ID')));
    case 'polls export':
      return withStore(values, terminal, (store) =>
        exportPoll(store, argument(rest, 'polls export ID'), values, terminal),
      );
    case 'codes print':
      return withStore(values, terminal, (store) =>
        printCodes(store, argument(rest, 'codes print ID'), Number(values.count), terminal),
      );
    case 'backup':
      return withStore(values, terminal, async (store) => {
        await store.backup(resolve(required(values.out, 'backup --out FILE')));
        return 0;
      });
    default:
      throw new UsageError(`There is no such command; see civic-widgets-server --help`);
  }
}

async function serve(values: Values, terminal: Terminal): Promise<number> {
  const demo = values.config === undefined;
  const log = logOf(values, demo ? 'warn' : 'info', terminal);
  const site = demo ? demoSite() : readSite(resolve(values.config!));
  if (values.port !== undefined) site.port = portOf(values.port);
  const store = await openStore(values, terminal, log);
  const server = await startServer({
    site,
    data: resolve(values.data),
    store,
    log,
    demo,
    recorded: demo && !values.live,
  });
  terminal.out(`civic-widgets-server ${VERSION} is listening at ${server.url}/\n`);
  terminal.out(`The embed builder, which makes the code for your pages, is at ${server.url}/builder/\n`);
  if (!existsSync(join(ROOT, 'dist/embed/civic-widgets.js')))
    terminal.out('The widgets are not built yet: npm run build\n');
  await new Promise((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  await server.stop();
  return 0;
}

async function snapshot(values: Values, terminal: Terminal): Promise<number> {
  const site = readSite(resolve(required(values.config, 'snapshot needs --config FILE')));
  const out = resolve(required(values.out, 'snapshot --out DIR'));
  const failed = await writeSnapshot(site, { out, data: resolve(values.data), log: logOf(values, 'warn', terminal) });
  return failed.length === 0 ? 0 : 1;
}

async function addPoll(store: PollStore, file: string): Promise<number> {
  let definition: unknown;
  try {
    definition = JSON.parse(readFileSync(file === '-' ? 0 : resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${reasonOf(error)}`);
  }
  const [poll] = checkSite({ polls: [definition] }, file).polls;
  await store.define(poll!);
  return 0;
}

async function listPolls(store: PollStore, terminal: Terminal): Promise<number> {
  const now = new Date();
  for (const poll of await store.polls()) {
    const state = isClosed(poll, now) ? 'closed' : isUpcoming(poll, now) ? 'upcoming' : 'open';
    terminal.out(`${[poll.definition.id, state, `${poll.voters} voters`, poll.definition.question].join('\t')}\n`);
  }
  return 0;
}

async function closePoll(store: PollStore, id: string): Promise<number> {
  if (!(await store.close(id, new Date()))) throw new UsageError(`There is no poll "${id}".`);
  return 0;
}

async function exportPoll(store: PollStore, id: string, values: Values, terminal: Terminal): Promise<number> {
  const poll = await pollOf(store, id);
  const { format, separator } = values;
  if (separator !== ',' && separator !== ';') throw new UsageError('--separator is , or ;');
  if (format !== 'csv' && format !== 'json') throw new UsageError('--format is csv or json');
  const options = { separator, votes: values.votes ? await store.votes(id) : undefined } as const;
  const text = format === 'json' ? toJson(poll, options) : toCsv(poll, options);
  if (values.out === undefined) terminal.out(text);
  else writeFileSync(resolve(values.out), text);
  return 0;
}

async function printCodes(store: PollStore, id: string, count: number, terminal: Terminal): Promise<number> {
  const { definition } = await pollOf(store, id);
  if (definition.voter !== 'code') throw new UsageError(`The poll "${id}" asks for no codes; give it "voter": "code".`);
  if (!(Number.isInteger(count) && count >= 1 && count <= 100_000))
    throw new UsageError('--count is a number from 1 to 100000');
  const secret = await store.secret('codes');
  const codes = Array.from({ length: count }, newCode);
  await store.addCodes(
    id,
    codes.map((code) => codeHash(code, secret)),
  );
  terminal.out(`${codes.join('\n')}\n`);
  return 0;
}

async function pollOf(store: PollStore, id: string): Promise<CountedPoll> {
  const poll = await store.poll(id);
  if (!poll) throw new UsageError(`There is no poll "${id}".`);
  return poll;
}

async function withStore(
  values: Values,
  terminal: Terminal,
  run: (store: PollStore) => Promise<number>,
): Promise<number> {
  const store = await openStore(values, terminal, logOf(values, 'warn', terminal));
  try {
    return await run(store);
  } finally {
    await store.end();
  }
}

async function openStore(values: Values, { env }: Terminal, log: Log): Promise<PollStore> {
  const url = env['DATABASE_URL'];
  if (url === undefined || url === '') return openSqlite(join(resolve(values.data), 'polls.sqlite'));
  if (!/^postgres(ql)?:\/\//.test(url)) throw new UsageError('DATABASE_URL must start with postgres://');
  const { openPostgres } = await import('./polls/postgres.ts');
  return openPostgres(url, log);
}

function logOf(values: Values, usual: 'info' | 'warn', terminal: Terminal): Log {
  const level = values.log ?? usual;
  if (!isLogLevel(level)) throw new UsageError('--log is debug, info, warn, error or silent');
  return createLog(level, terminal.error);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65535)) throw new UsageError('--port is a number up to 65535');
  return port;
}

function argument(rest: string[], usage: string): string {
  return required(rest[0], usage);
}

function required(value: string | undefined, usage: string): string {
  if (value === undefined) throw new UsageError(`Missing: ${usage}`);
  return value;
}

/** What is served without a configuration: the three blocks of a ward's page, from samples. */
function demoSite(): Site {
  return checkSite({
    news: { feeds: [{ id: 'ward', file: join(SAMPLES, 'news.xml') }] },
    polls: [
      {
        id: 'mot-cua',
        question: 'Đánh giá thái độ tiếp công dân của cán bộ Một cửa quận',
        kind: 'rating',
        results: 'after-vote',
        options: [
          { id: 'rat-hai-long', title: 'Rất hài lòng' },
          { id: 'hai-long', title: 'Hài lòng' },
          { id: 'binh-thuong', title: 'Bình thường' },
          { id: 'khong-hai-long', title: 'Không hài lòng' },
          { id: 'rat-khong-hai-long', title: 'Rất không hài lòng' },
        ],
      },
    ],
  });
}
