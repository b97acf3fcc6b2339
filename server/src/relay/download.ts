import { fetch, type Dispatcher } from 'undici';

export const LARGEST_ANSWER = 5 * 1024 * 1024;
const MOST_REDIRECTS = 2;

export interface DownloadOptions {
  dispatcher: Dispatcher;
  userAgent: string;
  /** Validators of the copy we have. */
  etag?: string;
  lastModified?: string;
  /** ms; default 15,000. */
  timeout?: number;
  /** Bytes at most, unpacked; default 5 MB. */
  largest?: number;
  /** Whether a redirect may lead to this host; default: to any. */
  mayAsk?(host: string): boolean;
}

export interface Downloaded {
  body: Buffer;
  contentType: string;
  etag?: string;
  lastModified?: string;
}

/** `retryAfter` in seconds, when the source asked for it. */
export class DownloadError extends Error {
  readonly retryAfter?: number;

  constructor(message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfter = options.retryAfter;
  }
}

/**
 * Gets a URL of the site's configuration: at most 2 redirects, 5 MB (unpacked) and 15 seconds. Sends nothing but its
 * own name and the validators. `undefined`: our copy is still good (304). Rejects with DownloadError.
 */
export async function download(url: string, options: DownloadOptions): Promise<Downloaded | undefined> {
  const { dispatcher, userAgent, etag, lastModified, timeout = 15_000, largest = LARGEST_ANSWER, mayAsk } = options;
  const signal = AbortSignal.timeout(timeout);
  const headers = {
    'User-Agent': userAgent,
    Accept:
      'application/rss+xml, application/atom+xml, application/feed+json, application/json, application/xml;q=0.9, */*;q=0.1',
    ...(etag !== undefined && { 'If-None-Match': etag }),
    ...(lastModified !== undefined && { 'If-Modified-Since': lastModified }),
  };
  try {
    let target = webUrl(url);
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(target, { dispatcher, headers, signal, redirect: 'manual' });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && response.status !== 304 && location !== null) {
        await response.body?.cancel();
        if (redirects === MOST_REDIRECTS) throw new DownloadError(`more than ${MOST_REDIRECTS} redirects`);
        target = webUrl(location, target);
        if (mayAsk && !mayAsk(target.hostname))
          throw new DownloadError(`a redirect to ${target.hostname} is not followed`);
        continue;
      }
      if (response.status === 304 && (etag !== undefined || lastModified !== undefined)) return undefined;
      if (!response.ok) {
        await response.body?.cancel();
        throw new DownloadError(`status ${response.status}`, {
          retryAfter: secondsOf(response.headers.get('retry-after')),
        });
      }
      return {
        body: await readCapped(response.body, largest),
        contentType: response.headers.get('content-type') ?? 'application/octet-stream',
        etag: response.headers.get('etag') ?? undefined,
        lastModified: response.headers.get('last-modified') ?? undefined,
      };
    }
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    if (signal.aborted) throw new DownloadError(`no complete answer within ${timeout / 1000} seconds`);
    throw new DownloadError('no answer', { cause: error instanceof Error ? (error.cause ?? error) : error });
  }
}

function webUrl(url: string, base?: URL): URL {
  const parsed = new URL(url, base);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')
    throw new DownloadError(`${parsed.protocol} is not http(s)`);
  if (parsed.username !== '' || parsed.password !== '')
    throw new DownloadError('a URL with a user name is not followed');
  return parsed;
}

async function readCapped(body: AsyncIterable<Uint8Array> | null, largest: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > largest) throw new DownloadError(`the answer is over ${largest / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** `Retry-After` (RFC 9110 §10.2.3): seconds or a date. */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
