import type { CivicError } from '../errors.ts';
import {
  asCivicError,
  loadDelivery,
  newKey,
  parseStored,
  pause,
  retryDelay,
  type Device,
  type Submission,
  type Submit,
} from './outbox.ts';
import { erase, keys, PREFIX, write } from './storage.ts';

/** The code that sends: loaded with the first submission. */
type Delivery = typeof import('./delivery.ts');

export interface KioskQueueState<Item, Answer> {
  /** Submissions written down here that the server hasn't counted yet. */
  waiting: number;
  /** The submission that was counted, or refused for good, just now. */
  item?: Item;
  /** What the server answered to it. */
  answer?: Answer;
  error?: CivicError;
}

export interface KioskQueueOptions<Item, Answer> extends Omit<Device, 'indexedDB'> {
  /** What is sent, and where to: together the place in storage. */
  kind: string;
  scope: string;
  /** Reads what is written down; undefined when others have damaged it. */
  parse: (value: unknown) => Item | undefined;
  send: (item: Item, submit: Submit) => Promise<Answer>;
  changed: (state: KioskQueueState<Item, Answer>) => void;
}

/**
 * The submissions of a shared screen: any number of them, each with its own key, written down one by one and sent in
 * turn whenever the server can be reached. Nothing says who submitted, or that somebody did.
 */
export class KioskQueue<Item extends Submission, Answer> {
  readonly #prefix: string;
  readonly #options: KioskQueueOptions<Item, Answer>;
  readonly #closed = new AbortController();
  #isDraining = false;
  #wake: (() => void) | undefined;

  constructor(options: KioskQueueOptions<Item, Answer>) {
    this.#options = options;
    this.#prefix = `${PREFIX}${options.kind}:${options.scope}:`;
  }

  get waiting(): number {
    return keys(this.#options.storage, this.#prefix).length;
  }

  /** Tries now. */
  wake(): void {
    if (this.#wake) this.#wake();
    else if (!this.#isDraining && !this.#closed.signal.aborted) void this.#drain();
  }

  /** Stops waiting; what is written down stays for the next time. */
  close(): void {
    this.#closed.abort();
  }

  /** Writes a submission down and sends it, after those that wait already. */
  protected submit(content: Omit<Item, keyof Submission>): void {
    const { storage, changed } = this.#options;
    const key = newKey();
    write(storage, this.#prefix + key, JSON.stringify({ ...content, key }));
    changed({ waiting: this.waiting });
    this.wake();
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    const { signal } = this.#closed;
    try {
      const delivery = await loadDelivery(signal, (failures, error) => this.#pauseAfter(failures, error));
      const name = `${this.#prefix.slice(0, -1)} turn`;
      await delivery?.withTabLock(name, { ...this.#options, signal }, () => this.#sendAll(delivery, signal));
    } finally {
      this.#isDraining = false;
    }
  }

  async #sendAll(delivery: Delivery, signal: AbortSignal): Promise<void> {
    let failures = 0;
    for (let key = this.#next(); key && !signal.aborted; key = this.#next()) {
      const error = await this.#send(key, delivery);
      failures = error ? failures + 1 : 0;
      if (error) await this.#pauseAfter(failures, error);
    }
  }

  async #pauseAfter(failures: number, error: CivicError): Promise<void> {
    this.#options.changed({ waiting: this.waiting, error });
    await pause(retryDelay(failures, error), this.#closed.signal, (wake) => (this.#wake = wake));
    this.#wake = undefined;
  }

  #next(): string | undefined {
    return keys(this.#options.storage, this.#prefix)[0];
  }

  /** Sends one. Resolves with the error when it has to wait. */
  async #send(key: string, { submit, verdictOf }: Delivery): Promise<CivicError | undefined> {
    const { storage, parse, send, changed } = this.#options;
    const item = parseStored(storage, key, parse);
    let answer: Answer | undefined;
    let error: CivicError | undefined;
    if (item) {
      try {
        answer = await send(item, submit);
      } catch (cause) {
        error = asCivicError(cause);
        // Nobody stands here to be asked: whatever isn't the server's last word is tried again, slowly.
        if (verdictOf(error) !== 'refused') return error;
      }
    }
    erase(storage, key);
    if (item)
      changed({ waiting: this.waiting, item, ...(answer !== undefined && { answer }), ...(error && { error }) });
    return undefined;
  }
}
