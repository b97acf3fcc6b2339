import type { DateReader } from './dates.ts';

/** What a feed says, whatever its wire format. */
export interface NewsFeed {
  title?: string;
  /** The page that the feed belongs to; absolute, http(s) only. */
  url?: string;
  /** BCP 47 tag as the feed gave it. */
  language?: string;
  updated?: Date;
  /** IANA name of the site's own zone where the document tells it; for times whose zone nobody names. */
  timeZone?: string;
  /** In the document's order. */
  items: NewsItem[];
}

export interface NewsItem {
  id: string;
  /** Plain text, entities decoded once. */
  title: string;
  /** Absolute; http(s) only. */
  url?: string;
  /** Plain text. */
  summary?: string;
  /** The content as the feed gave it, NOT sanitised. */
  html?: string;
  /** Undefined when unreadable: never a wrong date. */
  published?: Date;
  updated?: Date;
  image?: NewsImage;
  authors: string[];
  categories: string[];
  /** Name of the publication that the item came from. */
  source?: string;
  /** The site keeps it before all others. */
  pinned?: boolean;
  /** It can be read on its own site only, with a password. */
  protected?: boolean;
}

export interface NewsImage {
  /** Absolute; http(s) only. */
  url: string;
  alt?: string;
  /** Pixels. */
  width?: number;
  height?: number;
  /** The same picture in the sizes that a list may choose from, the narrowest first. */
  sources?: { url: string; width?: number }[];
}

/** What is known of a document besides its body. */
export interface NewsSource {
  /** Address of the document; relative links start from here. */
  url?: string;
  /** HTTP Content-Type. */
  contentType?: string;
  /** IANA name of the zone in which dates without a zone are read; the runtime's own when absent. */
  timeZone?: string;
  /** Given to formats: reads dates of any shape. */
  parseDate?: DateReader;
}

/**
 * One wire format. `body` is the parsed value when the document is JSON, else its text.
 * `parse` may leave out what the document lacks; titles, links and images are checked after it.
 */
export interface NewsFormat {
  name: string;
  matches(body: unknown, source: NewsSource): boolean;
  parse(body: unknown, source: NewsSource): NewsDraft;
}

/** A feed before its links are checked. */
export interface NewsDraft extends Omit<NewsFeed, 'items'> {
  items: readonly (ItemDraft | LazyItem)[];
}

/** A document of any kind: bytes and text are told apart by their content; an object is JSON already parsed, or the model. */
export type NewsBody = string | ArrayBuffer | Uint8Array | object;

/** An item before its links are checked: `base` is what they are relative to. */
export interface ItemDraft extends Partial<NewsItem> {
  base?: string;
  /** The title as it was written, for one that is nothing but markup. */
  rawTitle?: string;
}

/** An item that is built when it is shown; its date is known before, for the sake of the order. */
export interface LazyItem {
  date(): Date | undefined;
  pinned?: boolean;
  build(): ItemDraft;
}
