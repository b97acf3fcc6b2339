import { expect } from '@open-wc/testing';
import { CivicError, type CivicErrorCode, type CivicErrorOptions } from '../../src/errors.ts';
import { loadChunk } from '../../src/errors.ts';
import { mayPass, pauseAfter } from '../../src/endpoint/retry.ts';

const error = (code: CivicErrorCode, options?: CivicErrorOptions) => new CivicError(code, 'x', options);

describe('a failure', () => {
  it('may pass where nobody answered or the server is at its limits, and else stays', () => {
    for (const code of ['network', 'timeout'] as const) expect(mayPass(error(code)), code).to.equal(true);
    for (const code of ['format', 'too-large', 'blocked', 'not-found'] as const)
      expect(mayPass(error(code, { status: 503 })), code).to.equal(false);
    for (const status of [408, 425, 429, 500, 503, 599])
      expect(mayPass(error('http', { status })), String(status)).to.equal(true);
    for (const status of [400, 404, 407, 409, 424, 428, 430, 499])
      expect(mayPass(error('http', { status })), String(status)).to.equal(false);
    expect(mayPass(error('http'))).to.equal(false);
  });

  it('is said at once where it won’t pass soon, and waited out where the wait is short', async () => {
    const { signal } = new AbortController();
    for (const last of [error('format'), error('http', { status: 503, retryAfter: 5.01 })])
      expect(() => void pauseAfter(last, 0, signal)).to.throw(last);
    const abort = new AbortController();
    const wait = pauseAfter(error('http', { status: 503, retryAfter: 5 }), 0, abort.signal);
    abort.abort(new Error('gone'));
    expect(await wait.catch((reason: unknown) => reason)).to.have.property('message', 'gone');
    await pauseAfter(error('network', { retryAfter: 0 }), 9, signal);
  });
});

describe('a part that is loaded', () => {
  it('is the module, or a network error that tells developers why', async () => {
    const module = { a: 1 };
    expect(await loadChunk(Promise.resolve(module))).to.equal(module);
    const cause = new TypeError('no such file');
    const failure = await loadChunk(Promise.reject(cause)).catch((reason: unknown) => reason);
    expect(failure).to.be.instanceOf(CivicError).and.to.include({ code: 'network', cause });
    expect((failure as CivicError).message).to.contain('no such file');
  });
});
