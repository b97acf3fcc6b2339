import type { CountedPoll } from './poll.ts';
import type { Ballot, Outcome } from './record.ts';
import type { PollStore } from './store.ts';

export interface Cast {
  outcome: Outcome;
  poll?: CountedPoll;
}

interface Waiting {
  ballot: Ballot;
  since: number;
  resolve(result: Cast): void;
  reject(error: unknown): void;
}

export interface BallotBoxOptions {
  /** Ballots in one transaction at most; 1 is a commit per vote. */
  largestBatch?: number;
  /** Polls that are written at the same time; each has a queue of its own, so a slow one holds up no other. */
  parallel?: number;
  /** ms that a ballot may wait for its turn. */
  patience?: number;
  /** Ballots of one poll that may wait. */
  longestQueue?: number;
}

/** The ballot was not written, for now: the same key may be sent again in a while. */
export class BusyError extends Error {}

/**
 * Group commit: ballots of a poll that arrive while one transaction is being written share the next one. A ballot's
 * promise resolves after the commit that holds it, never before.
 */
export class BallotBox {
  readonly #store: PollStore;
  readonly #options: Required<BallotBoxOptions>;
  readonly #queues = new Map<string, Waiting[]>();
  /** Polls with a transaction on its way, or whose turn is about to come. */
  readonly #busy = new Map<string, Promise<void>>();
  #writing = 0;
  #turns: (() => void)[] = [];

  constructor(store: PollStore, { largestBatch = 500, ...options }: BallotBoxOptions = {}) {
    this.#store = store;
    this.#options = { largestBatch, parallel: 8, patience: 10_000, longestQueue: 20_000, ...options };
  }

  /** Ballots that wait or are being written. */
  get waiting(): number {
    let sum = 0;
    for (const queue of this.#queues.values()) sum += queue.length;
    return sum;
  }

  cast(ballot: Ballot): Promise<Cast> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(ballot.poll) ?? [];
      if (queue.length >= this.#options.longestQueue) return reject(new BusyError('too many ballots are waiting'));
      queue.push({ ballot, since: Date.now(), resolve, reject });
      this.#queues.set(ballot.poll, queue);
      if (!this.#busy.has(ballot.poll)) this.#busy.set(ballot.poll, this.#empty(ballot.poll, queue));
    });
  }

  /** Resolves when every ballot cast so far has its answer. */
  async drained(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  async #empty(poll: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      // After the sockets that are readable now were read: their ballots come along.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#writing >= this.#options.parallel) await new Promise<void>((resolve) => this.#turns.push(resolve));
      const batch = queue.splice(0, this.#options.largestBatch).filter((waiting) => !this.#isOverdue(waiting));
      if (batch.length === 0) {
        this.#turns.shift()?.();
        continue;
      }
      this.#writing++;
      try {
        const results = await this.#store.record(
          batch.map(({ ballot }) => ballot),
          new Date(),
        );
        batch.forEach(({ resolve }, index) => resolve(results[index]!));
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      } finally {
        this.#writing--;
        this.#turns.shift()?.();
      }
    }
    this.#queues.delete(poll);
    this.#busy.delete(poll);
  }

  #isOverdue({ since, reject }: Waiting): boolean {
    const isOverdue = Date.now() - since > this.#options.patience;
    if (isOverdue) reject(new BusyError('the ballot waited too long'));
    return isOverdue;
  }
}
