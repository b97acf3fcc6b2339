import type { CountedPoll, Correction, PollDefinition } from './poll.ts';
import type { AdminEntry, Act } from './admin-log.ts';
import type { Ballot, Outcome, Vote } from './record.ts';

/** What was counted. */
export interface Tally {
  voters: number;
  /** Votes by option id. */
  votes: ReadonlyMap<string, number>;
}

/** Where polls and votes are kept. SQLite and PostgreSQL satisfy it, and one test suite runs on both. */
export interface PollStore {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * Records ballots of one poll in one transaction; when it resolves they are on disk. Rejects when none was, or when
   * nobody knows: then the same keys sent again find out.
   */
  record(ballots: readonly Ballot[], now: Date): Promise<{ outcome: Outcome; poll?: CountedPoll }[]>;
  poll(id: string): Promise<CountedPoll | undefined>;
  polls(): Promise<CountedPoll[]>;
  /** Adds a poll, or changes what may still change. Rejects with PollInUseError when votes were cast for what would go. */
  define(definition: PollDefinition, by?: string): Promise<void>;
  /** Corrects a title of a poll that has votes; it is shown as a correction. */
  correct(id: string, correction: Correction, by?: string): Promise<void>;
  /** False when there is no such poll. */
  close(id: string, at: Date, by?: string): Promise<boolean>;
  /** Votes that count, in an order that doesn't tell when each was cast. */
  votes(poll: string): AsyncIterable<Vote>;
  /** True when a vote was cast with this code. */
  codeUsed(poll: string, code: string): Promise<boolean>;
  addCodes(poll: string, hashes: readonly string[], by?: string): Promise<void>;
  /** What the votes themselves add up to, beside the tally that is told, both of one moment. */
  recount(poll: string): Promise<{ told: Tally; counted: Tally }>;
  /** Deletes the votes, voters and codes of a closed poll; the tally stays. Returns how many votes went. */
  purge(poll: string, at: Date, by?: string): Promise<number>;
  /** Appends to the administrative log. */
  log(act: Act): Promise<void>;
  /** The administrative log, oldest first. */
  logged(): AsyncIterable<AdminEntry>;
  /** A random secret under this name, made once and shared by every instance. */
  secret(name: string): Promise<Buffer>;
  /** Deletes secrets of this prefix whose name sorts before `name`, so that yesterday's hashes can't be undone. */
  forgetSecretsBefore(prefix: string, name: string): Promise<void>;
  backup(file: string): Promise<void>;
  /** Rejects when the database doesn't answer. */
  check(): Promise<void>;
  end(): Promise<void>;
}

/** Thrown by `define`, `correct` and `purge`. */
export class PollInUseError extends Error {}

/** What freezes with the first vote, in the words of `site.json`. */
const FROZEN = [
  'question',
  'options',
  'kind',
  'minChoices',
  'maxChoices',
  'results',
  'voter',
  'votesPerNetwork',
  'allowChange',
] as const;

const DEFAULTS: Partial<PollDefinition> = {
  kind: 'single',
  results: 'after-vote',
  voter: 'device',
  allowChange: false,
};

/** Keys of a poll's definition that differ although they are frozen. */
export function frozenChanges(before: PollDefinition, after: PollDefinition): string[] {
  const valueOf = (poll: PollDefinition, key: (typeof FROZEN)[number]): string =>
    JSON.stringify(
      key === 'options' ? poll.options.map(({ id, title }) => [id, title]) : (poll[key] ?? DEFAULTS[key] ?? null),
    );
  return FROZEN.filter((key) => valueOf(before, key) !== valueOf(after, key));
}

/** Throws PollInUseError unless the definition may take the place of the one that votes were cast under. */
export function checkFrozen(known: CountedPoll, definition: PollDefinition): void {
  if (known.voters === 0) return;
  const changed = frozenChanges(known.definition, definition);
  if (changed.length === 0) return;
  throw new PollInUseError(
    `poll "${definition.id}" has votes, so its ${changed.join(', ')} can't change any more: make a new poll, ` +
      'or correct a title with "polls correct"',
  );
}

/** The definition with one title corrected. Throws PollInUseError when there is no such title. */
export function withCorrection(definition: PollDefinition, { option, to }: Correction): PollDefinition {
  if (option === undefined) return { ...definition, question: to };
  if (!definition.options.some(({ id }) => id === option))
    throw new PollInUseError(`poll "${definition.id}" has no option "${option}"`);
  return {
    ...definition,
    options: definition.options.map((one) => (one.id === option ? { ...one, title: to } : one)),
  };
}
