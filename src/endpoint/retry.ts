import type { Answer } from './http.ts';
import { CivicError } from '../errors.ts';

/** A wait that the endpoint asks for is kept while the citizen looks on; a longer one is an error that says when. */
const LONGEST_WAIT = 5;

/** Endpoints (without their query) that sent `Retry-After`, and until when it holds: the whole page keeps to it. */
const backOffs = new Map<string, { until: number; error: CivicError }>();

const endpointOf = (url: string) => url.replace(/[?#].*/s, '');

/** @throws {CivicError} what the endpoint said when it asked not to be asked before a time that is still to come */
export function obeyBackOff(url: string): void {
  const asked = backOffs.get(endpointOf(url));
  if (asked && Date.now() < asked.until) throw asked.error;
}

export function clearBackOff(): void {
  backOffs.clear();
}

/**
 * Asks again after a failure that may pass by itself.
 *
 * @throws {CivicError} the last failure, with all that can be said of it
 * @throws the signal's reason when it aborts
 */
export async function recover<Result extends Answer>(
  again: () => Promise<Result>,
  cause: unknown,
  { url, signal, retries = 2 }: { url: string; signal: AbortSignal; retries?: number },
): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    // An abort surfaces as whatever the fetch or its replacement makes of it; the signal knows why.
    signal.throwIfAborted();
    const failure = failureOf(cause, url);
    try {
      if (attempt >= retries) throw failure;
      await pauseAfter(failure, attempt, signal);
    } catch (reason) {
      const { retryAfter } = failure;
      if (retryAfter) backOffs.set(endpointOf(url), { until: Date.now() + retryAfter * 1000, error: failure });
      throw reason;
    }
    try {
      return await again();
    } catch (next) {
      cause = next;
    }
  }
}

/** What a try failed of, as far as it can be known. */
function failureOf(cause: unknown, url: string): CivicError {
  if (!(cause instanceof CivicError)) return unanswered(cause, url);
  const response = responseOf(cause);
  if (!response) return cause;
  response.body?.cancel().catch(() => undefined);
  const { code, message, status } = cause;
  return new CivicError(code, message, { status, url: cause.url, retryAfter: retryAfterOf(response) });
}

function unanswered(cause: unknown, url: string): CivicError {
  const hint = !globalThis.navigator?.onLine ? 'offline' : 'no answer (refused, DNS, CORS or CSP)';
  return new CivicError('network', hint, { url, cause });
}

/** The response that an `http` failure is about; a site's own `fetch` may throw one without. */
export function responseOf({ code, cause }: CivicError): Response | undefined {
  return code === 'http' && cause instanceof Response ? cause : undefined;
}

/** `Retry-After` in seconds: the header says a number of them or an HTTP date (RFC 9110 §10.2.3). */
export function retryAfterOf({ headers }: Response): number | undefined {
  const header = headers.get('retry-after');
  if (!header) return undefined;
  const value = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(value) ? undefined : Math.max(0, value);
}

/** Whether the same request may succeed later without anybody changing anything. */
export function mayPass({ code, status = 0 }: CivicError): boolean {
  return code === 'network' || code === 'timeout' || (code === 'http' && isRetryable(status));
}

/** Statuses that say "later": 408, 425, 429 (RFC 9110, 8470, 6585) and all 5xx. */
export function isRetryable(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/**
 * Waits until the request that failed may be made again: 0.5 s, 1 s, … with jitter, or the `Retry-After` that the
 * endpoint gave. `attempt`: how many have failed before.
 *
 * @throws {CivicError} the failure, when it won't pass soon
 * @throws the signal's reason when it aborts
 */
export function pauseAfter(failure: CivicError, attempt: number, signal: AbortSignal): Promise<void> {
  const wait = failure.retryAfter ?? 0.5 * 2 ** attempt * (0.75 + Math.random() / 2);
  if (!mayPass(failure) || wait > LONGEST_WAIT) throw failure;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, wait * 1000);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
