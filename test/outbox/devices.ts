/** Devices whose tabs share storage, for tests of what is written down and sent. */
import { isObject } from '../../src/documents/json.ts';
import { KioskQueue, type KioskQueueState } from '../../src/outbox/kiosk-queue.ts';
import { Outbox, type Device, type OutboxState, type Submission } from '../../src/outbox/outbox.ts';

/** A `localStorage` of its own, shared by the "tabs" of one test. */
export function newStorage(map = new Map<string, string>()): Storage {
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
  };
}

export interface WrittenVote extends Submission {
  poll: string;
  choices: string[];
}

export function parseVote(value: unknown): WrittenVote | undefined {
  if (!isObject(value)) return undefined;
  const { poll, choices, key } = value as unknown as WrittenVote;
  const isSound = Array.isArray(choices) && [poll, key, ...choices].every((text) => typeof text === 'string');
  return isSound ? (value as unknown as WrittenVote) : undefined;
}

export interface VoteBoxOptions extends Device {
  send: (vote: WrittenVote) => Promise<unknown>;
}

/** The smallest outbox. */
export class VoteBox extends Outbox<WrittenVote, unknown> {
  constructor(scope: string, options: VoteBoxOptions, changed: (state: OutboxState<WrittenVote, unknown>) => void) {
    super({ kind: 'ballot', mark: 'voted', scope, parse: parseVote, ...options, changed });
  }

  cast(poll: string, choices: string[]): void {
    this.submit({ poll, choices });
  }
}

/** The smallest queue of a kiosk. */
export class VoteQueue extends KioskQueue<WrittenVote, unknown> {
  constructor(scope: string, options: VoteBoxOptions, changed: (state: KioskQueueState<WrittenVote, unknown>) => void) {
    super({ kind: 'kiosk', scope, parse: parseVote, ...options, changed });
  }

  cast(poll: string, choices: string[]): void {
    this.submit({ poll, choices });
  }
}
