import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { type RetriedRequestOptions, request } from '../../src/endpoint/http.ts';
import { REFUSED, endpoint, until } from '../helpers/endpoint.ts';

async function failure(url: string, options?: RetriedRequestOptions): Promise<CivicError> {
  try {
    await request(url, options);
  } catch (error) {
    expect(error).to.be.instanceOf(CivicError);
    return error as CivicError;
  }
  throw new Error(`${url} did not fail`);
}

const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);

describe('request', () => {
  it('gives bytes, content type and the address after redirects', async () => {
    const target = await endpoint({ body: 'chào', headers: { 'content-type': 'text/plain; charset=utf-8' } });
    const { url } = await endpoint({ status: 302, headers: { location: target.url } });
    const answer = await request(url);
    expect(text(answer)).to.equal('chào');
    expect(answer.contentType).to.equal('text/plain; charset=utf-8');
    expect(answer.url).to.equal(target.url);
  });

  it('puts a body together that comes in parts', async () => {
    const { url } = await endpoint({ body: 'a'.repeat(1000), parts: 7, pause: 5 });
    expect((await request(url)).bytes).to.have.length(1000);
  });

  for (const status of [500, 502, 503, 408, 425, 429]) {
    it(`tries again after ${status}, and gives the answer that comes then`, async () => {
      const { url, asked } = await endpoint({ status }, { body: 'good' });
      expect(text(await request(url))).to.equal('good');
      expect(await asked()).to.have.length(2);
    });
  }

  for (const status of [400, 401, 403, 404, 410, 422]) {
    it(`takes ${status} for a last word`, async () => {
      const { url, asked } = await endpoint({ status });
      expect(await failure(url)).to.include({ code: 'http', status, url });
      expect(await asked()).to.have.length(1);
    });
  }

  it('gives up after two more tries, each after a longer wait', async () => {
    const { url, asked } = await endpoint({ status: 500 });
    expect(await failure(url)).to.include({ code: 'http', status: 500 });
    const [first, second, third, ...more] = (await asked()).map(({ time }) => time);
    expect(more).to.have.length(0);
    expect(second! - first!).to.be.within(370, 1000);
    expect(third! - second!).to.be.within(740, 2000);
  });

  it('waits as long as Retry-After says', async () => {
    const { url, asked } = await endpoint({ status: 503, headers: { 'retry-after': '1' } }, { body: 'good' });
    await request(url);
    const [first, second] = (await asked()).map(({ time }) => time);
    expect(second! - first!).to.be.at.least(950);
  });

  it('fails at once, saying when to come back, if Retry-After asks for more patience than a citizen has', async () => {
    const soon = new Date(Date.now() + 60_000).toUTCString();
    const { url, asked } = await endpoint({ status: 429, headers: { 'retry-after': soon } });
    const error = await failure(url);
    expect(error).to.include({ code: 'http', status: 429 });
    expect(error.retryAfter).to.be.within(50, 61);
    expect(await asked()).to.have.length(1);
  });

  it('calls a refused connection and a cut one a network error', async () => {
    expect(await failure(REFUSED, { retries: 0 })).to.include({ code: 'network', url: REFUSED });
    const { url } = await endpoint({ end: 'cut' });
    expect(await failure(url, { retries: 0 })).to.include({ code: 'network' });
  });

  it('calls a body that breaks off a network error', async () => {
    const { url } = await endpoint({ body: 'half', headers: { 'content-length': '1000' }, end: 'cut' });
    expect(await failure(url, { retries: 0 })).to.include({ code: 'network' });
  });

  for (const [what, step] of Object.entries({
    'a slow first byte': { delay: 20_000 },
    'a slow body': { body: 'abcdefghij', parts: 10, pause: 2000 },
    'a body that never ends': { body: 'half', end: 'never' },
    'one failure after the other': { status: 500 },
  } as const)) {
    it(`ends ${what} when the time is over`, async () => {
      const { url } = await endpoint(step);
      const start = performance.now();
      expect(await failure(url, { timeout: 0.4 })).to.include({ code: 'timeout', url });
      expect(performance.now() - start).to.be.below(2000);
    });
  }

  it('stops reading at the size cap: announced, unannounced and inflated', async () => {
    const big = { body: 'x'.repeat(1024), times: 100_000 };
    const announced = await endpoint({ ...big, headers: { 'content-length': String(1024 * 100_000) } });
    const unannounced = await endpoint(big);
    const inflated = await endpoint({ ...big, gzip: true });
    for (const { url, asked } of [announced, unannounced, inflated]) {
      expect(await failure(url, { maxBytes: 100_000 })).to.include({ code: 'too-large' });
      if (url !== inflated.url) await until(async () => (await asked())[0]?.aborted, 'the server noticed');
    }
  });

  it('takes an answer of just the size that is allowed', async () => {
    const { url } = await endpoint({ body: 'x'.repeat(1000) });
    expect((await request(url, { maxBytes: 1000 })).bytes).to.have.length(1000);
    expect(await failure(url, { maxBytes: 999 })).to.include({ code: 'too-large', url });
  });

  it('refuses by the announced size before it reads, and reads what is just that size', async () => {
    const { url } = await endpoint({});
    const announced = (size: string) => ({
      fetch: () => Promise.resolve(new Response('x', { headers: { 'content-length': size } })),
      maxBytes: 100,
    });
    expect(await failure(url, announced('101'))).to.include({ code: 'too-large', url });
    expect(text(await request(url, announced('100')))).to.equal('x');
  });

  it('holds to the cap where the announced size is nonsense', async () => {
    const { url } = await endpoint({});
    const fetch = () => Promise.resolve(new Response('x'.repeat(101), { headers: { 'content-length': 'many' } }));
    expect(await failure(url, { fetch, maxBytes: 100 })).to.include({ code: 'too-large', url });
  });

  it('lets an error through that a site’s own fetch throws in our words', async () => {
    const { url } = await endpoint({});
    const error = new CivicError('http', 'HTTP 409', { status: 409 });
    expect(await failure(url, { fetch: () => Promise.reject(error), statuses: [409] })).to.equal(error);
  });

  it('takes an answer without a body, and a refusal without one', async () => {
    const { url } = await endpoint({});
    const bodiless = (status: number) => ({ fetch: () => Promise.resolve(new Response(null, { status })) });
    expect(await request(url, bodiless(204))).to.deep.include({ status: 204, bytes: new Uint8Array(0), url });
    expect(await failure(url, bodiless(404))).to.include({ code: 'http', status: 404 });
  });

  it('tells developers whether the device is offline, or the endpoint out of reach', async () => {
    const said = async (onLine: boolean) => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: onLine });
      try {
        return (await failure(REFUSED, { retries: 0 })).message;
      } finally {
        delete (navigator as { onLine?: boolean }).onLine;
      }
    };
    expect(await said(false)).to.equal('offline');
    expect(await said(true)).to.contain('CORS');
  });

  it('says the browser’s own reason when its caller goes away without one', async () => {
    const { url } = await endpoint({ delay: 5000 });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    expect(await request(url, { signal: abort.signal }).catch((error: unknown) => error)).to.equal(abort.signal.reason);
  });

  for (const url of [
    'javascript:alert(1)',
    'data:text/plain,x',
    'file:///etc/passwd',
    'https://a@evil.example/',
    'http://',
    'https://:secret@evil.example/',
    'xhttp://ward.example/',
    'httpsx://ward.example/',
  ]) {
    it(`never asks ${url}`, async () => {
      expect(await failure(url, { fetch: () => Promise.reject(new Error('asked')) })).to.include({
        code: 'blocked',
        url,
      });
    });
  }

  it('ends the request when its caller goes away, and says the caller’s reason', async () => {
    const { url, asked } = await endpoint({ delay: 5000 });
    const abort = new AbortController();
    const reason = new Error('gone');
    setTimeout(() => abort.abort(reason), 50);
    let thrown: unknown;
    await request(url, { signal: abort.signal }).catch((error: unknown) => (thrown = error));
    expect(thrown).to.equal(reason);
    await until(async () => (await asked())[0]?.aborted, 'the server noticed');
  });

  it('ends the wait between two tries when its caller goes away', async () => {
    const { url } = await endpoint({ status: 503, headers: { 'retry-after': '4' } });
    const start = performance.now();
    await request(url, { signal: AbortSignal.timeout(100) }).catch(() => undefined);
    expect(performance.now() - start).to.be.below(1500);
  });

  it('sends a body and headers, and gives refusals that the caller expects as answers', async () => {
    const { url, asked } = await endpoint({ status: 409, body: '{"type":"already-voted"}' });
    const answer = await request(url, {
      method: 'POST',
      body: '{}',
      headers: { 'idempotency-key': 'k' },
      statuses: [409],
    });
    expect(answer.status).to.equal(409);
    expect(answer.retryAfter).to.equal(undefined);
    expect(text(answer)).to.equal('{"type":"already-voted"}');
    const [{ method, body, headers }] = (await asked()) as [Awaited<ReturnType<typeof asked>>[number]];
    expect({ method, body, key: headers['idempotency-key'] }).to.deep.equal({ method: 'POST', body: '{}', key: 'k' });
  });

  it('says for how long an expected refusal asked for patience', async () => {
    const { url } = await endpoint({ status: 429, headers: { 'retry-after': '30' } });
    expect(await request(url, { statuses: [429] })).to.include({ status: 429, retryAfter: 30 });
  });
});
