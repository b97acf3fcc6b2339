import { CivicError, type CivicErrorCode } from '../errors.ts';
import { readJson } from '../documents/json.ts';
import type { Poll } from './model.ts';
import { orFormatError, protocolOf } from './parse.ts';
import type { PollProtocol } from './protocols/protocol.ts';
import { isDictionary, readText } from './protocols/read.ts';
import { remember } from './reading.ts';

const CODES: readonly string[] = ['already-voted', 'closed', 'invalid', 'not-found'] satisfies CivicErrorCode[];
const STATUSES: Readonly<Record<number, CivicErrorCode>> = {
  404: 'not-found',
  409: 'already-voted',
  410: 'closed',
  422: 'invalid',
};

export interface Refusal {
  status: number;
  /** The answer's bytes: `application/problem+json` (RFC 9457) says more than the status. */
  body?: Uint8Array;
  url?: string;
  /** Seconds (`Retry-After`). */
  retryAfter?: number;
}

/** What an answer other than 2xx means: the protocol's word, the problem's `type`, then the status; else `http`. */
export function readRefusal(protocol: PollProtocol, { status, body, ...rest }: Refusal): CivicError {
  const document = jsonOrNothing(body);
  const type = isDictionary(document) ? /[^/#:]*$/.exec(readText(document['type']))?.[0] : undefined;
  const told = type !== undefined && CODES.includes(type) ? (type as CivicErrorCode) : undefined;
  const code = protocol.refusal?.(status, document) ?? told ?? STATUSES[status] ?? 'http';
  return new CivicError(code, `vote refused: HTTP ${status}`, { status, ...rest });
}

/** Reads what a poll's server said to a vote with 2xx: the poll, or `undefined` when it is to be read again. */
export function parseVoteAnswer(body: Uint8Array, poll: Poll, url: string): Poll | undefined {
  return orFormatError(url, () => {
    const protocol = protocolOf(poll);
    const reading = { url, previous: poll, now: Date.now() };
    const answered = protocol.answer
      ? protocol.answer(body.length ? readJson(body) : undefined, reading)
      : protocol.parse(readJson(body), reading);
    return answered && remember(answered, protocol);
  });
}

/** The JSON in an answer that may be anything. */
export function jsonOrNothing(body: Uint8Array = new Uint8Array()): unknown {
  try {
    return readJson(body);
  } catch {
    return undefined;
  }
}
