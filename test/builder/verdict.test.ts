import { expect } from '@open-wc/testing';
import { type Surroundings, addressFault, completed, recognise, verdictOf } from '../../builder/verdict.ts';
import { discover } from '../../builder/discover.ts';
import { CivicError, type CivicErrorCode } from '../../src/errors.ts';
import { alert } from '../fixtures/weather/warnings.ts';

const URL_ = 'https://phuong.example/rss';

const RSS =
  '<rss version="2.0"><channel><title>T</title><item><title>A</title><link>https://a.example/</link></item></channel></rss>';

/** What a browser makes of the servers of the internet: by mode of the request. */
function browser(
  answers: { cors?: () => Response; 'no-cors'?: () => Response },
  more: Partial<Surroundings> = {},
): Surroundings & { asked: string[] } {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const mode = init?.mode === 'no-cors' ? 'no-cors' : 'cors';
    asked.push(`${mode} ${String(input)}`);
    const answer = answers[mode];
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  };
  return { fetch, isOnline: true, protocol: 'https:', asked, ...more };
}

function error(code: CivicErrorCode, status?: number): CivicError {
  return new CivicError(code, code, { url: URL_, status });
}

const news = { tag: 'district-news', url: URL_ } as const;

describe('the verdict on an endpoint', () => {
  it('tells a server without CORS from one that does not answer, by asking it once more and nobody else', async () => {
    const silent = browser({});
    const mute = browser({ 'no-cors': () => new Response() });
    expect((await verdictOf(error('network'), news, mute)).code).to.equal('cors');
    expect((await verdictOf(error('network'), news, silent)).code).to.equal('unreachable');
    expect(mute.asked).to.deep.equal([`no-cors ${URL_}`]);
    const offline = browser({ 'no-cors': () => new Response() }, { isOnline: false });
    expect((await verdictOf(error('network'), news, offline)).code).to.equal('offline');
    expect(offline.asked).to.deep.equal([]);
  });

  const statuses: [number, string][] = [
    [400, 'status'],
    [401, 'denied'],
    [403, 'denied'],
    [404, 'missing'],
    [410, 'missing'],
    [429, 'busy'],
    [500, 'broken'],
    [503, 'broken'],
  ];
  for (const [status, code] of statuses) {
    it(`says "${code}" of a ${status}`, async () => {
      const verdict = await verdictOf(error('http', status), news, browser({}));
      expect(verdict.code).to.equal(code);
      expect(verdict.values).to.deep.equal({ host: 'phuong.example', status });
    });
  }

  it('says of an unknown poll that it is not there', async () => {
    const poll = { tag: 'citizen-poll', url: URL_ } as const;
    expect((await verdictOf(error('not-found', 404), poll, browser({}))).code).to.equal('missing');
  });

  it('says what keeps a browser from asking at all', () => {
    const of = (url: string, protocol = 'https:'): string | undefined => addressFault(url, { protocol })?.code;
    expect(of('http://phuong.example/rss')).to.equal('mixed');
    expect(of('http://phuong.example/rss', 'http:')).to.equal(undefined);
    expect(of('http://localhost:8787/news')).to.equal(undefined);
    expect(of('ftp://phuong.example/rss')).to.equal('address');
    expect(of('not an address')).to.equal('address');
    expect(of('https://user:secret@phuong.example/')).to.equal('user-info');
    expect(of(URL_)).to.equal(undefined);
  });

  it('looks again at what no parser took, and says what it is', async () => {
    const page =
      '<!doctype html><title>Trang chủ</title><link rel="alternate" type="application/rss+xml" title="Tin" href="/tin.rss">';
    const html = (): Response => new Response(page, { headers: { 'content-type': 'text/html' } });
    const verdict = await verdictOf(error('format'), news, browser({ cors: html }));
    expect(verdict.code).to.equal('html.feeds');
    expect(verdict.values).to.deep.equal({ title: ' “Trang chủ”', count: 1 });
    expect(verdict.feeds).to.deep.equal([{ url: 'https://phuong.example/tin.rss', title: 'Tin' }]);
  });
});

describe('what an answer is', () => {
  const of = (
    body: string,
    tag: 'district-news' | 'city-weather' | 'citizen-poll' | 'public-alerts' = 'district-news',
    contentType = '',
  ) => recognise({ url: URL_, contentType, body }, tag);

  const cases: [string, string, string, Record<string, unknown>][] = [
    ['nothing', '  \n', 'empty', {}],
    ['a page without a feed', '<html><title>Chào</title><p>x', 'html', { title: ' “Chào”' }],
    ['a sign-in page', '<!DOCTYPE html><form><input type="password"></form>', 'login', {}],
    ['a site map', '<?xml version="1.0"?><urlset xmlns="x"></urlset>', 'sitemap', {}],
    ['XML of another kind', '<?xml version="1.0"?><!-- x --><soap:Envelope/>', 'xml', { root: 'soap:Envelope' }],
    ['JSON of another kind', '{"thoiGian": 1, "giaTri": []}', 'json', { fields: 'thoiGian, giaTri' }],
    ['a list of JSON of another kind', '[{"a": 1}]', 'json', { fields: 'a' }],
    [
      'an error of the endpoint’s own',
      '{"code":"rest_no_route","message":"Không có"}',
      'json.error',
      { message: 'Không có' },
    ],
    ['a problem document', '{"type":"x","title":"y","detail":"Hết hạn"}', 'json.error', { message: 'Hết hạn' }],
    ['half a JSON document', '{"items": [', 'text', { type: 'JSON?', start: '{"items": [' }],
    ['some text', 'Xin chào', 'text', { type: '?', start: 'Xin chào' }],
  ];
  for (const [what, body, code, values] of cases) {
    it(`is ${what}`, () => {
      const verdict = of(body);
      expect(verdict.code).to.equal(code);
      expect(verdict.values).to.deep.equal(values);
    });
  }

  it('is what another widget reads', () => {
    expect(of(RSS, 'citizen-poll').values).to.deep.equal({ widget: 'district-news' });
    const poll = {
      id: 'p',
      question: '?',
      options: [
        { id: 'a', title: 'A', votes_count: 1 },
        { id: 'b', title: 'B', votes_count: 1 },
      ],
    };
    expect(of(JSON.stringify(poll)).values).to.deep.equal({ widget: 'citizen-poll' });
    const weather = { reports: [{ place: { name: 'Hà Nội' }, hours: [], days: [] }] };
    expect(of(JSON.stringify(weather)).values).to.deep.equal({ widget: 'city-weather' });
    expect(of(alert('x', '<status>Actual</status>')).values).to.deep.equal({ widget: 'public-alerts' });
    expect(of(JSON.stringify(weather), 'public-alerts').values).to.deep.equal({ widget: 'city-weather' });
  });

  it('is a page when weather or a poll was wanted, whatever feeds it names', () => {
    expect(of('<html><link rel="alternate" type="application/rss+xml" href="/rss">', 'city-weather').code).to.equal(
      'html.data',
    );
  });
});

describe('what was typed', () => {
  it('becomes an absolute address', () => {
    const of = (typed: string): string | undefined => completed(typed, 'https://here.example/builder/');
    expect(of('phuong.example')).to.equal('https://phuong.example/');
    expect(of('phuong.example/rss?x=1')).to.equal('https://phuong.example/rss?x=1');
    expect(of('https://phuong.example/rss')).to.equal('https://phuong.example/rss');
    expect(of('/news?feed=ward')).to.equal('https://here.example/news?feed=ward');
    expect(of('http://')).to.equal(undefined);
  });
});

describe('the usual addresses of a site', () => {
  it('are asked of that site alone, and each says how it answered', async () => {
    const asked = new Set<string>();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { origin, pathname } = new URL(String(input));
      asked.add(origin);
      if (pathname === '/rss') return new Response(RSS);
      if (pathname === '/feed/') return new Response('<html>');
      if (pathname === '/feed.xml') return new Response('<rss version="2.0"><channel><title>T</title></channel></rss>');
      if (pathname === '/rss.xml' && init?.mode === 'no-cors') return new Response();
      if (pathname === '/rss.xml' || pathname === '/atom.xml') throw new TypeError('Failed to fetch');
      return new Response('', { status: 404 });
    };
    const found = await discover('https://phuong.example/trang/chu', fetch);
    const outcome = (path: string): string | undefined =>
      found.find(({ url }) => new URL(url).pathname === path)?.outcome;
    expect([...asked]).to.deep.equal(['https://phuong.example']);
    expect(found.find(({ outcome }) => outcome === 'feed')).to.deep.include({ format: 'rss', count: 1 });
    expect(outcome('/feed/')).to.equal('other');
    expect(outcome('/feed.xml')).to.equal('empty');
    expect(outcome('/rss.xml')).to.equal('hidden');
    expect(outcome('/atom.xml')).to.equal('silent');
    expect(outcome('/index.xml')).to.equal('missing');
  });
});
