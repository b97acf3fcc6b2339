import type { CivicError } from './errors.ts';

/** A wait that the endpoint asks for is kept while the citizen looks on; a longer one is an error that says when. */
const LONGEST_WAIT = 5;

/** Whether the same request may succeed later without anybody changing anything. */
export function mayPass({ code, status = 0 }: CivicError): boolean {
  return (
    code === 'network' ||
    code === 'timeout' ||
    (code === 'http' && (status >= 500 || status === 408 || status === 425 || status === 429))
  );
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
