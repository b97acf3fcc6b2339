import { CivicError } from '../endpoint/errors.ts';
import { decode } from '../endpoint/encoding.ts';
import { toFeed } from './feed.ts';
import type { NewsFeed, NewsFormat, NewsSource } from './model.ts';

/** A document of any kind: bytes and text are told apart by their content; an object is JSON already parsed, or the model. */
export type NewsBody = string | ArrayBuffer | Uint8Array | object;

export interface ParseOptions extends NewsSource {
  /** Name of the format; told from the content when absent or `auto`. */
  format?: string;
}

/** The body as formats want it: JSON as its value, everything else as text. Never throws. */
export function readBody(body: NewsBody, contentType?: string): unknown {
  const text = isBuffer(body) ? decode(bytesOf(body), contentType) : body;
  if (typeof text !== 'string' || !/^[\s\ufeff]*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text.trim());
  } catch {
    return text;
  }
}

function isBuffer(body: NewsBody): body is ArrayBuffer | ArrayBufferView {
  // An ArrayBuffer of another window is one as well.
  return ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';
}

function bytesOf(body: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(body)
    ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
    : new Uint8Array(body);
}

/**
 * The feed in a document, by the first of `formats` that it matches, or by the one that is asked for.
 * @throws {CivicError} `format`, and nothing else
 */
export function readNews(document: unknown, options: ParseOptions, formats: Iterable<NewsFormat>): NewsFeed {
  const { url, format: name = 'auto' } = options;
  try {
    for (const format of formats) {
      if (name === 'auto' ? matches(format, document, options) : name === format.name) {
        return toFeed(format.parse(document, options), url);
      }
    }
  } catch (cause) {
    throw new CivicError('format', `cannot be read: ${String(cause)}`, { url, cause });
  }
  throw new CivicError('format', name === 'auto' ? 'none of the known news formats' : `no news format "${name}"`, {
    url,
  });
}

function matches(format: NewsFormat, document: unknown, source: NewsSource): boolean {
  try {
    return format.matches(document, source);
  } catch {
    return false;
  }
}
