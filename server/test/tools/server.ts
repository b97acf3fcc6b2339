import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';
import { createLog, type LogLevel } from '../../src/http/log.ts';
import { openPostgres } from '../../src/submissions/postgres.ts';
import { openSqlite } from '../../src/submissions/sqlite.ts';
import type { Store } from '../../src/submissions/store.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../src/server.ts';
import { checkSite } from '../../src/site.ts';
import type { Poll, Problem } from '../../src/wire.ts';
import { assertValid } from './contract.ts';
import { temporaryFolder } from './site.ts';

export interface TestServer extends RunningServer {
  store: Store;
  data: string;
  /** The log's lines so far, parsed. */
  logged: Record<string, unknown>[];
}

export interface TestServerOptions extends Partial<Omit<ServerOptions, 'site'>> {
  site?: object;
  databaseUrl?: string;
  level?: LogLevel;
}

/** A server on a free port, with a folder of its own. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { site = {}, databaseUrl, level = 'info', data = temporaryFolder(), ...rest } = options;
  const logged: Record<string, unknown>[] = [];
  const log = createLog(level, (line) => logged.push(JSON.parse(line) as Record<string, unknown>));
  const store =
    databaseUrl === undefined ? openSqlite(join(data, 'polls.sqlite')) : await openPostgres(databaseUrl, log);
  const server = await startServer({
    site: checkSite({ port: 0, host: '127.0.0.1', ...site }),
    data,
    store,
    log,
    // A test reads what it has just written.
    readAge: 0,
    ...rest,
  });
  running.push(server);
  return { ...server, store, data, logged };
}

const running: RunningServer[] = [];

// A test that failed half-way leaves its server behind.
after(() => Promise.all(running.map((server) => server.stop())));

export interface Answer {
  status: number;
  headers: Headers;
  body: Poll & Partial<Problem>;
}

export async function getPoll(
  server: { url: string },
  id: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return answerOf(await fetch(`${server.url}/polls/${id}`, { headers }));
}

export async function vote(
  server: { url: string },
  id: string,
  choices: unknown,
  {
    key = crypto.randomUUID(),
    headers = {},
    query = '',
    body,
  }: { key?: string; headers?: Record<string, string>; query?: string; body?: object } = {},
): Promise<Answer> {
  return answerOf(
    await fetch(`${server.url}/polls/${id}/votes${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...headers },
      body: JSON.stringify(body ?? { choices }),
    }),
  );
}

/** An answer of the poll endpoints, which must be as their description says. */
export async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json()) as Answer['body'];
  assertValid(body, response.ok ? 'Poll' : 'Problem');
  return { status: response.status, headers: response.headers, body };
}

/** A request as any program can send it: `fetch` keeps Host, Origin and Sec-Fetch-* to itself. */
export function rawRequest(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

export function counts(poll: Poll): (number | null)[] {
  return poll.options.map((option) => option.votes_count);
}
