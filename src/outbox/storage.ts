/** The part of `localStorage` that is used. */
export type BallotStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What storage would not take (missing, blocked, full), for as long as the page lives. */
const memory = new Map<string, string>();

/** True when what was written under a key will outlive the page. */
export const isDurable = (key: string): boolean => !memory.has(key);

export function read(storage: BallotStorage | undefined, key: string): string | null {
  return memory.get(key) ?? attempt(() => storage?.getItem(key)) ?? null;
}

export function write(storage: BallotStorage | undefined, key: string, value: string): void {
  const written = attempt(() => {
    storage?.setItem(key, value);
    return storage !== undefined;
  });
  if (!written) memory.set(key, value);
}

export function erase(storage: BallotStorage | undefined, key: string): void {
  memory.delete(key);
  attempt(() => storage?.removeItem(key));
}

/** The keys that start with `prefix`. */
export function keys(storage: BallotStorage | undefined, prefix: string): string[] {
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
