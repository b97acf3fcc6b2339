import type { CivicError } from '../errors.ts';
import { alone, pause } from './alone.ts';
import { asCivicError, retryDelay, verdictOf, type BallotOptions } from './ballot-box.ts';
import { newKey, PREFIX, readBallot, writeBallot, type Ballot } from './ballot.ts';
import { erase, keys } from './storage.ts';

export interface KioskQueueState {
  /** Votes written down here that the server hasn't counted yet. */
  waiting: number;
  /** The vote that was counted, or refused for good, just now. */
  ballot?: Ballot;
  error?: CivicError;
}

/**
 * The votes of a shared screen: any number of them, each with its own key, written down one by one and sent in turn
 * whenever the server can be reached. Nothing says who voted, or that somebody did.
 */
export class KioskQueue {
  readonly #prefix: string;
  readonly #options: BallotOptions;
  readonly #changed: (state: KioskQueueState) => void;
  readonly #closed = new AbortController();
  #draining = false;
  #wake: (() => void) | undefined;

  constructor(scope: string, options: BallotOptions, changed: (state: KioskQueueState) => void) {
    this.#prefix = `${PREFIX}kiosk:${scope}:`;
    this.#options = options;
    this.#changed = changed;
  }

  get waiting(): number {
    return keys(this.#options.storage, this.#prefix).length;
  }

  /** Writes a vote down and sends it, after those that wait already. */
  cast(poll: string, choices: string[]): void {
    const ballot: Ballot = { poll, choices, key: newKey() };
    writeBallot(this.#options.storage, this.#prefix + ballot.key, ballot);
    this.#changed({ waiting: this.waiting });
    this.wake();
  }

  /** Tries now. */
  wake(): void {
    if (this.#wake) this.#wake();
    else if (!this.#draining && !this.#closed.signal.aborted) void this.#drain();
  }

  /** Stops waiting; what is written down stays for the next time. */
  close(): void {
    this.#closed.abort();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    const { signal } = this.#closed;
    await alone(`${this.#prefix.slice(0, -1)} turn`, { ...this.#options, signal }, async () => {
      let failures = 0;
      for (let key = this.#next(); key && !signal.aborted; key = this.#next()) {
        const error = await this.#send(key);
        failures = error ? failures + 1 : 0;
        if (!error) continue;
        this.#changed({ waiting: this.waiting, error });
        await pause(retryDelay(failures, error), signal, (wake) => (this.#wake = wake));
        this.#wake = undefined;
      }
    });
    this.#draining = false;
  }

  #next(): string | undefined {
    return keys(this.#options.storage, this.#prefix)[0];
  }

  /** Sends one; what comes back is why it has to wait. */
  async #send(key: string): Promise<CivicError | undefined> {
    const { storage, send } = this.#options;
    const ballot = readBallot(storage, key);
    let error: CivicError | undefined;
    if (ballot) {
      try {
        await send(ballot);
      } catch (cause) {
        error = asCivicError(cause);
        // Nobody stands here to be asked: whatever isn't the server's last word is tried again, slowly.
        if (verdictOf(error) !== 'refused') return error;
      }
    }
    erase(storage, key);
    if (ballot) this.#changed({ waiting: this.waiting, ballot, ...(error && { error }) });
    return undefined;
  }
}
