import { cut, plainText, SUMMARY } from '../documents/html-text.ts';
import type { ItemDraft, LazyItem, NewsDraft, NewsFeed, NewsItem } from './model.ts';
import { safeUrl } from '../documents/urls.ts';

/** An item that is built when somebody looks at it. */
interface Entry {
  date(): Date | undefined;
  item(): NewsItem | undefined;
}

/** What stands behind a feed's `items`, so that five of two thousand can be had without the rest. */
const entries = new WeakMap<NewsFeed, readonly Entry[]>();

/** The same, newest first. */
const ordered = new WeakMap<NewsFeed, readonly Entry[]>();

/** What relative addresses in an item's content start from. */
export const bases = new WeakMap<NewsItem, string>();

/** The feed that a format read from the document at `url`, its links checked, its items built when they are asked for. */
export function toFeed({ items, title, url, language, updated }: NewsDraft, documentUrl?: string): NewsFeed {
  return lazyFeed(
    { title: title || undefined, url: safeUrl(url, documentUrl), language: language || undefined, updated },
    items.map((item) => toEntry(item, documentUrl)),
    (feed) => {
      const all = entriesOf(feed).flatMap((entry) => entry.item() ?? []);
      const readable = all.filter(isReadable);
      return readable.length ? readable : all;
    },
  );
}

/** The readable items newest first, undated last, one link once. Builds no more of them than the caller takes. */
export function* newest(feed: NewsFeed, isWanted: (item: NewsItem) => boolean = () => true): Generator<NewsItem> {
  const seen = new Set<string>();
  let inOrder = ordered.get(feed);
  if (!inOrder) {
    const dated = entriesOf(feed).map((entry) => ({ entry, time: Number(entry.date() ?? -Infinity) }));
    inOrder = dated.sort((a, b) => (a.time === b.time ? 0 : b.time - a.time)).map(({ entry }) => entry);
    ordered.set(feed, inOrder);
  }
  for (const entry of inOrder) {
    const item = entry.item();
    if (!item || !isReadable(item) || (item.url && seen.has(item.url)) || !isWanted(item)) continue;
    if (item.url) seen.add(item.url);
    yield item;
  }
}

/** What relative addresses in `item.html` start from. */
export function contentBase(item: NewsItem): string | undefined {
  return bases.get(item) ?? item.url;
}

/** A feed whose items are built when they are asked for. */
export function lazyFeed(
  feed: Omit<NewsFeed, 'items'>,
  list: readonly Entry[],
  build: (feed: NewsFeed) => NewsItem[],
): NewsFeed {
  let built: NewsItem[] | undefined;
  const whole: NewsFeed = {
    ...feed,
    get items() {
      return (built ??= build(whole));
    },
  };
  entries.set(whole, list);
  return whole;
}

export function entriesOf(feed: NewsFeed): readonly Entry[] {
  return entries.get(feed) ?? feed.items.map((item) => toEntry(item, feed.url));
}

function toEntry(source: ItemDraft | LazyItem, documentUrl: string | undefined): Entry {
  let item: NewsItem | undefined | null = null;
  return {
    date: () => ('build' in source ? source.date() : (source.published ?? source.updated)),
    item: () => {
      if (item === null) {
        try {
          item = finish('build' in source ? source.build() : source, documentUrl);
        } catch {
          // An item of a shape that nobody thought of: the others are still news.
          item = undefined;
        }
      }
      return item;
    },
  };
}

/** What every format owes the reader: links checked, a title made up, nothing where nothing is. */
function finish(draft: ItemDraft, documentUrl: string | undefined): NewsItem | undefined {
  const { base = documentUrl, html, published, updated } = draft;
  const url = safeUrl(draft.url, base);
  const summary = draft.summary ? (html ? cut(draft.summary, SUMMARY) : draft.summary) : plainText(html, SUMMARY);
  const title = draft.title || cut(summary, 80) || url || '';
  const id = draft.id || url || title;
  const picture = safeUrl(draft.image?.url, base);
  const image = picture ? { ...draft.image, url: picture } : undefined;
  const authors = unique(draft.authors);
  const categories = unique(draft.categories);
  if (![id, html, image, published, updated, ...authors, ...categories].some(Boolean)) return undefined;
  const item: NewsItem = {
    id,
    title,
    url,
    summary: summary || undefined,
    html: html || undefined,
    published,
    updated,
    image,
    authors,
    categories,
    source: draft.source || undefined,
  };
  if (base) bases.set(item, base);
  return item;
}

/** Neither title, summary nor link: nothing for a reader. Kept only in feeds that have nothing else. */
function isReadable(item: NewsItem): boolean {
  return item.title !== '';
}

function unique(list: readonly string[] = []): string[] {
  return list.length ? [...new Set(list.map((one) => one.trim()).filter(Boolean))] : [];
}
