import { cut, lineOfText, plainText, SUMMARY } from '../documents/html-text.ts';
import { safeUrl } from '../documents/urls.ts';
import type { ItemDraft, LazyItem, NewsDraft, NewsFeed, NewsImage, NewsItem } from './model.ts';
import { isPicture } from './pictures.ts';

/** An item that is built when somebody looks at it; its date is known before, for the sake of the order. */
export interface Entry {
  date(): Date | undefined;
  item(): NewsItem | undefined;
  /** The site keeps it before all others. */
  pinned?: boolean;
  /** Which of several merged feeds it is from, and that feed's page. */
  source?: number;
  home?: string;
}

/** What stands behind a feed's `items`, so that five of two thousand can be had without the rest. */
const entries = new WeakMap<NewsFeed, readonly Entry[]>();

/** What relative addresses in an item's content start from. */
const bases = new WeakMap<NewsItem, string>();

/** The feed that a format read from the document at `url`, its links checked, its items built when they are asked for. */
export function buildFeed(
  { items, title, url, language, updated, timeZone }: NewsDraft,
  documentUrl?: string,
): NewsFeed {
  return lazyFeed(
    {
      title: title || undefined,
      url: safeUrl(url, documentUrl),
      language: language || undefined,
      updated,
      ...(timeZone && { timeZone }),
    },
    items.map((item) => toEntry(item, documentUrl)),
    (list) => {
      const all = list.flatMap((entry) => entry.item() ?? []);
      const readable = all.filter(isReadable);
      return readable.length ? readable : all;
    },
  );
}

/** A feed whose items are built when they are asked for. */
export function lazyFeed(
  feed: Omit<NewsFeed, 'items'>,
  list: readonly Entry[],
  build: (list: readonly Entry[]) => NewsItem[],
): NewsFeed {
  let built: NewsItem[] | undefined;
  const whole: NewsFeed = {
    ...feed,
    get items() {
      return (built ??= build(list));
    },
  };
  entries.set(whole, list);
  return whole;
}

export function entriesOf(feed: NewsFeed): readonly Entry[] {
  return entries.get(feed) ?? feed.items.map((item) => toEntry(item, feed.url));
}

/** What relative addresses in `item.html` start from. */
export function contentBase(item: NewsItem): string | undefined {
  return bases.get(item) ?? item.url;
}

/** A copy of an item with some members changed. */
export function withChanges(item: NewsItem, changes: Partial<NewsItem>): NewsItem {
  const copy = { ...item, ...changes };
  const base = bases.get(item);
  if (base) bases.set(copy, base);
  return copy;
}

/** Neither title, summary, link nor picture: nothing for a reader. Kept only in feeds that have nothing else. */
export function isReadable(item: NewsItem): boolean {
  return item.title !== '' || !!item.image;
}

function toEntry(source: ItemDraft | LazyItem, documentUrl: string | undefined): Entry {
  let item: NewsItem | undefined | null = null;
  return {
    pinned: source.pinned,
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
  const title = draft.title || cut(summary, 80) || markupTitle(draft.rawTitle) || url || '';
  const id = draft.id || url || title;
  const image = draft.protected ? undefined : finishImage(draft.image, base);
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
    ...(draft.pinned && { pinned: true }),
    ...(draft.protected && { protected: true }),
  };
  if (base) bases.set(item, base);
  return item;
}

/** A title that is nothing but markup stands as it was written, unless that is a picture. */
function markupTitle(raw = ''): string {
  return /<img\b/i.test(raw) ? '' : lineOfText(raw, 80);
}

function finishImage(image: NewsImage | undefined, base: string | undefined): NewsImage | undefined {
  const url = safeUrl(image?.url, base);
  if (!image || !url || !isPicture({ ...image, url })) return undefined;
  const { sources, ...rest } = image;
  const safe = (sources ?? []).flatMap((source) => {
    const url = safeUrl(source.url, base);
    return url ? { ...source, url } : [];
  });
  return { ...rest, url, ...(safe.length && { sources: safe }) };
}

function unique(list: readonly string[] = []): string[] {
  return list.length ? [...new Set(list.map((one) => one.trim()).filter(Boolean))] : [];
}
