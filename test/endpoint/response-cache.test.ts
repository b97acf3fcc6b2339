import { expect } from '@open-wc/testing';
import { once } from '../../src/endpoint/response-cache.ts';
import { clearCache, load } from '../../src/endpoint/response-cache.ts';
import { endpoint, until } from '../helpers/endpoint.ts';

describe('load', () => {
  beforeEach(clearCache);

  it('makes one request for a hundred widgets that ask at once, and gives all the same answer', async () => {
    const { url, asked } = await endpoint({ body: 'x', delay: 50 });
    const loads = await Promise.all(Array.from({ length: 100 }, () => load(url)));
    expect(new Set(loads.map(({ answer }) => answer)).size).to.equal(1);
    expect(await asked()).to.have.length(1);
  });

  it('gives who comes later the answer from the cache, until it is too old for them', async () => {
    const { url, asked } = await endpoint({ body: 'x' });
    expect((await load(url)).from).to.equal('network');
    expect((await load(url)).from).to.equal('cache');
    await new Promise((resolve) => setTimeout(resolve, 70));
    expect((await load(url)).from).to.equal('cache');
    expect((await load(url, { maxAge: 0.02 })).from).to.equal('network');
    expect((await load(url, { maxAge: 0 })).from).to.equal('network');
    expect(await asked()).to.have.length(3);
  });

  it('keeps answers apart that depend on credentials or on another fetch', async () => {
    const { url, asked } = await endpoint({ body: 'x' });
    await Promise.all([
      load(url),
      load(url, { credentials: 'omit' }),
      load(url, { fetch: (...request) => fetch(...request) }),
    ]);
    expect(await asked()).to.have.length(3);
    expect((await load(url, { credentials: 'same-origin' })).from).to.equal('cache');
    const clients = [1, 2].map(() => () => Promise.resolve(new Response('x')));
    for (const fetch of clients) expect((await load(url, { fetch })).from).to.equal('network');
  });

  it('forgets everything when it is told to', async () => {
    const answered = await endpoint({ body: 'x' });
    const busy = await endpoint({ status: 404, headers: { 'retry-after': '30' } }, { body: 'x' });
    await load(answered.url);
    await load(busy.url).catch(() => undefined);
    clearCache();
    expect((await load(answered.url)).from).to.equal('network');
    expect((await load(busy.url)).from).to.equal('network');
  });

  it('aborts nothing that is over: a site’s own fetch is told of no end after the answer', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch = (_: unknown, { signal }: RequestInit = {}) => {
      signals.push(signal);
      return Promise.resolve(new Response('x', { status: signals.length === 1 ? 200 : 404 }));
    };
    await load('http://ward.example/', { fetch });
    await load('http://ward.example/', { fetch, maxAge: 0 }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve));
    expect(signals.map((signal) => signal?.aborted)).to.deep.equal([false, false]);
  });

  it('keeps fifty answers, those that were asked for last', async () => {
    const fetch = () => Promise.resolve(new Response('x'));
    const from = async (name: number, maxAge?: number) =>
      (await load(`http://ward.example/${name}`, { fetch, maxAge })).from;
    for (let name = 0; name < 50; name++) await from(name);
    expect(await from(0)).to.equal('cache');
    expect(await from(0, 0)).to.equal('network');
    await from(50);
    expect([await from(0), await from(2), await from(50)]).to.deep.equal(['cache', 'cache', 'cache']);
    expect(await from(1)).to.equal('network');
  });

  it('forgets no request that somebody still waits for', async () => {
    let asked = 0;
    let answer = (_: Response): void => undefined;
    const slow = new Promise<Response>((resolve) => (answer = resolve));
    const fetch = (url: string | URL | Request) => {
      if (url !== 'http://ward.example/slow') return Promise.resolve(new Response('x'));
      asked++;
      return slow;
    };
    const first = load('http://ward.example/slow', { fetch });
    for (let name = 0; name < 60; name++) await load(`http://ward.example/${name}`, { fetch });
    const second = load('http://ward.example/slow', { fetch });
    answer(new Response('x'));
    expect((await first).answer).to.equal((await second).answer);
    expect(asked).to.equal(1);
  });

  it('asks nothing for who has gone already', async () => {
    const { url, asked } = await endpoint({ body: 'x' });
    const reason = new Error('gone');
    const outcome = await load(url, { signal: AbortSignal.abort(reason) }).catch((error: unknown) => error);
    expect(outcome).to.equal(reason);
    expect(await asked()).to.have.length(0);
    expect((await load(url)).from).to.equal('network');
  });

  it('does not keep a failure', async () => {
    const { url } = await endpoint({ status: 404 }, { body: 'x' });
    const outcome = await load(url).catch((error: unknown) => error);
    expect(outcome).to.include({ code: 'http', status: 404 });
    expect((await load(url)).from).to.equal('network');
  });

  it('keeps the whole page from an endpoint that asked for patience, whatever the query', async () => {
    const { url, asked } = await endpoint({ status: 429, headers: { 'retry-after': '30' } });
    for (const query of ['?page=1', '?page=2', '#top', '']) {
      const error = await load(url + query).catch((error: unknown) => error);
      expect(error).to.include({ code: 'http', status: 429 });
    }
    expect(await asked()).to.have.length(1);
    const other = await endpoint({ body: 'x' });
    expect((await load(other.url)).from).to.equal('network');
  });

  it('keeps nobody from an endpoint whose short wait is being waited out', async () => {
    const { url, asked } = await endpoint({ status: 503, headers: { 'retry-after': '1' } }, { body: 'x' });
    const first = load(`${url}?page=1`);
    await until(async () => (await asked()).length === 1, 'the server was asked');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await load(`${url}?page=2`)).from).to.equal('network');
    expect(await asked()).to.have.length(2);
    expect((await first).from).to.equal('network');
  });

  it('asks again when the time is over that the endpoint asked for', async () => {
    const { url, asked } = await endpoint({ status: 404, headers: { 'retry-after': '1' } }, { body: 'x' });
    const failures = async () => load(url).catch((error: unknown) => error);
    expect(await failures()).to.include({ code: 'http', status: 404 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await failures()).to.include({ code: 'http', status: 404 });
    expect(await asked()).to.have.length(1);
    await until(async () => 'answer' in ((await failures()) as object), 'it was asked again');
  });

  it('lets one widget run out of time while another still waits for the same request', async () => {
    const { url, asked } = await endpoint({ body: 'x', delay: 400 });
    const patient = load(url);
    const error = await load(url, { timeout: 0.1 }).catch((error: unknown) => error);
    expect(error).to.include({ code: 'timeout' });
    expect((await patient).from).to.equal('network');
    expect(await asked()).to.have.length(1);
  });

  it('ends the request when the last widget goes away, and starts a new one for the next', async () => {
    const { url, asked } = await endpoint({ body: 'x', delay: 5000 }, { body: 'y' });
    const [one, other] = [new AbortController(), new AbortController()];
    const leaving = [load(url, { signal: one.signal }), load(url, { signal: other.signal })];
    const left = Promise.allSettled(leaving);
    one.abort();
    await until(async () => (await asked()).length === 1, 'the server was asked');
    expect((await asked())[0]?.aborted).to.equal(false);
    other.abort();
    await left;
    const { answer } = await load(url);
    expect(new TextDecoder().decode(answer.bytes)).to.equal('y');
    expect((await left).map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    await until(async () => (await asked())[0]?.aborted, 'the server noticed');
  });
});

describe('once', () => {
  it('works out the meaning of an answer once for each way of reading it', async () => {
    const { answer } = await load((await endpoint({ body: 'x' })).url);
    let count = 0;
    const read = () => ({ count: ++count });
    expect(once(answer, 'a', read)).to.equal(once(answer, 'a', read));
    expect(once(answer, 'b', read)).to.deep.equal({ count: 2 });
  });
});
