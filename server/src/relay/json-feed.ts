import {
  absoluteHtml,
  contentBase,
  mergeFeeds,
  newestItems,
  parseNews,
  type NewsFeed,
  type NewsItem,
} from '../../../src/news/index.ts';
import type { Copy } from './relay.ts';

/** More than any page shows; the oldest are left out. */
const MOST_ITEMS = 200;

export interface FeedCopy {
  id: string;
  copy: Copy;
  /** Where the feed is, for its relative links. */
  url?: string;
}

/**
 * Feeds of any format as one JSON Feed 1.1 (https://jsonfeed.org/version/1.1): newest first, undated last, the same
 * link once. Throws CivicError `format` when none of them can be read; `onUnreadable` hears of each.
 */
export function toJsonFeed(
  copies: readonly FeedCopy[],
  { timeZone, onUnreadable }: { timeZone?: string; onUnreadable(copy: FeedCopy, error: unknown): void },
): string {
  const feeds: NewsFeed[] = [];
  let failure: Error | undefined;
  for (const feed of copies) {
    try {
      const { body, contentType } = feed.copy;
      feeds.push(parseNews(body, { url: feed.url, contentType, timeZone }));
    } catch (error) {
      failure = error as Error;
      onUnreadable(feed, error);
    }
  }
  if (feeds.length === 0 && failure) throw failure;
  const [first] = feeds;
  const items: object[] = [];
  for (const item of newestItems(mergeFeeds(feeds))) {
    if (items.length === MOST_ITEMS) break;
    items.push(toJsonItem({ ...item, source: item.source ?? first?.title }));
  }
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feeds
      .map(({ title }) => title)
      .filter(Boolean)
      .join(' · '),
    home_page_url: first?.url,
    language: first?.language,
    items,
  });
}

function toJsonItem(item: NewsItem): object {
  return {
    id: item.id,
    url: item.url,
    title: item.title,
    summary: item.summary,
    // The format asks for one of the two.
    ...(item.html === undefined
      ? { content_text: item.summary ?? item.title }
      : { content_html: absoluteHtml(item.html, contentBase(item)) }),
    image: item.image?.url,
    date_published: item.published?.toISOString(),
    date_modified: item.updated?.toISOString(),
    authors: item.authors.length > 0 ? item.authors.map((name) => ({ name })) : undefined,
    tags: item.categories.length > 0 ? item.categories : undefined,
    // Beside the format: which of the feeds it came from. Our widget shows it.
    source: item.source,
  };
}
