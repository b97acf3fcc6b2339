/**
 * `npm -w server run bench`, after `npm run build`: processor time for a request, as a multiple of what nginx takes to send
 * the same bytes from a file, and of a plain Fastify with SQLite and a commit for each vote. All in turns in one run, so
 * that whatever else the machine does is done to each. Linux only: it is read from /proc.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { installPackages } from '../test/tools/debian.ts';
import { send } from '../test/tools/load.ts';
import { freePort } from '../test/tools/postgres.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from '../test/tools/site.ts';
import type { StandbyOrder } from '../test/tools/standby.ts';
import type { PlainOrder } from './plain.ts';

const ROUNDS = 5;
const REQUESTS = 2000;
const WARM_UP = 2000;
const CONNECTIONS = 16;
const NGINX = '/usr/sbin/nginx';
const SCRIPT = 'civic-widgets.js';

interface Server {
  port: number;
  /** Its processes. */
  pids(): number[];
  child: ChildProcess;
}

interface Case {
  name: string;
  /** What is asked of us; nginx and Fastify are asked for the same path. */
  path: string;
  /** Which encoding is accepted. */
  encoding?: 'br' | 'gzip';
  isVote?: boolean;
}

const CASES: Case[] = [
  { name: '`GET /news`, 50 items', path: '/news' },
  { name: '`GET /news`, packed', path: '/news', encoding: 'gzip' },
  { name: '`GET /news?feed=ward`, as it came', path: '/news?feed=ward' },
  { name: '`GET /polls/{id}`', path: `/polls/${ONE_STOP_OFFICE.id}` },
  { name: `\`GET /civic-widgets/${SCRIPT}\`, packed`, path: `/civic-widgets/${SCRIPT}`, encoding: 'br' },
  { name: '`POST /polls/{id}/votes`', path: `/polls/${ONE_STOP_OFFICE.id}/votes`, isVote: true },
];

if (!existsSync(NGINX) && !installPackages(['nginx-light'])) {
  console.log('Skipped: nginx was not found (Debian: apt-get install nginx-light).');
} else {
  const folder = temporaryFolder();
  const ours = await startOurs(folder);
  const files = await keepAnswers(ours, folder);
  const nginx = await startNginx(folder, files, ours.port);
  const plain = await startPlain(folder, files);
  try {
    await compare({ ours, nginx, plain });
  } finally {
    for (const { child } of [ours, nginx, plain]) child.kill('SIGTERM');
  }
}

async function compare({ ours, nginx, plain }: Record<'ours' | 'nginx' | 'plain', Server>): Promise<void> {
  const rows: [string, Server, Case][][] = CASES.map((one) => [
    ['ours', ours, one],
    ['nginx', nginx, one],
    ['plain', plain, one],
  ]);
  rows.push([
    ['ours', nginx, { name: '`GET /polls/{id}` through nginx, cached', path: `/through/polls/${ONE_STOP_OFFICE.id}` }],
    ['nginx', nginx, CASES[3]!],
    ['plain', plain, CASES[3]!],
  ]);
  console.log('| µs of processor a request | ours | nginx, a file | plain Fastify | ours / nginx | ours / plain |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const row of rows) {
    const costs: Record<string, number[]> = {};
    for (const [, server, one] of row) await ask(server, one, WARM_UP);
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, server, one] of row) (costs[name] ??= []).push(await costOf(server, one));
    const [own, floor, other] = ['ours', 'nginx', 'plain'].map((name) => median(costs[name]!)) as [
      number,
      number,
      number,
    ];
    const ratios = (name: string): number => median(costs['ours']!.map((cost, round) => cost / costs[name]![round]!));
    const cells = [own, floor, other].map((cost) => cost.toFixed(0));
    console.log(
      `| ${[row[0]![2].name, ...cells, `${ratios('nginx').toFixed(1)}×`, `${ratios('plain').toFixed(1)}×`].join(' | ')} |`,
    );
  }
}

/** µs of processor time for one request. */
async function costOf(server: Server, one: Case): Promise<number> {
  const before = processorTime(server);
  await ask(server, one, REQUESTS);
  return (processorTime(server) - before) / REQUESTS;
}

function ask({ port }: Server, { path, encoding, isVote }: Case, count: number): Promise<void> {
  const head = `HTTP/1.1\r\nHost: localhost\r\n${encoding ? `Accept-Encoding: ${encoding}\r\n` : ''}`;
  const choices = ONE_STOP_OFFICE.options.map(({ id }) => `{"choices":["${id}"]}`);
  const request = (index: number): string => {
    if (!isVote) return `GET ${path} ${head}\r\n`;
    const body = choices[index % choices.length]!;
    return `POST ${path} ${head}Content-Type: application/json\r\nIdempotency-Key: ${crypto.randomUUID()}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  return send(port, request, CONNECTIONS, count);
}

/** µs, of all threads. */
function processorTime({ pids }: Server): number {
  return pids()
    .flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}/schedstat`))
    .reduce((sum, file) => sum + Number(readFileSync(file, 'utf8').split(' ')[0]) / 1000, 0);
}

async function startOurs(folder: string): Promise<Server> {
  const items = Array.from({ length: 50 }, (_, index) => ({
    id: `https://phuong.example/${index}`,
    url: `https://phuong.example/${index}`,
    title: `Thông báo số ${index}`,
    content_text: 'Một đoạn tin. '.repeat(20),
    date_published: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
  }));
  const file = join(folder, 'ward.json');
  writeFileSync(file, JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Tin', items }));
  const site = {
    port: 0,
    host: '127.0.0.1',
    rateLimit: { votesPerMinute: 100_000_000 },
    news: { feeds: [{ id: 'ward', file }] },
    polls: [ONE_STOP_OFFICE],
  };
  const child = fork(join(import.meta.dirname, '../test/tools/standby.ts'));
  await once(child, 'message');
  child.send({ site, data: folder } satisfies StandbyOrder);
  const [port] = (await once(child, 'message')) as [number];
  return { port, child, pids: () => [child.pid!] };
}

type Kept = PlainOrder['files'][number] & { encoding?: string };

/** Our own answers as files, so that all three send the same bytes. */
async function keepAnswers({ port }: Server, folder: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const [index, { path, encoding, isVote }] of CASES.entries()) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: {
        'Accept-Encoding': encoding ?? 'identity',
        ...(isVote && { 'Idempotency-Key': crypto.randomUUID(), 'Content-Type': 'application/json' }),
      },
      ...(isVote && { method: 'POST', body: `{"choices":["${ONE_STOP_OFFICE.options[0]!.id}"]}` }),
    });
    if (!response.ok) throw new Error(`${path} answers ${response.status}`);
    // fetch has unpacked it; what is sent has about the size that it has on the wire.
    const bytes = Buffer.from(await response.arrayBuffer());
    const packed = encoding === undefined ? bytes : encoding === 'br' ? brotliCompressSync(bytes) : gzipSync(bytes);
    const file = join(folder, `answer-${index}`);
    writeFileSync(file, packed);
    const type = response.headers.get('content-type')!;
    kept.push({
      path,
      file,
      encoding,
      headers: { 'content-type': type, ...(encoding && { 'content-encoding': encoding }) },
    });
  }
  return kept;
}

async function startNginx(folder: string, files: readonly Kept[], upstream: number): Promise<Server> {
  const port = await freePort();
  mkdirSync(join(folder, 'cache'));
  const name = (path: string, encoding = ''): string => join(folder, 'www', `${path.replace(/\W/g, '-')}${encoding}`);
  mkdirSync(join(folder, 'www'));
  for (const { path, file, encoding } of files) writeFileSync(name(path, encoding), readFileSync(file));
  const locations = files
    .filter(({ path }) => !path.endsWith('/votes'))
    .map(({ path }) => path)
    .filter((path, index, all) => all.indexOf(path) === index && !path.includes('?'))
    .map(
      (path) =>
        `location = ${path} { default_type application/json; try_files /${path.replace(/\W/g, '-')}$encoding$asked =404; }`,
    );
  const vote = files.find(({ path }) => path.endsWith('/votes'))!;
  const conf = `
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 256; }
http {
  access_log off; keepalive_requests 10000000; open_file_cache max=100; sendfile on;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  proxy_cache_path ${folder}/cache keys_zone=civic:1m;
  map $http_accept_encoding $encoding { default ''; br br; gzip gzip; }
  map $args $asked { default ''; 'feed=ward' '-feed-ward'; }
  upstream civic { server 127.0.0.1:${upstream}; keepalive 8; }
  server {
    listen 127.0.0.1:${port}; root ${folder}/www;
    ${locations.join('\n    ')}
    location = ${vote.path} { default_type application/json; return 200 '${readFileSync(vote.file, 'utf8')}'; }
    location /through/ {
      proxy_pass http://civic/; proxy_http_version 1.1; proxy_set_header Connection '';
      proxy_cache civic; proxy_cache_lock on; proxy_cache_use_stale updating; proxy_cache_background_update on;
    }
  }
}`;
  writeFileSync(join(folder, 'nginx.conf'), conf);
  const child = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'inherit' });
  for (let tries = 0; ; tries++) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await delay(50);
    }
  }
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number);
  // Beside it, for a while, one that loads the cache.
  const workers = children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker process'));
  return { port, child, pids: () => workers };
}

async function startPlain(folder: string, files: PlainOrder['files']): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'plain.ts'));
  await once(child, 'message');
  const pages = files.filter(
    ({ path }, index) => !path.startsWith('/polls/') && files.findIndex((file) => file.path === path) === index,
  );
  const order: PlainOrder = {
    folder,
    files: pages.filter(({ path }) => !path.includes('?')),
    options: ONE_STOP_OFFICE.options.map(({ id }) => id),
  };
  child.send(order);
  const [port] = (await once(child, 'message')) as [number];
  return { port, child, pids: () => [child.pid!] };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
