import { choiceRange, DEFAULT_VOTES_PER_NETWORK, isExpired, isUpcoming, type PollDefinition } from './poll.ts';

/** A vote on its way in. */
export interface Ballot {
  poll: string;
  /** The Idempotency-Key: the same for every try of one vote. */
  key: string;
  choices: readonly string[];
  /** The voter's network as a salted hash of today (policy `network`). */
  network?: string;
  /** The hash of a one-time code (policy `code`). */
  code?: string;
}

/** A vote that was counted. */
export interface Vote {
  key: string;
  /** Option ids in the poll's order. */
  choices: readonly string[];
  /** To the hour: finer times could be joined with a proxy's log. */
  at: Date;
}

export type Refusal = 'not-found' | 'not-open' | 'closed' | 'already-voted' | 'invalid';

/** What became of a ballot: counted now, counted by an earlier try, or not counted and why. */
export type Outcome = { ownVotes: readonly string[] } | { refused: Refusal; detail: string };

/** What a database has to know of a ballot in order to count it. */
export interface Entry {
  key: string;
  /** In the poll's order. Without them the ballot can't be counted, and only an earlier try of it is looked for. */
  choices?: readonly string[];
  /** Who counts once; without it the key itself. */
  voter?: { code: string; mayChange: boolean } | { network: string; most: number };
}

/** What the database found: the choices that are kept under the key, or why nothing is. */
export type Found = { kept: readonly string[] } | { refused: 'closed' | 'no-code' | 'code-used' | 'network-used-up' };

/** A ballot that was checked against its poll. */
export interface Checked {
  ballot: Ballot;
  entry: Entry;
  refusal?: { refused: Refusal; detail: string };
}

/** What the poll's definition alone says about a ballot. */
export function check(ballot: Ballot, definition: PollDefinition, now: Date): Checked {
  const choices = definition.options.map(({ id }) => id).filter((id) => ballot.choices.includes(id));
  const refusal = refusalOf(ballot, choices, definition, now);
  const voter = voterOf(ballot, definition);
  return { ballot, refusal, entry: { key: ballot.key, ...(!refusal && { choices }), ...(voter && { voter }) } };
}

function refusalOf(
  ballot: Ballot,
  choices: readonly string[],
  definition: PollDefinition,
  now: Date,
): Checked['refusal'] {
  if (isExpired(definition, now)) return { refused: 'closed', detail: 'The poll is closed.' };
  if (isUpcoming(definition, now)) return { refused: 'not-open', detail: `The poll opens at ${definition.opensAt}.` };
  if (new Set(ballot.choices).size !== ballot.choices.length || choices.length !== ballot.choices.length) {
    return { refused: 'invalid', detail: 'Each choice must be the id of an option, once.' };
  }
  const [least, most] = choiceRange(definition);
  if (choices.length < least || choices.length > most) {
    return { refused: 'invalid', detail: `Choose ${least === most ? least : `${least} to ${most}`}.` };
  }
  if (definition.voter === 'network' && ballot.network === undefined) {
    return { refused: 'invalid', detail: 'The network is not known.' };
  }
  return definition.voter === 'code' && ballot.code === undefined ? REFUSALS['no-code'] : undefined;
}

function voterOf({ code, network }: Ballot, definition: PollDefinition): Entry['voter'] {
  if (definition.voter === 'code' && code !== undefined) return { code, mayChange: definition.allowChange ?? false };
  if (definition.voter === 'network' && network !== undefined)
    return { network, most: definition.votesPerNetwork ?? DEFAULT_VOTES_PER_NETWORK };
  return undefined;
}

/** A retry gets the answer of the first try, whatever has happened to the poll since. */
export function outcomeOf({ ballot, refusal }: Checked, found: Found): Outcome {
  if ('refused' in found) return refusal ?? REFUSALS[found.refused];
  return sameChoices(found.kept, ballot.choices)
    ? { ownVotes: found.kept }
    : { refused: 'invalid', detail: 'This Idempotency-Key was used for other choices.' };
}

const REFUSALS = {
  closed: { refused: 'closed', detail: 'The poll is closed.' },
  'no-code': { refused: 'invalid', detail: 'The voting code is missing or is none of this poll.' },
  'code-used': { refused: 'already-voted', detail: 'This voting code has been used.' },
  'network-used-up': { refused: 'already-voted', detail: 'This network has cast all its votes for today.' },
} as const satisfies Record<string, { refused: Refusal; detail: string }>;

function sameChoices(kept: readonly string[], given: readonly string[]): boolean {
  return kept.length === given.length && new Set(given).size === given.length && given.every((id) => kept.includes(id));
}

/** The start of the hour. */
export function hourOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 3_600_000) * 3_600_000);
}
