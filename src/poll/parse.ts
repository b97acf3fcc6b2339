import { CivicError } from '../errors.ts';
import { readJson } from '../documents/json.ts';
import type { Poll } from './model.ts';
import { civic } from './protocols/civic.ts';
import { mastodon } from './protocols/mastodon.ts';
import type { PollProtocol, PollReading } from './protocols/protocol.ts';
import { readerOf, registered, remember } from './reading.ts';

export interface ParsePollOptions extends Partial<PollReading> {
  /** A protocol's name; `auto` tells it from the document. */
  format?: string;
}

/** Asked after those of the page, from narrow to wide. */
const protocols: readonly PollProtocol[] = [civic, mastodon];

/**
 * Reads a poll from a wire document: text, its bytes (UTF-8) or the parsed JSON.
 * Throws only CivicError `format`: not JSON, no known protocol, or nothing that could be a poll.
 */
export function parsePoll(body: string | ArrayBuffer | Uint8Array | object, options: ParsePollOptions = {}): Poll {
  const { format = 'auto', ...reading } = options;
  const { url } = reading;
  const poll = orFormatError(url, () => {
    const document = readJson(body);
    const protocol = [...registered, ...protocols].find((known) =>
      format === 'auto' ? known.matches(document) : known.name === format,
    );
    return protocol && remember(protocol.parse(document, { now: Date.now(), ...reading }), protocol);
  });
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

/** Runs `read`; whatever it throws is a CivicError `format`. */
export function orFormatError<T>(url: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new CivicError('format', cause instanceof Error ? cause.message : String(cause), { url, cause });
  }
}
