import type { Answer } from './http.ts';
import { CivicError } from '../errors.ts';

/** The longest wait, in seconds, before a retry; a longer `Retry-After` is thrown as an error that has it. */
const LONGEST_WAIT = 5;

/** Endpoints (URLs without query) that sent `Retry-After`, and until when the whole page obeys it. */
const backOffs = new Map<string, { until: number; error: CivicError }>();

const endpointOf = (url: string) => url.replace(/[?#].*/s, '');

/** @throws {CivicError} the endpoint's last failure, while its `Retry-After` is not over */
export function obeyBackOff(url: string): void {
  const asked = backOffs.get(endpointOf(url));
  if (asked && Date.now() < asked.until) throw asked.error;
}

export function clearBackOff(): void {
  backOffs.clear();
}

/**
 * Retries after a temporary failure.
 *
 * @throws {CivicError} the last failure, with status and `retryAfter`
 * @throws the signal's reason when it aborts
 */
export async function recover<Result extends Answer>(
  again: () => Promise<Result>,
  cause: unknown,
  { url, signal, retries = 2 }: { url: string; signal: AbortSignal; retries?: number },
): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    // What `fetch` throws after an abort differs; the signal has the reason.
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

/** The failure of a try as a CivicError. */
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

/** The response of an `http` failure; one thrown by a site's own `fetch` may have none. */
export function responseOf({ code, cause }: CivicError): Response | undefined {
  return code === 'http' && cause instanceof Response ? cause : undefined;
}

/** `Retry-After` in seconds: the header has a number of them or an HTTP date (RFC 9110 §10.2.3). */
export function retryAfterOf({ headers }: Response): number | undefined {
  const header = headers.get('retry-after');
  if (!header) return undefined;
  const value = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(value) ? undefined : Math.max(0, value);
}

/** Whether the failure is temporary: the same request may succeed later. */
export function mayPass({ code, status = 0 }: CivicError): boolean {
  return code === 'network' || code === 'timeout' || (code === 'http' && isRetryable(status));
}

/** Temporary statuses: 408, 425, 429 (RFC 9110, 8470, 6585) and all 5xx. */
export function isRetryable(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/**
 * Waits before the next try: 0.5 s, 1 s, … with jitter, or the endpoint's `Retry-After`. `attempt`: how many tries have
 * failed before this one.
 *
 * @throws {CivicError} the failure, when it isn't temporary or the wait would be too long
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
