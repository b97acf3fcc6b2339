import { CivicError } from '../errors.ts';
import { toFeed } from './feed.ts';
import type { NewsFeed, NewsFormat, NewsSource } from './model.ts';

export interface ParseOptions extends NewsSource {
  /** Name of the format; told from the content when absent or `auto`. */
  format?: string;
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
        const draft = format.parse(document, options);
        // An error page is no feed without news, whatever the page's author says that the endpoint sends.
        if (name !== 'auto' && draft.items.length === 0 && !matches(format, document, options)) break;
        return toFeed(draft, url);
      }
    }
  } catch (cause) {
    throw new CivicError('format', `cannot be read: ${String(cause)}`, { url, cause });
  }
  throw new CivicError('format', name === 'auto' ? 'none of the known news formats' : `not "${name}"`, {
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
