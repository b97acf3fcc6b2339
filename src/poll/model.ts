/** What a poll is: the wire form of the `civic` protocol, which is the Mastodon Poll entity widened. */
import type { CivicErrorCode } from '../errors.ts';
import type { PostRequest } from '../outbox/submit.ts';

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

/** A comment that voters may add. */
export interface PollComment {
  /** What is asked, as plain text; without it, the widget's own words ask. */
  title?: string;
  max_length: number;
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
  /** Missing: no comment is asked for. Comments are optional and never public. */
  comment?: PollComment;
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

/** True when these choices can be a vote on the poll as it is. */
export function fits({ options, min_choices, max_choices }: Poll, choices: readonly string[]): boolean {
  const ids = options.map(({ id }) => id);
  return choices.length >= min_choices && choices.length <= max_choices && choices.every((id) => ids.includes(id));
}

export interface PollReading {
  /** Where the document came from. */
  url?: string;
  /** The poll as it was read before: for protocols that tell options and counts in different documents. */
  previous?: Poll;
  /** ms; decides `expired` where the document doesn't say. */
  now: number;
  /** Reads HTML as plain text, for documents that give titles as HTML only. */
  htmlToText?: (html: string) => string;
}

export interface Vote {
  poll: Poll;
  choices: readonly string[];
  /** The same for every try of one vote. */
  key: string;
  /** Where the poll was read. */
  url: string;
  /** What the voter wrote, where the poll asks for a comment. */
  comment?: string;
  /** Where the vote was cast, in the page's words: a counter, a page. */
  context?: string;
}

/** A `POST`; its body is sent as JSON. */
export type VoteRequest = PostRequest;

/** One kind of poll endpoint. Registered with `registerPollProtocol`; built in are `civic` and `mastodon`. */
export interface PollProtocol {
  readonly name: string;
  /** True when this parsed JSON document is of this protocol. */
  matches(document: unknown): boolean;
  /** The poll in it. Whatever it throws leaves `parsePoll` as a CivicError `format`. */
  parse(document: unknown, reading: PollReading): Poll;
  vote(vote: Vote): VoteRequest;
  /**
   * What an answer 2xx to a vote says: the poll with the vote in it, or `undefined` when the poll is to be read again.
   * Without this it must be a poll that `parse` can read; an answer that isn't (a hotel's sign-in page) counts nothing.
   */
  answer?(document: unknown, reading: PollReading): Poll | undefined;
  /** What a refusal means, where status (409, 410, 422, 404) and the problem's `type` don't say it. */
  refusal?(status: number, document: unknown): CivicErrorCode | undefined;
  /** Where counts are read once they may be seen, if not in the poll itself. */
  resultsUrl?(url: string): string;
}
