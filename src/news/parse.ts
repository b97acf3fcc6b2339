import { decode } from '../documents/encoding.ts';
import { Registry } from '../documents/registry.ts';
import { CivicError } from '../errors.ts';
import { atom } from './formats/atom.ts';
import { rdf, rss } from './formats/rss.ts';
import { buildFeed } from './lazy-feed.ts';
import type { NewsBody, NewsFeed, NewsFormat, NewsSource } from './model.ts';

export interface ParseOptions extends NewsSource {
  /** Name of the format; told from the content when absent or `auto`. */
  format?: string;
}

/** Formats that the page adds; they are asked before those built in. */
export const registeredFormats = new Registry<NewsFormat>();

/** The formats whose documents start with `<`. */
export const xmlFormats: readonly NewsFormat[] = [rss, rdf, atom];

/**
 * Reads a feed as `parseNews` does; the JSON formats are loaded where the document is JSON.
 *
 * @throws {CivicError} `format`, or `network` when a part can't be had
 */
export async function readNews(body: NewsBody, options: ParseOptions = {}): Promise<NewsFeed> {
  const document = readDocument(body, options.contentType);
  return parseDocument(document, options, typeof document === 'string' ? xmlFormats : await jsonFormats());
}

/** The document in a body as formats want it: JSON as its value, everything else as text. Never throws. */
export function readDocument(body: NewsBody, contentType?: string): unknown {
  const bytes = bytesOf(body);
  const text = bytes ? decode(bytes, contentType) : body;
  if (typeof text !== 'string' || !/^[\s\ufeff]*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text.trim());
  } catch {
    return text;
  }
}

/**
 * The feed in a document, by the first format that it matches, or by the one that is asked for.
 *
 * @throws {CivicError} `format`, and nothing else
 */
export function parseDocument(document: unknown, options: ParseOptions, builtIn: readonly NewsFormat[]): NewsFeed {
  const { url, format: name = 'auto' } = options;
  try {
    for (const format of [...registeredFormats, ...builtIn]) {
      if (name === 'auto' ? matches(format, document, options) : name === format.name) {
        const draft = format.parse(document, options);
        // An error page is no feed without news, whatever the page's author says that the endpoint sends.
        if (name !== 'auto' && draft.items.length === 0 && !matches(format, document, options)) break;
        return buildFeed(draft, url);
      }
    }
  } catch (cause) {
    throw new CivicError('format', `cannot be read: ${String(cause)}`, { url, cause });
  }
  throw new CivicError('format', name === 'auto' ? 'none of the known news formats' : `not "${name}"`, { url });
}

async function jsonFormats(): Promise<readonly NewsFormat[]> {
  try {
    return (await import('./formats/json-formats.ts')).jsonFormats;
  } catch (cause) {
    throw new CivicError('network', `the JSON formats did not load: ${String(cause)}`, { cause });
  }
}

function bytesOf(body: NewsBody): Uint8Array | undefined {
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  // An ArrayBuffer of another window is one as well.
  const isBuffer = Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  return isBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}

function matches(format: NewsFormat, document: unknown, source: NewsSource): boolean {
  try {
    return format.matches(document, source);
  } catch {
    return false;
  }
}
