import { type Answer, type Entry, entries, keyOf } from './answers.ts';
import { type Question, ask, explained, within } from './ask.ts';
import { CivicError } from '../errors.ts';

export interface LoadOptions extends Pick<Question, 'fetch' | 'credentials' | 'headers'> {
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

/** Answers younger than this many seconds are shared by widgets that come later. */
export const TTL = 60;

const MAX_ENTRIES = 50;

/** Distinguishes replacements of `fetch`: two portals' clients may answer the same URL differently. */
const fetchers = new WeakMap<typeof fetch, number>();
let fetcherCount = 0;

/** What to do about failures; loads with the first of them. */
let failures: typeof import('./retry.ts') | undefined;

/**
 * The page's one way to an endpoint: one request per URL however many widgets ask, whoever asks later within `maxAge`
 * gets the same answer object. Failures are not kept, except that a `Retry-After` is obeyed.
 *
 * @throws {CivicError} `network`, `timeout` (when this caller's is over), `http` (with `status`), `too-large`, `blocked`
 * @throws the signal's reason when the caller's signal aborts
 */
export async function load(url: string, options: LoadOptions = {}): Promise<Loaded> {
  const { maxAge = TTL, timeout, fetch = globalThis.fetch, credentials = 'same-origin', headers } = options;
  const isOwn = fetch !== globalThis.fetch;
  if (isOwn && !fetchers.has(fetch)) fetchers.set(fetch, ++fetcherCount);
  const key = keyOf(url, credentials, isOwn ? fetchers.get(fetch) : '');
  const entry: Entry = entries.get(key) ?? { waiting: 0, time: 0 };
  if (entry.answer && Date.now() - entry.time < maxAge * 1000) {
    return { answer: entry.answer, time: entry.time, from: 'cache' };
  }
  failures?.obeyPatience(url);
  return join(entry, key, url, within(timeout, options.signal), { fetch, credentials, headers });
}

/** Waits for the answer with all others who wait for it, as the first of them or a later one. */
async function join(entry: Entry, key: string, url: string, signal: AbortSignal, question: Question): Promise<Loaded> {
  const left = () => explained(signal.reason, url);
  if (signal.aborted) throw left();

  entries.delete(key);
  entries.set(key, entry);
  entry.waiting++;
  entry.pending ??= start(entry, url, question);
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      signal.onabort = () => reject(left());
      entry.pending!.then(resolve, reject);
    });
    return { answer, time: entry.time, from: 'network' };
  } finally {
    signal.onabort = null;
    if (--entry.waiting === 0) {
      // What is over is not aborted: a site's own `fetch` would be told of an end that means nothing.
      if (signal.aborted) entry.abort?.abort();
      // Chromium keeps whoever asked alive for as long as this is.
      entry.abort = entry.pending = undefined;
      if (!entry.answer && !entry.ahead && entries.get(key) === entry) entries.delete(key);
    }
    forgetOldest();
  }
}

/** Forgets every answer, so that each test starts on a fresh page. */
export function clearCache(): void {
  entries.clear();
  failures?.forgetPatience();
}

async function start(entry: Entry, url: string, question: Question): Promise<Answer> {
  const { signal } = (entry.abort = new AbortController());
  const again = () => ask(url, { ...question, signal });
  try {
    entry.answer = await (entry.ahead ?? again()).catch((cause: unknown) => recover(url, again, cause, signal));
    entry.time = Date.now();
    return entry.answer;
  } finally {
    entry.ahead = undefined;
  }
}

/** The network that failed the request may fail the part that tries again as well; what went wrong is known without it. */
async function recover(
  url: string,
  again: () => Promise<Answer>,
  cause: unknown,
  signal: AbortSignal,
): Promise<Answer> {
  signal.throwIfAborted();
  failures ??= await import('./retry.ts').catch(() => undefined);
  if (!failures) throw cause instanceof CivicError ? cause : new CivicError('network', String(cause), { url, cause });
  return failures.recover(again, cause, { url, signal });
}

function forgetOldest(): void {
  for (const [key, entry] of entries) {
    if (entries.size <= MAX_ENTRIES) return;
    if (entry.waiting === 0) entries.delete(key);
  }
}
