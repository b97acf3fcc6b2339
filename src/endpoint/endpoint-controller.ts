import type { ReactiveControllerHost } from 'lit';
import { type LoadOptions, type Loaded, TTL, load } from './response-cache.ts';
import { CivicError } from '../errors.ts';
import { RefreshScheduler } from './refresh-scheduler.ts';

/**
 * | state | what is shown |
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

/** Passed to a load: requests made through `get` are shared with other widgets, timed, and aborted together. */
export interface Loading {
  signal: AbortSignal;
  get(url: string, options?: Pick<LoadOptions, 'headers'>): Promise<Loaded>;
}

export interface EndpointHost<Model> {
  element: Element & Pick<ReactiveControllerHost, 'requestUpdate' | 'updateComplete'>;
  /**
   * What the data depends on: a change starts a new load. `undefined`: there is nothing to load.
   * The first entry identifies the data; when only later entries change, the old data is shown meanwhile.
   */
  source(): readonly unknown[] | undefined;
  /** Gets and reads the data. */
  load(loading: Loading): Promise<Model> | Model;
  isEmpty(data: Model): boolean;
  /** Current options for requests. `refresh` in seconds, 0 for never. */
  requestOptions(): Pick<LoadOptions, 'fetch' | 'credentials' | 'timeout'> & { refresh: number; lazy: boolean };
  loaded(data: Model, from: DataOrigin): void;
  failed(error: CivicError): void;
}

/**
 * Loads one widget's data: when connected (or near the viewport), when its source changes, and when its
 * {@link RefreshScheduler} says so. Keeps the last good data; aborts requests when disconnected; ignores the result of a
 * load that a newer one has replaced. The host calls its methods directly: `addController` would cost each widget a list.
 */
export class EndpointController<Model> {
  state: WidgetState = 'idle';
  error?: CivicError;
  data?: Model;
  /** When the data that is shown arrived, in ms since the epoch. */
  updated?: number;

  #host: EndpointHost<Model>;
  #source?: readonly unknown[];
  /** Kept when the load has ended: the next load aborts what it left under way. */
  #abort?: AbortController;
  /** Resolves when the last load has ended. */
  #done?: Promise<void>;
  #scheduler?: RefreshScheduler;
  #isNear = false;
  #onAnswer?: () => void;

  constructor(host: EndpointHost<Model>) {
    this.#host = host;
  }

  hostConnected(): void {
    // The first load was aborted.
    if (this.state === 'loading') void this.reload(TTL);
    else if (this.state === 'idle') this.#wait();
    else if (this.#scheduler) this.#scheduler.connected();
    else this.#plan();
  }

  hostDisconnected(): void {
    this.#scheduler?.disconnected();
    unobserve(this.#host.element);
    // Moving an element disconnects and connects it at once: its request continues.
    queueMicrotask(() => {
      if (!this.#host.element.isConnected) this.#end();
    });
  }

  /** Runs on every update of the host, before it renders. */
  hostUpdate(): void {
    // Outside the page an element has no settings: it might request another URL, without the site's own `fetch`.
    if (!this.#host.element.isConnected && !this.#onAnswer) return;
    const source = this.#host.source();
    if (same(source, this.#source)) return;
    const isOther = source?.[0] !== this.#source?.[0];
    this.#source = source;
    this.#scheduler?.disconnected();
    this.#scheduler = undefined;
    if (isOther) {
      this.data = this.updated = this.error = undefined;
      this.state = 'idle';
    }
    if (!source) this.#end();
    else if (this.#host.requestOptions().lazy && !this.#isNear) this.#wait();
    else void this.reload(TTL);
  }

  /** Loads; resolves when data or error is there, before it is drawn. */
  answer(): Promise<void> {
    return new Promise((resolve) => {
      this.#onAnswer = resolve;
      this.hostUpdate();
    });
  }

  /** Loads again; resolves when data or error is shown. `maxAge`, in seconds: a cached response of that age is enough. */
  reload(maxAge = 0): Promise<void> {
    if (!this.#source) return Promise.resolve();
    this.#scheduler?.stop();
    this.#end();
    const abort = (this.#abort = new AbortController());
    this.#done = this.#load(abort.signal, maxAge);
    // If a newer load has replaced this one, wait for that.
    return this.#done.then(() => (this.#abort === abort ? undefined : this.#done));
  }

  async #load(signal: AbortSignal, maxAge: number): Promise<void> {
    const host = this.#host;
    if (!this.#hasContent && this.state !== 'empty') this.state = 'loading';
    host.element.requestUpdate();
    try {
      let from: DataOrigin = 'page';
      let time = Date.now();
      const data = await host.load({
        signal,
        get: async (url, options) => {
          const loaded = await load(url, { ...options, ...host.requestOptions(), signal, maxAge });
          time = Math.min(time, loaded.time);
          if (from !== 'network') from = loaded.from;
          return loaded;
        },
      });
      if (signal.aborted) return;
      this.data = data;
      this.updated = time;
      this.error = undefined;
      this.state = host.isEmpty(data) ? 'empty' : 'ready';
      this.#plan();
      host.element.requestUpdate();
      this.#onAnswer?.();
      await host.element.updateComplete;
      host.loaded(data, from);
    } catch (cause) {
      if (signal.aborted) return;
      this.error = cause instanceof CivicError ? cause : new CivicError('format', String(cause), { cause });
      this.state = this.#hasContent ? 'stale' : 'error';
      this.#plan();
      host.failed(this.error);
      host.element.requestUpdate();
      this.#onAnswer?.();
    }
  }

  get #hasContent(): boolean {
    return this.data !== undefined && !this.#host.isEmpty(this.data);
  }

  #end(): void {
    this.#abort?.abort();
    this.#abort = this.#done = undefined;
  }

  /** Plans the next load, if any, after one has ended. */
  #plan(): void {
    const host = this.#host;
    if (!host.element.isConnected || !(this.#scheduler || this.error || host.requestOptions().refresh)) return;
    if (!this.#scheduler) {
      this.#scheduler = new RefreshScheduler({
        isConnected: () => host.element.isConnected,
        refresh: () => host.requestOptions().refresh,
        reload: (maxAge) => this.reload(maxAge),
      });
      this.#scheduler.connected();
    }
    this.#scheduler.ended(this.error);
  }

  #wait(): void {
    if (!this.#source) return;
    const onNear = (): void => {
      this.#isNear = true;
      if (this.#source) void this.reload(TTL);
    };
    observe(this.#host.element, onNear);
  }
}

/** Calls `onNear` once, when the element comes near the viewport: within half a phone's screen. */
function observe(element: Element, onNear: () => void): void {
  viewport ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        unobserve(target);
        near.get(target)?.();
      }
    },
    { rootMargin: '400px' },
  );
  near.set(element, onNear);
  viewport.observe(element);
}

function unobserve(element: Element): void {
  viewport?.unobserve(element);
}

/** One observer for all lazy widgets of the page. */
let viewport: IntersectionObserver | undefined;
const near = new WeakMap<Element, () => void>();

function same(one: readonly unknown[] | undefined, other: readonly unknown[] | undefined): boolean {
  return one === other || (one?.length === other?.length && !!one?.every((value, i) => Object.is(value, other?.[i])));
}
