import { createHash } from 'node:crypto';
import { Problem } from '../http/problem.ts';
import { toWire, type CountedPoll, type PollDefinition } from './poll.ts';
import type { PollStore } from './store.ts';

/** A poll as it was last read, and the answer that everybody gets. */
export interface PollRead {
  poll: CountedPoll;
  body: string;
  etag: string;
}

/** Unknown ids that are remembered, so that asking for them costs the database nothing. */
const MOST_KNOWN = 10_000;

/** How old (ms) an answer may be after a vote: many votes in a moment cost one reading. */
const AFTER_VOTE = 100;

/** However many ask for a poll, the database is asked once in `age` ms, by one of them. */
export class PollReads {
  readonly #store: PollStore;
  readonly #age: number;
  readonly #outOfService: (error: unknown) => never;
  readonly #reads = new Map<string, { read: Promise<PollRead>; at: number }>();

  constructor(store: PollStore, age: number, outOfService: (error: unknown) => never) {
    this.#store = store;
    this.#age = age;
    this.#outOfService = outOfService;
  }

  /** Rejects with a Problem `not-found` or `unavailable`. */
  get(id: string, age = this.#age): Promise<PollRead> {
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
    if (known && known.at !== Infinity) known.at = Math.min(known.at, Date.now() - this.#age + AFTER_VOTE);
  }

  /**
   * For deciding who may send a vote, where a definition of a moment ago will do: what the vote is worth is decided on
   * the poll as it is in the transaction.
   */
  async definition(id: string): Promise<PollDefinition> {
    return (await this.get(id, this.#age * 10)).poll.definition;
  }

  async #read(id: string): Promise<PollRead> {
    const poll = await this.#store.poll(id).catch(this.#outOfService);
    if (!poll) throw new Problem('not-found', { detail: 'There is no such poll.' });
    const body = JSON.stringify(toWire(poll, new Date()));
    return { poll, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
  }
}
