import { jsonFormats } from './formats/json-formats.ts';
import { rdf, rss } from './formats/rss.ts';
import type { NewsBody, NewsFeed, NewsFormat } from './model.ts';
import { parseWith, readDocument, registeredFormats, type ParseOptions } from './parse.ts';
import * as uncommon from './uncommon.ts';

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
export { absoluteHtml } from '../documents/absolute-html.ts';
export { CivicError } from '../errors.ts';
export { parseDate } from './date-shapes.ts';
export { contentBase } from './lazy-feed.ts';
export { mergeFeeds } from './merge.ts';
export { readNews } from './parse.ts';
export { newestItems, selectItems } from './selection.ts';

/**
 * Reads a feed in any known format: RSS, RDF, Atom, JSON Feed, WordPress, Drupal, Liferay, SharePoint, `{ "items": [] }`.
 * Keeps the document's order. Throws CivicError `format`.
 */
export function parseNews(body: NewsBody, options: ParseOptions = {}): NewsFeed {
  return parseWith(uncommon, readDocument(body, options, uncommon), options, jsonFormats);
}

/** Teaches `parseNews` and `<district-news>` another format; one of the same name is replaced. */
export function registerNewsFormat(format: NewsFormat): void {
  registeredFormats.register(format);
}

/** The news formats that this package reads, registered ones first. */
export function newsFormats(): NewsFormat[] {
  return [...registeredFormats, rss, rdf, uncommon.atom, ...jsonFormats];
}
