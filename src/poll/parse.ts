import { CivicError } from '../endpoint/errors.ts';
import type { Poll } from './model.ts';
import { civic } from './protocols/civic.ts';
import { mastodon } from './protocols/mastodon.ts';
import type { PollProtocol, PollReading } from './protocols/protocol.ts';

/** The first that matches reads a document: those of the page (the latest first), then ours, from narrow to wide. */
const protocols: PollProtocol[] = [civic, mastodon];

export interface ParsePollOptions extends Partial<PollReading> {
  /** A protocol's name; `auto` tells it from the document. */
  format?: string;
}

/**
 * Reads a poll from a wire document: text, its bytes (UTF-8) or the parsed JSON.
 * Throws only CivicError `format`: not JSON, no known protocol, or nothing that could be a poll.
 */
export function parsePoll(
  body: string | ArrayBuffer | Uint8Array | object,
  { format = 'auto', ...reading }: ParsePollOptions = {},
): Poll {
  return orFormatError(reading.url, () => {
    const document = readJson(body);
    const protocol = protocols.find((known) => (format === 'auto' ? known.matches(document) : known.name === format));
    if (!protocol) throw new TypeError(format === 'auto' ? 'no known poll protocol' : `no poll protocol "${format}"`);
    return remember(protocol.parse(document, { now: Date.now(), ...reading }), protocol);
  });
}

/** The protocol that read a poll, and takes its votes. */
export function protocolOf(poll: Poll): PollProtocol {
  return origins.get(poll) ?? civic;
}

const origins = new WeakMap<Poll, PollProtocol>();

/** Binds a poll to the protocol that read it. */
export function remember(poll: Poll, protocol: PollProtocol): Poll {
  origins.set(poll, protocol);
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

/** Adds a protocol for every poll of the page; one with the same name is replaced. */
export function registerPollProtocol(protocol: PollProtocol): void {
  const index = protocols.findIndex(({ name }) => name === protocol.name);
  if (index >= 0) protocols.splice(index, 1);
  protocols.unshift(protocol);
}

/** The JSON in text or bytes; what is parsed already stays as it is. */
export function readJson(body: string | ArrayBuffer | Uint8Array | object): unknown {
  if (body instanceof ArrayBuffer || body instanceof Uint8Array) return readJson(new TextDecoder().decode(body));
  return typeof body === 'string' ? JSON.parse(body.replace(/^\uFEFF/, '')) : body;
}
