import { CivicError } from '../endpoint/errors.ts';
import { decode } from './encoding.ts';
import { cut, plainText, slug } from './html.ts';
import type { ItemDraft, LazyItem, NewsFeed, NewsFormat, NewsItem, NewsSource } from './model.ts';
import { safeUrl } from './urls.ts';

/** A document of any kind: bytes and text are told apart by their content, an object is JSON already parsed, or the model. */
export type NewsBody = string | ArrayBuffer | Uint8Array | object;

export interface ParseOptions extends NewsSource {
  /** Name of the format; told from the content when absent or `auto`. */
  format?: string;
}

/** The items of a feed as they are built one by one; the feed itself builds all of them when it is asked for `items`. */
const lazy = new WeakMap<NewsFeed, readonly Entry[]>();

interface Entry {
  date(): Date | undefined;
  item(): NewsItem | undefined;
}

/** Text or JSON, whatever the body is; families of formats are loaded by its first character. */
export function readBody(body: NewsBody, contentType?: string): unknown {
  const text =
    body instanceof ArrayBuffer || ArrayBuffer.isView(body)
      ? decode(
          ArrayBuffer.isView(body)
            ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
            : new Uint8Array(body),
          contentType,
        )
      : body;
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text.trim());
  } catch {
    return text;
  }
}

/**
 * The feed in `body`, by the first of `formats` that it matches. Items are built when somebody looks at them.
 * Throws CivicError `format`, and nothing else.
 */
export function readNews(body: NewsBody, options: ParseOptions, formats: Iterable<NewsFormat>): NewsFeed {
  try {
    const document = readBody(body, options.contentType);
    for (const format of formats) {
      const wanted =
        options.format && options.format !== 'auto'
          ? options.format === format.name
          : matches(format, document, options);
      if (wanted) return assemble(format, document, options);
    }
  } catch (cause) {
    throw new CivicError('format', `cannot be read: ${String(cause)}`, { url: options.url, cause });
  }
  throw new CivicError('format', 'none of the known news formats', { url: options.url });
}

function matches(format: NewsFormat, body: unknown, source: NewsSource): boolean {
  try {
    return format.matches(body, source);
  } catch {
    return false;
  }
}

function assemble(format: NewsFormat, body: unknown, source: ParseOptions): NewsFeed {
  const { items, title, url, language, updated } = format.parse(body, source);
  const entries = items.map((item) => entry(item, source.url));
  let built: NewsItem[] | undefined;
  const feed: NewsFeed = {
    title: title || undefined,
    url: safeUrl(url, source.url),
    language: language || undefined,
    updated,
    get items() {
      if (!built) {
        const all = entries.flatMap((one) => one.item() ?? []);
        const readable = all.filter(isReadable);
        built = readable.length ? readable : all;
      }
      return built;
    },
  };
  lazy.set(feed, entries);
  return feed;
}

function entry(source: ItemDraft | LazyItem, url: string | undefined): Entry {
  const isLazy = typeof (source as LazyItem).build === 'function';
  let item: NewsItem | undefined | null = null;
  return {
    date: () =>
      isLazy ? (source as LazyItem).date() : ((source as ItemDraft).published ?? (source as ItemDraft).updated),
    item: () => {
      if (item === null) {
        try {
          item = finish(isLazy ? (source as LazyItem).build() : (source as ItemDraft), url);
        } catch {
          item = undefined;
        }
      }
      return item;
    },
  };
}

/** Longer texts are articles: the summary of an item whose content is at hand stops after so many characters. */
const SUMMARY = 500;

/** What every format owes the reader: links checked, a title made up, nothing where nothing is. */
function finish(draft: ItemDraft, documentUrl: string | undefined): NewsItem | undefined {
  const base = draft.base ?? documentUrl;
  const url = safeUrl(draft.url, base);
  const html = draft.html || undefined;
  const summary = draft.summary ? (html ? cut(draft.summary, SUMMARY) : draft.summary) : plainText(html, SUMMARY);
  const title = draft.title || cut(summary, 80) || url || '';
  const image = safeUrl(draft.image?.url, base);
  const item: NewsItem = {
    id: draft.id || url || title,
    title,
    url,
    summary: summary || undefined,
    html,
    published: draft.published,
    updated: draft.updated,
    image: image ? { ...draft.image, url: image } : undefined,
    authors: unique(draft.authors),
    categories: unique(draft.categories),
    source: draft.source || undefined,
  };
  const says =
    item.id || html || image || item.published || item.updated || item.authors.length || item.categories.length;
  return says ? item : undefined;
}

/** Neither title, summary nor link: nothing for a reader. Kept only in feeds that have nothing else. */
function isReadable(item: NewsItem): boolean {
  return item.title !== '';
}

function unique(list: readonly string[] | undefined): string[] {
  return [...new Set((list ?? []).map((one) => one.trim()).filter(Boolean))];
}

/**
 * The items of several feeds in one row: newest first, undated last, one link once, of some categories only when asked,
 * and none that has neither title, summary nor link. Builds no more of them than the caller takes.
 */
export function* newestItems(feeds: readonly NewsFeed[], categories: readonly string[] = []): Generator<NewsItem> {
  const wanted = new Set(categories.map(slug));
  const seen = new Set<string>();
  const entries = feeds
    .flatMap((feed) =>
      (lazy.get(feed) ?? feed.items.map((item) => entry(item, feed.url))).map((one) => ({
        one,
        feed,
        time: one.date()?.getTime() ?? -Infinity,
      })),
    )
    .sort((a, b) => (a.time === b.time ? 0 : b.time - a.time));
  for (const { one, feed } of entries) {
    const item = one.item();
    if (!item || !isReadable(item) || (item.url && seen.has(item.url))) continue;
    if (wanted.size && !item.categories.some((name) => wanted.has(slug(name)))) continue;
    if (item.url) seen.add(item.url);
    yield feeds.length > 1 && !item.source && feed.title ? { ...item, source: feed.title } : item;
  }
}
