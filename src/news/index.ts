import { jsonFormats } from './formats/json-formats.ts';
import type { NewsBody, NewsFeed, NewsFormat } from './model.ts';
import { parseDocument, readDocument, registeredFormats, xmlFormats, type ParseOptions } from './parse.ts';

export type {
  ItemDraft,
  LazyItem,
  NewsBody,
  NewsDraft,
  NewsFeed,
  NewsFormat,
  NewsImage,
  NewsItem,
  NewsSource,
} from './model.ts';
export type { ParseOptions } from './parse.ts';
export type { Selection } from './selection.ts';
export { absoluteHtml } from '../documents/urls.ts';
export { CivicError } from '../errors.ts';
export { parseDate } from './dates.ts';
export { contentBase } from './lazy-feed.ts';
export { mergeFeeds } from './merge.ts';
export { readNews } from './parse.ts';
export { newestItems, selectItems } from './selection.ts';

/**
 * Reads a feed in any known format: RSS, RDF, Atom, JSON Feed, WordPress, Drupal, Liferay, SharePoint, `{ "items": [] }`.
 * Keeps the document's order. Throws CivicError `format`.
 */
export function parseNews(body: NewsBody, options: ParseOptions = {}): NewsFeed {
  const document = readDocument(body, options.contentType);
  return parseDocument(document, options, typeof document === 'string' ? xmlFormats : jsonFormats);
}

/** Teaches `parseNews` and `<district-news>` another format; one of the same name is replaced. */
export function registerNewsFormat(format: NewsFormat): void {
  registeredFormats.register(format);
}

/** The news formats that this package reads, registered ones first. */
export function newsFormats(): NewsFormat[] {
  return [...registeredFormats, ...xmlFormats, ...jsonFormats];
}
