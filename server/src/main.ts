import { createWriteStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ActError, close, makeCodes, pollOf, redactResponse, redactVote, reopen, subjectOf, surveyOf } from './acts.ts';
import { createLog, isLogLevel, reasonOf, type Log } from './http/log.ts';
import { audit } from './submissions/audit.ts';
import { isClosed, isUpcoming, type Definition } from './submissions/definition.ts';
import { inBlocks } from './submissions/csv.ts';
import { purgeDuePolls, purgeDueSurveys } from './submissions/retention.ts';
import { exported } from './polls/export.ts';
import { withCorrection } from './polls/poll.ts';
import { faultOf, newKeys, signFile } from './submissions/signature.ts';
import { openSqlite } from './submissions/sqlite.ts';
import { InUseError, type Store, type Submissions } from './submissions/store.ts';
import { ROOT, SAMPLES, startServer, VERSION } from './server.ts';
import { checkSite, isTimeZone, mistakesIn, readSite, SiteError, type Site } from './site.ts';
import { writeSnapshot } from './snapshot.ts';
import { codebook, exportedResponses } from './surveys/export.ts';
import { resultsAsCsv, resultsOf } from './surveys/results.ts';

const HELP = `civic-widgets-server ${VERSION}

  serve                  the endpoints and the widgets' files; without --config, a demo of them (this is the default)
      --port NUMBER      instead of the configuration's
      --live             the demo asks Open-Meteo instead of a recording
      --log LEVEL        debug, info, warn, error or silent
  snapshot --out DIR     writes what /news, /alerts and /weather would answer as files, for a site without a server
  check-config           says everything that is wrong with the configuration
  init                   writes a site.json by asking
  polls add FILE         adds the poll in a JSON file, or changes it (- reads standard input)
  polls list             all polls with their votes
  polls correct ID       corrects a title of a poll that has votes; shown as a correction
      --title TEXT       the corrected text
      --option ID        the option whose title it is; without it, the question
  polls close ID         takes no more votes; the results stay
  polls open ID          takes votes again after it was closed by hand
  polls export ID        the counts, for a spreadsheet
      --format json      instead of csv
      --separator ';'    for Excel under a Vietnamese Windows
      --votes            every vote instead of the counts, with its comment (never who cast it)
      --out FILE         instead of standard output
      --sign KEY         also writes FILE.sig, an Ed25519 signature with the private key in KEY
  polls redact ID VOTE   takes the comment and the context of a vote out
  polls verify FILE      says whether FILE is what FILE.sig signed
      --key PUBLIC       the public key
  polls audit [ID]       recounts every tally, also of surveys (surveys/ID), and says what differs
  polls purge [ID]       deletes the votes of a closed poll, or of all past their "keepFor"; the counts stay
  surveys add FILE       adds the survey in a JSON file, or changes it
  surveys list           all surveys with the number of their responses
  surveys close ID       takes no more responses
  surveys open ID        takes responses again after it was closed by hand
  surveys export ID      every response, one row each; with --out FILE a codebook beside it
      --codebook         what the columns mean, instead
      --format, --separator, --out, --sign as for polls
  surveys results ID     counts, shares and means for each question
      --per context|month   apart for each place or month (in --time-zone NAME, else this system's)
      --format, --separator, --out as for polls
  surveys redact ID RESPONSE [QUESTION]
                         takes the text of one answer out, or all texts and the context of the response
  surveys purge [ID]     deletes responses past their survey's "keepFor", or all of a closed survey
  log                    the administrative log: who did what, and when
  keys new --out FILE    a pair of keys for signing: FILE (private) and FILE.pub
  codes print ID         new one-time codes of a poll with "voter": "code" (surveys/ID: of a survey)
      --count NUMBER     how many (default 100)
  backup --out FILE      a copy of polls and surveys, also while the server runs
  restore FILE           puts a copy in the place of an empty database
  migrate                brings the database's tables to this version; by the role that owns them
      --grant ROLE       lets the role that the server runs with use them (PostgreSQL)

  --config FILE          the site's configuration
  --data DIR             where polls, surveys and copies are kept (default .data)
  --by NAME              who does it, for the administrative log (default: this system's user)
  ADMIN_TOKEN=…               opens the administrator's page at /admin/ to who types it
  DATABASE_URL=postgres://…   keeps polls and surveys in PostgreSQL instead
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
  codebook: { type: 'boolean', default: false },
  per: { type: 'string' },
  'time-zone': { type: 'string' },
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
    const isMistake =
      error instanceof UsageError ||
      error instanceof ActError ||
      error instanceof SiteError ||
      code?.startsWith('ERR_PARSE_ARGS');
    // The system's and the database's errors carry a code and say enough; the rest is a bug and shows where.
    if (!isMistake && !(error instanceof InUseError) && code === undefined) throw error;
    terminal.error(
      `${reasonOf(error)}${code === 'EADDRINUSE' ? ': another program listens there; take another --port' : ''}\n`,
    );
    return isMistake ? 2 : 1;
  }
}

async function run(command: string, rest: string[], values: Values, terminal: Terminal): Promise<number> {
  const by = values.by ?? `${userInfo().username}@${hostname()}`;
  const onStore = (run: (store: Store) => Promise<number>): Promise<number> => withStore(values, terminal, run);
  const nested = ['polls', 'surveys', 'codes', 'keys'].includes(command) ? rest.shift() : undefined;
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
      return onStore((store) => list(store.polls, ({ question }) => question, 'voters', terminal));
    case 'polls correct':
      return onStore((store) => correctPoll(store, argument(rest, 'polls correct ID'), values, by));
    case 'polls close':
      return onStore((store) => done(close(store, argument(rest, 'polls close ID'), by)));
    case 'polls open':
      return onStore((store) => done(reopen(store, argument(rest, 'polls open ID'), by)));
    case 'polls redact':
      return onStore((store) => {
        const [id, vote] = [argument(rest, 'polls redact ID VOTE'), required(rest[1], 'polls redact ID VOTE')];
        return done(redactVote(store, id, vote, by));
      });
    case 'polls export':
      return onStore((store) => exportPoll(store, argument(rest, 'polls export ID'), values, terminal, by));
    case 'polls verify':
      return verifyExport(argument(rest, 'polls verify FILE'), values, terminal);
    case 'polls audit':
      return onStore((store) => auditPolls(store, rest[0], terminal));
    case 'polls purge':
      return onStore((store) => purgePolls(store, rest[0], terminal, by));
    case 'surveys add':
      return onStore((store) => addSurvey(store, argument(rest, 'surveys add FILE'), by));
    case 'surveys list':
      return onStore((store) => list(store.surveys, ({ title }) => title, 'responses', terminal));
    case 'surveys close':
      return onStore((store) => done(close(store, `surveys/${argument(rest, 'surveys close ID')}`, by)));
    case 'surveys open':
      return onStore((store) => done(reopen(store, `surveys/${argument(rest, 'surveys open ID')}`, by)));
    case 'surveys export':
      return onStore((store) => exportSurvey(store, argument(rest, 'surveys export ID'), values, terminal, by));
    case 'surveys results':
      return onStore((store) => surveyResults(store, argument(rest, 'surveys results ID'), values, terminal));
    case 'surveys redact':
      return onStore((store) => {
        const usage = 'surveys redact ID RESPONSE [QUESTION]';
        const [id, response, question] = [argument(rest, usage), required(rest[1], usage), rest[2]];
        return done(redactResponse(store, id, { response, question }, by));
      });
    case 'surveys purge':
      return onStore((store) => purgeSurveys(store, rest[0], terminal, by));
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
      return restore(resolve(argument(rest, 'restore FILE')), values, terminal, by);
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
  const adminToken = terminal.env['ADMIN_TOKEN'] || undefined;
  if (adminToken !== undefined && adminToken.length < 16)
    throw new UsageError('ADMIN_TOKEN must have 16 characters or more: openssl rand -base64 24');
  if (site.rateLimit.shared && databaseUrl(terminal) === undefined)
    throw new UsageError('"rateLimit.shared" needs PostgreSQL: set DATABASE_URL');
  const store = await openStore(values, terminal, log, site.database);
  const server = await startServer({
    adminToken,
    site,
    data: resolve(values.data),
    store,
    log,
    demo,
    recorded: demo && !values.live,
  });
  terminal.out(`civic-widgets-server ${VERSION} is listening at ${server.url}/\n`);
  terminal.out(`The embed builder, which makes the code for your pages, is at ${server.url}/builder/\n`);
  if (adminToken !== undefined || site.admin.userHeader !== undefined)
    terminal.out(`The administrator’s page is at ${server.url}/admin/\n`);
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

async function addPoll(store: Store, file: string, by: string): Promise<number> {
  const [poll] = checkSite({ polls: [readDefinition(file)] }, file).polls;
  await store.polls.define(poll!, by);
  return 0;
}

async function addSurvey(store: Store, file: string, by: string): Promise<number> {
  const [survey] = checkSite({ surveys: [readDefinition(file)] }, file).surveys;
  await store.surveys.define(survey!, by);
  return 0;
}

function readDefinition(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : resolve(file), 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${reasonOf(error)}`);
  }
}

async function list<D extends Definition>(
  submissions: Pick<Submissions<D, never, unknown>, 'all'>,
  titleOf: (definition: D) => string,
  word: string,
  terminal: Terminal,
): Promise<number> {
  const now = new Date();
  for (const one of await submissions.all()) {
    const { definition, voters } = one;
    const state = isClosed(one, now) ? 'closed' : isUpcoming(definition, now) ? 'upcoming' : 'open';
    terminal.out(`${[definition.id, state, `${voters} ${word}`, titleOf(definition)].join('\t')}\n`);
  }
  return 0;
}

async function correctPoll(store: Store, id: string, { title, option }: Values, by: string): Promise<number> {
  const to = required(title, 'polls correct ID --title TEXT');
  const { definition } = await pollOf(store, id);
  const from = option === undefined ? definition.question : definition.options.find((one) => one.id === option)?.title;
  if (from === undefined) throw new UsageError(`The poll "${id}" has no option "${option}".`);
  const correction = { at: `${new Date().toISOString().slice(0, 19)}Z`, option, from, to };
  await store.polls.correct(id, correction, (before) => withCorrection(before, correction), by);
  return 0;
}

async function exportPoll(store: Store, id: string, values: Values, terminal: Terminal, by: string): Promise<number> {
  const poll = await pollOf(store, id);
  const form = formOf(values);
  const votes = values.votes ? withProgress(store.polls.kept(id), poll.voters, terminal) : undefined;
  await store.log({ by, action: 'export', subject: id, detail: values.votes ? 'every vote' : 'counts' });
  await output(exported(poll, { ...form, votes }), values, terminal);
  return 0;
}

async function exportSurvey(store: Store, id: string, values: Values, terminal: Terminal, by: string): Promise<number> {
  const survey = await surveyOf(store, id);
  const form = formOf(values);
  if (values.codebook) {
    await output([codebook(survey, form.separator)], values, terminal);
    return 0;
  }
  const responses = withProgress(store.surveys.kept(id), survey.voters, terminal);
  await store.log({ by, action: 'export', subject: `surveys/${id}`, detail: 'every response' });
  await output(exportedResponses(survey, responses, form), values, terminal);
  if (values.out !== undefined && form.format === 'csv')
    writeFileSync(resolve(values.out.replace(/(\.csv)?$/i, '.codebook.csv')), codebook(survey, form.separator));
  return 0;
}

async function surveyResults(store: Store, id: string, values: Values, terminal: Terminal): Promise<number> {
  const survey = await surveyOf(store, id);
  const { format, separator } = formOf(values);
  const { per, 'time-zone': timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = values;
  if (per !== undefined && per !== 'context' && per !== 'month') throw new UsageError('--per is context or month');
  if (!isTimeZone(timeZone)) throw new UsageError('--time-zone is an IANA name, such as Asia/Ho_Chi_Minh');
  const responses = withProgress(store.surveys.kept(id), survey.voters, terminal);
  const groups = await resultsOf(survey, responses, { per, timeZone });
  const text = format === 'json' ? `${JSON.stringify(groups, null, 2)}\n` : resultsAsCsv(groups, separator);
  await output([text], values, terminal);
  return 0;
}

async function purgeSurveys(store: Store, id: string | undefined, terminal: Terminal, by: string): Promise<number> {
  const now = new Date();
  if (id === undefined) {
    for (const { id: due, gone } of await purgeDueSurveys(store.surveys, now, by))
      terminal.out(`${due}: ${gone} responses deleted\n`);
    return 0;
  }
  const survey = await surveyOf(store, id);
  if (!isClosed(survey, now)) throw new UsageError(`The survey "${id}" is still open; close it first.`);
  terminal.out(`${id}: ${await store.surveys.purge(id, now, by)} responses deleted, their number kept\n`);
  return 0;
}

function formOf({ format, separator, sign, out }: Values): { format: 'csv' | 'json'; separator: ',' | ';' } {
  if (separator !== ',' && separator !== ';') throw new UsageError('--separator is , or ;');
  if (format !== 'csv' && format !== 'json') throw new UsageError('--format is csv or json');
  if (sign !== undefined && out === undefined) throw new UsageError('--sign needs --out FILE');
  return { format, separator };
}

/** To standard output, or to a file that is signed on demand. */
async function output(
  pieces: AsyncIterable<string> | Iterable<string>,
  { out, sign }: Values,
  terminal: Terminal,
): Promise<void> {
  if (out === undefined) {
    for await (const piece of inBlocks(pieces)) terminal.out(piece);
    return;
  }
  const file = resolve(out);
  // Stopped half-way, it leaves the file of the run before.
  await pipeline(Readable.from(inBlocks(pieces)), createWriteStream(`${file}.part`));
  renameSync(`${file}.part`, file);
  if (sign !== undefined) writeFileSync(`${file}.sig`, await signFile(file, readKey(sign)));
}

async function verifyExport(file: string, { key }: Values, terminal: Terminal): Promise<number> {
  const publicKey = readKey(required(key, 'polls verify FILE --key PUBLIC'));
  const signature = resolve(`${file}.sig`);
  if (!existsSync(signature)) throw new UsageError(`${file}.sig is not there`);
  const fault = await faultOf(resolve(file), readFileSync(signature, 'utf8'), publicKey);
  terminal.out(`${file}: ${fault ?? 'as it was signed'}\n`);
  return fault === undefined ? 0 : 1;
}

async function auditPolls(store: Store, id: string | undefined, terminal: Terminal): Promise<number> {
  if (id !== undefined) await subjectOf(store, id);
  const { lines, differs } = await audit(store, id === undefined ? undefined : [id]);
  terminal.out(`${lines.join('\n')}\n`);
  return differs ? 1 : 0;
}

async function purgePolls(store: Store, id: string | undefined, terminal: Terminal, by: string): Promise<number> {
  const now = new Date();
  if (id === undefined) {
    for (const { id: due, gone } of await purgeDuePolls(store.polls, now, by))
      terminal.out(`${due}: ${gone} votes deleted, counts kept\n`);
    return 0;
  }
  if (!isClosed(await pollOf(store, id), now)) {
    throw new UsageError(`The poll "${id}" is still open; close it first.`);
  }
  terminal.out(`${id}: ${await store.polls.purge(id, now, by)} votes deleted, counts kept\n`);
  return 0;
}

/** For what has nothing to say when it is done. */
async function done(act: Promise<void>): Promise<number> {
  await act;
  return 0;
}

async function printLog(store: Store, terminal: Terminal): Promise<number> {
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
  store: Store,
  subject: string,
  count: number,
  terminal: Terminal,
  by: string,
): Promise<number> {
  const codes = await makeCodes(store, subject, count, by);
  terminal.out(`${codes.join('\n')}\n`);
  return 0;
}

async function checkConfig(values: Values, terminal: Terminal): Promise<number> {
  const mistakes = await mistakesIn(resolve(required(values.config, 'check-config --config FILE')));
  if (mistakes.length > 0) throw new SiteError(mistakes.join('\n'));
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

async function restore(file: string, values: Values, terminal: Terminal, by: string): Promise<number> {
  const url = databaseUrl(terminal);
  if (url === undefined) {
    const { restoreSqlite } = await import('./submissions/sqlite.ts');
    restoreSqlite(file, sqliteFile(values));
  } else {
    const { makeReady } = await import('./submissions/postgres.ts');
    const { pgRestore } = await import('./submissions/pg-dump.ts');
    await makeReady(url, logOf(values, 'warn', terminal));
    await pgRestore(url, file);
  }
  return withStore(values, terminal, (store) => done(store.log({ by, action: 'restore', subject: 'database' })));
}

async function migrateDatabase(values: Values, terminal: Terminal, by: string): Promise<number> {
  const url = databaseUrl(terminal);
  if (url === undefined) return withStore(values, terminal, async () => 0);
  const { migrate } = await import('./submissions/postgres.ts');
  const done = await migrate(url, logOf(values, 'warn', terminal), { grant: values.grant, by });
  terminal.out(done.length === 0 ? 'The database is up to date.\n' : `${done.join('\n')}\n`);
  return 0;
}

/** Tells a person at a terminal how far it is. */
async function* withProgress<T>(items: AsyncIterable<T>, total: number, terminal: Terminal): AsyncGenerator<T> {
  let done = 0;
  for await (const item of items) {
    yield item;
    if (++done % 10_000 === 0 && terminal.isInteractive) terminal.error(`\r${done} of ${total}`);
  }
  if (done >= 10_000 && terminal.isInteractive) terminal.error(`\r${done} of ${total}\n`);
}

function readKey(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${reasonOf(error)}`);
  }
}

async function withStore(values: Values, terminal: Terminal, run: (store: Store) => Promise<number>): Promise<number> {
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
): Promise<Store> {
  const url = databaseUrl(terminal);
  if (url === undefined) return openSqlite(sqliteFile(values));
  const { openPostgres } = await import('./submissions/postgres.ts');
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
    surveys: ['survey-counter.vi.json', 'survey-counter.en.json'].map((name) => readDefinition(join(SAMPLES, name))),
  });
}
