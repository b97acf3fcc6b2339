import { type Answer, type RequestOptions, explained, requestOnce, within } from './http.ts';
import { clearBackOff, obeyBackOff, recover } from './retry.ts';

export interface LoadOptions extends Pick<RequestOptions, 'fetch' | 'credentials' | 'headers'> {
  /** Greatest age of a cached answer, in seconds; `0` requests a new one (or joins a request that is under way). */
  maxAge?: number;
  /** Seconds that this caller waits; other callers of the same request wait on. */
  timeout?: number;
  signal?: AbortSignal;
}

export interface Loaded {
  answer: Answer;
  /** When the answer arrived, in ms since the epoch. */
  time: number;
  from: 'network' | 'cache';
}

interface Entry {
  /** Number of callers that wait for the pending request; when the last one aborts, the request is aborted. */
  waiting: number;
  abort?: AbortController;
  pending?: Promise<Answer>;
  answer?: Answer;
  /** When the answer arrived, in ms since the epoch. */
  time: number;
}

/** Seconds for which an answer is shared with widgets that ask later. */
export const TTL = 60;

const MAX_ENTRIES = 50;

const entries = new Map<string, Entry>();

/** Numbers replacements of `fetch`: two of them may answer the same URL differently. */
const fetchers = new WeakMap<typeof fetch, number>();
let fetcherCount = 0;

/**
 * Requests a URL once for all widgets of the page; a caller within `maxAge` gets the same answer object. Failures are not
 * cached, but `Retry-After` is obeyed.
 *
 * @throws {CivicError} `network`, `timeout` (this caller's), `http` (with `status`), `too-large`, `blocked`
 * @throws the signal's reason when the caller's signal aborts
 */
export async function load(url: string, options: LoadOptions = {}): Promise<Loaded> {
  const { maxAge = TTL, timeout, fetch, credentials = 'same-origin', headers } = options;
  if (fetch && !fetchers.has(fetch)) fetchers.set(fetch, ++fetcherCount);
  const key = `${(fetch && fetchers.get(fetch)) ?? ''} ${credentials} ${url}`;
  const entry: Entry = entries.get(key) ?? { waiting: 0, time: 0 };
  if (entry.answer && Date.now() - entry.time < maxAge * 1000) {
    return { answer: entry.answer, time: entry.time, from: 'cache' };
  }
  obeyBackOff(url);
  return join(entry, key, url, within(timeout, options.signal), { fetch, credentials, headers });
}

/**
 * The result of `read`, computed once per answer and `key` however many widgets show it. It is shared: treat it as
 * read-only.
 */
export function once<Meaning>(answer: Answer, key: string, read: (answer: Answer) => Meaning): Meaning {
  let meanings = memo.get(answer);
  if (!meanings) memo.set(answer, (meanings = new Map<string, unknown>()));
  if (!meanings.has(key)) meanings.set(key, read(answer));
  return meanings.get(key) as Meaning;
}

const memo = new WeakMap<Answer, Map<string, unknown>>();

/** Clears the cache, for tests. */
export function clearCache(): void {
  entries.clear();
  clearBackOff();
}

/** Waits for the pending request of the entry, and starts it if there is none. */
async function join(
  entry: Entry,
  key: string,
  url: string,
  signal: AbortSignal,
  options: RequestOptions,
): Promise<Loaded> {
  const reason = () => explained(signal.reason, url);
  if (signal.aborted) throw reason();

  entries.delete(key);
  entries.set(key, entry);
  entry.waiting++;
  entry.pending ??= start(entry, url, options);
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      signal.onabort = () => reject(reason());
      entry.pending!.then(resolve, reject);
    });
    return { answer, time: entry.time, from: 'network' };
  } finally {
    signal.onabort = null;
    if (--entry.waiting === 0) {
      // Don't abort a request that has ended: a site's own `fetch` would see an abort without a meaning.
      if (signal.aborted) entry.abort?.abort();
      // A pending promise would leak its callers in Chromium.
      entry.abort = entry.pending = undefined;
      if (!entry.answer && entries.get(key) === entry) entries.delete(key);
    }
    forgetOldest();
  }
}

async function start(entry: Entry, url: string, options: RequestOptions): Promise<Answer> {
  const { signal } = (entry.abort = new AbortController());
  const attempt = () => requestOnce(url, { ...options, signal });
  entry.answer = await attempt().catch((cause: unknown) => recover(attempt, cause, { url, signal }));
  entry.time = Date.now();
  return entry.answer;
}

function forgetOldest(): void {
  for (const [key, entry] of entries) {
    if (entries.size <= MAX_ENTRIES) return;
    if (entry.waiting === 0) entries.delete(key);
  }
}
