import { type Answer, type RequestOptions, explained, requestOnce, within } from './http.ts';
import { clearBackOff, obeyBackOff, recover } from './retry.ts';

export interface LoadOptions extends Pick<RequestOptions, 'fetch' | 'credentials' | 'headers'> {
  /** Oldest answer that will do, in seconds; `0` asks the endpoint (or joins whoever is asking it already). */
  maxAge?: number;
  /** Seconds that this caller waits; the others who share the request go on waiting. */
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
  /** How many wait for the pending request; the last to leave ends it. */
  waiting: number;
  abort?: AbortController;
  pending?: Promise<Answer>;
  answer?: Answer;
  /** When the answer arrived, in ms since the epoch. */
  time: number;
}

/** Answers younger than this many seconds are shared by widgets that come later. */
export const TTL = 60;

const MAX_ENTRIES = 50;

const entries = new Map<string, Entry>();

/** Distinguishes replacements of `fetch`: two portals' clients may answer the same URL differently. */
const fetchers = new WeakMap<typeof fetch, number>();
let fetcherCount = 0;

/**
 * The page's one way to an endpoint: one request per URL however many widgets ask, whoever asks later within `maxAge`
 * gets the same answer object. Failures are not kept, except that a `Retry-After` is obeyed.
 *
 * @throws {CivicError} `network`, `timeout` (when this caller's is over), `http` (with `status`), `too-large`, `blocked`
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
 * What the answer means, worked out once per answer and `key` however many widgets show it.
 * The result is shared: treat it as read-only.
 */
export function once<Meaning>(answer: Answer, key: string, read: (answer: Answer) => Meaning): Meaning {
  let meanings = memo.get(answer);
  if (!meanings) memo.set(answer, (meanings = new Map<string, unknown>()));
  if (!meanings.has(key)) meanings.set(key, read(answer));
  return meanings.get(key) as Meaning;
}

const memo = new WeakMap<Answer, Map<string, unknown>>();

/** Forgets every answer, so that each test starts on a fresh page. */
export function clearCache(): void {
  entries.clear();
  clearBackOff();
}

/** Waits for the answer with all others who wait for it, as the first of them or a later one. */
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
      // A request that has ended is not aborted: a site's own `fetch` would be told of an end that means nothing.
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
