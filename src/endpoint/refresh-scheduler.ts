import type { CivicError } from '../errors.ts';
import { mayPass } from './retry.ts';

/** After a failure that may pass, another try comes after 30 s, 60 s, … at most 10 min. */
const FIRST_RETRY = 30;
const LAST_RETRY = 600;

export interface RefreshHost {
  isConnected(): boolean;
  /** Seconds between refreshes, 0 for none. */
  refresh(): number;
  /** Asks again; an answer of `maxAge` seconds will do. */
  reload(maxAge: number): Promise<void>;
}

/** When a widget asks again by itself: on its refresh time, some time after a failure, and when the device is back online. */
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
    // A refresh that fell due meanwhile is made up for.
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

  /** Seconds until the next try by itself. */
  #delayAfter({ retryAfter = 0 }: CivicError, refresh: number): number {
    const wait = Math.min(FIRST_RETRY * 2 ** this.#failures++, LAST_RETRY) * (0.75 + Math.random() / 2);
    return Math.max(retryAfter, Math.min(wait, refresh || Infinity));
  }

  #schedule(seconds: number): void {
    this.#cancel?.();
    this.#due = seconds > 0 ? Date.now() + seconds * 1000 : 0;
    if (this.#due && this.#host.isConnected()) this.#cancel = schedule(seconds, this.#reload);
  }

  /** Widgets on one page refresh at slightly different times: what one of them has just fetched will do for all. */
  #reload = (): void => void this.#host.reload(this.#host.refresh() / 2);

  #onOnline = (): void => {
    if (this.#error && mayPass(this.#error)) this.#reload();
  };
}

interface Task {
  /** Due then, or up to `slack` ms later if that saves a wake-up. */
  time: number;
  slack: number;
  run: () => void;
}

/**
 * One timer for the whole page, however many widgets refresh: a hidden page sleeps, and what fell due meanwhile runs
 * when it is shown again.
 */
const tasks = new Set<Task>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Calls `run` once in `seconds` (a twentieth later at most, when something else falls due then), or when the page is next
 * visible after that. Returns a way to cancel.
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
  // Longer timers overflow in setTimeout; this one then just plans again.
  timer = setTimeout(wake, Math.min(Math.max(next() - Date.now(), 0), 2 ** 31 - 1));
}

/** The last that falls due while all that fall due before it can wait. */
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
