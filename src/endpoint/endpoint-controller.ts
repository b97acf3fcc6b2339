import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type LoadOptions, type Loaded, TTL, load } from './cache.ts';
import { CivicError } from './errors.ts';
import { mayPass } from './request.ts';
import { wakeIn } from './wake-ups.ts';

/**
 * | state | on show |
 * | --- | --- |
 * | `idle` | the fallback: nothing to load, or not near the viewport yet |
 * | `loading` | the first load: fallback or skeleton |
 * | `ready` | the data |
 * | `empty` | a sentence: the endpoint answered, there is nothing to show |
 * | `stale` | the last good data with its time: a refresh failed |
 * | `error` | a sentence and a button: the first load failed |
 */
export type WidgetState = 'idle' | 'loading' | 'ready' | 'empty' | 'stale' | 'error';

/** Where data came from: an endpoint, this page's shared cache, or the page itself. */
export type DataOrigin = 'network' | 'cache' | 'page';

/** What a load may use: everything asked through `get` is shared, timed and ended together. */
export interface Loading {
  signal: AbortSignal;
  get(url: string, options?: Pick<LoadOptions, 'headers'>): Promise<Loaded>;
}

export interface EndpointHost<Model> extends ReactiveControllerHost, Element {
  /**
   * What the data depends on: a change starts anew. `undefined`: there is nothing to load.
   * The first entry is the identity of the data; when only later entries change, the data stays on show meanwhile.
   */
  source(): readonly unknown[] | undefined;
  /** Gets and reads the data. */
  load(loading: Loading): Promise<Model> | Model;
  isEmpty(data: Model): boolean;
  /** Request options and the pace, as they are now. `refresh` in seconds, 0 for never. */
  pace(): Pick<LoadOptions, 'fetch' | 'credentials' | 'timeout'> & { refresh: number; lazy: boolean };
  loaded(data: Model, from: DataOrigin): void;
  failed(error: CivicError): void;
}

/** After a failure that may pass, another try comes after 30 s, 60 s, … at most 10 min. */
const FIRST_RETRY = 30;
const LAST_RETRY = 600;

/**
 * The life of one widget's data: loads when connected (or near the viewport), again when its source changes, on its
 * refresh time and when the device is back online; keeps the last good data; ends requests when disconnected.
 * An answer that was overtaken by a newer question is ignored.
 */
export class EndpointController<Model> implements ReactiveController {
  state: WidgetState = 'idle';
  error?: CivicError;
  data?: Model;
  /** When the data on show arrived. */
  updated?: Date;

  #host: EndpointHost<Model>;
  #source?: readonly unknown[];
  #run?: { abort: AbortController; done: Promise<void> };
  #failures = 0;
  #due = 0;
  #cancelWakeUp?: () => void;
  #isNear = false;

  constructor(host: EndpointHost<Model>) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#onOnline);
    const missed = this.#due && this.#due <= Date.now();
    // A first load that was cut off, or a refresh that fell due meanwhile.
    if (this.state === 'loading' || missed) void this.reload(missed ? this.#maxAge() : TTL);
    else if (this.#source && this.state === 'idle') observe(this.#host, this.#onNear);
    else if (this.#due) this.#wakeIn((this.#due - Date.now()) / 1000);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#onOnline);
    this.#cancelWakeUp?.();
    unobserve(this.#host);
    // Moving an element disconnects and connects it at once: its request goes on.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#run?.abort.abort();
      this.#run = undefined;
    });
  }

  /** Runs on every update of the host, before it renders. */
  hostUpdate(): void {
    const source = this.#host.source();
    if (same(source, this.#source)) return;
    const isOther = source?.[0] !== this.#source?.[0];
    this.#source = source;
    this.#failures = 0;
    if (isOther) {
      this.data = this.updated = this.error = undefined;
      this.state = 'idle';
    }
    if (!source) return this.#stop();
    if (this.#host.pace().lazy && !this.#isNear) return observe(this.#host, this.#onNear);
    void this.reload(TTL);
  }

  /** Asks again; resolves when the answer, good or bad, is on show. `maxAge` in seconds: an answer that old will do. */
  reload(maxAge = 0): Promise<void> {
    if (!this.#source) return Promise.resolve();
    this.#cancelWakeUp?.();
    this.#run?.abort.abort();
    const abort = new AbortController();
    const run = { abort, done: this.#load(abort.signal, maxAge) };
    this.#run = run;
    // Whoever waits for a run that was overtaken waits for the one that overtook it.
    return run.done.then(() => (this.#run && this.#run !== run ? this.#run.done : undefined));
  }

  async #load(signal: AbortSignal, maxAge: number): Promise<void> {
    const host = this.#host;
    if (!this.#hasContent && this.state !== 'empty') this.state = 'loading';
    host.requestUpdate();
    try {
      let from: DataOrigin = 'page';
      let time = Date.now();
      const data = await host.load({
        signal,
        get: async (url, options) => {
          const loaded = await load(url, { ...options, ...host.pace(), signal, maxAge });
          time = Math.min(time, loaded.time);
          if (from !== 'network') from = loaded.from;
          return loaded;
        },
      });
      if (signal.aborted) return;
      this.data = data;
      this.updated = new Date(time);
      this.error = undefined;
      this.state = host.isEmpty(data) ? 'empty' : 'ready';
      this.#failures = 0;
      this.#wakeIn(host.pace().refresh);
      host.requestUpdate();
      await host.updateComplete;
      host.loaded(data, from);
    } catch (cause) {
      if (signal.aborted) return;
      const error = cause instanceof CivicError ? cause : new CivicError('format', String(cause), { cause });
      this.error = error;
      this.state = this.#hasContent ? 'stale' : 'error';
      this.#wakeIn(mayPass(error) ? this.#patience(error) : host.pace().refresh);
      host.failed(error);
      host.requestUpdate();
    }
  }

  get #hasContent(): boolean {
    return this.data !== undefined && !this.#host.isEmpty(this.data);
  }

  /** Seconds until the next try by itself. */
  #patience({ retryAfter = 0 }: CivicError): number {
    const wait = Math.min(FIRST_RETRY * 2 ** this.#failures++, LAST_RETRY) * (0.75 + Math.random() / 2);
    return Math.max(retryAfter, Math.min(wait, this.#host.pace().refresh || Infinity));
  }

  /** Widgets on one page refresh at slightly different times: what one of them has just fetched will do for all. */
  #maxAge(): number {
    return this.#host.pace().refresh / 2;
  }

  #wakeIn(seconds: number): void {
    this.#cancelWakeUp?.();
    this.#due = seconds > 0 ? Date.now() + seconds * 1000 : 0;
    if (this.#due && this.#host.isConnected)
      this.#cancelWakeUp = wakeIn(seconds, () => void this.reload(this.#maxAge()));
  }

  #stop(): void {
    this.#run?.abort.abort();
    this.#run = undefined;
    this.#cancelWakeUp?.();
    this.#due = 0;
  }

  #onOnline = (): void => {
    if (this.error && mayPass(this.error)) void this.reload(this.#maxAge());
  };

  #onNear = (): void => {
    this.#isNear = true;
    if (this.#source) void this.reload(TTL);
  };
}

function same(one: readonly unknown[] | undefined, other: readonly unknown[] | undefined): boolean {
  return one === other || (one?.length === other?.length && !!one?.every((value, i) => Object.is(value, other?.[i])));
}

/** One observer for all lazy widgets of the page; "near" is half a phone's screen away. */
let observer: IntersectionObserver | undefined;
const near = new WeakMap<Element, () => void>();

function observe(element: Element, onNear: () => void): void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer?.unobserve(target);
        near.get(target)?.();
      }
    },
    { rootMargin: '400px' },
  );
  near.set(element, onNear);
  observer.observe(element);
}

function unobserve(element: Element): void {
  observer?.unobserve(element);
}
