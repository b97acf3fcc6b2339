import { plainText } from '../documents/html-text.ts';
import { isObject, list, readJson, string } from '../documents/json.ts';
import { Registry } from '../documents/registry.ts';
import { CivicError, loadChunk } from '../errors.ts';
import type { Poll, PollProtocol, PollReading } from './model.ts';
import { civic } from './protocols/civic.ts';
import { mastodon } from './protocols/mastodon.ts';

export interface ParsePollOptions extends Partial<PollReading> {
  /** A protocol's name; `auto` tells it from the document. */
  format?: string;
}

/** Asked in turn; those of the page come first. `mastodon` matches more than `civic`. */
const protocols = new Registry<PollProtocol>();
protocols.register(mastodon);
protocols.register(civic);

/** Adds a protocol for every poll of the page; one with the same name is replaced. */
export function registerPollProtocol(protocol: PollProtocol): void {
  protocols.register(protocol);
}

/**
 * Reads a poll from a wire document: text, its bytes (UTF-8) or the parsed JSON.
 *
 * @throws {CivicError} `format`: not JSON, no known protocol, or nothing that could be a poll
 */
export function parsePoll(body: string | ArrayBuffer | Uint8Array | object, options: ParsePollOptions = {}): Poll {
  const { url } = options;
  return orFormatError(url, () => parseDocument(readJson(body), { htmlToText: plainText, ...options }));
}

/**
 * Reads a poll as `parsePoll` does. What reads HTML is loaded only for a document that needs it.
 *
 * @throws {CivicError} `format`, or `network` when the reader of HTML can't be loaded
 */
export async function readPoll(
  body: string | ArrayBuffer | Uint8Array | object,
  options: ParsePollOptions = {},
): Promise<Poll> {
  const { url } = options;
  const document = orFormatError(url, () => readJson(body));
  const htmlToText = hasHtmlTitles(document) ? await loadHtmlToText() : undefined;
  return orFormatError(url, () => parseDocument(document, { ...(htmlToText && { htmlToText }), ...options }));
}

function hasHtmlTitles(document: unknown): boolean {
  return (
    isObject(document) &&
    list(document['options']).some((option) => isObject(option) && !string(option['title']) && string(option['html']))
  );
}

async function loadHtmlToText(): Promise<(html: string) => string> {
  return (await loadChunk(import('./html-titles.ts'))).plainText;
}

function parseDocument(document: unknown, { format = 'auto', ...reading }: ParsePollOptions): Poll {
  for (const protocol of protocols) {
    const isMeant = format === 'auto' ? protocol.matches(document) : protocol.name === format;
    if (isMeant) return withProtocol(protocol.parse(document, { now: Date.now(), ...reading }), protocol);
  }
  throw new TypeError(format === 'auto' ? 'no known poll protocol' : `no poll protocol "${format}"`);
}

/** Reads what a poll's server said to a vote with 2xx: the poll, or `undefined` when it is to be read again. */
export function parseVoteAnswer(body: Uint8Array, poll: Poll, url: string): Poll | undefined {
  return orFormatError(url, () => {
    const protocol = protocolOf(poll);
    const reading: PollReading = { url, previous: poll, now: Date.now() };
    const answer = protocol.answer
      ? protocol.answer(body.length > 0 ? readJson(body) : undefined, reading)
      : protocol.parse(readJson(body), reading);
    return answer && withProtocol(answer, protocol);
  });
}

const protocolsOfPolls = new WeakMap<Poll, PollProtocol>();

/** The protocol that read a poll, and takes its votes. A poll that the page made itself is voted on as `civic` has it. */
export function protocolOf(poll: Poll): PollProtocol {
  return protocolsOfPolls.get(poll) ?? civic;
}

/** Ties a poll to the protocol that takes its votes. */
export function withProtocol(poll: Poll, protocol: PollProtocol): Poll {
  protocolsOfPolls.set(poll, protocol);
  return poll;
}

/** Runs `read`; whatever it throws is a CivicError `format`. */
function orFormatError<T>(url: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new CivicError('format', cause instanceof Error ? cause.message : String(cause), { url, cause });
  }
}
