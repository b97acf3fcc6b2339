import type { CountedPoll } from './poll.ts';
import type { Ballot, Outcome } from './record.ts';
import type { PollStore } from './store.ts';

interface Waiting {
  ballot: Ballot;
  resolve(result: { outcome: Outcome; poll?: CountedPoll }): void;
  reject(error: unknown): void;
}

/**
 * Group commit: ballots that arrive while one transaction is being written share the next one. A ballot's promise
 * resolves after the commit that holds it, never before.
 */
export class BallotBox {
  readonly #store: PollStore;
  readonly #largestBatch: number;
  #waiting: Waiting[] = [];
  #emptying: Promise<void> | undefined;

  constructor(store: PollStore, { largestBatch = 500 } = {}) {
    this.#store = store;
    this.#largestBatch = largestBatch;
  }

  cast(ballot: Ballot): Promise<{ outcome: Outcome; poll?: CountedPoll }> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ballot, resolve, reject });
      this.#emptying ??= this.#empty();
    });
  }

  /** Resolves when every ballot cast so far has its answer. */
  async drained(): Promise<void> {
    while (this.#emptying) await this.#emptying;
  }

  async #empty(): Promise<void> {
    while (this.#waiting.length > 0) {
      // After the sockets that are readable now were read: their ballots come along.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = this.#waiting.splice(0, this.#largestBatch);
      try {
        const results = await this.#store.record(
          batch.map(({ ballot }) => ballot),
          new Date(),
        );
        batch.forEach(({ resolve }, index) => resolve(results[index]!));
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    this.#emptying = undefined;
  }
}
