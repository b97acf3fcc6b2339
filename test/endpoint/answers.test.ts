import { expect } from '@open-wc/testing';
import { askAhead, entries, MAX_BYTES } from '../../src/endpoint/answers.ts';
import { clearCache, load } from '../../src/endpoint/cache.ts';
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

  for (const [what, step] of [
    ['a failure', { status: 503, headers: { 'retry-after': '30' } }],
    ['a body without end', { body: 'x', times: MAX_BYTES + 1 }],
    ['no answer in time', { body: 'x', delay: 2000 }],
  ] as const) {
    it(`keeps nothing of ${what}: who loads the same asks once more, and says what is wrong`, async () => {
      const { url, asked } = await endpoint({ ...step }, { status: 404 });
      const ahead = askAhead(url, { timeout: 0.5 }).then(
        () => 'answered',
        () => 'failed',
      );
      const loaded = load(url).catch((error: unknown) => error);
      expect(await ahead).to.equal('failed');
      expect(await loaded).to.include({ code: 'http', status: 404 });
      expect(await asked()).to.have.length(2);
      expect(entries).to.have.length(0);
    });
  }

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
