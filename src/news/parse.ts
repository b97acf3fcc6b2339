import { Registry } from '../documents/registry.ts';
import { bytesOf, decodeUtf8 } from '../documents/utf8.ts';
import { rootName } from '../documents/xml.ts';
import { CivicError } from '../errors.ts';
import { STANDARD_DATE } from './dates.ts';
import { rdf, rss } from './formats/rss.ts';
import { buildFeed } from './lazy-feed.ts';
import type { NewsBody, NewsFeed, NewsFormat, NewsSource } from './model.ts';

export interface ParseOptions extends NewsSource {
  /** Name of the format; told from the content when absent or `auto`. */
  format?: string;
}

/** Formats that the page adds; they are asked before those built in. */
export const registeredFormats = new Registry<NewsFormat>();

/** What reads the documents that most feeds are not. */
export type Uncommon = typeof import('./uncommon.ts');

/**
 * Reads a feed as `parseNews` does. What most feeds do without is loaded where a document needs it.
 *
 * @throws {CivicError} `format`, or `network` when a part can't be had
 */
export async function readNews(body: NewsBody, options: ParseOptions = {}): Promise<NewsFeed> {
  const bytes = bytesOf(body);
  const content = bytes ? (decodeUtf8(bytes, options.contentType) ?? bytes) : body;
  if (typeof content === 'string' && isUsual(content)) return parseDocument(content, options, [rss, rdf]);
  const [uncommon] = await part(
    Promise.all([import('./uncommon.ts'), bytes === content || isXml(content) || import('./formats/json-formats.ts')]),
  );
  const document = readDocument(content, options, uncommon);
  const { jsonFormats } = isXml(document) ? { jsonFormats: [] } : await part(import('./formats/json-formats.ts'));
  return parseWith(uncommon, document, options, jsonFormats);
}

/** The feed in a document, with all readers at hand. @throws {CivicError} `format`, and nothing else */
export function parseWith(
  { atom, parseDate }: Uncommon,
  document: unknown,
  options: ParseOptions,
  jsonFormats: readonly NewsFormat[],
): NewsFeed {
  return parseDocument(document, { ...options, parseDate }, isXml(document) ? [rss, rdf, atom] : jsonFormats);
}

/** The document in a body as formats want it: JSON as its value, everything else as text. Never throws. */
export function readDocument(
  body: NewsBody,
  { contentType }: NewsSource,
  { decode, numericReferences, numericReferencesIn }: Uncommon,
): unknown {
  const bytes = bytesOf(body);
  const text = bytes ? decode(bytes, contentType) : body;
  if (typeof text !== 'string') return numericReferencesIn(text);
  if (isXml(text)) return numericReferences(text);
  try {
    return numericReferencesIn(JSON.parse(text.trim()));
  } catch {
    return text;
  }
}

/** Text that is no JSON. */
function isXml(content: unknown): boolean {
  return typeof content === 'string' && !/^[\s\ufeff]*[[{]/.test(content);
}

/** Names of HTML, dates unlike the standards', and dates in a summary: what uncommon.ts reads. */
const UNCOMMON = new RegExp(
  '[&;](?!(?:amp|lt|gt|quot|apos|nbsp);)[a-z]\\w{1,15};|Ngày ban hành: |Publtime: ' +
    `|<(?:\\w+:)?\\w*(?:date|created|issued|published|modified)d?\\b[^<>]*>\\s*(?!</|${STANDARD_DATE}\\s*<)\\S`,
  'i',
);

/** Whether the readers of RSS alone can read a document. */
function isUsual(text: string): boolean {
  return !registeredFormats.size && /rss|rdf|channel/.test(rootName(text) ?? '') && !UNCOMMON.test(text);
}

/** The feed in a document, by the first format that it matches, or by the one that is asked for. */
function parseDocument(document: unknown, options: ParseOptions, builtIn: readonly NewsFormat[]): NewsFeed {
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

function matches(format: NewsFormat, document: unknown, source: NewsSource): boolean {
  try {
    return format.matches(document, source);
  } catch {
    return false;
  }
}

async function part<Module>(loading: Promise<Module>): Promise<Module> {
  try {
    return await loading;
  } catch (cause) {
    throw new CivicError('network', `a part of the widget did not load: ${String(cause)}`, { cause });
  }
}
