import type { MakeLimiter } from '../http/rate-limit.ts';
import type { Ballot, PollDefinition, Vote } from '../polls/poll.ts';
import type { SurveyDefinition, SurveyReply, SurveyResponse } from '../surveys/survey.ts';
import type { AdminEntry, Act } from './admin-log.ts';
import type { Correction, Counted, Definition } from './definition.ts';
import type { Kind, Recorded, Submission } from './record.ts';

/** What was counted. */
export interface Tally {
  voters: number;
  /** Votes by option id. */
  votes: ReadonlyMap<string, number>;
}

/** Polls with their votes, or surveys with their responses. */
export interface Submissions<D extends Definition, S extends Submission, Kept> {
  /**
   * Records submissions to one poll or survey in one transaction; when it resolves they are on disk. Rejects when none
   * was, or when nobody knows: then the same keys sent again find out.
   */
  record(batch: readonly S[], now: Date): Promise<Recorded<D>[]>;
  find(id: string): Promise<Counted<D> | undefined>;
  all(): Promise<Counted<D>[]>;
  /** Adds one, or changes what may still change. Rejects with InUseError when something was submitted for what would go. */
  define(definition: D, by?: string): Promise<void>;
  /** Puts a definition with a corrected title in the place of a frozen one; it is shown as a correction. */
  correct(id: string, correction: Correction, change: (definition: D) => D, by?: string): Promise<void>;
  /** False when there is no such id. */
  close(id: string, at: Date, by?: string): Promise<boolean>;
  /** Takes the closing by hand back. False when there is no such id. */
  reopen(id: string, by?: string): Promise<boolean>;
  /** What was submitted and counts, in an order that doesn't tell when each came; after this key, where one is given. */
  kept(id: string, after?: string): AsyncIterable<Kept>;
  /** Changes what is kept under a key, and leaves its count. False when there is nothing under it. */
  rewrite(
    id: string,
    key: string,
    change: (content: string) => string,
    act: Pick<Act, 'by' | 'action' | 'detail'>,
  ): Promise<boolean>;
  /** True when something was submitted with this code. */
  codeUsed(id: string, code: string): Promise<boolean>;
  addCodes(id: string, hashes: readonly string[], by?: string): Promise<void>;
  /** What the submissions themselves add up to, beside the tally that is told, both of one moment. */
  recount(id: string): Promise<{ told: Tally; counted: Tally }>;
  /** Deletes all single submissions, voters and codes; the tally stays. Returns how many went. */
  purge(id: string, at: Date, by?: string): Promise<number>;
  /** Deletes submissions of before this hour, and takes them from the tally. Returns how many went. */
  purgeBefore(id: string, before: Date, by?: string): Promise<number>;
}

/** Where polls and surveys are kept. SQLite and PostgreSQL satisfy it, and one test suite runs on both. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** Makes limiters that all servers on this database share. */
  readonly sharedLimiter?: MakeLimiter;
  readonly polls: Submissions<PollDefinition, Ballot, Vote>;
  readonly surveys: Submissions<SurveyDefinition, SurveyReply, SurveyResponse>;
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

/** What can't be done any more, because of what was submitted. */
export class InUseError extends Error {}

/** Throws InUseError unless the definition may take the place of the one under which something was submitted. */
export function checkFrozen<D extends Definition>(
  { word, frozenChanges }: Pick<Kind<D, never, unknown>, 'word' | 'frozenChanges'>,
  known: Counted<D>,
  definition: D,
): void {
  if (known.voters === 0) return;
  const changed = frozenChanges(known.definition, definition);
  if (changed.length === 0) return;
  throw new InUseError(
    word === 'poll'
      ? `poll "${definition.id}" has votes, so its ${changed.join(', ')} can't change any more: make a new poll, ` +
          'or correct a title with "polls correct"'
      : `survey "${definition.id}" has responses, so its ${changed.join(', ')} can't change any more: make a new survey`,
  );
}

/** The keys of `names` whose values differ; a value left out is its default. */
export function differing<D extends object>(
  before: D,
  after: D,
  names: readonly (keyof D)[],
  defaults: Partial<D>,
): string[] {
  const textOf = (value: unknown): string => JSON.stringify(value ?? null);
  return names
    .filter((name) => textOf(before[name] ?? defaults[name]) !== textOf(after[name] ?? defaults[name]))
    .map(String);
}
