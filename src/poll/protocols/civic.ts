import { clamp, count, dateText, idOf, oneOf } from '../../documents/json-values.ts';
import { isObject, string, type Json } from '../../documents/json.ts';
import { addressBelow } from '../../documents/urls.ts';
import { codeHeader } from '../../outbox/outbox.ts';
import {
  RESULTS,
  type Poll,
  type PollComment,
  type PollKind,
  type PollOption,
  type PollProtocol,
  type PollReading,
  type Vote,
} from '../model.ts';

/** Our own protocol (docs/poll-protocols.md): the poll at `{src}`, votes to `{src}/votes` with an Idempotency-Key. */
export const civic: PollProtocol = {
  name: 'civic',
  matches: (document) =>
    isObject(document) && Array.isArray(document['options']) && ('kind' in document || 'question' in document),
  parse: parseEntity,
  vote: ({ url, choices, key, comment, context }: Vote) => ({
    url: addressBelow(url, 'votes'),
    headers: { 'Idempotency-Key': key, ...codeHeader(url) },
    body: { choices, ...(comment && { comment }), ...(context && { context }) },
  }),
};

const KINDS = ['single', 'multiple', 'rating'] as const satisfies PollKind[];

/** The longest comment that a poll can ask for, in UTF-16 code units as `maxlength` counts them. */
const LONGEST_COMMENT = 500;

/** Reads the Mastodon Poll entity and its widening, tolerantly: a member that has no meaning is not told. */
export function parseEntity(document: unknown, reading: PollReading): Poll {
  if (!isObject(document) || !Array.isArray(document['options'])) throw new TypeError('a poll has a list of options');
  const { url, now } = reading;
  const { expired, own_votes } = document;
  const options = parseOptions(document['options'], reading);
  const kind = oneOf(KINDS, document['kind'], document['multiple'] === true ? 'multiple' : 'single');
  const most = kind === 'multiple' ? Math.max(1, options.length) : 1;
  const least = clamp(count(document['min_choices']) ?? 1, 1, most);
  const expires = dateText(document['expires_at']);
  const description = string(document['description']);
  const comment = parseComment(document['comment']);
  const own = new Set(Array.isArray(own_votes) ? own_votes.map(string) : []);
  return {
    id: idOf(string(document['id']), url),
    question: string(document['question']) ?? '',
    ...(description && { description }),
    options,
    kind,
    min_choices: least,
    max_choices: clamp(count(document['max_choices']) ?? most, least, most),
    opens_at: dateText(document['opens_at']),
    expires_at: expires,
    expired: typeof expired === 'boolean' ? expired : expires !== null && Date.parse(expires) <= now,
    results: oneOf(RESULTS, document['results'], 'after-vote'),
    votes_count: count(document['votes_count']) ?? totalOf(options),
    voters_count: count(document['voters_count']),
    voted: document['voted'] === true,
    own_votes: options.map(({ id }) => id).filter((id) => own.has(id)),
    allow_change: document['allow_change'] === true,
    ...(comment && { comment }),
  };
}

function totalOf(options: readonly PollOption[]): number | null {
  return options.reduce<number | null>(
    (sum, { votes_count: votes }) => (sum === null || votes === null ? null : sum + votes),
    0,
  );
}

/**
 * Without an id an option is known by its place, as Mastodon does. Of two with one id the second can't be told apart.
 * An id is no title: it may be a checksum (Discourse writes ids and `html`).
 */
function parseOptions(list: readonly unknown[], { htmlToText, previous }: PollReading): PollOption[] {
  const known = new Map(previous?.options.map(({ id, title }) => [id, title]));
  const options = new Map<string, PollOption>();
  list.forEach((entry, index) => {
    if (!isObject(entry)) return;
    const id = string(entry['id']) ?? String(index);
    const title = string(entry['title']) ?? known.get(id) ?? htmlTitle(entry, htmlToText);
    if (title && !options.has(id)) options.set(id, { id, title, votes_count: count(entry['votes_count']) });
  });
  if (list.length > 0 && options.size === 0) throw new TypeError('no option of the poll has a title');
  return [...options.values()];
}

function htmlTitle({ html }: Json, htmlToText: PollReading['htmlToText']): string | undefined {
  return typeof html === 'string' ? htmlToText?.(html) : undefined;
}

/** `true`, or what is asked and how long the answer may be. */
function parseComment(value: unknown): PollComment | undefined {
  if (value !== true && !isObject(value)) return undefined;
  const { title, max_length } = value === true ? {} : value;
  const asked = string(title);
  return {
    ...(asked && { title: asked }),
    max_length: clamp(count(max_length) ?? LONGEST_COMMENT, 1, LONGEST_COMMENT),
  };
}
