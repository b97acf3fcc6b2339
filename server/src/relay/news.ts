import type { Dispatcher } from 'undici';
import { parseNews } from '../../../src/news/index.ts';
import { reasonOf, type Log } from '../http/log.ts';
import { serveCopy } from '../http/serve-copy.ts';
import { Problem } from '../http/problem.ts';
import type { FeedSource } from '../site.ts';
import { download, type Downloaded } from './download.ts';
import { toJsonFeed, type FeedCopy } from './json-feed.ts';
import type { Copy, Relay } from './relay.ts';
import { harmlessHeaders, readSourceFile } from './sources.ts';

export interface NewsEndpointOptions {
  feeds: readonly FeedSource[];
  relay: Relay;
  dispatcherFor(feed: FeedSource): Dispatcher;
  userAgent: string;
  /** In which dates without a zone are read. */
  timeZone?: string;
  log: Log;
}

/** `GET /news?feed=ward`: that feed's bytes. `GET /news`: all feeds as one JSON Feed. */
export class NewsEndpoint {
  readonly #options: NewsEndpointOptions;
  /** The merged feed with the bodies that it was made of. */
  #merged: { of: Buffer[]; body: Buffer } | undefined;

  constructor(options: NewsEndpointOptions) {
    this.#options = options;
  }

  async answer(request: Request): Promise<Response> {
    const id = new URL(request.url).searchParams.get('feed');
    const { feeds, relay } = this.#options;
    if (id === null) return serveCopy(request, await this.merged(), relay.interval);
    const feed = feeds.find((one) => one.id === id);
    if (!feed) throw new Problem('not-found', { detail: 'There is no such feed in the site’s configuration.' });
    const copy = await this.copyOf(feed);
    return serveCopy(request, copy, relay.interval, harmlessHeaders(copy.contentType));
  }

  /** All feeds as one. Those that give nothing are left out; rejects when none gives anything. */
  async merged(): Promise<Copy> {
    const { feeds, timeZone, log } = this.#options;
    const answers = await Promise.allSettled(feeds.map(async (feed) => ({ ...feed, copy: await this.copyOf(feed) })));
    const copies = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (copies.length === 0 && failed) throw failed.reason;
    const bodies = copies.map(({ copy }) => copy.body);
    if (this.#merged?.of.length !== bodies.length || bodies.some((body, index) => body !== this.#merged?.of[index])) {
      const onUnreadable = ({ id }: FeedCopy, error: unknown): void =>
        log.warn('feed not readable', { name: `feed ${id}`, error });
      this.#merged = { of: bodies, body: Buffer.from(merge(copies, { timeZone, onUnreadable })) };
    }
    return {
      body: this.#merged.body,
      contentType: 'application/feed+json; charset=utf-8',
      fetchedAt: new Date(Math.min(Date.now(), ...copies.map(({ copy }) => copy.fetchedAt.getTime()))),
      good: true,
      failing: failed !== undefined || copies.some(({ copy }) => copy.failing),
    };
  }

  copyOf(feed: FeedSource): Promise<Copy> {
    const { relay, dispatcherFor, userAgent } = this.#options;
    return relay.get(
      { key: `feed ${feed.url ?? feed.file}`, name: `feed ${feed.id}` },
      (validators) =>
        feed.file === undefined
          ? download(feed.url!, { dispatcher: dispatcherFor(feed), userAgent, ...validators })
          : readSourceFile(feed.file),
      isFeed,
    );
  }
}

function merge(...parameters: Parameters<typeof toJsonFeed>): string {
  try {
    return toJsonFeed(...parameters);
  } catch (error) {
    throw new Problem('source-failed', { detail: reasonOf(error), retryAfter: 60 });
  }
}

/** True when it can be read as a feed, by any of the formats that the widgets know. */
function isFeed({ body, contentType }: Downloaded): boolean {
  try {
    parseNews(body, { contentType });
    return true;
  } catch {
    return false;
  }
}
