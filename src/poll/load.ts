import { readJson } from '../documents/json.ts';
import { loadChunk } from '../errors.ts';
import type { Poll } from './model.ts';
import type { ParsePollOptions } from './parse.ts';
import { civicReader, registered, remember } from './reading.ts';

/**
 * Reads a poll as `parsePoll` does, and loads the rarer protocols when the document is of none that is known here.
 *
 * @throws {CivicError} `format`, or `network` when a part can't be had
 */
export async function loadPoll(
  body: string | ArrayBuffer | Uint8Array | object,
  options: ParsePollOptions,
): Promise<Poll> {
  const { format = 'auto', ...reading } = options;
  if (!registered.length && /^(?:auto|civic)$/.test(format)) {
    try {
      const document = readJson(body);
      if (civicReader.matches(document)) {
        return remember(civicReader.parse(document, { now: Date.now(), ...reading }), civicReader);
      }
    } catch {
      // What is wrong with it is said below.
    }
  }
  return (await loadChunk(import('./parse.ts'))).parsePoll(body, options);
}
