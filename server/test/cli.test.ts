import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { cli, commandSuite, serving } from './tools/cli.ts';
import { getPoll, vote } from './tools/server.ts';
import { temporaryFolder } from './tools/site.ts';
import { item, rss, startSource } from './tools/source.ts';

describe('the command line', () => {
  commandSuite('SQLite', async () => '');

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

  it('writes a site.json by asking, and says that a configuration is good', async () => {
    const file = join(temporaryFolder(), 'site.json');
    const answers = ['', 'https://phuong.example', '', 'Asia/Ho_Chi_Minh', 'https://phuong.example/rss'];
    const asked: string[] = [];
    const ask = async (question: string): Promise<string> => {
      asked.push(question);
      return answers[asked.length - 1]!;
    };
    const run = await cli(['init', '--config', file], {}, ask);
    assert.equal(run.code, 0, run.error);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
      port: 8787,
      allowOrigins: ['https://phuong.example'],
      trustedProxies: ['127.0.0.1'],
      timeZone: 'Asia/Ho_Chi_Minh',
      news: { feeds: [{ id: 'news', url: 'https://phuong.example/rss' }] },
    });
    assert.deepEqual(await cli(['check-config', '--config', file]), {
      code: 0,
      out: 'The configuration is good.\n',
      error: '',
    });
    assert.equal((await cli(['init', '--config', file], {}, ask)).code, 2);
  });
});
