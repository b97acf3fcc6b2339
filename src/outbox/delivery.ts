import { mayPass } from '../endpoint/retry.ts';
import type { CivicError } from '../errors.ts';
import { claim, settleClaim } from './claims.ts';
import { asCivicError, turnOf, type OutboxOptions, type OutboxState, type Submission } from './outbox.ts';
import { submit } from './submit.ts';
import { withTabLock } from './tab-lock.ts';

export { submit, withTabLock };

/** What the sending of a submission needs of the outbox that keeps it. */
export interface Delivery<Item, Answer> extends Omit<OutboxOptions<Item, Answer>, 'changed'> {
  /** Aborts when the outbox is closed. */
  signal: AbortSignal;
  /** The place in storage. */
  name: string;
  /** What is written down, in this moment. */
  pending: () => Item | undefined;
  write: (item: Item) => void;
  /** How many submissions this browser knows to be counted. */
  turns: () => number;
  setTurns: (turns: number) => void;
  set: (state: OutboxState<Item, Answer>) => void;
  /** Clears what the server has answered to. */
  end: (state: OutboxState<Item, Answer> & { item: Item }, isCounted: boolean) => void;
  /** Waits for the next try after this many failures. */
  pauseAfter: (failures: number, error: CivicError) => Promise<void>;
}

/**
 * Sends what is written down, in one tab at a time, until the server has answered or a person has to decide. A module of
 * its own, because a page needs it only once somebody submits.
 */
export async function deliver<Item extends Submission, Answer>(delivery: Delivery<Item, Answer>): Promise<void> {
  await withTabLock(delivery.name, delivery, () => sendAll(delivery));
}

async function sendAll<Item extends Submission, Answer>(delivery: Delivery<Item, Answer>): Promise<void> {
  const { signal, set, turns } = delivery;
  for (let failures = 1; !signal.aborted; failures++) {
    const item = await claimed(delivery);
    if (!item || signal.aborted) return;
    set({ status: 'sending', item });
    try {
      const answer = await delivery.send(item, submit);
      return await end(delivery, { status: 'counted', item, answer }, true);
    } catch (cause) {
      const error = asCivicError(cause);
      const verdict = verdictOf(error);
      if (verdict === 'refused') {
        // Counted in another tab meanwhile: the refusal says no more than that.
        if (turnOf(item) < turns()) return;
        return await end(delivery, { status: 'refused', item, error }, error.code === 'already-voted');
      }
      if (verdict === 'stopped') return set({ status: 'stopped', item, error });
      await delivery.pauseAfter(failures, error);
    }
  }
}

/** What is to be sent: the first of those that tabs wrote down in the same turn. */
async function claimed<Item extends Submission, Answer>(delivery: Delivery<Item, Answer>): Promise<Item | undefined> {
  const { indexedDB, name, parse, pending, write, turns, setTurns } = delivery;
  const item = pending();
  if (!item) return undefined;
  const turn = turnOf(item);
  const held = await claim(indexedDB, name, { turn, key: item.key, item, at: Date.now() });
  const counted = held.item === undefined ? held.turn + 1 : held.turn;
  if (counted > turn) {
    // Storage doesn't show it here yet.
    setTurns(Math.max(counted, turns()));
    return pending();
  }
  if (held.key === item.key) return item;
  const first = parse(held.item);
  if (first) write(first);
  return first ?? item;
}

async function end<Item extends Submission, Answer>(
  delivery: Delivery<Item, Answer>,
  state: OutboxState<Item, Answer> & { item: Item },
  isCounted: boolean,
): Promise<void> {
  const { key } = state.item;
  const turn = turnOf(state.item);
  delivery.end(state, isCounted);
  await settleClaim(delivery.indexedDB, delivery.name, { key, turn }, isCounted);
  // Storage is published at the end of a task at the latest; the next tab gets the lock after that.
  await new Promise((resolve) => setTimeout(resolve));
}

/** Whether to try again without being asked, to wait for a person, or to accept the answer. */
export function verdictOf(error: CivicError): 'retry' | 'stopped' | 'refused' {
  const { code } = error;
  if (code === 'already-voted' || code === 'closed' || code === 'invalid') return 'refused';
  // An answer 200 of another format comes from a captive portal more often than from the server: nothing was counted.
  return code === 'format' || mayPass(error) ? 'retry' : 'stopped';
}
