import { CivicError, loadChunk } from '../errors.ts';
import { erase, isDurable, PREFIX, read, write, type DeviceStorage } from './storage.ts';
import type { submit } from './submit.ts';
import type { Locks } from './tab-lock.ts';

export { codeHeader, codeOf, scopeOf } from './address.ts';

/** What the device has for keeping submissions. Each may be missing: pages without TLS have no locks. */
export interface Device {
  /** `localStorage`. Missing or throwing (blocked, sandboxed, full): submissions live as long as the page. */
  storage?: DeviceStorage | undefined;
  /** `navigator.locks`: one tab sends at a time. */
  locks?: Locks | undefined;
  /** `indexedDB`: decides between tabs that submit in the same moment. */
  indexedDB?: IDBFactory | undefined;
}

/** What is written down of a submission besides its content. */
export interface Submission {
  /** Idempotency-Key: the same for every try, so that the server counts it once. */
  key: string;
  /** How many submissions from this browser were counted before this one was made; missing: none. */
  turn?: number;
}

export type OutboxState<Item, Answer> =
  /** Nothing is written down, and nothing is known to be counted. */
  | { status: 'empty' }
  /** Written down, not yet counted. With `error` and `retryAt` (ms) after a failed try; without, another tab sends it. */
  | { status: 'written'; item: Item; error?: CivicError; retryAt?: number }
  | { status: 'sending'; item: Item }
  /** Written down. It is sent again when a person asks for it (`wake()`): the server refused for a reason unknown. */
  | { status: 'stopped'; item: Item; error: CivicError }
  /** The server took it: now (`item`, and `answer` if it gave one), from another tab, or on an earlier day. */
  | { status: 'counted'; item?: Item; answer?: Answer }
  /** The server's last word: `already-voted`, `closed` or `invalid`. */
  | { status: 'refused'; item: Item; error: CivicError };

/** Loaded with what sends. */
export type Submit = typeof submit;

export interface OutboxOptions<Item, Answer> extends Device {
  /** What is sent, such as `ballot`, and where to: together the place in storage. */
  kind: string;
  scope: string;
  /** The key in storage that says that one was counted, such as `voted`. */
  mark: string;
  /** Reads what is written down; undefined when others have damaged it. */
  parse: (value: unknown) => Item | undefined;
  /** Sends one with `submit`; resolves with the server's answer when it was counted, rejects with a CivicError. */
  send: (item: Item, submit: Submit) => Promise<Answer>;
  changed: (state: OutboxState<Item, Answer>) => void;
}

/**
 * Keeps one submission (a vote, the answers to a survey) until its server has answered: written down with its key
 * before it is sent, sent by one tab at a time, tried again with back-off, after a reload, and when the network is back.
 */
export class Outbox<Item extends Submission, Answer> {
  readonly #options: OutboxOptions<Item, Answer>;
  /** Keys in storage: of what is written down, and of what says that one was counted. */
  readonly #name: string;
  readonly #mark: string;
  readonly #closed = new AbortController();
  #state: OutboxState<Item, Answer> = { status: 'empty' };
  #isDelivering = false;
  #wake: (() => void) | undefined;

  /** Call `sync()` when ready for the first state. */
  constructor(options: OutboxOptions<Item, Answer>) {
    this.#options = options;
    this.#name = `${PREFIX}${options.kind}:${options.scope}`;
    this.#mark = `${PREFIX}${options.mark}:${options.scope}`;
    if (!this.#turns) this.#fallbackKey();
    outboxes.add(this as unknown as Outbox<Submission, unknown>);
  }

  get state(): OutboxState<Item, Answer> {
    return this.#state;
  }

  /** False when the submission is lost with the page: nothing could be written down. */
  get isDurable(): boolean {
    return isDurable(this.#name);
  }

  /** Looks again at what is written down: at the start, and after a `storage` event. */
  sync(): void {
    if (this.#closed.signal.aborted || this.#isDelivering) return;
    const item = this.#pending();
    if (item) void this.#deliver(item);
    else this.#settle();
  }

  /** For `storage` events: looks again when another tab wrote a key of this outbox. `null`: all were cleared. */
  storageChanged(key: string | null): void {
    if (key === null || key === this.#name || key === this.#mark) this.sync();
  }

  /** Tries now: the network is back, the page is looked at again, or a person asked for it. */
  wake(): void {
    if (!this.#isDelivering) this.sync();
    else if (this.#wake) this.#wake();
    else this.#others((box) => box.#wake?.());
  }

  /** Loads what sends ahead of a submission. A failure shows when something is sent. */
  prepare(): void {
    import('./delivery.ts').catch(() => undefined);
  }

  /** Stops waiting; what is written down stays. A request on its way is let through and still clears it. */
  close(): void {
    outboxes.delete(this as unknown as Outbox<Submission, unknown>);
    this.#closed.abort();
  }

  /** Writes a submission down, then sends it. One that waits already stays the one that counts. */
  protected submit(content: Omit<Item, keyof Submission>): void {
    const turn = this.#turns;
    if (!this.#pending()) {
      const key = this.#fallbackKey() ?? newKey();
      this.#write({ ...content, key, ...(turn && { turn }) } as unknown as Item);
    }
    this.sync();
    this.#others((box) => box.sync());
  }

  async #deliver(item: Item): Promise<void> {
    this.#isDelivering = true;
    this.#set({ status: 'written', item });
    const { signal } = this.#closed;
    try {
      const delivery = await loadDelivery(signal, (failures, error) => this.#pauseAfter(failures, error));
      await delivery?.deliver({
        ...this.#options,
        signal,
        name: this.#name,
        pending: () => this.#pending(),
        write: (first) => this.#write(first),
        turns: () => this.#turns,
        setTurns: (turns) => write(this.#options.storage, this.#mark, String(turns)),
        end: (state, isCounted) => this.#end(state, isCounted),
        set: (state) => this.#set(state),
        pauseAfter: (failures, error) => this.#pauseAfter(failures, error),
      });
    } finally {
      this.#isDelivering = false;
    }
    const { status } = this.#state;
    const isOver = status === 'counted' || status === 'refused';
    // Submitted anew while the last one was being put away.
    if (isOver && this.#pending()) this.sync();
    else if (status !== 'stopped' && !this.#pending()) this.#settle();
  }

  /** Waits for the next try; `wake()` ends it. */
  async #pauseAfter(failures: number, error: CivicError): Promise<void> {
    const item = this.#pending();
    const delay = retryDelay(failures, error);
    if (item) this.#set({ status: 'written', item, error, retryAt: Date.now() + delay });
    await pause(delay, this.#closed.signal, (wake) => (this.#wake = wake));
    this.#wake = undefined;
  }

  /** Puts away what the server has answered to. */
  #end(state: OutboxState<Item, Answer> & { item: Item }, isCounted: boolean): void {
    const { storage } = this.#options;
    if (isCounted) write(storage, this.#mark, String(turnOf(state.item) + 1));
    erase(storage, this.#name);
    if (isCounted) erase(storage, this.#keyName);
    this.#set(state);
    this.#others((box) => box.sync());
  }

  #settle(): void {
    const state = this.#state;
    if (state.status === 'counted') return;
    if (state.status === 'refused' && (state.error.code === 'already-voted' || turnOf(state.item) >= this.#turns))
      return;
    this.#set({ status: this.#turns ? 'counted' : 'empty' });
  }

  #set(state: OutboxState<Item, Answer>): void {
    this.#state = state;
    if (!this.#closed.signal.aborted) this.#options.changed(state);
  }

  /** What is written down. One of a turn that is over was overtaken by another tab's, which was counted. */
  #pending(): Item | undefined {
    const { storage, parse } = this.#options;
    const item = parseStored(storage, this.#name, parse);
    if (!item || turnOf(item) >= this.#turns) return item;
    erase(storage, this.#name);
    return undefined;
  }

  #write(item: Item): void {
    write(this.#options.storage, this.#name, JSON.stringify(item));
  }

  /** How many submissions this browser knows to be counted. */
  get #turns(): number {
    const mark = read(this.#options.storage, this.#mark);
    return mark === null ? 0 : Number(mark) || 1;
  }

  get #keyName(): string {
    return `${this.#name}:key`;
  }

  /**
   * With neither IndexedDB nor locks nothing decides between tabs: there all of them use one key, made when the first
   * of them shows the form.
   */
  #fallbackKey(): string | undefined {
    const { storage, locks, indexedDB } = this.#options;
    if (indexedDB || locks) return undefined;
    if (read(storage, this.#keyName) === null) write(storage, this.#keyName, newKey());
    return read(storage, this.#keyName) ?? undefined;
  }

  /** `storage` events reach other tabs, not other widgets of this page. */
  #others(tell: (box: Outbox<Submission, unknown>) => void): void {
    for (const box of outboxes) if (box.#name === this.#name && (box as unknown) !== this) tell(box);
  }
}

/** Loads the code that sends. What is written down waits for it as it waits for the network. */
export async function loadDelivery(
  signal: AbortSignal,
  pauseAfter: (failures: number, error: CivicError) => Promise<void>,
): Promise<typeof import('./delivery.ts') | undefined> {
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      return await loadChunk(import('./delivery.ts'));
    } catch (cause) {
      await pauseAfter(failures, asCivicError(cause));
    }
  }
  return undefined;
}

const outboxes = new Set<Outbox<Submission, unknown>>();

export const turnOf = ({ turn = 0 }: Submission): number => turn;

/** Reads what is written down under a key; undefined when there is nothing, or nothing that can be read. */
export function parseStored<Item>(
  storage: DeviceStorage | undefined,
  key: string,
  parse: (value: unknown) => Item | undefined,
): Item | undefined {
  try {
    return parse(JSON.parse(read(storage, key) ?? ''));
  } catch {
    return undefined;
  }
}

/** ms until the next try: 1 s doubling to 1 min, jittered by half, never before `Retry-After` (an hour at most). */
export function retryDelay(failures: number, error: CivicError): number {
  const backOff = Math.min(60, 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
  return 1000 * Math.max(backOff, Math.min(error.retryAfter ?? 0, 3600));
}

export function asCivicError(cause: unknown): CivicError {
  return cause instanceof CivicError ? cause : new CivicError('network', String(cause), { cause });
}

/** Resolves after `ms`, when the signal aborts, or when the function passed to `wakeable` is called. */
export function pause(ms: number, signal: AbortSignal, wakeable?: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    wakeable?.(end);
    if (signal.aborted) end();
  });
}

/** A random UUID (RFC 9562 §5.4); `crypto.randomUUID` is missing on pages without TLS. */
export function newKey(): string {
  const digit = () => (crypto.getRandomValues(new Uint8Array(1))[0]! % 16).toString(16);
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, digit);
}
