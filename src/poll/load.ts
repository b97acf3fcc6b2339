import { part } from '../endpoint/part.ts';
import type { Poll } from './model.ts';
import { civicReader, type ParsePollOptions, readWith } from './reading.ts';

/**
 * Reads a poll as `parsePoll` does, and loads the rarer protocols when the document is of none that is known here.
 *
 * @throws {CivicError} `format`, or `network` when a part can't be had
 */
export async function loadPoll(
  body: string | ArrayBuffer | Uint8Array | object,
  options: ParsePollOptions,
): Promise<Poll> {
  return readWith(body, options, [civicReader]) ?? (await part(import('./parse.ts'))).parsePoll(body, options);
}
