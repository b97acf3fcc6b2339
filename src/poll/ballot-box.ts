import { CivicError } from '../errors.ts';
import { alone, pause, type Locks } from './alone.ts';
import { BallotSlip, type Ballot } from './ballot.ts';
import type { BallotStorage } from './storage.ts';

export type BallotState =
  /** Nothing written down, nothing known to be counted. */
  | { status: 'none' }
  /** Written down, not yet counted; with `retryAt` (ms) while the next try is awaited. */
  | { status: 'pending'; ballot: Ballot; error?: CivicError; retryAt?: number }
  /** Written down; trying again makes sense only when a person says so. */
  | { status: 'stopped'; ballot: Ballot; error: CivicError }
  /** The server took it: now (`ballot`), from another tab, or on an earlier day. */
  | { status: 'counted'; ballot?: Ballot }
  /** The server's last word: `already-voted`, `closed` or `invalid`. */
  | { status: 'refused'; ballot: Ballot; error: CivicError };

export interface BallotOptions {
  /** Missing or throwing (blocked, sandboxed, full): ballots live as long as the page. */
  storage?: BallotStorage | undefined;
  /** `navigator.locks` where the page has it; else a lease in storage keeps other tabs from sending too. */
  locks?: Locks | undefined;
  /** Sends one ballot; resolves when the server has counted it, rejects with a CivicError. */
  send: (ballot: Ballot) => Promise<unknown>;
}

/**
 * Keeps one person's vote until the server has answered: written down with its key before it is sent, sent by one tab
 * at a time, tried again with back-off, after a reload, and when the network is back.
 */
export class BallotBox {
  readonly #scope: string;
  readonly #slip: BallotSlip;
  readonly #options: BallotOptions;
  readonly #changed: (state: BallotState) => void;
  readonly #closed = new AbortController();
  #state: BallotState = { status: 'none' };
  #delivering = false;
  #wake: (() => void) | undefined;

  /** Call `sync()` when ready for the first state. */
  constructor(scope: string, options: BallotOptions, changed: (state: BallotState) => void) {
    this.#scope = scope;
    this.#slip = new BallotSlip(scope, options.storage);
    this.#options = options;
    this.#changed = changed;
    boxes.add(this);
  }

  get state(): BallotState {
    return this.#state;
  }

  /** False when the vote is lost with the page: nothing could be written down. */
  get isDurable(): boolean {
    return this.#slip.isDurable;
  }

  /** Writes a vote down and sends it. */
  cast(poll: string, choices: readonly string[]): void {
    this.#slip.write(poll, choices);
    this.sync();
    this.#others((box) => box.sync());
  }

  /** Looks again at what is written down: at the start, and when a `storage` event tells that another tab wrote. */
  sync(): void {
    if (this.#closed.signal.aborted || this.#delivering) return;
    const { ballot } = this.#slip;
    if (ballot) void this.#deliver(ballot);
    else this.#settle();
  }

  /** Tries now: the network is back, the page is looked at again, or a person asked for it. */
  wake(): void {
    if (!this.#delivering) this.sync();
    else if (this.#wake) this.#wake();
    else this.#others((box) => box.#wake?.());
  }

  /** Stops waiting; what is written down stays. A request on its way is let through and still clears its ballot. */
  close(): void {
    boxes.delete(this);
    this.#closed.abort();
  }

  async #deliver(ballot: Ballot): Promise<void> {
    this.#delivering = true;
    this.#set({ status: 'pending', ballot });
    await alone(this.#slip.key, { ...this.#options, signal: this.#closed.signal }, () => this.#send());
    this.#delivering = false;
    // Another tab, or another widget of this page, had the turn and the answer.
    if (this.#state.status === 'pending' && !this.#slip.ballot) this.#settle();
  }

  async #send(): Promise<void> {
    for (let failures = 1; !this.#closed.signal.aborted; failures++) {
      const { ballot } = this.#slip;
      if (!ballot) return;
      this.#set({ status: 'pending', ballot });
      try {
        await this.#options.send(ballot);
        return this.#end({ status: 'counted', ballot }, true);
      } catch (cause) {
        const error = asCivicError(cause);
        const verdict = verdictOf(error);
        if (verdict === 'refused')
          return this.#end({ status: 'refused', ballot, error }, error.code === 'already-voted');
        if (verdict === 'stopped') return this.#set({ status: 'stopped', ballot, error });
        const delay = retryDelay(failures, error);
        this.#set({ status: 'pending', ballot, error, retryAt: Date.now() + delay });
        await pause(delay, this.#closed.signal, (wake) => (this.#wake = wake));
        this.#wake = undefined;
      }
    }
  }

  #end(state: BallotState, voted: boolean): void {
    this.#slip.clear(voted);
    this.#set(state);
    this.#others((box) => box.sync());
  }

  #settle(): void {
    if (this.#state.status === 'counted' || this.#state.status === 'refused') return;
    this.#set({ status: this.#slip.isCounted ? 'counted' : 'none' });
  }

  #set(state: BallotState): void {
    this.#state = state;
    if (!this.#closed.signal.aborted) this.#changed(state);
  }

  /** Storage events reach other tabs, not other widgets of this page. */
  #others(tell: (box: BallotBox) => void): void {
    for (const box of boxes) if (box !== this && box.#scope === this.#scope) tell(box);
  }
}

const boxes = new Set<BallotBox>();

/** Whether to try again by itself, to wait for a person, or to accept the answer. */
export function verdictOf({ code, status = 0 }: CivicError): 'retry' | 'stopped' | 'refused' {
  if (code === 'already-voted' || code === 'closed' || code === 'invalid') return 'refused';
  // A 200 that is no poll is a captive portal's page more often than a poll server's: nothing says that it counted.
  if (code === 'network' || code === 'timeout' || code === 'format') return 'retry';
  return code === 'http' && (status >= 500 || status === 408 || status === 425 || status === 429) ? 'retry' : 'stopped';
}

/** ms until the next try: 1 s doubling to 1 min, jittered by half, never before `Retry-After` (held to an hour). */
export function retryDelay(failures: number, error: CivicError): number {
  const backoff = Math.min(60, 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
  return 1000 * Math.max(backoff, Math.min(error.retryAfter ?? 0, 3600));
}

export function asCivicError(cause: unknown): CivicError {
  return cause instanceof CivicError ? cause : new CivicError('network', String(cause), { cause });
}
