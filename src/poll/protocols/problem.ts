import { CivicError, type CivicErrorCode } from '../../endpoint/errors.ts';
import type { PollProtocol } from './protocol.ts';
import { isDictionary } from './read.ts';

const CODES: readonly string[] = ['already-voted', 'closed', 'invalid', 'not-found'] satisfies CivicErrorCode[];
const STATUSES: Readonly<Record<number, CivicErrorCode>> = {
  404: 'not-found',
  409: 'already-voted',
  410: 'closed',
  422: 'invalid',
};

export interface Refusal {
  status: number;
  /** The parsed answer, if it was JSON: `application/problem+json` (RFC 9457) says more than the status. */
  document?: unknown;
  url?: string;
  /** Seconds (`Retry-After`). */
  retryAfter?: number;
}

/** What an answer other than 2xx means: the protocol's word, the problem's `type`, then the status; else `http`. */
export function readRefusal(protocol: PollProtocol, { status, document, ...rest }: Refusal): CivicError {
  const type = isDictionary(document) ? /[^/#:]*$/.exec(String(document['type']))?.[0] : undefined;
  const told = type !== undefined && CODES.includes(type) ? (type as CivicErrorCode) : undefined;
  const code = protocol.refusal?.(status, document) ?? told ?? STATUSES[status] ?? 'http';
  return new CivicError(code, `vote refused: HTTP ${status}`, { status, ...rest });
}
