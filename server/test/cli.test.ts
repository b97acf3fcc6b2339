import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { main } from '../src/main.ts';
import { startPostgres, type Postgres } from './tools/postgres.ts';
import { item, rss, startSource } from './tools/source.ts';
import { getPoll, vote } from './tools/server.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from './tools/site.ts';

const CLI = join(import.meta.dirname, '../src/cli.ts');

interface Run {
  code: number | null;
  out: string;
  error: string;
}

async function cli(args: string[], env: Record<string, string> = {}): Promise<Run> {
  const run: Run = { code: null, out: '', error: '' };
  run.code = await main(args, { env, out: (text) => (run.out += text), error: (text) => (run.error += text) });
  return run;
}

/** A server as its own process, as an operator starts it. */
async function serving(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ url: string; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, [CLI, '--port', '0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve) =>
    child.stdout.on('data', (text) => {
      const found = /http:\/\/\S+(?=\/\n)/.exec(String(text))?.[0];
      if (found) resolve(found);
    }),
  );
  after(() => child.kill('SIGKILL'));
  return {
    url,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

describe('the command line', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  for (const database of ['SQLite', 'PostgreSQL']) {
    it(`adds, lists, exports and closes polls, prints codes and makes a backup in ${database}`, async () => {
      const data = temporaryFolder();
      const env: Record<string, string> =
        database === 'SQLite' ? { DATABASE_URL: '' } : { DATABASE_URL: await postgres.createDatabase() };
      const run = (...args: string[]): Promise<Run> => cli([...args, '--data', data], env);
      const file = join(data, 'poll.json');
      const options = [
        { id: 'tot', title: 'Tốt; "rất" tốt, cảm ơn' },
        { id: 'kem', title: '=1+1' },
      ];
      writeFileSync(file, JSON.stringify({ ...ONE_STOP_OFFICE, id: 'tham-van', options, voter: 'code' }));
      assert.deepEqual(await run('polls', 'add', file), { code: 0, out: '', error: '' });
      assert.equal((await run('polls', 'list')).out, `tham-van\topen\t0 voters\t${ONE_STOP_OFFICE.question}\n`);

      const codes = (await run('codes', 'print', 'tham-van', '--count', '3')).out.trim().split('\n');
      assert.equal(new Set(codes).size, 3);
      for (const code of codes) assert.match(code, /^([2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}$/);

      const server = await serving(['--data', data], env);
      assert.equal((await vote(server, 'tham-van', ['tot'], { query: `?code=${codes[0]}` })).status, 200);
      assert.equal((await vote(server, 'tham-van', ['kem'], { query: `?code=${codes[0]}` })).status, 409);

      // While the server runs: closing takes effect at once, and the copy has what was acknowledged.
      assert.equal((await run('backup', '--out', join(data, 'copy'))).code, 0);
      assert.equal((await run('polls', 'close', 'tham-van')).code, 0);
      assert.equal((await vote(server, 'tham-van', ['tot'], { query: `?code=${codes[1]}` })).status, 410);
      assert.equal((await getPoll(server, 'tham-van')).body.expired, true);
      assert.equal(await server.stop(), 0);

      if (database === 'SQLite') {
        const copy = new Database(join(data, 'copy'), { readonly: true });
        assert.deepEqual(copy.prepare('SELECT count(*) AS votes FROM votes').get(), { votes: 1 });
        copy.close();
      } else {
        assert.equal(readFileSync(join(data, 'copy'), 'latin1').slice(0, 5), 'PGDMP');
      }

      const csv = join(data, 'out.csv');
      await run('polls', 'export', 'tham-van', '--out', csv);
      assert.deepEqual([...readFileSync(csv).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      assert.equal(
        readFileSync(csv, 'utf8'),
        '\uFEFFoption,title,votes\r\ntot,"Tốt; ""rất"" tốt, cảm ơn",1\r\nkem,\'=1+1,0\r\n',
      );
      const votes = (await run('polls', 'export', 'tham-van', '--votes', '--separator', ';')).out;
      assert.match(votes, /^\uFEFFtime;"Tốt; ""rất"" tốt, cảm ơn";'=1\+1\r\n\d{4}-\d\d-\d\dT\d\d:\d\dZ;1;\r\n$/);
      const json = JSON.parse((await run('polls', 'export', 'tham-van', '--format', 'json', '--votes')).out) as Record<
        string,
        unknown
      >;
      assert.equal(json['voters_count'], 1);
      assert.deepEqual(Object.keys((json['votes'] as object[])[0]!), ['time', 'choices']);
      assert.match((await run('polls', 'list')).out, /\tclosed\t1 voters\t/);
    });
  }

  it('serves the demo without any argument: a feed, a forecast and a poll whose votes survive a restart', async () => {
    const data = temporaryFolder();
    const server = await serving(['--data', data], { DATABASE_URL: '' });
    const feed = await (await fetch(`${server.url}/news?feed=ward`)).text();
    const [first] = /<item>.*?<\/item>/s.exec(feed)!;
    assert.match(first, /<title>Quận ủy Hoàng Mai sơ kết đánh giá việc thực hiện Nghị quyết 15-NQ\/TU/);
    assert.match(first, /<pubDate>Tue, 13 Jul 2021 14:21:00 \+0700<\/pubDate>/);
    assert.match(first, /<content:encoded>.*theo quy định\.\/\..*<\/content:encoded>/s);
    const weather = (await (
      await fetch(`${server.url}/weather?latitude=21.03,10.82&longitude=105.85,106.63&current=temperature_2m`)
    ).json()) as object[];
    assert.equal(weather.length, 2);
    assert.equal((await fetch(`${server.url}/`)).headers.get('content-type'), 'text/html; charset=utf-8');
    assert.deepEqual(await (await fetch(`${server.url}/health`)).json(), {
      status: 'ok',
      version: '0.1.0',
      database: 'sqlite',
    });
    const { body } = await vote(server, 'mot-cua', ['hai-long']);
    assert.equal(body.question, 'Đánh giá thái độ tiếp công dân của cán bộ Một cửa quận');
    assert.equal(await server.stop(), 0);
    const again = await serving(['--data', data], { DATABASE_URL: '' });
    assert.equal((await getPoll(again, 'mot-cua')).body.votes_count, 1);
    await again.stop();
  });

  it('writes a snapshot for a site without a server, and leaves files alone whose source is down', async () => {
    const source = await startSource((request, response) => {
      if (request.url === '/rss')
        response.setHeader('Content-Type', 'application/rss+xml').end(rss(item('Một', 'https://phuong.example/1')));
      else response.setHeader('Content-Type', 'application/json').end('{"utc_offset_seconds":25200,"hourly":{}}');
    });
    const folder = temporaryFolder();
    const config = join(folder, 'site.json');
    const out = join(folder, 'out');
    writeFileSync(
      config,
      JSON.stringify({
        allowPrivateAddresses: true,
        news: { feeds: [{ id: 'ward', url: `${source.url}/rss` }] },
        weather: { source: `${source.url}/v1/forecast`, places: 'ha-noi Trạm@16.05,108.2' },
      }),
    );
    const args = ['snapshot', '--config', config, '--data', folder, '--out', out];
    assert.deepEqual(await cli(args), { code: 0, out: '', error: '' });
    assert.deepEqual(readdirSync(out).sort(), ['news-ward.xml', 'news.json', 'weather.json']);
    assert.equal((JSON.parse(readFileSync(join(out, 'news.json'), 'utf8')) as { items: object[] }).items.length, 1);
    assert.equal((JSON.parse(readFileSync(join(out, 'weather.json'), 'utf8')) as object[]).length, 2);
    assert.match(
      source.requests.map(({ url }) => url).join('\n'),
      /latitude=21\.03&longitude=105\.85&current=temperature_2m,/,
    );

    const asked = source.requests.length;
    source.answer = (_, response) => response.writeHead(500).end();
    const failed = await cli(args);
    assert.equal(failed.code, 1);
    assert.match(failed.error, /"not renewed","name":"news-ward\.\*"/);
    assert.ok(source.requests.length > asked);
    assert.equal((JSON.parse(readFileSync(join(out, 'weather.json'), 'utf8')) as object[]).length, 2);
    assert.ok(readdirSync(out).every((name) => !name.endsWith('.new')));
  });

  it('says in a sentence what it cannot do', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'site.json');
    writeFileSync(file, '{ "prot": 1 }');
    const cases: [string[], RegExp, Record<string, string>?][] = [
      [['--config', file], /site\.json: prot is not a known key\n$/],
      [['--port', 'x'], /--port is a number/],
      [['polls', 'close', 'x', '--data', folder], /There is no poll "x"/],
      [['polls', 'fold'], /no such command/],
      [['--unknown'], /Unknown option '--unknown'/],
      [['snapshot'], /needs --config FILE/],
      [['polls', 'list'], /must start with postgres:/, { DATABASE_URL: 'mysql://x' }],
    ];
    const runs = await Promise.all(cases.map(([args, , more]) => cli(args, more)));
    for (const [index, { code, error }] of runs.entries()) {
      assert.equal(code, 2, error);
      assert.match(error, cases[index]![1]);
      assert.doesNotMatch(error, /\n {4}at /);
    }
    assert.ok(existsSync(join(folder, 'polls.sqlite')));
  });
});
