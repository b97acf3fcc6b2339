import { isExpired, isUpcoming, type Counted, type Definition } from './definition.ts';

/** A vote or a survey's answers on their way in. */
export interface Submission {
  /** The id of the poll or survey. */
  to: string;
  /** The Idempotency-Key: the same for every try of one submission. */
  key: string;
  /** The voter's network as a salted hash of today (policy `network`). */
  network?: string;
  /** The hash of a one-time code (policy `code`). */
  code?: string;
}

/** A submission as the database has it. */
export interface Row {
  key: string;
  content: string;
  /** To the hour: finer times could be joined with a proxy's log. */
  at: Date;
}

export type Refusal = 'not-found' | 'not-open' | 'closed' | 'already-voted' | 'invalid';

export interface Refused {
  refused: Refusal;
  detail: string;
  /** Members of the problem that is answered. */
  members?: Record<string, unknown>;
}

/** What became of a submission: its content as it is kept, now or by an earlier try; or why it isn't. */
export type Outcome = { kept: string } | Refused;

export interface Recorded<D extends Definition> {
  outcome: Outcome;
  /** The poll or survey after it. */
  after?: Counted<D>;
}

/** What sets polls and surveys apart, for the databases and the rules that they share. */
export interface Kind<D extends Definition, S extends Submission, Kept> {
  word: 'poll' | 'survey';
  /** Before its ids in the database and in the log, so that a poll and a survey may have the same. */
  prefix: '' | 'surveys/';
  /** The submission as text in its one form, and what is wrong with it by the definition. */
  read(submission: S, definition: D): { content: string; fault?: Refused };
  /** True when a try with `given` is one of what is kept. */
  isSame(kept: string, given: string): boolean;
  toKept(row: Row): Kept;
  /** The options that a content counts for. PostgreSQL has the same rule in `cast_votes`. */
  optionsOf(content: string): readonly string[];
  /** Submissions that one network may send in a day under `network`. */
  perNetwork(definition: D): number;
  /** Under `code`: a second submission replaces the first. */
  mayChange(definition: D): boolean;
  /** Keys of a definition that differ although they freeze with the first submission, in the words of `site.json`. */
  frozenChanges(before: D, after: D): string[];
}

/** What a database has to know of a submission in order to count it. */
export interface Entry {
  key: string;
  /** Without it the submission can't be counted, and only an earlier try of it is looked for. */
  content?: string;
  /** Who counts once; without it the key itself. */
  voter?: { code: string; mayChange: boolean } | { network: string; most: number };
}

/** What the database found: what is kept under the key, or why nothing is. */
export type Found = { kept: string } | { refused: keyof ReturnType<typeof refusalsOf> };

/** A submission that was checked against the definition. */
export interface Checked {
  entry: Entry;
  content: string;
  refusal?: Refused;
}

/** What the definition alone says about a submission. */
export function check<D extends Definition, S extends Submission>(
  kind: Kind<D, S, unknown>,
  submission: S,
  definition: D,
  now: Date,
): Checked {
  const { content, fault } = kind.read(submission, definition);
  const refusal = refusalOf(kind, submission, definition, now, fault);
  const voter = voterOf(kind, submission, definition);
  const entry = { key: submission.key, ...(!refusal && { content }), ...(voter && { voter }) };
  return { entry, content, ...(refusal && { refusal }) };
}

function refusalOf<D extends Definition, S extends Submission>(
  kind: Kind<D, S, unknown>,
  submission: S,
  definition: D,
  now: Date,
  fault: Refused | undefined,
): Refused | undefined {
  if (isExpired(definition, now)) return refusalsOf(kind.word).closed;
  if (isUpcoming(definition, now))
    return { refused: 'not-open', detail: `The ${kind.word} opens at ${definition.opensAt}.` };
  if (fault) return fault;
  if (definition.voter === 'network' && submission.network === undefined)
    return { refused: 'invalid', detail: 'The network is not known.' };
  return definition.voter === 'code' && submission.code === undefined ? refusalsOf(kind.word)['no-code'] : undefined;
}

function voterOf<D extends Definition, S extends Submission>(
  kind: Kind<D, S, unknown>,
  { code, network }: S,
  definition: D,
): Entry['voter'] {
  if (definition.voter === 'code' && code !== undefined) return { code, mayChange: kind.mayChange(definition) };
  if (definition.voter === 'network' && network !== undefined) return { network, most: kind.perNetwork(definition) };
  return undefined;
}

/** A retry gets the answer of the first try, whatever has happened since. */
export function outcomeOf(
  { word, isSame }: Pick<Kind<never, never, unknown>, 'word' | 'isSame'>,
  { content, refusal }: Checked,
  found: Found,
): Outcome {
  if ('refused' in found) return refusal ?? refusalsOf(word)[found.refused];
  if (isSame(found.kept, content)) return found;
  return { refused: 'invalid', detail: 'This Idempotency-Key was used for something else.' };
}

export function notFound(word: string): Refused {
  return { refused: 'not-found', detail: `There is no such ${word}.` };
}

function refusalsOf(word: string) {
  return {
    closed: { refused: 'closed', detail: `The ${word} is closed.` },
    'no-code': { refused: 'invalid', detail: `The code is missing or is none of this ${word}.` },
    'code-used': { refused: 'already-voted', detail: 'This code has been used.' },
    'network-used-up': { refused: 'already-voted', detail: 'This network has sent all that it may today.' },
  } as const satisfies Record<string, Refused>;
}

/** The start of the hour. */
export function hourOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 3_600_000) * 3_600_000);
}

/** As exports tell it: `2026-11-30T08:00Z`. */
export function hourText(time: Date): string {
  return `${time.toISOString().slice(0, 13)}:00Z`;
}
