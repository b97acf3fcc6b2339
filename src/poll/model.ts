/** What a poll is: the wire form of the `civic` protocol, which is the Mastodon Poll entity widened. */

export type PollKind = 'single' | 'multiple' | 'rating';

/** When counts may be seen, from the most open to the strictest. */
export const RESULTS = ['always', 'after-vote', 'after-close', 'never'] as const;
export type PollResults = (typeof RESULTS)[number];

export interface PollOption {
  id: string;
  /** Plain text. */
  title: string;
  /** `null`: results hidden. */
  votes_count: number | null;
}

export interface Poll {
  id: string;
  /** Plain text; empty when the protocol has none (Mastodon), then the widget's heading asks. */
  question: string;
  description?: string;
  options: PollOption[];
  /** `rating`: the options are steps in order, from one end of the scale to the other. */
  kind: PollKind;
  min_choices: number;
  max_choices: number;
  /** ISO 8601, as the server wrote it; `null` or in the past: open now. */
  opens_at: string | null;
  expires_at: string | null;
  /** The server's word, which counts more than this device's clock. */
  expired: boolean;
  results: PollResults;
  /** Choices counted; `null`: results hidden. */
  votes_count: number | null;
  /** People counted: in a multiple-choice poll fewer than choices. `null`: hidden, or not told. */
  voters_count: number | null;
  voted: boolean;
  /** Ids of this voter's choices, as far as the server tells. */
  own_votes: string[];
  /** A voter may vote again, which replaces the earlier vote. */
  allow_change: boolean;
}

export type PollPhase = 'upcoming' | 'open' | 'closed';

/** Not yet open, open or closed at `now` (ms). Closing is the server's word: a device's clock must not take a vote away. */
export function phaseOf(poll: Poll, now: number): PollPhase {
  if (poll.expired) return 'closed';
  return poll.opens_at !== null && Date.parse(poll.opens_at) > now ? 'upcoming' : 'open';
}

/** The stricter of two policies. */
export function stricterResults(one: PollResults, other: PollResults | undefined): PollResults {
  return other && RESULTS.indexOf(other) > RESULTS.indexOf(one) ? other : one;
}

/** True when the server told every count. */
export function hasCounts(poll: Poll): boolean {
  return poll.options.every((option) => option.votes_count !== null);
}

/** True when the policy lets this voter see the counts now, be they told or not. */
export function maySeeResults(policy: PollResults, phase: PollPhase, voted: boolean): boolean {
  return policy === 'always' || (policy !== 'never' && (phase === 'closed' || (policy === 'after-vote' && voted)));
}
