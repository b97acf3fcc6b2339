import { expect } from '@open-wc/testing';
import { askAhead, MAX_BYTES } from '../../src/endpoint/answers.ts';
import { clearCache, load } from '../../src/endpoint/cache.ts';
import { CivicError } from '../../src/errors.ts';
import { endpoint, until } from '../helpers/endpoint.ts';

const PATIENCE = { timeout: 10 };

describe('askAhead', () => {
  beforeEach(clearCache);

  it('makes one request for all who ask, of whoever loads the same as well', async () => {
    const { url, asked } = await endpoint({ body: 'x', delay: 50 });
    const [first, second, loaded] = await Promise.all([
      askAhead(url, PATIENCE),
      askAhead(url, PATIENCE),
      load(url, { maxAge: 0 }),
    ]);
    expect(first).to.equal(second);
    expect(loaded).to.deep.include({ answer: first, from: 'network' });
    expect(new TextDecoder().decode(first.bytes)).to.equal('x');
    expect(await askAhead(url, PATIENCE)).to.equal(first);
    expect(await load(url)).to.deep.include({ answer: first, from: 'cache' });
    expect(await asked()).to.have.length(1);
  });

  it('keeps answers apart that depend on credentials, and sends headers', async () => {
    const { url, asked } = await endpoint({ body: 'x' });
    await askAhead(url, { ...PATIENCE, headers: { accept: 'text/x' } });
    await askAhead(url, { ...PATIENCE, credentials: 'omit' });
    const requests = await asked();
    expect(requests).to.have.length(2);
    expect(requests[0]!.headers).to.include({ accept: 'text/x' });
  });

  const failed = (url: string, timeout = 10): Promise<string> =>
    askAhead(url, { timeout }).then(
      () => 'answered',
      () => 'failed',
    );

  for (const [what, step, error] of [
    ['a failure', { status: 503, headers: { 'retry-after': '30' } }, { code: 'http', status: 503, retryAfter: 30 }],
    ['nothing to be found', { status: 404 }, { code: 'http', status: 404 }],
    ['a body without end', { body: 'x'.repeat(1024), times: MAX_BYTES / 1024 + 1 }, { code: 'too-large' }],
  ] as const) {
    it(`tells who loads the same of ${what}, and asks for it once`, async () => {
      const { url, asked } = await endpoint({ ...step });
      expect(await failed(url)).to.equal('failed');
      const told = await load(url).catch((reason: unknown) => reason);
      expect(told)
        .to.be.instanceOf(CivicError)
        .and.include({ ...error, url });
      expect(await asked()).to.have.length(1);
    });
  }

  it('leaves trying again to who loads the same, also while it is under way', async () => {
    const { url, asked } = await endpoint({ status: 503, delay: 100 }, { body: 'x' });
    const ahead = failed(url);
    const loaded = load(url);
    expect(await ahead).to.equal('failed');
    expect((await loaded).from).to.equal('network');
    expect(await asked()).to.have.length(2);
  });

  it('gives up in time; who loads the same has a time of its own', async () => {
    const { url, asked } = await endpoint({ body: 'x', delay: 2000 }, { body: 'x' });
    expect(await failed(url, 0.3)).to.equal('failed');
    expect((await load(url)).from).to.equal('network');
    expect(await asked()).to.have.length(2);
  });

  it('knows of a failure once: who asks again asks the endpoint', async () => {
    const { url, asked } = await endpoint({ status: 404 }, { body: 'x' });
    await failed(url);
    await load(url).catch(() => undefined);
    expect((await load(url)).from).to.equal('network');
    expect(await asked()).to.have.length(2);
  });

  it('is not in the way of who leaves while it is under way', async () => {
    const { url } = await endpoint({ body: 'x', delay: 300 });
    const ahead = askAhead(url, PATIENCE);
    const leaving = new AbortController();
    const loaded = load(url, { signal: leaving.signal }).catch((reason: unknown) => reason);
    leaving.abort('gone');
    expect(await loaded).to.equal('gone');
    const answer = await ahead;
    await until(() => load(url).then((found) => found.answer === answer), 'the answer is kept');
  });
});
