import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../http/log.ts';
import { Problem } from '../http/problem.ts';
import { DownloadError, type Downloaded } from './download.ts';

/** Seconds after a failure before the source is asked again, unless it or the interval says later. */
const PAUSE_AFTER_FAILURE = 30;
/** Copies kept; the ones that were asked for least recently go first. */
const MOST_COPIES = 1000;

export interface Copy extends Downloaded {
  /** When the source last confirmed it. */
  fetchedAt: Date;
  /** The last try to renew it failed. */
  failing: boolean;
  /** It is what the source should give; anything else is handed on only while there is nothing better. */
  good: boolean;
}

interface Entry {
  copy?: Copy;
  refreshing?: Promise<Copy>;
  /** The source is left alone until then. */
  pausedUntil: number;
  failure?: DownloadError;
}

export interface RelayOptions {
  folder: string;
  /** Seconds. */
  interval: number;
  /** ms that one waits for a new copy while there is an old one. */
  patience?: number;
  log: Log;
  /** Hears what became of each request to a source, and of when the copy is that is now served. */
  onAnswer?(name: string, outcome: 'new' | 'unchanged' | 'failed', fetchedAt: Date | undefined): void;
}

/** What became of the last request to a source; without `failure` it was answered. */
export interface LastAnswer {
  fetchedAt?: Date;
  failure?: string;
}

export type Load = (validators: { etag?: string; lastModified?: string }) => Promise<Downloaded | undefined>;

/**
 * Copies of what sources answered. However many ask, a source is asked once an interval; an old copy is served at once
 * while it is renewed, and for as long as the source is down. Copies are on disk, so a restart loses none.
 */
export class Relay {
  readonly interval: number;
  readonly #folder: string;
  readonly #patience: number;
  readonly #log: Log;
  readonly #onAnswer: NonNullable<RelayOptions['onAnswer']>;
  readonly #entries = new Map<string, Promise<Entry>>();
  #last: LastAnswer | undefined;

  constructor({ folder, interval, patience = 3000, log, onAnswer = () => {} }: RelayOptions) {
    this.#onAnswer = onAnswer;
    this.interval = interval;
    this.#patience = patience;
    this.#folder = folder;
    this.#log = log;
  }

  /**
   * The copy of `key`, which may hold secrets; `name` is what answers and logs call it.
   * Rejects with a Problem `source-failed` when there is no copy and the source gives none.
   */
  async get(
    { key, name }: { key: string; name: string },
    load: Load,
    isGood: (answer: Downloaded) => boolean = () => true,
  ): Promise<Copy> {
    const entry = await this.#entry(key);
    const { copy } = entry;
    const age = copy ? (Date.now() - copy.fetchedAt.getTime()) / 1000 : Infinity;
    if (copy && age < this.interval) return copy;
    if (Date.now() < entry.pausedUntil && !entry.refreshing) {
      if (copy) return copy;
      throw problem(name, entry);
    }
    entry.refreshing ??= this.#refresh({ key, name }, entry, load, isGood).finally(
      () => (entry.refreshing = undefined),
    );
    entry.refreshing.catch(() => {});
    try {
      // A copy that has just expired is served at once; for a new one instead of an older one it is worth waiting a little.
      if (!copy) return await entry.refreshing;
      const wait = age < this.interval * 2 ? 0 : this.#patience;
      return await Promise.race([entry.refreshing, delay(wait, copy, { ref: false })]);
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      if (entry.copy) return entry.copy;
      throw problem(name, entry);
    }
  }

  /** Of whichever source was asked last; undefined: none was since the start. */
  get last(): LastAnswer | undefined {
    return this.#last;
  }

  /** True when there is a copy, however old. */
  async has(key: string): Promise<boolean> {
    return (await this.#entry(key)).copy !== undefined;
  }

  async #refresh(
    { key, name }: { key: string; name: string },
    entry: Entry,
    load: Load,
    isGood: (answer: Downloaded) => boolean,
  ): Promise<Copy> {
    try {
      const validators = { etag: entry.copy?.etag, lastModified: entry.copy?.lastModified };
      const loaded = await load(validators);
      const answer = loaded ?? entry.copy;
      if (!answer) throw new DownloadError('304 without a copy');
      const good = isGood(answer);
      if (!good && entry.copy?.good) throw new DownloadError('the answer is not what it was: it can’t be read');
      entry.copy = { ...answer, fetchedAt: new Date(), failing: false, good };
      this.#last = { fetchedAt: entry.copy.fetchedAt };
      this.#onAnswer(name, loaded ? 'new' : 'unchanged', entry.copy.fetchedAt);
      entry.pausedUntil = 0;
      entry.failure = undefined;
      await this.#write(key, entry.copy).catch((error: unknown) =>
        this.#log.error('copy not written', { name, error }),
      );
      return entry.copy;
    } catch (error) {
      const failure = error instanceof DownloadError ? error : new DownloadError('not readable', { cause: error });
      const pause = Math.max(Math.min(PAUSE_AFTER_FAILURE, this.interval), failure.retryAfter ?? 0);
      entry.failure = failure;
      entry.pausedUntil = Date.now() + pause * 1000;
      if (entry.copy) entry.copy = { ...entry.copy, failing: true };
      const fetchedAt = entry.copy?.fetchedAt;
      this.#last = { fetchedAt, failure: failure.message };
      this.#onAnswer(name, 'failed', fetchedAt);
      this.#log.warn('source failed', { name, error: failure });
      throw failure;
    }
  }

  /** The entry of a key, most recently used last. */
  #entry(key: string): Promise<Entry> {
    const known = this.#entries.get(key);
    const entry = known ?? this.#read(key).then((copy): Entry => ({ copy, pausedUntil: 0 }));
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MOST_COPIES) this.#entries.delete(this.#entries.keys().next().value!);
    return entry;
  }

  #file(key: string): string {
    return join(this.#folder, createHash('sha256').update(key).digest('hex'));
  }

  /** A line of JSON, then the bytes. */
  async #read(key: string): Promise<Copy | undefined> {
    try {
      const bytes = await readFile(this.#file(key));
      const end = bytes.indexOf('\n');
      const head = JSON.parse(bytes.toString('utf8', 0, end)) as Omit<Copy, 'body' | 'good'> & {
        key: string;
        good?: boolean;
      };
      if (head.key !== key) return undefined;
      return { good: true, ...head, fetchedAt: new Date(head.fetchedAt), body: bytes.subarray(end + 1) };
    } catch {
      return undefined;
    }
  }

  async #write(key: string, { body, ...head }: Copy): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = this.#file(key);
    await writeFile(`${file}.new`, Buffer.concat([Buffer.from(`${JSON.stringify({ key, ...head })}\n`), body]));
    await rename(`${file}.new`, file);
    await this.#forgetOldest();
  }

  async #forgetOldest(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length <= MOST_COPIES) return;
    const times = await Promise.all(
      names.map(async (name) => ({ name, time: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    times.sort((a, b) => a.time - b.time);
    const oldest = times.slice(0, names.length - MOST_COPIES);
    await Promise.all(oldest.map(({ name }) => rm(join(this.#folder, name), { force: true })));
  }
}

function problem(name: string, { failure, pausedUntil }: Entry): Problem {
  const detail = `${name}: ${failure?.message ?? 'no answer'}`;
  return new Problem('source-failed', { detail, retryAfter: (pausedUntil - Date.now()) / 1000 });
}
