import type { CivicError } from '../errors.ts';
import { mayPass } from './retry.ts';
import { wakeIn } from './wake-ups.ts';

/** After a failure that may pass, another try comes after 30 s, 60 s, … at most 10 min. */
const FIRST_RETRY = 30;
const LAST_RETRY = 600;

export interface PacedHost {
  isConnected(): boolean;
  /** Seconds between refreshes, 0 for none. */
  refresh(): number;
  /** Asks again; an answer of `maxAge` seconds will do. */
  reload(maxAge: number): Promise<void>;
}

/** When a widget asks again by itself: on its refresh time, some time after a failure, and when the device is back online. */
export class Pace {
  #host: PacedHost;
  #error?: CivicError;
  #failures = 0;
  #due = 0;
  #cancelWakeUp?: () => void;

  constructor(host: PacedHost) {
    this.#host = host;
  }

  /** A load has ended; plans the next. */
  ended(error: CivicError | undefined): void {
    this.#error = error;
    const refresh = this.#host.refresh();
    if (!error) this.#failures = 0;
    this.#wakeIn(error && mayPass(error) ? this.#patience(error, refresh) : refresh);
  }

  connected(): void {
    window.addEventListener('online', this.#onOnline);
    if (!this.#due) return;
    // A refresh that fell due meanwhile is made up for.
    if (this.#due <= Date.now()) this.#reload();
    else this.#wakeIn((this.#due - Date.now()) / 1000);
  }

  disconnected(): void {
    window.removeEventListener('online', this.#onOnline);
    this.#cancelWakeUp?.();
  }

  /** A load has begun. */
  stop(): void {
    this.#cancelWakeUp?.();
  }

  /** Seconds until the next try by itself. */
  #patience({ retryAfter = 0 }: CivicError, refresh: number): number {
    const wait = Math.min(FIRST_RETRY * 2 ** this.#failures++, LAST_RETRY) * (0.75 + Math.random() / 2);
    return Math.max(retryAfter, Math.min(wait, refresh || Infinity));
  }

  #wakeIn(seconds: number): void {
    this.#cancelWakeUp?.();
    this.#due = seconds > 0 ? Date.now() + seconds * 1000 : 0;
    if (this.#due && this.#host.isConnected()) this.#cancelWakeUp = wakeIn(seconds, this.#reload);
  }

  /** Widgets on one page refresh at slightly different times: what one of them has just fetched will do for all. */
  #reload = (): void => void this.#host.reload(this.#host.refresh() / 2);

  #onOnline = (): void => {
    if (this.#error && mayPass(this.#error)) this.#reload();
  };
}
