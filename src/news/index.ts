import type { NewsFeed, NewsFormat } from './model.ts';
import { readText, type NewsBody } from './body.ts';
import { knowEverything } from './everything.ts';
import { readDocument } from './document.ts';
import { readNews, type ParseOptions } from './parse.ts';
import { jsonFormats } from './formats/json-family.ts';
import { registerNewsFormat } from './formats/register.ts';
import { registered } from './formats/registry.ts';
import { xmlFormats } from './formats/xml-family.ts';

export type { ItemDraft, LazyItem, NewsDraft, NewsFeed, NewsFormat, NewsImage, NewsItem, NewsSource } from './model.ts';
export type { NewsBody } from './body.ts';
export type { ParseOptions } from './parse.ts';
export { CivicError } from '../errors.ts';
export { newestItems } from './categories.ts';
export { mergeFeeds } from './merge.ts';
export { parseDate } from './dates.ts';
export { registerNewsFormat };

/** The news formats that this package reads, registered ones first. */
export function newsFormats(): NewsFormat[] {
  knowEverything();
  return [...registered, ...xmlFormats, ...jsonFormats];
}

/**
 * Reads a feed in any known format: RSS, RDF, Atom, JSON Feed, WordPress, Drupal, Liferay, SharePoint, `{ "items": [] }`.
 * Keeps the document's order. Throws CivicError `format`.
 */
export function parseNews(body: NewsBody, options: ParseOptions = {}): NewsFeed {
  return readNews(readDocument(readText(body, options.contentType)), options, newsFormats());
}
