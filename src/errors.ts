/**
 * What went wrong.
 *
 * | code | when |
 * | --- | --- |
 * | `network` | no answer: refused, DNS, CORS, offline |
 * | `timeout` | no complete answer within `timeout` seconds |
 * | `http` | an answer with another status than 2xx; see `status` |
 * | `format` | an answer that is none of the known formats |
 * | `too-large` | an answer over the size cap; reading stopped there |
 * | `blocked` | the request may not be made: bad URL, mixed content, a scheme other than http(s) |
 * | `not-found` | 404 or 410 of a feed or a report; an unknown poll |
 * | `closed` `already-voted` `invalid` | the poll endpoint's own refusals of a vote |
 */
export type CivicErrorCode =
  | 'network'
  | 'timeout'
  | 'http'
  | 'format'
  | 'too-large'
  | 'blocked'
  | 'not-found'
  | 'closed'
  | 'already-voted'
  | 'invalid';

export interface CivicErrorOptions {
  /** HTTP status, if there was a response. */
  status?: number;
  /** The URL that was requested. */
  url?: string;
  /** Seconds until another try makes sense (`Retry-After`, RFC 9110 §10.2.3). */
  retryAfter?: number;
  cause?: unknown;
}

/** The one error class that leaves this package. `message` is for developers; citizens read a translated sentence. */
export class CivicError extends Error {
  override readonly name = 'CivicError';
  readonly code: CivicErrorCode;
  declare readonly status?: number;
  declare readonly url?: string;
  declare readonly retryAfter?: number;

  constructor(code: CivicErrorCode, message: string, { cause, ...known }: CivicErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, known);
  }
}

/** Awaits an `import()` of this package. @throws {CivicError} `network` when the file can't be loaded */
export function loadChunk<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch((cause: unknown) => {
    throw new CivicError('network', `a part of the widget did not load: ${String(cause)}`, { cause });
  });
}
