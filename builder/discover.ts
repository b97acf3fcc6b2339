/** The feeds of a site at the addresses where its system usually has them. */
import { newsFormats, parseNews } from '../src/news/index.ts';
import { readDocument } from '../src/news/parse.ts';
import * as uncommon from '../src/news/uncommon.ts';

/** Where systems have their feeds, the richest first. */
export const WELL_KNOWN = [
  '/wp-json/wp/v2/posts?_embed&per_page=20',
  '/feed/',
  '/rss',
  '/rss.xml',
  '/feed.xml',
  '/index.xml',
  '/atom.xml',
  '/index.php?language=vi&nv=news&op=rss',
  '/jsonapi/node/article?include=field_image,field_tags&sort=-created&page[limit]=20&filter[status]=1',
  '/?format=feed&type=rss',
] as const;

/** How an address answered: a feed, or why not. */
export interface Candidate {
  url: string;
  outcome: 'feed' | 'empty' | 'other' | 'missing' | 'hidden' | 'silent';
  format?: string;
  count?: number;
  status?: number;
}

/** Seconds for each address. */
const PATIENCE = 10;

/** Tries the usual addresses of the site of `url`, all at once, in the order of the list. */
export async function discover(url: string, fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Candidate[]> {
  return Promise.all(WELL_KNOWN.map((path) => look(new URL(path, url).href, fetch)));
}

async function look(url: string, fetch: typeof globalThis.fetch): Promise<Candidate> {
  const signal = AbortSignal.timeout(PATIENCE * 1000);
  try {
    const response = await fetch(url, { signal });
    const { status } = response;
    if (!response.ok) {
      void response.body?.cancel();
      return { url, outcome: 'missing', status };
    }
    const contentType = response.headers.get('content-type') ?? undefined;
    return read(url, new Uint8Array(await response.arrayBuffer()), contentType);
  } catch {
    const isThere = await fetch(url, { signal, mode: 'no-cors', credentials: 'omit' }).then(
      () => true,
      () => false,
    );
    return { url, outcome: isThere ? 'hidden' : 'silent' };
  }
}

function read(url: string, body: Uint8Array, contentType: string | undefined): Candidate {
  try {
    const count = parseNews(body, { url, contentType }).items.length;
    const document = readDocument(body, { contentType }, uncommon);
    const format = newsFormats().find((each) => each.matches(document, { url, contentType }))?.name;
    return { url, outcome: count > 0 ? 'feed' : 'empty', count, format };
  } catch {
    return { url, outcome: 'other' };
  }
}
