import { contentBase, entriesOf, lazyFeed, withChanges, type Entry } from './lazy-feed.ts';
import type { NewsFeed, NewsItem } from './model.ts';
import { select, sortNewest } from './selection.ts';

/**
 * Several feeds as one: newest first (by `published`, else `updated`), undated last, the same link once, each item with the
 * name of its source and an id that no other source uses. Relative addresses still start from each item's own feed.
 */
export function mergeFeeds(feeds: readonly NewsFeed[]): NewsFeed {
  if (feeds.length === 1) return feeds[0]!;
  const entries = feeds.flatMap((feed, source) =>
    entriesOf(feed).map(({ date, item, pinned }): Entry => {
      let merged: NewsItem | undefined;
      return {
        date,
        pinned,
        source,
        home: feed.url,
        item: () => (merged ??= inSource(item(), feed, source)),
      };
    }),
  );
  return lazyFeed(
    { language: shared(feeds, 'language'), timeZone: shared(feeds, 'timeZone') },
    sortNewest(entries),
    (list) => [...select(list)],
  );
}

function inSource(item: NewsItem | undefined, feed: NewsFeed, source: number): NewsItem | undefined {
  if (!item) return undefined;
  // An id is unique within its feed only (RFC 4287 §4.2.6 asks for more than feeds keep).
  const id = item.id === item.url ? item.id : `${contentBase(item) ?? source} ${item.id}`;
  return withChanges(item, { id, source: item.source ?? feed.title });
}

/** What all feeds say. */
function shared(feeds: readonly NewsFeed[], name: 'language' | 'timeZone'): string | undefined {
  const [first] = feeds;
  return feeds.every((feed) => feed[name] === first?.[name]) ? first?.[name] : undefined;
}
