import { CivicError } from '../endpoint/errors.ts';
import type { Poll } from './model.ts';
import { civic } from './protocols/civic.ts';
import { mastodon } from './protocols/mastodon.ts';
import type { PollProtocol } from './protocols/protocol.ts';
import { type ParsePollOptions, readerOf, readWith, registered } from './reading.ts';

export type { ParsePollOptions };

/** Asked after those of the page, from narrow to wide. */
const protocols: readonly PollProtocol[] = [civic, mastodon];

/**
 * Reads a poll from a wire document: text, its bytes (UTF-8) or the parsed JSON.
 * Throws only CivicError `format`: not JSON, no known protocol, or nothing that could be a poll.
 */
export function parsePoll(body: string | ArrayBuffer | Uint8Array | object, options: ParsePollOptions = {}): Poll {
  const { format = 'auto', url } = options;
  const poll = readWith(body, options, protocols);
  if (poll) return poll;
  throw new CivicError('format', format === 'auto' ? 'no known poll protocol' : `no poll protocol "${format}"`, {
    url,
  });
}

/** The protocol that read a poll, and takes its votes. */
export function protocolOf(poll: Poll): PollProtocol {
  const reader = readerOf(poll);
  return reader?.vote ? (reader as PollProtocol) : civic;
}

/** Adds a protocol for every poll of the page; one with the same name is replaced. */
export function registerPollProtocol(protocol: PollProtocol): void {
  const index = registered.findIndex(({ name }) => name === protocol.name);
  if (index >= 0) registered.splice(index, 1);
  registered.unshift(protocol);
}
