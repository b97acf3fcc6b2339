import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { getMimeType } from 'hono/utils/mime';

/** The encodings that a build writes beside a file, best first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Smaller files gain nothing. */
export const WORTH_PACKING = 1024;

interface Variant {
  encoding: string;
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/**
 * The files of a folder, read once: what is served stays one consistent version while the folder is overwritten, and a
 * request costs no system call. `x.js.br` and `x.js.gz` beside `x.js` are sent as they are to who accepts them; where
 * there are none, text is packed once, at the start.
 */
export class StaticFiles {
  readonly #files = new Map<string, Variant[]>();

  constructor(folder: string, headers: Record<string, string>) {
    for (const path of filesOf(folder)) {
      if (ENCODINGS.some(([, ending]) => path.endsWith(ending))) continue;
      this.#files.set(path, variantsOf(join(folder, path), headers));
    }
  }

  /** The answer for a path inside the folder, or `undefined` where there is no such file. */
  answer(request: Request, path: string, cacheControl: string): Response | undefined {
    const variants = this.#files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path);
    if (!variants) return undefined;
    const accepted = request.headers.get('accept-encoding') ?? '';
    const { body, headers } = variants.find(({ encoding }) => accepts(accepted, encoding))!;
    const all: Record<string, string> = { ...headers, 'Cache-Control': cacheControl };
    if (!isKnown(request.headers.get('if-none-match'), headers['ETag']!)) {
      return new Response(request.method === 'HEAD' ? null : body, { headers: all });
    }
    for (const name of ['Content-Length', 'Content-Encoding', 'Content-Type']) delete all[name];
    return new Response(null, { status: 304, headers: all });
  }
}

function variantsOf(file: string, headers: Record<string, string>): Variant[] {
  const type = getMimeType(file) ?? 'application/octet-stream';
  const original = readFileSync(file);
  const built = ENCODINGS.filter(([, ending]) => existsSync(file + ending)).map(
    ([encoding, ending]) => [encoding, readFileSync(file + ending)] as const,
  );
  const packed =
    built.length === 0 && original.length > WORTH_PACKING && /text|javascript|json|xml/.test(type)
      ? [['gzip', gzipSync(original, { level: 9 })] as const]
      : built;
  return [...packed, ['identity', original] as const].map(([encoding, content]) => ({
    encoding,
    body: new Uint8Array(content),
    headers: {
      'Content-Type': type,
      'Content-Length': String(content.length),
      'Last-Modified': statSync(file).mtime.toUTCString(),
      ETag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`,
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
      ...headers,
    },
  }));
}

/** RFC 9110 §12.5.3, as far as browsers and proxies use it: a list with weights, `*`, and `q=0` for "not this one". */
export function accepts(header: string, encoding: string): boolean {
  if (encoding === 'identity') return true;
  let wildcard = false;
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    if (name === encoding) return !refused;
    if (name === '*') wildcard = !refused;
  }
  return wildcard;
}

function isKnown(header: string | null, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etag);
}

/** Paths with `/`, whatever the system writes; none in a folder that isn't there. */
function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}
