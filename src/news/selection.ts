import { ofCategories } from './categories.ts';
import { entriesOf, isReadable, withChanges, type Entry } from './lazy-feed.ts';
import type { NewsFeed, NewsItem } from './model.ts';

export interface Selection {
  /** `newest` first, undated last; or as `given`, what the site pins first. */
  sort?: 'newest' | 'given';
  /** Only items that pass. */
  isWanted?(item: NewsItem): boolean;
}

/**
 * The readable items of a feed in the order that is asked for, each once. Builds no more of them than the caller takes.
 * Items of one feed are told apart by their ids; the same link once holds between the sources of a merged feed.
 */
export function selectItems(feed: NewsFeed, { sort = 'newest', isWanted }: Selection = {}): Generator<NewsItem> {
  return select(inOrder(feed, sort), feed.url, isWanted);
}

/** The readable items newest first, undated last, of some categories only when asked. Builds no more than the caller takes. */
export function newestItems(feed: NewsFeed, categories: readonly string[] = []): Generator<NewsItem> {
  return selectItems(feed, { isWanted: categories.length ? ofCategories(categories) : undefined });
}

export function* select(
  entries: readonly Entry[],
  home?: string,
  isWanted: (item: NewsItem) => boolean = () => true,
): Generator<NewsItem> {
  const known = new Map<string, NewsItem[]>();
  const links = new Map<string, number>();
  for (const entry of entries) {
    const item = entry.item();
    if (!item || !isReadable(item) || !isWanted(item)) continue;
    // Every item may lead to the site's first page.
    if (item.url && item.url !== (entry.home ?? home) && entry.source !== undefined) {
      const source = links.get(item.url) ?? entry.source;
      if (source !== entry.source) continue;
      links.set(item.url, source);
    }
    const same = known.get(item.id);
    if (!same) known.set(item.id, [item]);
    else if (same.some((one) => isSame(one, item))) continue;
    else same.push(item);
    // What shows items tells them apart by their ids.
    yield same ? withChanges(item, { id: `${item.id} ${item.title} ${timeOf(item)}` }) : item;
  }
}

/** Of two items with one id, which may be only the link or the title for want of a better one. */
function isSame(one: NewsItem, other: NewsItem): boolean {
  if (one.id === one.title) return timeOf(one) === timeOf(other);
  return one.title === other.title || (one.url === other.url && one.id !== one.url);
}

function timeOf({ published, updated }: NewsItem): number | undefined {
  return (published ?? updated)?.getTime();
}

/** A feed's entries, newest first. */
const newestFirst = new WeakMap<NewsFeed, readonly Entry[]>();

function inOrder(feed: NewsFeed, sort: 'newest' | 'given'): readonly Entry[] {
  if (sort === 'given') {
    const entries = entriesOf(feed);
    return [...entries.filter(({ pinned }) => pinned), ...entries.filter(({ pinned }) => !pinned)];
  }
  let sorted = newestFirst.get(feed);
  if (!sorted) newestFirst.set(feed, (sorted = sortNewest(entriesOf(feed))));
  return sorted;
}

export function sortNewest(entries: readonly Entry[]): Entry[] {
  return entries
    .map((entry) => ({ entry, time: Number(entry.date() ?? -Infinity) }))
    .sort((a, b) => (a.time === b.time ? 0 : b.time - a.time))
    .map(({ entry }) => entry);
}
