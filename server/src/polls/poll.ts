import { DEFAULT_PER_NETWORK, expiryOf, isClosed, type Counted, type Definition } from '../submissions/definition.ts';
import type { Kind, Row, Submission } from '../submissions/record.ts';
import { differing, InUseError } from '../submissions/store.ts';
import type { Poll } from '../wire.ts';

/** A poll as `site.json` and `polls add` define it. */
export interface PollDefinition extends Definition {
  question: string;
  description?: string;
  options: { id: string; title: string }[];
  /** Default `single`. */
  kind?: 'single' | 'multiple' | 'rating';
  /** Of a `multiple` poll; default 1. */
  minChoices?: number;
  /** Of a `multiple` poll; default all. */
  maxChoices?: number;
  /** Default `after-vote`. */
  results?: 'after-vote' | 'always' | 'after-close' | 'never';
  /** Votes a day that one network may cast under `network`; default 100, so that an office behind one address can vote. */
  votesPerNetwork?: number;
  /** Under `code`: a second vote with the same code replaces the first. */
  allowChange?: boolean;
  /** A comment is asked for, which nobody but the office reads. */
  comment?: boolean | { title?: string; maxLength?: number };
}

/** A poll with what was counted so far. */
export type CountedPoll = Counted<PollDefinition>;

/** A vote on its way in. */
export interface Ballot extends Submission {
  choices: readonly string[];
  comment?: string;
  /** Where it was cast, such as the counter's name. */
  context?: string;
}

/** What is kept beside the choices of a vote. */
interface Words {
  comment?: string;
  context?: string;
  /** Both were taken out. */
  redacted?: true;
}

/** A vote that was counted. */
export interface Vote extends Words {
  key: string;
  /** Option ids in the poll's order. */
  choices: readonly string[];
  /** To the hour. */
  at: Date;
}

/** What freezes with the first vote. */
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
  'comment',
] as const;

const DEFAULTS: Partial<PollDefinition> = {
  kind: 'single',
  results: 'after-vote',
  voter: 'device',
  allowChange: false,
  comment: false,
};

const LONGEST_COMMENT = 500;

/**
 * A vote is kept as its option ids in the poll's order, with commas between them; what was written with it follows after
 * a space, as JSON. `cast_votes` in PostgreSQL reads it, too.
 */
export const pollKind: Kind<PollDefinition, Ballot, Vote> = {
  word: 'poll',
  prefix: '',
  read({ choices: given, comment, context }, definition) {
    const choices = definition.options.map(({ id }) => id).filter((id) => given.includes(id));
    if (new Set(given).size !== given.length || choices.length !== given.length) {
      const detail = 'Each choice must be the id of an option, once.';
      // In no form that a vote is kept in.
      return { content: JSON.stringify(given), fault: { refused: 'invalid', detail } };
    }
    const [least, most] = choiceRange(definition);
    const words: Words = { ...(comment && { comment }), ...(context && { context }) };
    const content = keptAs(choices, words);
    const longest = longestComment(definition);
    if (comment && comment.length > longest) {
      const detail = longest === 0 ? 'This poll asks for no comment.' : `A comment has up to ${longest} characters.`;
      return { content, fault: { refused: 'invalid', detail } };
    }
    if (choices.length >= least && choices.length <= most) return { content };
    const detail = `Choose ${least === most ? least : `${least} to ${most}`}.`;
    return { content, fault: { refused: 'invalid', detail } };
  },
  // The words are the first try's, and may have been taken out since.
  isSame: (kept, given) => choicesIn(kept) === choicesIn(given),
  toKept: ({ key, content, at }: Row) => ({ key, choices: choicesOf(content), ...wordsOf(content), at }),
  optionsOf: choicesOf,
  perNetwork: ({ votesPerNetwork }) => votesPerNetwork ?? DEFAULT_PER_NETWORK,
  mayChange: ({ allowChange }) => allowChange ?? false,
  frozenChanges: (before, after) => differing(plain(before), plain(after), FROZEN, DEFAULTS),
};

/** Options with their members in one order. */
function plain(poll: PollDefinition): PollDefinition {
  const { options, comment } = poll;
  return {
    ...poll,
    options: options.map(({ id, title }) => ({ id, title })),
    ...(typeof comment === 'object' && { comment: { title: comment.title, maxLength: comment.maxLength } }),
  };
}

/** The option ids of a vote that is kept. */
export function choicesOf(content: string): string[] {
  return choicesIn(content).split(',');
}

/** What is kept of a vote after its comment and context were taken out. */
export function withoutWords(content: string): string {
  return keptAs(choicesOf(content), { redacted: true });
}

function keptAs(choices: readonly string[], words: Words): string {
  const text = choices.join(',');
  return Object.keys(words).length === 0 ? text : `${text} ${JSON.stringify(words)}`;
}

function choicesIn(content: string): string {
  return content.split(' ', 1)[0]!;
}

function wordsOf(content: string): Words {
  const words = content.slice(choicesIn(content).length);
  return words === '' ? {} : (JSON.parse(words) as Words);
}

/** UTF-16 code units, as `maxlength` counts them; 0: none is asked for. */
function longestComment({ comment = false }: PollDefinition): number {
  if (comment === false) return 0;
  return comment === true ? LONGEST_COMMENT : (comment.maxLength ?? LONGEST_COMMENT);
}

/** The definition with one title corrected. Throws InUseError when there is no such title. */
export function withCorrection(
  definition: PollDefinition,
  { option, to }: { option?: string; to: string },
): PollDefinition {
  if (option === undefined) return { ...definition, question: to };
  if (!definition.options.some(({ id }) => id === option))
    throw new InUseError(`poll "${definition.id}" has no option "${option}"`);
  return {
    ...definition,
    options: definition.options.map((one) => (one.id === option ? { ...one, title: to } : one)),
  };
}

/** How many options a vote may choose: `[least, most]`. */
export function choiceRange({ kind, minChoices, maxChoices, options }: PollDefinition): [number, number] {
  return kind === 'multiple' ? [minChoices ?? 1, maxChoices ?? options.length] : [1, 1];
}

/**
 * The poll as citizens get it. Counts are told unless the policy hides them from everyone (`never`, and `after-close`
 * while it is open). Under `after-vote` they are told: no server can know a returning voter without following them, so
 * the widget, which remembers that it voted, is what waits.
 */
export function toWire(
  poll: CountedPoll,
  now: Date,
  own: { voted: boolean; choices?: readonly string[] } = { voted: false },
): Poll {
  const { definition, voters, votes, corrections } = poll;
  const closed = isClosed(poll, now);
  const results = definition.results ?? 'after-vote';
  const told = results !== 'never' && (results !== 'after-close' || closed);
  const [least, most] = choiceRange(definition);
  const { comment = false } = definition;
  return {
    id: definition.id,
    question: definition.question,
    ...(definition.description !== undefined && { description: definition.description }),
    options: definition.options.map(({ id, title }) => ({
      id,
      title,
      votes_count: told ? (votes.get(id) ?? 0) : null,
    })),
    kind: definition.kind ?? 'single',
    min_choices: least,
    max_choices: most,
    opens_at: definition.opensAt ?? null,
    expires_at: expiryOf(poll),
    expired: closed,
    results,
    votes_count: told ? definition.options.reduce((sum, { id }) => sum + (votes.get(id) ?? 0), 0) : null,
    voters_count: told ? voters : null,
    voted: own.voted,
    own_votes: [...(own.choices ?? [])],
    allow_change: definition.allowChange ?? false,
    ...(comment !== false && {
      comment: {
        ...(comment !== true && comment.title !== undefined && { title: comment.title }),
        max_length: longestComment(definition),
      },
    }),
    ...(corrections.length > 0 && { corrections: [...corrections] }),
  };
}
