import { CivicError } from '../errors.ts';
import { recover, responseOf, retryAfterOf } from './retry.ts';

/** Bytes that an endpoint gave, before anybody knows what they mean. */
export interface Answer {
  /** Where they came from after redirects: relative links in them are resolved against it. */
  url: string;
  status: number;
  /** The `Content-Type` header as sent: a hint about the encoding, never the decision about the format. */
  contentType?: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface RequestOptions {
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

export interface RetriedRequestOptions extends RequestOptions {
  /** Seconds until the whole request, retries included, is given up. Default: never (the caller has a signal). */
  timeout?: number;
  /** How often a failure that may pass by itself is tried again. */
  retries?: number;
  /** Statuses besides 2xx that are an answer to the caller and no failure. */
  statuses?: readonly number[];
}

export const MAX_BYTES = 5 * 1024 * 1024;

/**
 * A request that nobody shares: a vote.
 *
 * Failures that may pass (no answer, 408, 425, 429, 5xx) are tried again after 0.5 s, 1 s, … with jitter, or after
 * the `Retry-After` that the endpoint gave; other 4xx never.
 *
 * @returns the answer, with `retryAfter` in seconds where one of `statuses` asked for patience
 * @throws {CivicError} `network`, `timeout`, `http` (with `status`), `too-large`, `blocked`
 * @throws the signal's reason when the caller's signal aborts
 */
export async function request(
  url: string,
  { timeout, retries, statuses = [], ...options }: RetriedRequestOptions = {},
): Promise<Answer & { retryAfter?: number }> {
  const signal = within(timeout, options.signal);
  const attempt = () =>
    requestOnce(url, { ...options, signal }).catch(async (failure: unknown) => {
      const response = failure instanceof CivicError ? responseOf(failure) : undefined;
      if (!response || !statuses.includes(response.status)) throw failure;
      const answer = await receive(response, url, options.maxBytes);
      return { ...answer, retryAfter: retryAfterOf(response) };
    });
  return attempt()
    .catch((cause: unknown) => recover(attempt, cause, { url, signal, retries }))
    .catch((reason: unknown) => {
      throw explained(reason, url);
    });
}

/**
 * Asks an endpoint for bytes, once.
 *
 * @throws {CivicError} `http` (its cause is the response, not read yet), `too-large`, `blocked`
 * @throws whatever the fetch or its replacement makes of a missing answer or an abort
 */
export async function requestOnce(
  url: string,
  { fetch, maxBytes, credentials = 'same-origin', ...options }: RequestOptions,
): Promise<Answer> {
  // `<base href>` counts, as it does for fetch.
  const base = globalThis.document?.baseURI;
  const target = URL.canParse(url, base) ? new URL(url, base).href : '';
  // No user info, which lets `https://bank@evil.example` pass for a bank.
  if (!/^https?:\/\/[^/@]+\//.test(target)) throw new CivicError('blocked', 'not an http(s) address', { url });
  if (globalThis.location?.protocol === 'https:' && INSECURE.test(target)) {
    throw new CivicError('blocked', 'mixed content: the page is https, the endpoint http', { url });
  }
  const init = { ...options, credentials };
  const response = await ((!fetch && takePrefetched(target, init)) || (fetch ?? globalThis.fetch)(target, init));
  const { ok, status } = response;
  if (!ok) throw new CivicError('http', `HTTP ${status}`, { status, url: target, cause: response });
  return receive(response, target, maxBytes);
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

/** Without TLS, and not the machine itself. */
const INSECURE = /^http:(?!\/\/(?:[^/:]+\.)?(?:localhost|127(?:\.\d+){3}|\[::1\])[:/])/;

/** A request that the loader of the script tag started before the element's code was there: see loader.ts. */
export interface Prefetched {
  response: Promise<Response>;
  abort: AbortController;
  credentials: RequestCredentials;
  /** When it was asked for, in ms since the epoch. */
  time: number;
}

/** Where the loader leaves requests, by address. A global symbol: the loader imports nothing. */
export const PREFETCHED = Symbol.for('civic-widgets.prefetched');

/** Milliseconds after which a prefetched response is too old to be the answer to a question asked now. */
const PREFETCH_LIFETIME = 60_000;

/** The prefetched response to this very request, once. */
function takePrefetched(
  url: string,
  { method = 'GET', credentials, signal }: RequestInit,
): Promise<Response> | undefined {
  const all = (globalThis as { [PREFETCHED]?: Map<string, Prefetched> })[PREFETCHED];
  const found = all?.get(url);
  if (!found || method !== 'GET' || found.credentials !== credentials) return undefined;
  all?.delete(url);
  if (signal?.aborted || Date.now() - found.time > PREFETCH_LIFETIME) return undefined;
  signal?.addEventListener('abort', () => found.abort.abort(signal.reason), { once: true });
  return found.response;
}

/** Reads chunk by chunk, so that an endless or inflated body costs no more than the cap. */
async function receive(response: Response, url: string, maxBytes = MAX_BYTES): Promise<Answer> {
  const { status, headers, body } = response;
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    if (size > maxBytes || Number(headers.get('content-length')) > maxBytes) {
      reader?.cancel().catch(() => undefined);
      throw new CivicError('too-large', `more than ${maxBytes} bytes`, { url });
    }
    const chunk = (await reader?.read())?.value;
    if (!chunk) break;
    chunks.push(chunk);
    size += chunk.length;
  }
  const bytes = new Uint8Array(size);
  for (const chunk of chunks.reverse()) bytes.set(chunk, (size -= chunk.length));
  return { url: response.url || url, status, contentType: headers.get('content-type') ?? undefined, bytes };
}
