import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAlerts } from '../../src/alerts/index.ts';
import { checkAlerts } from '../src/relay/cap-document.ts';
import { SAMPLES } from '../src/server.ts';
import { cli } from './tools/cli.ts';
import { assertValid } from './tools/contract.ts';
import { testServer, type TestServer } from './tools/server.ts';
import { temporaryFolder } from './tools/site.ts';
import { startSource, type Source } from './tools/source.ts';

const LATER = new Date(Date.now() + 86_400_000).toISOString();

function cap(
  id: string,
  {
    severity = 'Severe',
    headline = `Cảnh báo ${id}`,
    msgType = 'Alert',
    references = '',
    expires = LATER,
    sent = '2026-11-30T08:00:00+07:00',
  } = {},
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>khituong@tinh.example</sender>
<sent>${sent}</sent><status>Actual</status><msgType>${msgType}</msgType><scope>Public</scope><references>${references}</references>
<info><language>vi</language><category>Met</category><event>Mưa lớn</event><urgency>Expected</urgency>
<severity>${severity}</severity><certainty>Likely</certainty><expires>${expires}</expires><headline>${headline}</headline>
<area><areaDesc>Phường Mẫu</areaDesc></area></info></alert>`;
}

function feed(...links: string[]): string {
  const entries = links.map(
    (link, index) =>
      `<entry><id>e${index}</id><title>Mục ${index}</title><link type="application/cap+xml" href="${link}"/></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Cảnh báo</title>${entries.join('')}</feed>`;
}

type Pages = Record<string, string | number>;

/** A source that answers as `pages` say, which the test may change. */
async function sourceOf(pages: Pages): Promise<Source> {
  return startSource((request, response) => {
    const page = pages[request.url ?? ''] ?? 404;
    if (typeof page === 'number') response.writeHead(page).end();
    else response.setHeader('Content-Type', 'application/xml').end(page);
  });
}

async function relaying(feeds: object[], { interval = 300 } = {}): Promise<TestServer> {
  return testServer({ site: { allowPrivateAddresses: ['127.0.0.1'], alerts: { interval, feeds } } });
}

async function alertsOf(server: TestServer): Promise<{ status: number; warning: string | null; ids: string[] }> {
  const response = await fetch(`${server.url}/alerts`);
  const body: unknown = await response.json();
  assertValid(body, response.ok ? 'Alerts' : 'Problem');
  const ids = response.ok ? parseAlerts(body as object).map(({ id }) => id) : [];
  return { status: response.status, warning: response.headers.get('warning'), ids };
}

describe('/alerts', () => {
  it('tells what is in force of all sources, gravest first, each chain of updates by its newest', async () => {
    const references = 'khituong@tinh.example,a1,2026-11-30T08:00:00+07:00';
    const source = await sourceOf({
      '/one': cap('a1'),
      '/two': cap('a2', { msgType: 'Update', references, severity: 'Minor', sent: '2026-11-30T09:00:00+07:00' }),
      '/three': cap('b1', { severity: 'Extreme' }),
      '/over': cap('c1', { expires: '2026-11-30T09:00:00+07:00' }),
      '/plain': JSON.stringify({ alerts: [{ id: 'p1', headline: 'Cúp nước', severity: 'moderate' }] }),
    });
    const feeds = ['one', 'two', 'three', 'over', 'plain'].map((id) => ({ id, url: `${source.url}/${id}` }));
    const server = await relaying(feeds);
    const { status, ids } = await alertsOf(server);
    assert.equal(status, 200);
    assert.deepEqual(ids, ['b1', 'p1', 'a2']);
    await alertsOf(server);
    assert.equal(source.requests.length, 5);
    const response = await fetch(`${server.url}/alerts`);
    assert.match(response.headers.get('cache-control')!, /^public, max-age=300\b/);
    const again = await fetch(`${server.url}/alerts`, { headers: { 'If-None-Match': response.headers.get('etag')! } });
    assert.equal(again.status, 304);
    const { headers } = source.requests[0]!;
    assert.equal(headers['cookie'] ?? headers['referer'], undefined);
    assert.equal(headers['accept-language'], '*');
    await server.stop();
  });

  it('hands on the bytes of one source', async () => {
    const source = await sourceOf({ '/one': cap('a1') });
    const server = await relaying([{ id: 'one', url: `${source.url}/one` }]);
    const response = await fetch(`${server.url}/alerts?feed=one`);
    assert.equal(await response.text(), cap('a1'));
    assert.match(response.headers.get('content-security-policy')!, /sandbox/);
    assert.equal((await fetch(`${server.url}/alerts?feed=two`)).status, 404);
    await server.stop();
  });

  it('reads the files that entries point to, of the source’s own host and of listed ones only', async () => {
    const stranger = await sourceOf({ '/x.cap': cap('x1') });
    const pages: Pages = { '/one.cap': cap('a1'), '/two.cap': '<html><body>Bảo trì</body></html>' };
    const source = await sourceOf(pages);
    const elsewhere = `http://localhost:${stranger.port}/x.cap`;
    pages['/feed'] = feed('one.cap', `${source.url}/two.cap`, '/three.cap', elsewhere);
    const allowPrivateAddresses = ['127.0.0.1', 'localhost'];
    const alerts = { feeds: [{ id: 'f', url: `${source.url}/feed` }] };
    const server = await testServer({ site: { allowPrivateAddresses, alerts } });
    // What can't be read is told as its entry has it.
    assert.deepEqual((await alertsOf(server)).ids.sort(), ['a1', 'e1', 'e2', 'e3']);
    assert.equal(stranger.requests.length, 0);
    await server.stop();

    const listed = { feeds: [{ id: 'f', url: `${source.url}/feed`, linksFrom: ['localhost'] }] };
    const open = await testServer({ site: { allowPrivateAddresses, alerts: listed } });
    assert.deepEqual((await alertsOf(open)).ids.sort(), ['a1', 'e1', 'e2', 'x1']);
    await alertsOf(open);
    assert.equal(stranger.requests.length, 1);
    await open.stop();
  });

  it('follows no redirect of a file to another host, and reads no file that is too large', async () => {
    const stranger = await sourceOf({ '/x.cap': cap('x1') });
    const source = await startSource((request, response) => {
      if (request.url === '/feed') response.end(feed('/moved.cap', '/large.cap'));
      else if (request.url === '/moved.cap')
        response.writeHead(302, { Location: `http://localhost:${stranger.port}/x.cap` }).end();
      else response.end(cap('big', { headline: 'x'.repeat(1_100_000) }));
    });
    const site = {
      allowPrivateAddresses: ['127.0.0.1', 'localhost'],
      alerts: { feeds: [{ id: 'f', url: `${source.url}/feed` }] },
    };
    const server = await testServer({ site });
    assert.deepEqual((await alertsOf(server)).ids, ['e0', 'e1']);
    assert.equal(stranger.requests.length, 0);
    await server.stop();
  });

  it('keeps its good copy when a source answers with something else, and says so', async () => {
    const pages: Pages = { '/one': cap('a1') };
    const source = await sourceOf(pages);
    const server = await relaying([{ id: 'one', url: `${source.url}/one` }], { interval: 1 });
    assert.deepEqual(await alertsOf(server), { status: 200, warning: null, ids: ['a1'] });
    const others = [
      '<html><body>Bảo trì</body></html>',
      '',
      '{"error":"x"}',
      '<?xml version="1.0"?><alert><identifier>a</identifier></alert>',
      cap('a2').slice(0, -20),
      '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>y</title>',
      500,
    ];
    for (const other of others) {
      pages['/one'] = other;
      const asked = source.requests.length;
      // Until the source was asked again.
      for (let answer = await alertsOf(server); ; answer = await alertsOf(server)) {
        assert.deepEqual(answer.ids, ['a1'], String(other));
        if (source.requests.length > asked && answer.warning !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    pages['/one'] = cap('a2');
    for (let ids = ['a1']; ids[0] !== 'a2'; { ids } = await alertsOf(server))
      await new Promise((resolve) => setTimeout(resolve, 50));
    await server.stop();
  });

  it('never says that there is no warning while a source could not be read', async () => {
    const pages: Pages = { '/none': '{"alerts":[]}', '/down': 503 };
    const source = await sourceOf(pages);
    const feeds = ['none', 'down'].map((id) => ({ id, url: `${source.url}/${id}` }));
    const server = await relaying(feeds);
    assert.equal((await alertsOf(server)).status, 502);
    const ready = await fetch(`${server.url}/health/ready/alerts`);
    assert.deepEqual([ready.status, (await fetch(`${server.url}/health/ready`)).status], [503, 200]);
    await server.stop();

    pages['/none'] = cap('a1');
    const second = await relaying(feeds);
    const { status, warning, ids } = await alertsOf(second);
    assert.deepEqual([status, warning?.slice(0, 3), ids], [200, '111', ['a1']]);
    assert.match(
      await (await fetch(`${second.url}/metrics`)).text(),
      /civic_upstream_requests_total\{source="alerts down",outcome="failed"\} 1\n/,
    );
    await second.stop();

    pages['/none'] = '{"alerts":[]}';
    pages['/down'] = feed();
    const third = await relaying(feeds);
    assert.deepEqual(await alertsOf(third), { status: 200, warning: null, ids: [] });
    await third.stop();
  });

  it('has nothing to tell without sources', async () => {
    const server = await testServer({});
    assert.deepEqual(await alertsOf(server), { status: 200, warning: null, ids: [] });
    await server.stop();
  });

  it('is part of a snapshot, also from a file that the site’s system writes', async () => {
    const folder = temporaryFolder();
    const [config, out] = [join(folder, 'site.json'), join(folder, 'out')];
    writeFileSync(join(folder, 'canh-bao.xml'), cap('a1'));
    const weather = { source: 'http://127.0.0.1:9/' };
    writeFileSync(config, JSON.stringify({ alerts: { feeds: [{ id: 'tinh', file: 'canh-bao.xml' }] }, weather }));
    await cli(['snapshot', '--config', config, '--data', folder, '--out', out]);
    assert.deepEqual(readdirSync(out).sort(), ['alerts-tinh.xml', 'alerts.json']);
  });
});

describe('a document of warnings', () => {
  const faultOf = (text: string): string | undefined => {
    try {
      checkAlerts({ body: Buffer.from(text), contentType: 'application/xml' });
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('is CAP with all that CAP demands, a feed, or a known JSON form', () => {
    const prefixed = cap('a')
      .replaceAll(/<(\/?)(?=[a-z])/g, '<$1c:')
      .replace('xmlns=', 'xmlns:c=');
    const good = [
      cap('a'),
      readFileSync(join(SAMPLES, 'alert.xml'), 'utf8'),
      `\uFEFF${cap('a')}\n<!-- end -->\n`,
      `<?xml version="1.0"?><!-- <alert> --><!DOCTYPE alert>${cap('a').replace(/^<\?xml.*\n/, '')}`,
      prefixed,
      feed('x.cap'),
      feed(),
      '<rss version="2.0"><channel><title>x</title></channel></rss>',
      '{"alerts":[]}',
      '{"type":"FeatureCollection","features":[],"title":"Current watches, warnings, and advisories"}',
    ];
    for (const text of good) assert.equal(faultOf(text), undefined, text.slice(0, 200));
  });

  it('is nothing else', () => {
    const bad: [string, RegExp][] = [
      ['', /no document of warnings/],
      ['<html><body>x</body></html>', /no document of warnings/],
      ['{}', /no document of warnings/],
      ['{"alerts":', /no document of warnings/],
      [feed('x.cap').slice(0, -3), /no document of warnings/],
      [cap('a').slice(0, 400), /no document of warnings/],
      [cap('a').replace('urn:oasis:names:tc:emergency:cap:1.2', 'urn:x'), /no namespace of CAP/],
      [cap('a').replace(/<identifier>.*<\/identifier>/, ''), /identifier is missing/],
      [cap('a').replace('<scope>Public', '<scope>All'), /scope is not as it must be/],
      [cap('a').replace(/<sent>.*<\/sent>/, '<sent>today</sent>'), /sent is not as it must be/],
    ];
    for (const [text, reason] of bad) assert.match(String(faultOf(text)), reason, text.slice(0, 200));
  });
});
