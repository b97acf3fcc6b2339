import type { Poll } from './model.ts';
import type { PollProtocol } from './protocols/protocol.ts';
import { isDictionary, readPoll } from './protocols/read.ts';

/** What a poll is read with: a protocol, or the half of one that is needed before a vote. */
export type PollReader = Pick<PollProtocol, 'name' | 'matches' | 'parse'> & Partial<PollProtocol>;

/** Our own protocol, but for votes: protocols/civic.ts. */
export const civicReader: PollReader = {
  name: 'civic',
  matches: (document) =>
    isDictionary(document) && Array.isArray(document['options']) && ('kind' in document || 'question' in document),
  parse: readPoll,
};

/** Protocols of the page, the latest first. */
export const registered: PollProtocol[] = [];

const readersOf = new WeakMap<Poll, PollReader>();

/** What read a poll, as far as it was read here. */
export function readerOf(poll: Poll): PollReader | undefined {
  return readersOf.get(poll);
}

/** Binds a poll to what read it. */
export function remember(poll: Poll, reader: PollReader): Poll {
  readersOf.set(poll, reader);
  return poll;
}
