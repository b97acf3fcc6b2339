import { CivicError } from '../errors.ts';
import { recover, responseOf, retryAfterOf } from './retry.ts';

/** The bytes that an endpoint sent, not yet read. */
export interface Answer {
  /** The URL after redirects: relative links are resolved against it. */
  url: string;
  status: number;
  /** The `Content-Type` header as sent: used for the encoding, not for the format. */
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
  /** Seconds until the request, with its retries, is aborted. Default: never (the caller has a signal). */
  timeout?: number;
  /** How often a temporary failure is retried. */
  retries?: number;
  /** Statuses besides 2xx that are returned instead of thrown. */
  statuses?: readonly number[];
}

export const MAX_BYTES = 5 * 1024 * 1024;

/**
 * A request that is not shared, such as a vote.
 *
 * Temporary failures (no answer, 408, 425, 429, 5xx) are retried after 0.5 s, 1 s, … with jitter, or after
 * the `Retry-After` of the endpoint; other 4xx never.
 *
 * @returns the answer, with `retryAfter` in seconds where a response with one of `statuses` has it
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
 * Requests bytes from an endpoint, without retries.
 *
 * @throws {CivicError} `http` (its cause is the unread response), `too-large`, `blocked`
 * @throws what `fetch` or its replacement throws without an answer or after an abort
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

/** A signal that aborts with the given one, or after the seconds. */
export function within(timeout: number | undefined, signal: AbortSignal | undefined): AbortSignal {
  const signals = [signal, timeout ? AbortSignal.timeout(timeout * 1000) : undefined];
  return AbortSignal.any(signals.filter((each) => each !== undefined));
}

/** Turns the deadline's abort reason into a CivicError `timeout`; other reasons are returned as they are. */
export function explained(reason: unknown, url: string): unknown {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new CivicError('timeout', 'no complete answer in time', { url, cause: reason })
    : reason;
}

/** An address without TLS, except the machine itself. */
const INSECURE = /^http:(?!\/\/(?:[^/:]+\.)?(?:localhost|127(?:\.\d+){3}|\[::1\])[:/])/;

/** A request that the loader of the script tag started before the element's code was there: see loader.ts. */
export interface Prefetched {
  response: Promise<Response>;
  abort: AbortController;
  credentials: RequestCredentials;
  /** When the request was started, in ms since the epoch. */
  time: number;
}

/** Key of the loader's requests, a map by URL. A global symbol, because the loader imports nothing. */
export const PREFETCHED = Symbol.for('civic-widgets.prefetched');

/** Milliseconds after which a prefetched response is no longer used. */
const PREFETCH_LIFETIME = 60_000;

/** Takes the prefetched response to this request, if there is one. */
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

/** Reads chunk by chunk, so that no more than the limit is read of an endless or inflated body. */
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
