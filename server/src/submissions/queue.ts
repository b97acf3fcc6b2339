import type { Definition } from './definition.ts';
import type { Recorded, Submission } from './record.ts';
import type { Submissions } from './store.ts';

interface Waiting<D extends Definition, S extends Submission> {
  submission: S;
  since: number;
  resolve(result: Recorded<D>): void;
  reject(error: unknown): void;
}

export interface QueueOptions {
  /** Submissions in one transaction at most; 1 is a commit for each. */
  largestBatch?: number;
  /** Polls or surveys that are written at the same time; each has a queue of its own, so a slow one holds up no other. */
  parallel?: number;
  /** ms that a submission may wait for its turn. */
  patience?: number;
  /** Submissions to one poll or survey that may wait. */
  longestQueue?: number;
}

/** The submission was not written, for now: the same key may be sent again in a while. */
export class BusyError extends Error {}

/**
 * Group commit: what arrives for a poll or survey while one transaction is being written shares the next one. The
 * promise of a submission resolves after the commit that holds it, never before.
 */
export class SubmissionQueue<D extends Definition, S extends Submission> {
  readonly #store: Pick<Submissions<D, S, unknown>, 'record'>;
  readonly #options: Required<QueueOptions>;
  readonly #queues = new Map<string, Waiting<D, S>[]>();
  /** Ids with a transaction on its way, or whose turn is about to come. */
  readonly #busy = new Map<string, Promise<void>>();
  #writing = 0;
  #turns: (() => void)[] = [];

  constructor(
    store: Pick<Submissions<D, S, unknown>, 'record'>,
    { largestBatch = 500, ...options }: QueueOptions = {},
  ) {
    this.#store = store;
    this.#options = { largestBatch, parallel: 8, patience: 10_000, longestQueue: 20_000, ...options };
  }

  /** How many wait for their transaction. */
  get waiting(): number {
    let sum = 0;
    for (const queue of this.#queues.values()) sum += queue.length;
    return sum;
  }

  submit(submission: S): Promise<Recorded<D>> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(submission.to) ?? [];
      if (queue.length >= this.#options.longestQueue) return reject(new BusyError('too many are waiting'));
      queue.push({ submission, since: Date.now(), resolve, reject });
      this.#queues.set(submission.to, queue);
      if (!this.#busy.has(submission.to)) this.#busy.set(submission.to, this.#empty(submission.to, queue));
    });
  }

  /** Resolves when everything submitted so far has its answer. */
  async drained(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  async #empty(id: string, queue: Waiting<D, S>[]): Promise<void> {
    while (queue.length > 0) {
      // After the sockets that are readable now were read: their submissions come along.
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
          batch.map(({ submission }) => submission),
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
    this.#queues.delete(id);
    this.#busy.delete(id);
  }

  #isOverdue({ since, reject }: Waiting<D, S>): boolean {
    const isOverdue = Date.now() - since > this.#options.patience;
    if (isOverdue) reject(new BusyError('it waited too long'));
    return isOverdue;
  }
}
