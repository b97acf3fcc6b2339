import type { CivicError } from '../errors.ts';
import { mayPass } from './retry.ts';

/** Seconds until the next try after a temporary failure: 30, 60, … at most 600. */
const FIRST_RETRY = 30;
const LAST_RETRY = 600;

export interface RefreshHost {
  isConnected(): boolean;
  /** Seconds between refreshes, 0 for none. */
  refresh(): number;
  /** Loads again; a cached response of at most `maxAge` seconds is enough. */
  reload(maxAge: number): Promise<void>;
}

/** Decides when a widget loads again: after its refresh time, some time after a failure, and when the device is back online. */
export class RefreshScheduler {
  #host: RefreshHost;
  #error?: CivicError;
  #failures = 0;
  #due = 0;
  #cancel?: () => void;

  constructor(host: RefreshHost) {
    this.#host = host;
  }

  /** A load has ended; plans the next. */
  ended(error: CivicError | undefined): void {
    this.#error = error;
    const refresh = this.#host.refresh();
    if (!error) this.#failures = 0;
    this.#schedule(error && mayPass(error) ? this.#delayAfter(error, refresh) : refresh);
  }

  connected(): void {
    window.addEventListener('online', this.#onOnline);
    if (!this.#due) return;
    // A refresh fell due while it was disconnected.
    if (this.#due <= Date.now()) this.#reload();
    else this.#schedule((this.#due - Date.now()) / 1000);
  }

  disconnected(): void {
    window.removeEventListener('online', this.#onOnline);
    this.#cancel?.();
  }

  /** A load has begun. */
  stop(): void {
    this.#cancel?.();
  }

  /** Seconds until the next try. */
  #delayAfter({ retryAfter = 0 }: CivicError, refresh: number): number {
    const wait = Math.min(FIRST_RETRY * 2 ** this.#failures++, LAST_RETRY) * (0.75 + Math.random() / 2);
    return Math.max(retryAfter, Math.min(wait, refresh || Infinity));
  }

  #schedule(seconds: number): void {
    this.#cancel?.();
    this.#due = seconds > 0 ? Date.now() + seconds * 1000 : 0;
    if (this.#due && this.#host.isConnected()) this.#cancel = schedule(seconds, this.#reload);
  }

  /** Widgets of one page refresh at slightly different times: a response that one of them has just got is enough for all. */
  #reload = (): void => void this.#host.reload(this.#host.refresh() / 2);

  #onOnline = (): void => {
    if (this.#error && mayPass(this.#error)) this.#reload();
  };
}

interface Task {
  /** When it is due, in ms; it may run up to `slack` ms later if that saves a wake-up. */
  time: number;
  slack: number;
  run: () => void;
}

/**
 * One timer for the whole page. A hidden page has none; what falls due meanwhile runs when the page is shown again.
 */
const tasks = new Set<Task>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Calls `run` once after `seconds` (up to a twentieth later, together with something else), or when the page is next visible
 * after that. Returns a function that cancels it.
 */
export function schedule(seconds: number, run: () => void): () => void {
  if (tasks.size === 0) document.addEventListener('visibilitychange', plan);
  const slack = Math.min(Math.max(seconds * 50, 1000), 30_000);
  const task = { time: Date.now() + seconds * 1000, slack, run };
  tasks.add(task);
  plan();
  return () => {
    tasks.delete(task);
    plan();
  };
}

function plan(): void {
  clearTimeout(timer);
  if (tasks.size === 0) document.removeEventListener('visibilitychange', plan);
  if (tasks.size === 0 || document.hidden) return;
  // Longer timers overflow in setTimeout: wake up earlier and plan again.
  timer = setTimeout(wake, Math.min(Math.max(next() - Date.now(), 0), 2 ** 31 - 1));
}

/** The latest due time up to which all earlier tasks can wait. */
function next(): number {
  const all = [...tasks];
  const latest = Math.min(...all.map(({ time, slack }) => time + slack));
  return Math.max(...all.map(({ time }) => time).filter((time) => time <= latest));
}

function wake(): void {
  const now = Date.now();
  const due = next() <= now ? [...tasks].filter(({ time }) => time <= now) : [];
  for (const task of due) tasks.delete(task);
  for (const { run } of due) run();
  plan();
}
