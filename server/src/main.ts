import { createWriteStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createLog, isLogLevel, reasonOf, type Log } from './http/log.ts';
import { audit } from './polls/audit.ts';
import { codeHash, newCode } from './polls/codes.ts';
import { exported } from './polls/export.ts';
import { duePolls, isClosed, isUpcoming, type CountedPoll } from './polls/poll.ts';
import type { Vote } from './polls/record.ts';
import { faultOf, newKeys, signFile } from './polls/signature.ts';
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
  check-config           says everything that is wrong with the configuration
  init                   writes a site.json by asking
  polls add FILE         adds the poll in a JSON file, or changes it (- reads standard input)
  polls list             all polls with their votes
  polls correct ID       corrects a title of a poll that has votes; shown as a correction
      --title TEXT       the corrected text
      --option ID        the option whose title it is; without it, the question
  polls close ID         takes no more votes; the results stay
  polls export ID        the counts, for a spreadsheet
      --format json      instead of csv
      --separator ';'    for Excel under a Vietnamese Windows
      --votes            every vote instead of the counts (never who cast it)
      --out FILE         instead of standard output
      --sign KEY         also writes FILE.sig, an Ed25519 signature with the private key in KEY
  polls verify FILE      says whether FILE is what FILE.sig signed
      --key PUBLIC       the public key
  polls audit [ID]       recounts every tally from the votes and says what differs
  polls purge [ID]       deletes the votes of a closed poll, or of all past their "keepFor"; the counts stay
  log                    the administrative log: who did what, and when
  keys new --out FILE    a pair of keys for signing: FILE (private) and FILE.pub
  codes print ID         new one-time codes of a poll with "voter": "code"
      --count NUMBER     how many (default 100)
  backup --out FILE      a copy of the polls, also while the server runs
  restore FILE           puts a copy in the place of an empty database
  migrate                brings the database's tables to this version; by the role that owns them
      --grant ROLE       lets the role that the server runs with use them (PostgreSQL)

  --config FILE          the site's configuration
  --data DIR             where polls and copies are kept (default .data)
  --by NAME              who does it, for the administrative log (default: this system's user)
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
  title: { type: 'string' },
  option: { type: 'string' },
  sign: { type: 'string' },
  key: { type: 'string' },
  by: { type: 'string' },
  grant: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Where a command reads and writes. */
export interface Terminal {
  env: Record<string, string | undefined>;
  out(text: string): void;
  error(text: string): void;
  /** A person is watching. */
  isInteractive?: boolean;
  /** Asks a person; resolves with what was typed. */
  ask?(question: string): Promise<string>;
}

const TERMINAL: Terminal = {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  isInteractive: process.stderr.isTTY,
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
  const by = values.by ?? `${userInfo().username}@${hostname()}`;
  const onStore = (run: (store: PollStore) => Promise<number>): Promise<number> => withStore(values, terminal, run);
  const nested = ['polls', 'codes', 'keys'].includes(command) ? rest.shift() : undefined;
  switch ([command, nested].filter(Boolean).join(' ')) {
    case 'serve':
      return serve(values, terminal);
    case 'snapshot':
      return snapshot(values, terminal);
    case 'check-config':
      return checkConfig(values, terminal);
    case 'init':
      return init(values, terminal);
    case 'polls add':
      return onStore((store) => addPoll(store, argument(rest, 'polls add FILE'), by));
    case 'polls list':
      return onStore((store) => listPolls(store, terminal));
    case 'polls correct':
      return onStore((store) => correctPoll(store, argument(rest, 'polls correct ID'), values, by));
    case 'polls close':
      return onStore((store) => closePoll(store, argument(rest, 'polls close ID'), by));
    case 'polls export':
      return onStore((store) => exportPoll(store, argument(rest, 'polls export ID'), values, terminal, by));
    case 'polls verify':
      return verifyExport(argument(rest, 'polls verify FILE'), values, terminal);
    case 'polls audit':
      return onStore((store) => auditPolls(store, rest[0], terminal));
    case 'polls purge':
      return onStore((store) => purgePolls(store, rest[0], terminal, by));
    case 'log':
      return onStore((store) => printLog(store, terminal));
    case 'keys new':
      return makeKeys(resolve(required(values.out, 'keys new --out FILE')));
    case 'codes print':
      return onStore((store) =>
        printCodes(store, argument(rest, 'codes print ID'), Number(values.count), terminal, by),
      );
    case 'backup':
      return onStore(async (store) => {
        const file = resolve(required(values.out, 'backup --out FILE'));
        await store.log({ by, action: 'backup', subject: 'database' });
        await store.backup(file);
        return 0;
      });
    case 'restore':
      return restore(resolve(argument(rest, 'restore FILE')), values, terminal);
    case 'migrate':
      return migrateDatabase(values, terminal, by);
    default:
      throw new UsageError(`There is no such command; see civic-widgets-server --help`);
  }
}

async function serve(values: Values, terminal: Terminal): Promise<number> {
  const demo = values.config === undefined;
  const log = logOf(values, demo ? 'warn' : 'info', terminal);
  const site = demo ? demoSite() : readSite(resolve(values.config!));
  if (values.port !== undefined) site.port = portOf(values.port);
  const store = await openStore(values, terminal, log, site.database);
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

async function addPoll(store: PollStore, file: string, by: string): Promise<number> {
  let definition: unknown;
  try {
    definition = JSON.parse(readFileSync(file === '-' ? 0 : resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${reasonOf(error)}`);
  }
  const [poll] = checkSite({ polls: [definition] }, file).polls;
  await store.define(poll!, by);
  return 0;
}

async function listPolls(store: PollStore, terminal: Terminal): Promise<number> {
  const now = new Date();
  for (const poll of await store.polls()) {
    const state = isClosed(poll, now) ? 'closed' : isUpcoming(poll.definition, now) ? 'upcoming' : 'open';
    terminal.out(`${[poll.definition.id, state, `${poll.voters} voters`, poll.definition.question].join('\t')}\n`);
  }
  return 0;
}

async function correctPoll(store: PollStore, id: string, { title, option }: Values, by: string): Promise<number> {
  const to = required(title, 'polls correct ID --title TEXT');
  const { definition } = await pollOf(store, id);
  const from = option === undefined ? definition.question : definition.options.find((one) => one.id === option)?.title;
  if (from === undefined) throw new UsageError(`The poll "${id}" has no option "${option}".`);
  await store.correct(id, { at: `${new Date().toISOString().slice(0, 19)}Z`, option, from, to }, by);
  return 0;
}

async function closePoll(store: PollStore, id: string, by: string): Promise<number> {
  if (!(await store.close(id, new Date(), by))) throw new UsageError(`There is no poll "${id}".`);
  return 0;
}

async function exportPoll(
  store: PollStore,
  id: string,
  values: Values,
  terminal: Terminal,
  by: string,
): Promise<number> {
  const poll = await pollOf(store, id);
  const { format, separator } = values;
  if (separator !== ',' && separator !== ';') throw new UsageError('--separator is , or ;');
  if (format !== 'csv' && format !== 'json') throw new UsageError('--format is csv or json');
  if (values.sign !== undefined && values.out === undefined) throw new UsageError('--sign needs --out FILE');
  const votes = values.votes ? withProgress(store.votes(id), poll.voters, terminal) : undefined;
  const pieces = inBlocks(exported(poll, { format, separator, votes }));
  await store.log({ by, action: 'export', subject: id, detail: values.votes ? 'every vote' : 'counts' });
  if (values.out === undefined) {
    for await (const piece of pieces) terminal.out(piece);
    return 0;
  }
  const file = resolve(values.out);
  // Stopped half-way, it leaves the file of the run before.
  await pipeline(Readable.from(pieces), createWriteStream(`${file}.part`));
  renameSync(`${file}.part`, file);
  if (values.sign !== undefined) writeFileSync(`${file}.sig`, await signFile(file, readKey(values.sign)));
  return 0;
}

async function verifyExport(file: string, { key }: Values, terminal: Terminal): Promise<number> {
  const publicKey = readKey(required(key, 'polls verify FILE --key PUBLIC'));
  const signature = resolve(`${file}.sig`);
  if (!existsSync(signature)) throw new UsageError(`${file}.sig is not there`);
  const fault = await faultOf(resolve(file), readFileSync(signature, 'utf8'), publicKey);
  terminal.out(`${file}: ${fault ?? 'as it was signed'}\n`);
  return fault === undefined ? 0 : 1;
}

async function auditPolls(store: PollStore, id: string | undefined, terminal: Terminal): Promise<number> {
  if (id !== undefined) await pollOf(store, id);
  const { lines, differs } = await audit(store, id === undefined ? undefined : [id]);
  terminal.out(`${lines.join('\n')}\n`);
  return differs ? 1 : 0;
}

async function purgePolls(store: PollStore, id: string | undefined, terminal: Terminal, by: string): Promise<number> {
  const now = new Date();
  if (id !== undefined && !isClosed(await pollOf(store, id), now)) {
    throw new UsageError(`The poll "${id}" is still open; close it first.`);
  }
  const due = id === undefined ? duePolls(await store.polls(), now) : [id];
  for (const one of due) terminal.out(`${one}: ${await store.purge(one, now, by)} votes deleted, counts kept\n`);
  return 0;
}

async function printLog(store: PollStore, terminal: Terminal): Promise<number> {
  for await (const { number, at, by, action, subject, detail } of store.logged()) {
    terminal.out(`${[number, at, by, action, subject, detail].filter((part) => part !== undefined).join('\t')}\n`);
  }
  return 0;
}

async function makeKeys(file: string): Promise<number> {
  const { privateKey, publicKey } = newKeys();
  writeFileSync(file, privateKey, { mode: 0o600, flag: 'wx' });
  writeFileSync(`${file}.pub`, publicKey, { flag: 'wx' });
  return 0;
}

async function printCodes(
  store: PollStore,
  id: string,
  count: number,
  terminal: Terminal,
  by: string,
): Promise<number> {
  const { definition } = await pollOf(store, id);
  if (definition.voter !== 'code') throw new UsageError(`The poll "${id}" asks for no codes; give it "voter": "code".`);
  if (!(Number.isInteger(count) && count >= 1 && count <= 100_000))
    throw new UsageError('--count is a number from 1 to 100000');
  const secret = await store.secret('codes');
  const codes = Array.from({ length: count }, newCode);
  await store.addCodes(
    id,
    codes.map((code) => codeHash(code, secret)),
    by,
  );
  terminal.out(`${codes.join('\n')}\n`);
  return 0;
}

async function checkConfig(values: Values, terminal: Terminal): Promise<number> {
  readSite(resolve(required(values.config, 'check-config --config FILE')));
  terminal.out('The configuration is good.\n');
  return 0;
}

/** Asks for what most sites need; Enter takes what stands in brackets. */
async function init(values: Values, terminal: Terminal): Promise<number> {
  const file = resolve(values.config ?? 'site.json');
  if (existsSync(file)) throw new UsageError(`${file} is there already`);
  const { ask, close } = askOf(terminal);
  const answerTo = async (question: string, usual = ''): Promise<string> =>
    (await ask(`${question}${usual && ` [${usual}]`}: `)).trim() || usual;
  const list = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
  try {
    const site = {
      port: Number(await answerTo('Port to listen on', '8787')),
      allowOrigins: list(await answerTo('Other sites whose pages use it, as https://phuong.example (none)')),
      trustedProxies: list(await answerTo('Address of the proxy in front', '127.0.0.1')),
      timeZone: await answerTo('Time zone', Intl.DateTimeFormat().resolvedOptions().timeZone),
      news: {
        feeds: list(await answerTo('Addresses of news feeds (none)')).map((url, index) => ({
          id: index === 0 ? 'news' : `news-${index + 1}`,
          url,
        })),
      },
    };
    checkSite(site, file);
    writeFileSync(file, `${JSON.stringify(site, null, 2)}\n`, { flag: 'wx' });
  } finally {
    close();
  }
  terminal.out(`Written to ${file}. Start with: civic-widgets-server --config ${file} --data ./data\n`);
  return 0;
}

function askOf({ ask }: Terminal): { ask(question: string): Promise<string>; close(): void } {
  if (ask) return { ask, close: () => {} };
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return { ask: (question) => lines.question(question), close: () => lines.close() };
}

async function restore(file: string, values: Values, terminal: Terminal): Promise<number> {
  const url = databaseUrl(terminal);
  if (url === undefined) {
    const { restoreSqlite } = await import('./polls/sqlite.ts');
    restoreSqlite(file, sqliteFile(values));
    return 0;
  }
  const { pgRestore } = await import('./polls/pg-dump.ts');
  await pgRestore(url, file);
  return 0;
}

async function migrateDatabase(values: Values, terminal: Terminal, by: string): Promise<number> {
  const url = databaseUrl(terminal);
  if (url === undefined) return withStore(values, terminal, async () => 0);
  const { migrate } = await import('./polls/postgres.ts');
  const done = await migrate(url, logOf(values, 'warn', terminal), { grant: values.grant, by });
  terminal.out(done.length === 0 ? 'The database is up to date.\n' : `${done.join('\n')}\n`);
  return 0;
}

/** Tells a person at a terminal how far it is. */
async function* withProgress(votes: AsyncIterable<Vote>, total: number, terminal: Terminal): AsyncGenerator<Vote> {
  let done = 0;
  for await (const vote of votes) {
    yield vote;
    if (++done % 10_000 === 0 && terminal.isInteractive) terminal.error(`\r${done} of ${total}`);
  }
  if (done >= 10_000 && terminal.isInteractive) terminal.error(`\r${done} of ${total}\n`);
}

/** Few large writes instead of many small ones. */
async function* inBlocks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length > 65_536) {
      yield block;
      block = '';
    }
  }
  if (block !== '') yield block;
}

function readKey(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${reasonOf(error)}`);
  }
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

async function openStore(
  values: Values,
  terminal: Terminal,
  log: Log,
  database: Partial<Site['database']> = { statementTimeout: 0 },
): Promise<PollStore> {
  const url = databaseUrl(terminal);
  if (url === undefined) return openSqlite(sqliteFile(values));
  const { openPostgres } = await import('./polls/postgres.ts');
  return openPostgres(url, log, database);
}

function sqliteFile({ data }: Values): string {
  return join(resolve(data), 'polls.sqlite');
}

function databaseUrl({ env }: Terminal): string | undefined {
  const url = env['DATABASE_URL'];
  if (url === undefined || url === '') return undefined;
  if (!/^postgres(ql)?:\/\//.test(url)) throw new UsageError('DATABASE_URL must start with postgres://');
  return url;
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
