import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Copy } from '../relay/relay.ts';
import { accepts, WORTH_PACKING } from './static-files.ts';

/** Seconds after which a cache may ask whether an old copy was renewed. */
const RENEWAL = 30;

/**
 * A copy as an answer: ETag and Last-Modified with 304 (RFC 9110 §13), Age and Cache-Control (RFC 9111, RFC 5861), and
 * `Warning: 111` while the source is down. A copy is packed once, however many ask for it.
 */
export async function serveCopy(
  request: Request,
  copy: Copy,
  interval: number,
  headers: Record<string, string> = {},
): Promise<Response> {
  const isPacked = copy.body.length > WORTH_PACKING && accepts(request.headers.get('accept-encoding') ?? '', 'gzip');
  const age = Math.max(0, Math.round((Date.now() - copy.fetchedAt.getTime()) / 1000));
  const etag = etagOf(copy.body);
  // An old copy counts as fresh for a little while: a cache that got more Age than max-age would ask for every visitor.
  const isOld = age >= interval;
  const freshFor = isOld ? Math.min(interval, RENEWAL) : interval;
  const all = {
    'Content-Type': copy.contentType,
    // The same content in other bytes.
    ETag: isPacked ? `W/${etag}` : etag,
    Vary: 'Accept-Encoding',
    ...(copy.lastModified !== undefined && { 'Last-Modified': copy.lastModified }),
    Age: String(isOld ? 0 : age),
    'Cache-Control': `public, max-age=${freshFor}, s-maxage=${freshFor}, stale-while-revalidate=${interval}, stale-if-error=604800`,
    ...(copy.failing && { Warning: '111 - "Revalidation Failed"' }),
    ...headers,
  };
  if (isUnchanged(request.headers, etag, copy.lastModified)) return new Response(null, { status: 304, headers: all });
  const body = isPacked ? await packedOf(copy.body) : copy.body;
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: { ...all, 'Content-Length': String(body.length), ...(isPacked && { 'Content-Encoding': 'gzip' }) },
  });
}

const packed = new WeakMap<Uint8Array, Promise<Buffer>>();

function packedOf(body: Uint8Array): Promise<Buffer> {
  const known = packed.get(body) ?? promisify(gzip)(body);
  packed.set(body, known);
  return known;
}

const etags = new WeakMap<Uint8Array, string>();

function etagOf(body: Uint8Array): string {
  const etag = etags.get(body) ?? `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  etags.set(body, etag);
  return etag;
}

/** If-None-Match wins over If-Modified-Since (RFC 9110 §13.2.2). */
function isUnchanged(headers: Headers, etag: string, lastModified: string | undefined): boolean {
  const asked = headers.get('if-none-match');
  if (asked !== null) return asked.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return lastModified !== undefined && Date.parse(lastModified) <= since;
}
