import { createHash } from 'node:crypto';
import { Problem } from '../http/problem.ts';
import type { Counted, Definition } from './definition.ts';
import { notFound } from './record.ts';

/** A poll or survey as it was last read, and the answer that everybody gets. */
export interface Read<D extends Definition> {
  counted: Counted<D>;
  body: string;
  etag: string;
}

export interface ReadsOptions<D extends Definition> {
  find(id: string): Promise<Counted<D> | undefined>;
  toWire(counted: Counted<D>, now: Date): object;
  word: string;
  /** ms for which what was read is told again. */
  age: number;
  outOfService(error: unknown): never;
}

/** Unknown ids that are remembered, so that asking for them costs the database nothing. */
const MOST_KNOWN = 10_000;

/** How old (ms) an answer may be after a vote: many votes in a moment cost one reading. */
const AFTER_VOTE = 100;

/** However many ask for a poll or survey, the database is asked once in `age` ms, by one of them. */
export class Reads<D extends Definition> {
  readonly #options: ReadsOptions<D>;
  readonly #reads = new Map<string, { read: Promise<Read<D>>; at: number }>();

  constructor(options: ReadsOptions<D>) {
    this.#options = options;
  }

  /** Rejects with a Problem `not-found` or `unavailable`. */
  get(id: string, age = this.#options.age): Promise<Read<D>> {
    const known = this.#reads.get(id);
    if (known && Date.now() - known.at < age) return known.read;
    if (this.#reads.size >= MOST_KNOWN) this.#reads.clear();
    // Until it is there, everybody waits for this one.
    const entry = { read: this.#read(id), at: Infinity };
    this.#reads.set(id, entry);
    const settled = (): void => void (entry.at = Date.now());
    entry.read.then(settled, () => this.#reads.delete(id));
    return entry.read;
  }

  /** A vote was counted here: who voted sees it on the next page, others no later than they would anyway. */
  changed(id: string): void {
    const known = this.#reads.get(id);
    if (known && known.at !== Infinity) known.at = Math.min(known.at, Date.now() - this.#options.age + AFTER_VOTE);
  }

  /**
   * For deciding who may send something, where a definition of a moment ago will do: what it is worth is decided on the
   * definition as it is in the transaction.
   */
  async definition(id: string): Promise<D> {
    return (await this.get(id, this.#options.age * 10)).counted.definition;
  }

  async #read(id: string): Promise<Read<D>> {
    const { find, toWire, word, outOfService } = this.#options;
    const counted = await find(id).catch(outOfService);
    if (!counted) throw new Problem('not-found', { detail: notFound(word).detail });
    const body = JSON.stringify(toWire(counted, new Date()));
    return { counted, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
  }
}
