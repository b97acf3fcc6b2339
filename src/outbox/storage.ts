/** The part of `localStorage` that is used. Passed in, so that this floor runs in Node. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Every key in storage starts with this. */
export const PREFIX = 'civic-widgets:';

/** What storage did not take (missing, blocked, full). Kept as long as the page lives. */
const memory = new Map<string, string>();

/** False when what was written under a key is lost with the page. */
export const isDurable = (key: string): boolean => !memory.has(key);

export function read(storage: DeviceStorage | undefined, key: string): string | null {
  return memory.get(key) ?? attempt(() => storage?.getItem(key)) ?? null;
}

export function write(storage: DeviceStorage | undefined, key: string, value: string): void {
  const isWritten = attempt(() => {
    storage?.setItem(key, value);
    return storage !== undefined;
  });
  if (!isWritten) memory.set(key, value);
}

export function erase(storage: DeviceStorage | undefined, key: string): void {
  memory.delete(key);
  attempt(() => storage?.removeItem(key));
}

/** The keys that start with `prefix`. */
export function keys(storage: DeviceStorage | undefined, prefix: string): string[] {
  const stored =
    attempt(() => Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')) ?? [];
  return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix));
}

/** Storage throws where it is blocked, sandboxed or full. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
