import { type Answer, get } from './answers.ts';
import { CivicError } from '../errors.ts';

export interface Question {
  /** A replacement for `window.fetch`: a portal's own client, a mock. */
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
  credentials?: RequestCredentials;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** Largest body that is read, in bytes. */
  maxBytes?: number;
}

/** Without TLS, and not the machine itself. */
const INSECURE = /^http:(?!\/\/(?:[^/:]+\.)?(?:localhost|127(?:\.\d+){3}|\[::1\])[:/])/;

/**
 * Asks an endpoint for bytes, once. What may be done when that fails is in retry.ts, which loads then.
 *
 * @throws {CivicError} `http` (its cause is the response, not read yet), `too-large`, `blocked`
 * @throws whatever the fetch or its replacement makes of a missing answer or an abort
 */
export async function ask(url: string, { credentials = 'same-origin', ...question }: Question): Promise<Answer> {
  // `<base href>` counts, as it does for fetch.
  const base = globalThis.document?.baseURI;
  const target = URL.canParse(url, base) ? new URL(url, base).href : '';
  // No user info, which lets `https://bank@evil.example` pass for a bank.
  if (!/^https?:\/\/[^/@]+\//.test(target)) throw new CivicError('blocked', 'not an http(s) address', { url });
  if (globalThis.location?.protocol === 'https:' && INSECURE.test(target)) {
    throw new CivicError('blocked', 'mixed content: the page is https, the endpoint http', { url });
  }
  return get(target, { ...question, credentials });
}

/** A signal that aborts with the given one, and when the seconds are over. */
export function within(timeout: number | undefined, signal: AbortSignal | undefined): AbortSignal {
  const signals = [signal, timeout ? AbortSignal.timeout(timeout * 1000) : undefined];
  return AbortSignal.any(signals.filter((each) => each !== undefined));
}

/** An abort's reason as the error that the caller understands: the deadline is a `timeout`, everything else stays. */
export function explained(reason: unknown, url: string): unknown {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new CivicError('timeout', 'no complete answer in time', { url, cause: reason })
    : reason;
}
