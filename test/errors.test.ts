import { expect } from '@open-wc/testing';
import { CivicError } from '../src/errors.ts';

describe('CivicError', () => {
  it('carries code, status, address and the cause for the developer', () => {
    const cause = new TypeError('refused');
    const error = new CivicError('http', 'HTTP 503', { status: 503, url: 'https://a.example/', retryAfter: 5, cause });
    expect(error).to.be.instanceOf(Error);
    expect({ ...error, cause: error.cause }).to.include({
      name: 'CivicError',
      code: 'http',
      status: 503,
      retryAfter: 5,
      cause,
    });
    expect(new CivicError('http', 'HTTP 503')).not.to.have.property('cause');
  });
});
