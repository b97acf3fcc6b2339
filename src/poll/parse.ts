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
export function parsePoll(body: string | ArrayBuffer | Uint8Array | object, options: ParsePollOptions = {}): Poll {
  return readPollDocument(body, options).poll;
}

/** As `parsePoll`, with the protocol that read it and takes the votes. */
export function readPollDocument(
  body: string | ArrayBuffer | Uint8Array | object,
  { format = 'auto', ...options }: ParsePollOptions = {},
): { poll: Poll; protocol: PollProtocol } {
  try {
    const document = readJson(body);
    const protocol = protocols.find((known) => (format === 'auto' ? known.matches(document) : known.name === format));
    if (!protocol)
      throw new TypeError(format === 'auto' ? 'no known poll protocol' : `unknown poll protocol "${format}"`);
    return { poll: protocol.parse(document, { now: Date.now(), ...options }), protocol };
  } catch (cause) {
    throw new CivicError('format', cause instanceof Error ? cause.message : String(cause), { url: options.url, cause });
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
