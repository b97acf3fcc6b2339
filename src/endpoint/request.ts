import { CivicError } from './errors.ts';

/** Bytes that an endpoint gave, before anybody knows what they mean. */
export interface Answer {
  /** Where they came from after redirects: relative links in them are resolved against it. */
  url: string;
  status: number;
  /** The `Content-Type` header as sent: a hint about the encoding, never the decision about the format. */
  contentType?: string;
  /** `Retry-After` in seconds, when the endpoint asked for patience (RFC 9110 §10.2.3). */
  retryAfter?: number;
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
  /** Seconds until the whole request, retries included, is given up. Default: never (the caller has a signal). */
  timeout?: number;
  /** Largest body that is read, in bytes. */
  maxBytes?: number;
  /** How often a failure that may pass by itself is tried again. */
  retries?: number;
  /** Statuses besides 2xx that are an answer to the caller and no failure. */
  statuses?: readonly number[];
}

export const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Asks an endpoint for bytes.
 *
 * Failures that may pass (no answer, 408, 425, 429, 5xx) are tried again after 0.5 s, 1 s, … with jitter, or after
 * the `Retry-After` that the endpoint gave; other 4xx never.
 *
 * @throws {CivicError} `network`, `timeout`, `http` (with `status`), `too-large`, `blocked`
 * @throws the signal's reason when the caller's signal aborts
 */
export async function request(url: string, options: RequestOptions = {}): Promise<Answer> {
  const { retries = 2, timeout } = options;
  const target = allowed(url);
  const signal = within(timeout, options.signal);
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask(target, options, signal);
    } catch (error) {
      try {
        // An abort surfaces as whatever the fetch or its replacement makes of it; the signal knows why.
        signal.throwIfAborted();
        const failure = error instanceof CivicError ? error : unanswered(error, target);
        if (attempt >= retries) throw failure;
        const again = await import('./retry.ts').catch(() => undefined);
        if (!again) throw failure;
        await again.pauseAfter(failure, attempt, signal);
      } catch (reason) {
        throw explained(reason, target);
      }
    }
  }
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

async function ask(url: string, options: RequestOptions, signal: AbortSignal): Promise<Answer> {
  const {
    fetch = globalThis.fetch,
    credentials = 'same-origin',
    method,
    headers,
    body,
    maxBytes = MAX_BYTES,
  } = options;
  const response = await fetch(url, { method, headers, body, credentials, signal });
  const { status } = response;
  const retryAfter = seconds(response.headers.get('retry-after'));
  if (!response.ok && !options.statuses?.includes(status)) {
    void response.body?.cancel().catch(() => undefined);
    throw new CivicError('http', `HTTP ${status}`, { status, url, retryAfter });
  }
  return {
    url: response.url || url,
    status,
    contentType: response.headers.get('content-type') ?? undefined,
    retryAfter,
    bytes: await read(response, maxBytes, url),
  };
}

/** Reads chunk by chunk, so that an endless or inflated body costs no more than the cap. */
async function read({ body, headers }: Response, maxBytes: number, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  const tooLarge = () => {
    void reader?.cancel().catch(() => undefined);
    return new CivicError('too-large', `more than ${maxBytes} bytes`, { url });
  };
  if (Number(headers.get('content-length')) > maxBytes) throw tooLarge();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    chunks.push(part.value);
    size += part.value.length;
    if (size > maxBytes) throw tooLarge();
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** The absolute address, if this page may ask it at all. */
function allowed(url: string): string {
  // `<base href>` counts, as it does for fetch.
  const base = globalThis.document?.baseURI;
  const target = URL.canParse(url, base) ? new URL(url, base) : undefined;
  if (!target || !/^https?:$/.test(target.protocol) || target.username || target.password) {
    throw new CivicError('blocked', 'not an http(s) address', { url });
  }
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/.test(target.hostname);
  if (globalThis.location?.protocol === 'https:' && target.protocol === 'http:' && !isLoopback) {
    throw new CivicError('blocked', 'mixed content: the page is https, the endpoint http', { url });
  }
  return target.href;
}

function unanswered(cause: unknown, url: string): CivicError {
  const hint = !globalThis.navigator?.onLine ? 'offline' : 'no answer (refused, DNS, CORS or CSP)';
  return new CivicError('network', hint, { url, cause });
}

/** `Retry-After`: a number of seconds or an HTTP date. */
function seconds(header: string | null): number | undefined {
  if (!header) return undefined;
  const value = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(value) ? undefined : Math.max(0, value);
}
