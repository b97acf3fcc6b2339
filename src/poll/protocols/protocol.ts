import type { CivicErrorCode } from '../../errors.ts';
import type { Poll } from '../model.ts';

export interface PollReading {
  /** Where the document came from. */
  url?: string;
  /** The poll as it was read before: for protocols that tell options and counts in different documents. */
  previous?: Poll;
  /** ms; decides `expired` where the document doesn't say. */
  now: number;
}

export interface Vote {
  poll: Poll;
  choices: readonly string[];
  /** The same for every try of one vote. */
  key: string;
  /** Where the poll was read. */
  url: string;
}

/** A `POST`. */
export interface VoteRequest {
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body: unknown;
}

/** One kind of poll endpoint. Registered with `registerPollProtocol`; built in are `civic` and `mastodon`. */
export interface PollProtocol {
  name: string;
  /** True when this parsed JSON document is of this protocol. */
  matches(document: unknown): boolean;
  /** The poll in it. Whatever it throws leaves `parsePoll` as a CivicError `format`. */
  parse(document: unknown, reading: PollReading): Poll;
  vote(vote: Vote): VoteRequest;
  /**
   * What an answer 2xx to a vote says: the poll with the vote in it, or `undefined` when the poll is to be read again.
   * Without this it must be a poll that `parse` can read: what isn't (a hotel's sign-in page) counts nothing.
   */
  answer?(document: unknown, reading: PollReading): Poll | undefined;
  /** What a refusal means, where status (409, 410, 422, 404) and the problem's `type` don't say it. */
  refusal?(status: number, document: unknown): CivicErrorCode | undefined;
  /** Where counts are read once they may be seen, if not in the poll itself. */
  resultsUrl?(url: string): string;
}
