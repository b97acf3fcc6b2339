import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { parseNews } from '../../src/news/index.ts';
import { download } from '../src/relay/download.ts';
import { isPublicAddress } from '../src/relay/public-agent.ts';
import { item, rss, startSource, type Source } from './tools/source.ts';
import { rawRequest, testServer, type TestServer } from './tools/server.ts';
import { temporaryFolder } from './tools/site.ts';

function serverFor(
  source: Source,
  { interval = 300, path = '/rss', data = temporaryFolder() } = {},
): Promise<TestServer> {
  const news = { interval, feeds: [{ id: 'ward', url: `${source.url}${path}` }] };
  return testServer({ data, site: { allowPrivateAddresses: true, news } });
}

describe('/news', () => {
  it('hands on the bytes and the type of a feed as they are', async () => {
    const bytes = Buffer.concat([Buffer.from('<rss encoding="windows-1258">'), Buffer.from([0xc2, 0xe0, 0xfe])]);
    const source = await startSource((_, response) =>
      response.setHeader('Content-Type', 'text/xml; charset=windows-1258').end(bytes),
    );
    const server = await serverFor(source);
    const response = await fetch(`${server.url}/news?feed=ward`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
    assert.equal(response.headers.get('content-type'), 'text/xml; charset=windows-1258');
    await server.stop();
  });

  it('knows the feeds of its configuration and takes no URL from a visitor', async () => {
    const source = await startSource();
    const server = await serverFor(source);
    for (const query of ['feed=other', `feed=${encodeURIComponent(`${source.url}/rss`)}`, 'feed=']) {
      assert.equal((await fetch(`${server.url}/news?${query}`)).status, 404);
    }
    await fetch(`${server.url}/news?feed=ward&url=${encodeURIComponent(`${source.url}/other`)}`);
    assert.deepEqual(
      source.requests.map(({ url }) => url),
      ['/rss'],
    );
    await server.stop();
  });

  it('asks the source once, however many ask at the same time', async () => {
    const source = await startSource((_, response) => setTimeout(() => response.end(rss()), 100));
    const server = await serverFor(source);
    await Promise.all(Array.from({ length: 30 }, async () => (await fetch(`${server.url}/news?feed=ward`)).text()));
    await fetch(`${server.url}/news`);
    assert.equal(source.requests.length, 1);
    await server.stop();
  });

  it('tells the source nothing of the visitor, and the log neither', async () => {
    const source = await startSource((_, response) => response.end(rss()));
    const server = await serverFor(source);
    await rawRequest(`${server.url}/news?feed=ward&visitor=nguyen`, {
      headers: {
        Cookie: 'id=nguyen',
        'User-Agent': 'nguyen',
        'Accept-Language': 'vi-nguyen',
        'X-Forwarded-For': '203.0.113.7',
        Referer: 'https://nguyen.example',
      },
    });
    const [asked] = source.requests;
    assert.equal(asked!.url, '/rss');
    assert.doesNotMatch(JSON.stringify(asked), /nguyen|203\.0\.113\.7/);
    assert.match(asked!.headers['user-agent']!, /^civic-widgets-server\/\d/);
    const requests = server.logged.filter(({ message }) => message === 'request');
    assert.deepEqual(
      requests.map(({ method, path, status }) => ({ method, path, status })),
      [{ method: 'GET', path: '/news', status: 200 }],
    );
    assert.doesNotMatch(JSON.stringify(server.logged), /nguyen|203\.0\.113\.7|127\.0\.0\.1"/);
    await server.stop();
  });

  it('answers 304 to who has the same bytes already', async () => {
    const modified = 'Tue, 13 Jul 2021 07:21:00 GMT';
    const source = await startSource((_, response) => response.setHeader('Last-Modified', modified).end(rss()));
    const server = await serverFor(source);
    const first = await fetch(`${server.url}/news?feed=ward`);
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await rawRequest(`${server.url}/news?feed=ward`, { headers })).status;
    assert.equal(first.headers.get('last-modified'), modified);
    assert.equal(await status({ 'If-None-Match': first.headers.get('etag')! }), 304);
    assert.equal(await status({ 'If-None-Match': '"other"', 'If-Modified-Since': modified }), 200);
    assert.equal(await status({ 'If-Modified-Since': modified }), 304);
    assert.equal(await status({ 'If-Modified-Since': 'Mon, 12 Jul 2021 07:21:00 GMT' }), 200);
    await server.stop();
  });

  it('serves an expired copy at once and renews it meanwhile, asking only for what is new', async () => {
    const source = await startSource((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.setHeader('ETag', '"v1"').end(rss(item('one', '/1')));
    });
    const server = await serverFor(source, { interval: 1 });
    const read = async (): Promise<string | undefined> =>
      /<item><title>(\w+)/.exec(await (await fetch(`${server.url}/news?feed=ward`)).text())?.[1];
    assert.equal(await read(), 'one');
    await delay(1100);
    assert.equal(await read(), 'one');
    await delay(200);
    assert.equal(source.requests.length, 2);
    assert.equal(source.requests[1]!.headers['if-none-match'], '"v1"');
    source.answer = (_, response) => response.end(rss(item('two', '/2')));
    await delay(1000);
    assert.equal(await read(), 'one');
    await delay(200);
    assert.equal(await read(), 'two');
    await server.stop();
  });

  it('keeps the last good copy while the source is down, through a restart, and says so', async () => {
    const good = rss(item('Tốt', 'https://phuong.example/1'));
    const source = await startSource((_, response) => response.end(good));
    const server = await serverFor(source, { interval: 1 });
    await fetch(`${server.url}/news?feed=ward`);
    await server.stop();
    source.answer = (_, response) => response.writeHead(500).end();
    await delay(2100);
    const again = await serverFor(source, { interval: 1, data: server.data });
    const response = await fetch(`${again.url}/news?feed=ward`);
    assert.equal(await response.text(), good);
    assert.equal(response.headers.get('warning'), '111 - "Revalidation Failed"');
    const caching = response.headers.get('cache-control')!;
    assert.match(caching, /stale-if-error/);
    // A cache that is told an age beyond the freshness would ask again for every visitor.
    const maxAge = Number(/max-age=(\d+)/.exec(caching)![1]);
    assert.ok(maxAge > 0 && Number(response.headers.get('age') ?? 0) < maxAge, caching);
    await again.stop();
  });

  it('says that the source failed when there is no copy, and leaves the source alone for a while', async () => {
    const source = await startSource((_, response) => response.writeHead(500).end());
    const server = await serverFor(source);
    for (let count = 0; count < 3; count++) {
      const response = await fetch(`${server.url}/news?feed=ward`);
      assert.equal(response.status, 502);
      assert.ok(Number(response.headers.get('retry-after')) > 0);
      assert.match(((await response.json()) as { type: string }).type, /source-failed$/);
    }
    assert.equal(source.requests.length, 1);
    await server.stop();
  });

  it('stops reading after 5 MB, packed or not, and after its time', async () => {
    const options = { dispatcher: new Agent(), userAgent: 'test' };
    const source = await startSource((_, response) => {
      const pour = (): void =>
        void (response.write(Buffer.alloc(1 << 20, 'x')) ? setImmediate(pour) : response.once('drain', pour));
      if (!response.destroyed) pour();
    });
    await assert.rejects(download(source.url, options), /over 5 MB/);
    const bomb = gzipSync(Buffer.alloc(30 << 20));
    source.answer = (_, response) => response.setHeader('Content-Encoding', 'gzip').end(bomb);
    await assert.rejects(download(source.url, options), /over 5 MB/);
    source.answer = (_, response) => void response.write('<rss>');
    await assert.rejects(download(source.url, { ...options, timeout: 200 }), /within 0.2 seconds/);
    source.answer = () => {};
    await assert.rejects(download(source.url, { ...options, timeout: 200 }), /within 0.2 seconds/);
  });

  it('follows two redirects, and none that leaves the web', async () => {
    const options = { dispatcher: new Agent(), userAgent: 'test' };
    const source = await startSource((request, response) => {
      const left = Number(/\d+/.exec(request.url!)?.[0]);
      if (left > 0) response.writeHead(302, { Location: `/${left - 1}` }).end();
      else response.end('found');
    });
    assert.equal((await download(`${source.url}/2`, options))!.body.toString(), 'found');
    await assert.rejects(download(`${source.url}/3`, options), /more than 2 redirects/);
    for (const location of [
      'file:///etc/passwd',
      'data:text/plain,x',
      `http://user:secret@127.0.0.1:${source.port}/0`,
    ]) {
      source.answer = (_, response) => response.writeHead(302, { Location: location }).end();
      await assert.rejects(download(source.url, options), /not http|user name/);
    }
  });

  it('connects to no address of its own network, however it is spelled', async () => {
    const source = await startSource((_, response) => response.end(rss()));
    const hosts = [
      'localhost',
      '127.0.0.1',
      '127.1',
      '127.255.255.254',
      '0x7f.1',
      '0x7f000001',
      '2130706433',
      '017700000001',
      '0',
      '0.0.0.0',
      '①②⑦.⓪.⓪.①',
      '127。0。0。1',
      '%31%32%37.0.0.1',
      '[::1]',
      '[::]',
      '[0:0:0:0:0:0:0:1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[64:ff9b::127.0.0.1]',
      '[2002:7f00:1::]',
      '10.0.0.1',
      '192.168.1.1',
      '172.16.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '[fe80::1]',
      '[fd00::1]',
    ];
    const feeds = hosts.map((host, index) => ({ id: `f${index}`, url: `http://${host}:${source.port}/` }));
    const server = await testServer({ site: { news: { feeds } } });
    for (const [index, host] of hosts.entries()) {
      const response = await fetch(`${server.url}/news?feed=f${index}`);
      assert.equal(response.status, 502, host);
    }
    const reasons = server.logged.filter(({ message }) => message === 'source failed');
    assert.equal(reasons.length, hosts.length);
    for (const { name, error } of reasons) assert.match(String(error), /no public address/, String(name));
    assert.equal(source.requests.length, 0);
    await server.stop();
  });

  it('tells public addresses from others', () => {
    for (const address of ['8.8.8.8', '113.160.92.202', '2606:4700::1111', '::ffff:8.8.8.8'])
      assert.ok(isPublicAddress(address), address);
    for (const address of [
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      'ff02::1',
      '2001:db8::1',
      'x',
      '',
    ]) {
      assert.ok(!isPublicAddress(address), address);
    }
  });

  it('serves a page in place of a feed as nothing that a browser would run', async () => {
    const source = await startSource((_, response) =>
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end('<script>alert(1)</script>'),
    );
    const server = await serverFor(source);
    const { headers } = await fetch(`${server.url}/news?feed=ward`);
    assert.equal(headers.get('content-type'), 'application/xml; charset=utf-8');
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    await server.stop();
  });

  it('merges all feeds into one JSON Feed, newest first, the same link once, without those that fail', async () => {
    const [early, late] = ['Mon, 12 Jul 2021 08:00:00 +0700', 'Wed, 14 Jul 2021 08:00:00 +0700'];
    const file = join(temporaryFolder(), 'feed.xml');
    writeFileSync(file, rss(item('Sớm', 'https://phuong.example/1', early), item('Chung', 'https://phuong.example/2')));
    const source = await startSource((request, response) => {
      if (request.url === '/rss')
        response.end(rss(item('Muộn', '/3', late), item('Chung', 'https://phuong.example/2')));
      else if (request.url === '/bad') response.end('<html>no feed</html>');
      else response.writeHead(500).end();
    });
    const feeds = [{ id: 'file', file }, ...['rss', 'bad', 'down'].map((id) => ({ id, url: `${source.url}/${id}` }))];
    const server = await testServer({ site: { allowPrivateAddresses: true, news: { feeds } } });
    const response = await fetch(`${server.url}/news`);
    assert.equal(response.headers.get('content-type'), 'application/feed+json; charset=utf-8');
    assert.equal(response.headers.get('warning'), '111 - "Revalidation Failed"');
    const text = await response.text();
    const { version, title, items } = JSON.parse(text) as {
      version: string;
      title: string;
      items: Record<string, unknown>[];
    };
    assert.deepEqual([version, title], ['https://jsonfeed.org/version/1.1', 'Phường · Phường']);
    assert.deepEqual(
      items.map((one) => one['title']),
      ['Muộn', 'Chung', 'Sớm'],
    );
    assert.equal(items[0]!['url'], `${source.url}/3`);
    assert.equal(items[0]!['date_published'], '2021-07-14T01:00:00.000Z');
    assert.deepEqual(
      parseNews(text).items.map((one) => one.title),
      ['Muộn', 'Chung', 'Sớm'],
    );
    const etag = response.headers.get('etag')!;
    assert.equal((await rawRequest(`${server.url}/news`, { headers: { 'If-None-Match': etag } })).status, 304);
    await server.stop();
  });

  it('never lets an answer that is no feed take the place of a good copy', async () => {
    const good = rss(item('Tốt', 'https://phuong.example/1'));
    const source = await startSource((_, response) => response.end(good));
    const server = await serverFor(source, { interval: 1 });
    await fetch(`${server.url}/news?feed=ward`);
    source.answer = (_, response) => response.end('<html><title>Bảo trì</title></html>');
    await delay(2100);
    const response = await fetch(`${server.url}/news?feed=ward`);
    assert.equal(await response.text(), good);
    assert.equal(response.headers.get('warning'), '111 - "Revalidation Failed"');
    await server.stop();
  });

  it('reaches only those private addresses that are listed, for the feed that lists them, redirects included', async () => {
    const source = await startSource((request, response) => {
      if (request.url?.startsWith('/away'))
        response.writeHead(302, { Location: `http://127.0.0.2:${source.port}/rss` }).end();
      else response.end(rss(item('Một', 'https://phuong.example/1')));
    });
    const at = (host: string, path: string): string => `http://${host}:${source.port}${path}`;
    const feeds = [
      { id: 'listed', url: at('127.0.0.1', '/rss'), allowPrivateAddresses: ['127.0.0.1'] },
      { id: 'named', url: at('localhost', '/rss'), allowPrivateAddresses: ['localhost'] },
      { id: 'range', url: at('127.0.0.1', '/away'), allowPrivateAddresses: ['127.0.0.0/8'] },
      { id: 'away', url: at('127.0.0.1', '/away?again'), allowPrivateAddresses: ['127.0.0.1'] },
      { id: 'other', url: at('127.0.0.1', '/rss#other') },
    ];
    const statusesOf = async (server: TestServer): Promise<number[]> =>
      Promise.all(feeds.map(async ({ id }) => (await fetch(`${server.url}/news?feed=${id}`)).status));
    const server = await testServer({ site: { news: { feeds } } });
    assert.deepEqual(await statusesOf(server), [200, 200, 200, 502, 502]);
    await server.stop();
    const all = await testServer({
      site: { allowPrivateAddresses: true, news: { feeds: [{ id: 'away', url: at('127.0.0.1', '/away') }] } },
    });
    assert.equal((await fetch(`${all.url}/news?feed=away`)).status, 502);
    await all.stop();
  });

  it('is an empty JSON Feed when the site lists no feeds', async () => {
    const server = await testServer();
    assert.deepEqual(((await (await fetch(`${server.url}/news`)).json()) as { items: unknown[] }).items, []);
    await server.stop();
  });
});
