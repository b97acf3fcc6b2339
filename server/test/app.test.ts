import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createApp, type AppOptions } from '../src/app.ts';
import { challengeFor } from '../src/submissions/proof.ts';
import { createLog } from '../src/http/log.ts';
import { networkHash, networkHashes, networkOf, parseRanges, visitorAddress } from '../src/http/visitor.ts';
import { NetworkLimit } from '../src/http/rate-limit.ts';
import { checkSite } from '../src/site.ts';
import { testServer, vote } from './tools/server.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from './tools/site.ts';

function appWith(more: Partial<AppOptions> = {}): ReturnType<typeof createApp> {
  const page = temporaryFolder();
  const widgets = temporaryFolder();
  mkdirSync(join(widgets, 'chunks'));
  writeFileSync(join(widgets, 'civic-widgets.js'), 'import "./chunks/a-123.js"');
  writeFileSync(join(widgets, 'chunks/a-123.js'), '1;'.repeat(2000));
  const builder = temporaryFolder();
  writeFileSync(join(builder, 'index.html'), '<!doctype html><title>Tạo mã nhúng</title>');
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Phường</title>');
  return createApp({
    site: checkSite({}),
    store: { kind: 'sqlite', check: async () => {} },
    alerts: { isFailing: false },
    log: createLog('silent', () => {}),
    version: '1.2.3',
    widgets,
    builder,
    page,
    isStopping: () => false,
    ...more,
  } as AppOptions);
}

describe('the server', () => {
  it('gives the widgets’ files to pages of every origin, and chunks for good', async () => {
    const app = appWith();
    const entry = await app.request('/civic-widgets/civic-widgets.js');
    assert.equal(entry.status, 200);
    assert.match(entry.headers.get('content-type')!, /^text\/javascript/);
    assert.equal(entry.headers.get('access-control-allow-origin'), '*');
    assert.equal(entry.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.match(entry.headers.get('cache-control')!, /^public, max-age=300\b/);
    const again = await app.request('/civic-widgets/civic-widgets.js', {
      headers: { 'If-None-Match': entry.headers.get('etag')! },
    });
    assert.equal(again.status, 304);
    const chunk = await app.request('/civic-widgets/chunks/a-123.js', { headers: { 'Accept-Encoding': 'gzip' } });
    assert.match(chunk.headers.get('cache-control')!, /immutable/);
    assert.equal(chunk.headers.get('content-encoding'), 'gzip');
    assert.equal(gunzipSync(await chunk.arrayBuffer()).toString(), '1;'.repeat(2000));
    const missing = await app.request('/civic-widgets/chunks/old.js');
    assert.equal(missing.status, 404);
    assert.equal(missing.headers.get('cache-control'), 'no-store');
    assert.equal((await app.request('/civic-widgets/%2e%2e/package.json')).status, 404);
  });

  it('sends the packed files that a build wrote, each with a tag of its own, to who accepts them', async () => {
    const widgets = temporaryFolder();
    for (const [ending, text] of Object.entries({ '': 'plain', '.br': 'brotli', '.gz': 'gzip' }))
      writeFileSync(join(widgets, `a.js${ending}`), text);
    const app = appWith({ widgets });
    const cases: [string | undefined, string, string | null][] = [
      [undefined, 'plain', null],
      ['gzip, deflate, br', 'brotli', 'br'],
      ['gzip, deflate', 'gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip', 'gzip'],
      ['*', 'brotli', 'br'],
      ['identity', 'plain', null],
      ['gzip;q=0.5, br;q=0', 'gzip', 'gzip'],
    ];
    const tags = new Set<string>();
    for (const [accepted, text, encoding] of cases) {
      const headers: Record<string, string> = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
      const answer = await app.request('/civic-widgets/a.js', { headers });
      assert.deepEqual([await answer.text(), answer.headers.get('content-encoding')], [text, encoding], accepted);
      assert.equal(answer.headers.get('vary'), 'Accept-Encoding');
      assert.equal(answer.headers.get('content-length'), String(text.length));
      const known = await app.request('/civic-widgets/a.js', {
        headers: { ...headers, 'If-None-Match': `"x", W/${answer.headers.get('etag')}` },
      });
      assert.deepEqual([known.status, await known.text()], [304, '']);
      tags.add(answer.headers.get('etag')!);
    }
    assert.equal(tags.size, 3);
    assert.equal((await app.request('/civic-widgets/a.js.br')).status, 404);
    const head = await app.request('/civic-widgets/a.js', { method: 'HEAD' });
    assert.deepEqual([head.headers.get('content-length'), await head.text()], ['5', '']);
  });

  it('keeps what earlier versions named, and serves every version under its number for good', async () => {
    const [old, now, archive] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    for (const [folder, name] of [
      [old, 'a-1.js'],
      [now, 'b-2.js'],
    ] as const) {
      mkdirSync(join(folder, 'chunks'));
      writeFileSync(join(folder, 'chunks', name), name);
      writeFileSync(join(folder, 'civic-widgets.js'), name);
    }
    appWith({ widgets: old, archive, version: '1.9.0' });
    const app = appWith({ widgets: now, archive, version: '1.10.0' });
    const textOf = async (path: string): Promise<string> => (await app.request(`/civic-widgets/${path}`)).text();
    assert.equal(await textOf('civic-widgets.js'), 'b-2.js');
    assert.equal(await textOf('chunks/a-1.js'), 'a-1.js');
    assert.equal(await textOf('1.9.0/civic-widgets.js'), 'a-1.js');
    assert.equal(await textOf('1.10.0/civic-widgets.js'), 'b-2.js');
    const versioned = await app.request('/civic-widgets/1.9.0/civic-widgets.js');
    assert.match(versioned.headers.get('cache-control')!, /immutable/);
    assert.equal((await app.request('/civic-widgets/1.8.0/civic-widgets.js')).status, 404);
  });

  it('protects its pages, and its refusals as well', async () => {
    const app = appWith();
    for (const path of ['/', '/nothing']) {
      const { headers } = await app.request(path);
      assert.match(headers.get('content-security-policy')!, /default-src 'self'.*object-src 'none'.*base-uri 'none'/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-frame-options'), 'SAMEORIGIN');
      assert.equal(headers.get('x-powered-by'), null);
    }
    assert.match(await (await app.request('/')).text(), /Phường/);
  });

  it('has the embed builder at /builder/, with or without a page of its own, which may look at any endpoint', async () => {
    for (const app of [appWith(), appWith({ page: undefined })]) {
      const { headers } = await app.request('/builder');
      assert.equal(headers.get('location'), 'builder/');
      const page = await app.request('/builder/');
      assert.match(await page.text(), /Tạo mã nhúng/);
      assert.match(page.headers.get('content-security-policy')!, /connect-src 'self' https: http:/);
      assert.match(page.headers.get('content-security-policy')!, /default-src 'self'/);
      assert.equal((await app.request('/builder/%2e%2e/package.json')).status, 404);
    }
    assert.doesNotMatch((await appWith().request('/')).headers.get('content-security-policy')!, / http:/);
  });

  it('says whether it is in service', async () => {
    assert.deepEqual(await (await appWith().request('/health')).json(), {
      status: 'ok',
      version: '1.2.3',
      database: 'sqlite',
    });
    const check = async (): Promise<void> => Promise.reject(new Error('gone'));
    const broken = await appWith({ store: { kind: 'sqlite', check } as unknown as AppOptions['store'] }).request(
      '/health',
    );
    assert.equal(broken.status, 503);
    const stopping = await appWith({ isStopping: () => true }).request('/health');
    assert.equal(stopping.status, 503);
    assert.ok(Number(stopping.headers.get('retry-after')) > 0);
  });

  it('frames one widget for the listed origins, which never shows a stranger’s news', async () => {
    const app = appWith({ site: checkSite({ allowOrigins: ['https://*.gov.example', 'https://phuong.example'] }) });
    const frame = await app.request(
      '/frame/district-news?src=/news%3Ffeed=ward&layout=cards&lang=vi&heading=%22%3E%3Cb%3E',
    );
    assert.equal(frame.status, 200);
    assert.equal(frame.headers.get('x-frame-options'), null);
    assert.match(
      frame.headers.get('content-security-policy')!,
      /frame-ancestors 'self' https:\/\/\*\.gov\.example https:\/\/phuong\.example$/,
    );
    const page = await frame.text();
    assert.match(page, /<html lang="vi">/);
    assert.match(page, /<district-news src="\/news\?feed=ward" layout="cards" heading="&#34;&#62;&#60;b&#62;">/);
    for (const query of [
      'src=https://la.example/rss',
      'src=//la.example/news',
      'src=/newsletter',
      'src=%5C%5Cla.example',
      'warnings-src=https://la.example',
      'onclick=alert(1)',
      'style=color:red',
    ])
      assert.equal((await app.request(`/frame/district-news?${query}`)).status, 422, query);
    assert.equal((await app.request('/frame/script')).status, 404);
    const url = 'http://localhost/frame/district-news?src=/news';
    const oembed = await app.request(`/oembed?url=${encodeURIComponent(url)}&maxwidth=500`);
    const { type, html } = (await oembed.json()) as { type: string; html: string };
    assert.equal(type, 'rich');
    assert.match(html, /^<iframe src="http:\/\/localhost\/frame\/district-news\?src=\/news" width="500"/);
    assert.equal((await app.request(`/oembed?url=${encodeURIComponent('https://la.example/frame/x')}`)).status, 404);
  });

  it('tells a balancer which parts are ready, and that it is leaving', async () => {
    const check = async (): Promise<void> => Promise.reject(new Error('gone'));
    const broken = appWith({ store: { kind: 'postgres', check } as unknown as AppOptions['store'] });
    const statusOf = async (app: ReturnType<typeof appWith>, path: string): Promise<number> =>
      (await app.request(path)).status;
    for (const [path, status] of [
      ['/health/live', 200],
      ['/health/ready', 200],
      ['/health/ready/news', 200],
      ['/health/ready/polls', 503],
      ['/health/ready/surveys', 503],
      ['/health/ready/alerts', 200],
      ['/health/ready/none', 404],
    ] as const)
      assert.equal(await statusOf(broken, path), status, path);
    assert.deepEqual(await (await broken.request('/health/ready')).json(), {
      status: 'degraded',
      parts: { news: 'ok', alerts: 'ok', weather: 'ok', polls: 'failing', surveys: 'failing' },
    });
    const leaving = appWith({ isStopping: () => true });
    assert.equal(await statusOf(leaving, '/health/live'), 200);
    assert.equal(await statusOf(leaving, '/health/ready/news'), 503);
  });

  it('gives each request an id, and its numbers to who asks this port itself', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE] } });
    const given = await fetch(`${server.url}/polls/mot-cua`, { headers: { 'X-Request-Id': 'abcdef-123456' } });
    assert.equal(given.headers.get('x-request-id'), 'abcdef-123456');
    const own = await fetch(`${server.url}/polls/mot-cua`, { headers: { 'X-Request-Id': 'a b' } });
    assert.match(own.headers.get('x-request-id')!, /^[0-9a-f-]{36}$/);
    await vote(server, 'mot-cua', ['tot']);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(metrics, /civic_votes_total\{outcome="counted"\} 1/);
    assert.match(metrics, /civic_request_seconds_count\{route="polls",method="GET",status="200"\} 2/);
    assert.match(metrics, /nodejs_eventloop_lag_seconds/);
    for (let times = 0; times < 2; times++)
      await vote(server, 'mot-cua', ['tot'], { headers: { 'X-Forwarded-For': '203.0.113.7' } });
    const proxied = await fetch(`${server.url}/metrics`, { headers: { 'X-Forwarded-For': '203.0.113.7' } });
    assert.equal(proxied.status, 404);
    assert.equal(server.logged.filter(({ message }) => String(message).startsWith('a proxy')).length, 1);
    await server.stop();
  });

  it('answers a mistake of its own with a problem that tells nothing of the inside, and logs it', async () => {
    const lines: string[] = [];
    const news = { answer: () => Promise.reject(new Error('secret path')) } as unknown as AppOptions['news'];
    const app = appWith({ news, log: createLog('error', (line) => lines.push(line)) });
    const response = await app.request('/news');
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret path/);
    assert.match(lines.join(''), /"level":"error","message":"request failed","error":"secret path"/);
  });
});

describe('the visitor’s network', () => {
  it('is told by the connection, and by proxies only as far as they are ours', () => {
    const ours = parseRanges(['10.0.0.0/8', '::1']);
    assert.equal(visitorAddress('203.0.113.7', '198.51.100.1', ours), '203.0.113.7');
    assert.equal(visitorAddress('10.0.0.1', '198.51.100.1', ours), '198.51.100.1');
    assert.equal(visitorAddress('::ffff:10.0.0.1', '1.2.3.4, 198.51.100.1, 10.0.0.2', ours), '198.51.100.1');
    assert.equal(visitorAddress('::1', undefined, ours), '::1');
    assert.equal(visitorAddress('10.0.0.1', '198.51.100.1', []), '10.0.0.1');
  });

  it('is an address of IPv4, half an address of IPv6, and hashed with a salt', () => {
    assert.equal(networkOf('::ffff:203.0.113.7'), networkOf('203.0.113.7'));
    assert.equal(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:2:ffff::9'));
    assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
    const [monday, tuesday] = [Buffer.from('monday'), Buffer.from('tuesday')];
    assert.notEqual(networkHash('203.0.113.7', monday), networkHash('203.0.113.7', tuesday));
  });

  it('is read from proxies that write a port', () => {
    const ours = parseRanges(['10.0.0.1']);
    const cases = {
      '203.0.113.7:4711': '203.0.113.7',
      '[2001:db8::1]:443': '2001:db8::1',
      '[2001:db8::1]': '2001:db8::1',
      '"[2001:db8::1]:443"': '2001:db8::1',
      '2001:db8::1': '2001:db8::1',
      '198.51.100.1, 203.0.113.7:80': '203.0.113.7',
    };
    for (const [header, address] of Object.entries(cases))
      assert.equal(visitorAddress('10.0.0.1', header, ours), address, header);
  });

  it('has a share, and the wider networks around it have four and sixteen', async () => {
    const salt = Buffer.from('salt');
    const limit = new NetworkLimit('test', 2, 60);
    const take = async (address: string): Promise<boolean> =>
      (await limit.take(networkHashes(address, salt))).retryAfter === undefined;
    assert.deepEqual(
      [await take('203.0.113.7'), await take('203.0.113.7'), await take('203.0.113.7')],
      [true, true, false],
    );
    assert.equal(await take('203.0.113.8'), true);
    let taken = 0;
    for (let net = 0; net < 40; net++) if (await take(`2001:db8:1:${net.toString(16)}::1`)) taken++;
    assert.equal(taken, 8, 'a /56');
    taken = 0;
    for (let net = 0; net < 80; net++) if (await take(`2001:db8:2:${net.toString(16)}00::1`)) taken++;
    assert.equal(taken, 32, 'a /48');
  });

  it('is refused far beyond its share, and has to compute the harder the nearer it gets', async () => {
    const limit = new NetworkLimit('test', 2, 60);
    const caller = networkHashes('203.0.113.7', Buffer.from('salt'));
    const verdicts = [];
    for (let count = 0; count < 21; count++) verdicts.push(await limit.take(caller));
    assert.deepEqual(
      verdicts.filter(({ retryAfter }) => retryAfter === undefined).map(({ excess }) => excess),
      [0.5, 1],
    );
    assert.equal(verdicts[19]!.refused, false);
    assert.equal(verdicts[20]!.refused, true);
    const [easy, hard] = await Promise.all(
      [1, 9].map(async (excess) => challengeFor('p', 'k', Buffer.from('secret'), excess)),
    );
    assert.equal(hard!.maxnumber! / easy!.maxnumber!, 16);
  });
});
