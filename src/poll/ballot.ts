import type { Poll } from './model.ts';
import { erase, isDurable, read, write, type BallotStorage } from './storage.ts';

/** A vote written down: all that is ever stored of it, and only until the server has answered. */
export interface Ballot {
  poll: string;
  choices: string[];
  /** Idempotency-Key: the same for every try, so that the server counts it once. */
  key: string;
}

/** Every key in storage starts with this. */
export const PREFIX = 'civic-widgets:';

/**
 * Where a poll's ballots are kept: one place for each endpoint and poll, and for each one-time code (`?code=`, which is
 * not written down itself) where a consultation has printed them.
 */
export function ballotScope(url: string, poll: string): string {
  const code = codeOf(url);
  return `${url.replace(/[?#].*/s, '')} ${poll}${code ? ` ${hash(code)}` : ''}`;
}

/** The one-time code in a poll's address. */
export function codeOf(url: string): string | undefined {
  return /[?&]code=([^&#]+)/.exec(url)?.[1];
}

/** True when these choices can be a vote on the poll as it is. */
export function fits({ options, min_choices, max_choices }: Poll, choices: readonly string[]): boolean {
  const ids = options.map(({ id }) => id);
  return choices.length >= min_choices && choices.length <= max_choices && choices.every((id) => ids.includes(id));
}

/** One person's vote on a poll, as far as this browser knows of it: written down, known to be counted, or neither. */
export class BallotSlip {
  readonly #storage: BallotStorage | undefined;
  readonly #votedKey: string;
  readonly key: string;

  constructor(scope: string, storage: BallotStorage | undefined) {
    this.#storage = storage;
    this.key = `${PREFIX}ballot:${scope}`;
    this.#votedKey = `${PREFIX}voted:${scope}`;
  }

  /** The vote that waits to be counted. */
  get ballot(): Ballot | undefined {
    return readBallot(this.#storage, this.key);
  }

  /** True when this browser knows that its vote was counted: all that stays of a vote. */
  get isCounted(): boolean {
    return read(this.#storage, this.#votedKey) !== null;
  }

  /** False when the vote is lost with the page: nothing could be written down. */
  get isDurable(): boolean {
    return isDurable(this.key);
  }

  /** Writes a vote down. One that waits already stays the one that counts. */
  write(poll: string, choices: readonly string[]): void {
    if (!this.ballot) writeBallot(this.#storage, this.key, { poll, choices: [...choices], key: newKey() });
  }

  /** Clears what is written down when the server has answered. */
  clear(counted: boolean): void {
    if (counted) write(this.#storage, this.#votedKey, '1');
    erase(this.#storage, this.key);
  }
}

/** The ballot under a key; one that others have damaged is none. */
export function readBallot(storage: BallotStorage | undefined, key: string): Ballot | undefined {
  try {
    const { poll, choices, key: id } = JSON.parse(read(storage, key) ?? '') as Ballot;
    const isSound = Array.isArray(choices) && [poll, id, ...choices].every((text) => typeof text === 'string');
    return isSound ? { poll, choices, key: id } : undefined;
  } catch {
    return undefined;
  }
}

export function writeBallot(storage: BallotStorage | undefined, key: string, ballot: Ballot): void {
  write(storage, key, JSON.stringify(ballot));
}

/** A random UUID (RFC 9562 §5.4); `crypto.randomUUID` is missing on pages without TLS. */
export function newKey(): string {
  const digit = () => (crypto.getRandomValues(new Uint8Array(1))[0]! % 16).toString(16);
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, digit);
}

/** Tells codes apart without keeping them (FNV-1a, 32 bits). */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}
