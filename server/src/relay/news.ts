import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Dispatcher } from 'undici';
import { serveCopy } from '../http/serve-copy.ts';
import { Problem } from '../http/problem.ts';
import type { FeedSource } from '../site.ts';
import { download, DownloadError, type Downloaded } from './download.ts';
import type { Copy, Relay } from './relay.ts';

export interface NewsEndpointOptions {
  feeds: readonly FeedSource[];
  relay: Relay;
  dispatcher: Dispatcher;
  userAgent: string;
}

/** `GET /news?feed=ward`: that feed's bytes. */
export class NewsEndpoint {
  readonly #options: NewsEndpointOptions;

  constructor(options: NewsEndpointOptions) {
    this.#options = options;
  }

  async answer(request: Request): Promise<Response> {
    const id = new URL(request.url).searchParams.get('feed');
    const feed = id === null ? this.#options.feeds[0] : this.#options.feeds.find((one) => one.id === id);
    if (!feed) throw new Problem('not-found', { detail: 'There is no such feed in the site’s configuration.' });
    const copy = await this.copyOf(feed);
    return serveCopy(request, copy, this.#options.relay.interval, {
      'Content-Type': harmlessType(copy.contentType),
      // Opened by itself, a feed that is really a page, or that brings a style sheet, runs nothing here.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
  }

  copyOf(feed: FeedSource): Promise<Copy> {
    const { relay, dispatcher, userAgent } = this.#options;
    return relay.get(`feed ${feed.url ?? feed.file}`, (validators) =>
      feed.file === undefined ? download(feed.url!, { dispatcher, userAgent, ...validators }) : readFeedFile(feed.file),
    );
  }
}

async function readFeedFile(file: string): Promise<Downloaded> {
  try {
    const [body, { mtime }] = await Promise.all([readFile(file), stat(file)]);
    const json = /^\uFEFF?\s*[[{]/.test(body.toString('utf8', 0, 100));
    return {
      body,
      contentType: json ? 'application/json' : 'application/xml',
      etag: createHash('sha256').update(body).digest('hex'),
      lastModified: mtime.toUTCString(),
    };
  } catch (cause) {
    throw new DownloadError('the file cannot be read', { cause });
  }
}

/** The source's own type with its charset, but never one that a browser would show as a page. */
function harmlessType(type: string): string {
  return /^(application|text)\/([\w.-]+\+)?(xml|json)\b/i.test(type) && !/xhtml|svg/i.test(type)
    ? type
    : `application/xml${/;\s*charset=[\w-]+/i.exec(type)?.[0] ?? ''}`;
}
