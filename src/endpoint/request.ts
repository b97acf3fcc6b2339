import { type Answer, receive } from './answers.ts';
import { type Question, ask, explained, within } from './ask.ts';
import { CivicError } from '../errors.ts';
import { recover, responseOf, retryAfterOf } from './retry.ts';

export interface RequestOptions extends Question {
  /** Seconds until the whole request, retries included, is given up. Default: never (the caller has a signal). */
  timeout?: number;
  /** How often a failure that may pass by itself is tried again. */
  retries?: number;
  /** Statuses besides 2xx that are an answer to the caller and no failure. */
  statuses?: readonly number[];
}

/**
 * A request that nobody shares: a vote.
 *
 * Failures that may pass (no answer, 408, 425, 429, 5xx) are tried again after 0.5 s, 1 s, … with jitter, or after
 * the `Retry-After` that the endpoint gave; other 4xx never.
 *
 * @returns the answer, with `retryAfter` in seconds where one of `statuses` asked for patience
 * @throws {CivicError} `network`, `timeout`, `http` (with `status`), `too-large`, `blocked`
 * @throws the signal's reason when the caller's signal aborts
 */
export async function request(
  url: string,
  { timeout, retries, statuses = [], ...question }: RequestOptions = {},
): Promise<Answer & { retryAfter?: number }> {
  const signal = within(timeout, question.signal);
  const once = () =>
    ask(url, { ...question, signal }).catch(async (failure: unknown) => {
      const response = failure instanceof CivicError ? responseOf(failure) : undefined;
      if (!response || !statuses.includes(response.status)) throw failure;
      const answer = await receive(response, url, question.maxBytes);
      return { ...answer, retryAfter: retryAfterOf(response) };
    });
  return once()
    .catch((cause: unknown) => recover(once, cause, { url, signal, retries }))
    .catch((reason: unknown) => {
      throw explained(reason, url);
    });
}
