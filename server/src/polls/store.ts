import type { CountedPoll, PollDefinition } from './poll.ts';
import type { Ballot, Outcome, Vote } from './record.ts';

/** Where polls and votes are kept. SQLite and PostgreSQL satisfy it, and one test suite runs on both. */
export interface PollStore {
  readonly kind: 'sqlite' | 'postgres';
  /** Records all ballots in one transaction; when it resolves they are on disk. Rejects when none was. */
  record(ballots: readonly Ballot[], now: Date): Promise<{ outcome: Outcome; poll?: CountedPoll }[]>;
  poll(id: string): Promise<CountedPoll | undefined>;
  polls(): Promise<CountedPoll[]>;
  /** Adds a poll or replaces its definition. Rejects when an option that has votes would go. */
  define(definition: PollDefinition): Promise<void>;
  /** False when there is no such poll. */
  close(id: string, at: Date): Promise<boolean>;
  /** Votes that count, oldest first. */
  votes(poll: string): Promise<Vote[]>;
  voteByVoter(poll: string, voter: string): Promise<Vote | undefined>;
  addCodes(poll: string, hashes: readonly string[]): Promise<void>;
  /** A random secret under this name, made once and shared by every instance. */
  secret(name: string): Promise<Buffer>;
  /** Deletes secrets of this prefix whose name sorts before `name`, so that yesterday's hashes can't be undone. */
  forgetSecretsBefore(prefix: string, name: string): Promise<void>;
  backup(file: string): Promise<void>;
  /** Rejects when the database doesn't answer. */
  check(): Promise<void>;
  end(): Promise<void>;
}

/** Thrown by `define`. */
export class PollInUseError extends Error {}

/** Options that votes were cast for and that `definition` lacks. */
export function lostOptions(definition: PollDefinition, votes: ReadonlyMap<string, number>): string[] {
  const kept = new Set(definition.options.map(({ id }) => id));
  return [...votes].filter(([id, count]) => count > 0 && !kept.has(id)).map(([id]) => id);
}
