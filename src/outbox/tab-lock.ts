import { pause } from './outbox.ts';
import { erase, read, write, type DeviceStorage } from './storage.ts';

/** The part of the Web Locks API (`navigator.locks`) that is used. */
export interface Locks {
  request(name: string, options: { signal: AbortSignal }, task: () => Promise<void>): Promise<unknown>;
}

export interface TabLockOptions {
  storage?: DeviceStorage | undefined;
  locks?: Locks | undefined;
  signal: AbortSignal;
}

/** How long a lease holds, in ms. It is renewed three times as often. */
const LEASE = 4000;

/**
 * Runs `task` while no other tab of this origin runs one of the same name: under a Web Lock, or under a lease in
 * storage where there are none (pages without TLS). The lease is the weaker one: a tab that sleeps through its lease
 * can run beside another. Tasks must therefore be safe to run twice.
 */
export async function withTabLock(
  name: string,
  { storage, locks, signal }: TabLockOptions,
  task: () => Promise<void>,
): Promise<void> {
  let hasRun = false;
  const once = () => {
    hasRun = true;
    return task();
  };
  try {
    await locks?.request(name, { signal }, once);
  } catch (error) {
    // A failure of the task is the caller's; else waiting was aborted, or locks are refused (an opaque origin).
    if (hasRun) throw error;
  }
  if (hasRun || signal.aborted) return;
  // Without storage no other tab knows of the task.
  await (storage ? withLease(`${name}:lease`, storage, signal, once) : once());
}

async function withLease(
  name: string,
  storage: DeviceStorage,
  signal: AbortSignal,
  task: () => Promise<void>,
): Promise<void> {
  const me = Math.random().toString(36).slice(2);
  const take = () => write(storage, name, `${me} ${Date.now() + LEASE}`);
  const holder = (): string | undefined => {
    const [owner, until] = (read(storage, name) ?? '').split(' ');
    const left = Number(until) - Date.now();
    // A lease from the far future was written before the clock was set back. It must not lock for ever.
    return left > 0 && left <= LEASE ? owner : undefined;
  };
  while (holder() !== me && !signal.aborted) {
    if (holder() === undefined) take();
    // The last of several tabs that take the lease at once is the holder: look again when all have written.
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
