import type { Poll } from '../wire.ts';

export type VoterPolicy = 'device' | 'network' | 'code' | 'open';

/** A poll as `site.json` and `polls add` define it. Dates are ISO 8601 with a zone. */
export interface PollDefinition {
  id: string;
  question: string;
  description?: string;
  options: { id: string; title: string }[];
  /** Default `single`. */
  kind?: 'single' | 'multiple' | 'rating';
  /** Of a `multiple` poll; default 1. */
  minChoices?: number;
  /** Of a `multiple` poll; default all. */
  maxChoices?: number;
  opensAt?: string;
  expiresAt?: string;
  /** Default `after-vote`. */
  results?: 'after-vote' | 'always' | 'after-close' | 'never';
  /** Who counts as one voter; default `device`. */
  voter?: VoterPolicy;
  /** Votes a day that one network may cast under `network`; default 100, so that an office behind one address can vote. */
  votesPerNetwork?: number;
  /** What a kiosk shows under `open`. */
  kioskToken?: string;
  /** Under `code`: a second vote with the same code replaces the first. */
  allowChange?: boolean;
  /** Days after its end for which single votes are kept; then `purge` leaves only the counts. Default: for good. */
  keepFor?: number;
  /** ALTCHA: asked of every vote, or of votes over the rate limit instead of refusing them. Default `never`. */
  proofOfWork?: 'never' | 'over-limit' | 'always';
}

/** A title that was corrected after votes had been cast. */
export interface Correction {
  /** ISO 8601, to the second. */
  at: string;
  /** The option whose title it was; without it, the question. */
  option?: string;
  from: string;
  to: string;
}

/** A poll with what was counted so far. */
export interface CountedPoll {
  definition: PollDefinition;
  /** When an official closed it by hand. */
  closedAt?: Date;
  /** When single votes were deleted and only the counts were kept. */
  purgedAt?: Date;
  corrections: readonly Correction[];
  voters: number;
  /** Votes by option id. */
  votes: ReadonlyMap<string, number>;
}

export const DEFAULT_VOTES_PER_NETWORK = 100;

export function isClosed({ definition, closedAt }: CountedPoll, now: Date): boolean {
  return (closedAt !== undefined && closedAt <= now) || isExpired(definition, now);
}

export function isExpired({ expiresAt }: PollDefinition, now: Date): boolean {
  return expiresAt !== undefined && new Date(expiresAt) <= now;
}

export function isUpcoming({ opensAt }: PollDefinition, now: Date): boolean {
  return opensAt !== undefined && new Date(opensAt) > now;
}

/** When the poll ended, by plan or by hand; `undefined` while it goes on. */
export function endOf({ definition, closedAt }: CountedPoll, now: Date): Date | undefined {
  const planned = definition.expiresAt === undefined ? undefined : new Date(definition.expiresAt);
  const ends = [closedAt, planned].filter((end) => end !== undefined && end <= now) as Date[];
  return ends.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** Closed polls whose votes have been kept for as long as their definition says. */
export function duePolls(polls: readonly CountedPoll[], now: Date): string[] {
  return polls
    .filter((poll) => {
      const end = endOf(poll, now);
      const { keepFor } = poll.definition;
      return (
        keepFor !== undefined &&
        poll.purgedAt === undefined &&
        end !== undefined &&
        end.getTime() + keepFor * 86_400_000 <= now.getTime()
      );
    })
    .map(({ definition }) => definition.id);
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
    expires_at: expiry(poll),
    expired: closed,
    results,
    votes_count: told ? definition.options.reduce((sum, { id }) => sum + (votes.get(id) ?? 0), 0) : null,
    voters_count: told ? voters : null,
    voted: own.voted,
    own_votes: [...(own.choices ?? [])],
    allow_change: definition.allowChange ?? false,
    ...(corrections.length > 0 && { corrections: [...corrections] }),
  };
}

/** The planned end, or the earlier one that an official set. */
function expiry({ definition, closedAt }: CountedPoll): string | null {
  const planned = definition.expiresAt ?? null;
  return closedAt && (planned === null || closedAt < new Date(planned)) ? closedAt.toISOString() : planned;
}
