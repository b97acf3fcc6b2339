import { CivicError } from '../endpoint/errors.ts';
import type { Poll } from './model.ts';
import type { PollProtocol, PollReading } from './protocols/protocol.ts';
import { isDictionary, readPoll } from './protocols/read.ts';

/** What a poll is read with: a protocol, or the half of one that is needed before a vote. */
export type PollReader = Pick<PollProtocol, 'name' | 'matches' | 'parse'> & Partial<PollProtocol>;

export interface ParsePollOptions extends Partial<PollReading> {
  /** A protocol's name; `auto` tells it from the document. */
  format?: string;
}

/** Our own protocol, but for votes: protocols/civic.ts. */
export const civicReader: PollReader = {
  name: 'civic',
  matches: (document) =>
    isDictionary(document) && Array.isArray(document['options']) && ('kind' in document || 'question' in document),
  parse: readPoll,
};

/** Protocols of the page, the latest first. */
export const registered: PollProtocol[] = [];

/**
 * Reads a poll with the first of the registered protocols and `readers` that matches; undefined: none does.
 *
 * @throws {CivicError} `format`
 */
export function readWith(
  body: string | ArrayBuffer | Uint8Array | object,
  { format = 'auto', ...reading }: ParsePollOptions,
  readers: readonly PollReader[],
): Poll | undefined {
  return orFormatError(reading.url, () => {
    const document = readJson(body);
    const reader = [...registered, ...readers].find((known) =>
      format === 'auto' ? known.matches(document) : known.name === format,
    );
    return reader && remember(reader.parse(document, { now: Date.now(), ...reading }), reader);
  });
}

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

/** Runs `read`; whatever it throws is a CivicError `format`. */
export function orFormatError<T>(url: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new CivicError('format', cause instanceof Error ? cause.message : String(cause), { url, cause });
  }
}

/** The JSON in text or bytes; what is parsed already stays as it is. */
export function readJson(body: string | ArrayBuffer | Uint8Array | object): unknown {
  if (body instanceof ArrayBuffer || body instanceof Uint8Array) return readJson(new TextDecoder().decode(body));
  return typeof body === 'string' ? JSON.parse(body.replace(/^\uFEFF/, '')) : body;
}
