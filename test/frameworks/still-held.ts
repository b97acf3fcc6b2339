/** Run in a page before its scripts: keeps count of what a page has to let go again. Read with `window.stillHeld()`. */
export interface StillHeld {
  timers: number;
  mutationObservers: number;
  intersections: number;
  listeners: string[];
}

declare global {
  interface Window {
    stillHeld: () => StillHeld;
  }
}

export function countWhatIsHeld(): void {
  const timers = new Set<unknown>();
  const observers = new Set<MutationObserver>();
  const intersections = new Set<Element>();
  const listeners = new Map<string, number>();
  window.stillHeld = () => ({
    timers: timers.size,
    mutationObservers: observers.size,
    intersections: intersections.size,
    listeners: [...listeners].flatMap(([name, count]) => (count > 0 ? `${name} ×${count}` : [])).sort(),
  });

  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = ((run: (...args: unknown[]) => void, delay?: number, ...args: unknown[]): number => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run(...args);
    }, delay);
    timers.add(timer);
    return timer;
  }) as typeof setTimeout;
  window.clearTimeout = (timer) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
  window.setInterval = ((...args: Parameters<typeof setInterval>): number => {
    const timer = setInterval(...args);
    timers.add(timer);
    return timer;
  }) as typeof setInterval;
  window.clearInterval = (timer) => {
    timers.delete(timer);
    clearInterval(timer);
  };

  wrap(MutationObserver.prototype, 'observe', (observer) => observers.add(observer));
  wrap(MutationObserver.prototype, 'disconnect', (observer) => observers.delete(observer));
  wrap(IntersectionObserver.prototype, 'observe', (_, [element]) => intersections.add(element!));
  wrap(IntersectionObserver.prototype, 'unobserve', (_, [element]) => intersections.delete(element!));
  wrap(IntersectionObserver.prototype, 'disconnect', () => intersections.clear());

  // What lives as long as the page: what is listened for there keeps what listens.
  for (const [place, target] of [
    ['window', window],
    ['document', document],
  ] as const) {
    const held = new Map<unknown, Set<string>>();
    const add = (type: string, listener: unknown, by: 1 | -1): void => {
      const types = held.get(listener) ?? new Set();
      held.set(listener, types);
      if (types.has(type) === (by === 1)) return;
      if (by === 1) types.add(type);
      else types.delete(type);
      const name = `${place} ${type}`;
      listeners.set(name, (listeners.get(name) ?? 0) + by);
    };
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions | boolean) => {
      add(type, listener, 1);
      addEventListener.call(target, type, listener, options);
      const { once, signal }: AddEventListenerOptions = typeof options === 'object' ? options : {};
      if (once) addEventListener.call(target, type, () => add(type, listener, -1), { once });
      signal?.addEventListener('abort', () => add(type, listener, -1), { once: true });
    };
    target.removeEventListener = (type: string, listener: EventListener, options?: EventListenerOptions | boolean) => {
      add(type, listener, -1);
      removeEventListener.call(target, type, listener, options);
    };
  }

  function wrap<Target extends object, Name extends keyof Target>(
    prototype: Target,
    name: Name,
    note: (target: Target, args: Parameters<Target[Name] & ((...args: never[]) => unknown)>) => void,
  ): void {
    const method = prototype[name] as (...args: unknown[]) => unknown;
    const noting = function (this: Target, ...args: unknown[]): unknown {
      note(this, args as never);
      return method.apply(this, args);
    };
    prototype[name] = noting as Target[Name];
  }
}
