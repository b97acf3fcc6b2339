import type { CivicError } from './errors.ts';
import { type Answer, type RequestOptions, explained, request, within } from './request.ts';

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

/** Answers younger than this many seconds are shared by widgets that come later. */
export const TTL = 60;

interface Entry {
  /** Everybody who waits; the last to leave ends the request. */
  waiting: number;
  abort?: AbortController;
  pending?: Promise<Answer>;
  answer?: Answer;
  time: number;
}

const MAX_ENTRIES = 50;
const entries = new Map<string, Entry>();

/** Endpoints (without their query) that asked for patience, and until when: the whole page keeps to it. */
const patience = new Map<string, { until: number; error: CivicError }>();

/** Distinguishes replacements of `fetch`: two portals' clients may answer the same URL differently. */
const fetchers = new WeakMap<typeof fetch, number>();
let fetcherCount = 0;

/**
 * The page's one way to an endpoint: one request per URL however many widgets ask, whoever asks later within `maxAge`
 * gets the same answer object. Failures are not kept, except that a `Retry-After` is obeyed.
 *
 * @throws {CivicError} as {@link request}; `timeout` when this caller's `timeout` is over
 */
export async function load(url: string, options: LoadOptions = {}): Promise<Loaded> {
  const { maxAge = TTL, timeout } = options;
  const key = keyOf(url, options);
  const entry = entries.get(key) ?? { waiting: 0, time: 0 };
  const age = (Date.now() - entry.time) / 1000;
  if (entry.answer && age < maxAge) return { answer: entry.answer, time: entry.time, from: 'cache' };

  const endpoint = url.replace(/[?#].*/s, '');
  const asked = patience.get(endpoint);
  if (asked && Date.now() < asked.until) throw asked.error;
  const signal = within(timeout, options.signal);
  if (signal.aborted) throw explained(signal.reason, url);

  entries.delete(key);
  entries.set(key, entry);
  entry.waiting++;
  entry.pending ??= start(entry, url, options).catch((error: CivicError) => {
    if (error.retryAfter) patience.set(endpoint, { until: Date.now() + error.retryAfter * 1000, error });
    throw error;
  });
  try {
    const answer = await untilAborted(entry.pending, signal, url);
    return { answer, time: entry.time, from: 'network' };
  } finally {
    if (--entry.waiting === 0) {
      entry.abort?.abort();
      entry.abort = entry.pending = undefined;
      if (!entry.answer && entries.get(key) === entry) entries.delete(key);
    }
    forgetOldest();
  }
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
  patience.clear();
}

async function start(entry: Entry, url: string, { fetch, credentials, headers }: LoadOptions): Promise<Answer> {
  const abort = (entry.abort = new AbortController());
  try {
    const answer = await request(url, { fetch, credentials, headers, signal: abort.signal });
    entry.answer = answer;
    entry.time = Date.now();
    return answer;
  } finally {
    // What is over is not aborted: a site's own `fetch` would be told of an end that means nothing.
    if (entry.abort === abort) entry.abort = undefined;
  }
}

function untilAborted(pending: Promise<Answer>, signal: AbortSignal, url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(explained(signal.reason, url));
    signal.addEventListener('abort', stop, { once: true });
    pending.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function keyOf(url: string, { fetch = globalThis.fetch, credentials = 'same-origin' }: LoadOptions): string {
  if (!fetchers.has(fetch)) fetchers.set(fetch, ++fetcherCount);
  return `${fetchers.get(fetch)} ${credentials} ${url}`;
}

function forgetOldest(): void {
  for (const [key, entry] of entries) {
    if (entries.size <= MAX_ENTRIES) return;
    if (entry.waiting === 0) entries.delete(key);
  }
}
