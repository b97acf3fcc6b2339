import { erase, read, write, type BallotStorage } from './storage.ts';

/** The part of the Web Locks API (`navigator.locks`) that is used. */
export interface Locks {
  request(name: string, options: { signal: AbortSignal }, task: () => Promise<void>): Promise<unknown>;
}

export interface Surroundings {
  storage?: BallotStorage | undefined;
  locks?: Locks | undefined;
  signal: AbortSignal;
}

/** ms for which a lease holds; it is renewed three times as often. */
const LEASE = 4000;

/**
 * Runs `task` while no other tab of this origin runs one of the same name: under a Web Lock or, on pages without TLS
 * that have none, under a lease in storage. Two tabs that take a lease in the same moment, or one that sleeps through
 * its own, can both run; the task must bear that (a ballot does: its key is counted once).
 */
export async function alone(
  name: string,
  { storage, locks, signal }: Surroundings,
  task: () => Promise<void>,
): Promise<void> {
  let ran = false;
  const once = () => {
    ran = true;
    return task();
  };
  try {
    await locks?.request(name, { signal }, once);
  } catch {
    // Aborted while waiting, or locks are refused (an opaque origin).
  }
  if (ran || signal.aborted) return;
  // Without storage no other tab knows of the task.
  await (storage ? underLease(`${name}:lease`, storage, signal, once) : once());
}

async function underLease(
  name: string,
  storage: BallotStorage,
  signal: AbortSignal,
  task: () => Promise<void>,
): Promise<void> {
  const me = Math.random().toString(36).slice(2);
  const take = () => write(storage, name, `${me} ${Date.now() + LEASE}`);
  const holder = (): string | undefined => {
    const [owner, until] = (read(storage, name) ?? '').split(' ');
    const left = Number(until) - Date.now();
    // A lease from the far future is of a clock that was set back: it must not lock for ever.
    return left > 0 && left <= LEASE ? owner : undefined;
  };
  while (holder() !== me && !signal.aborted) {
    if (holder() === undefined) take();
    await pause(holder() === me ? 50 + Math.random() * 50 : 500, signal);
  }
  if (signal.aborted) return;
  const renewal = setInterval(take, LEASE / 3);
  try {
    await task();
  } finally {
    clearInterval(renewal);
    if (holder() === me) erase(storage, name);
  }
}

/** Resolves after `ms`, when the signal aborts, or when what `wakeable` was given is called. */
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
