import { bases, entriesOf, lazyFeed, newest } from './feed.ts';
import type { NewsFeed, NewsItem } from './model.ts';

/** Several feeds as one: newest first, undated last, one link once, each item with the name of its source. */
export function mergeFeeds(feeds: readonly NewsFeed[]): NewsFeed {
  if (feeds.length === 1) return feeds[0]!;
  const all = feeds.flatMap((feed) =>
    entriesOf(feed).map(({ date, item }) => ({ date, item: () => withSource(item(), feed.title) })),
  );
  return lazyFeed({}, all, (feed) => [...newest(feed)]);
}

function withSource(item: NewsItem | undefined, source: string | undefined): NewsItem | undefined {
  if (!item || item.source || !source) return item;
  const named = { ...item, source };
  const base = bases.get(item);
  if (base) bases.set(named, base);
  return named;
}
