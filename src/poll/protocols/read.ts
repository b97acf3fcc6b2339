import { RESULTS, type Poll, type PollKind, type PollOption } from '../model.ts';
import type { PollReading } from './protocol.ts';

type Dictionary = Record<string, unknown>;

export const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS = ['single', 'multiple', 'rating'] as const satisfies PollKind[];

/** Reads the Mastodon Poll entity and its widening, tolerantly: what has no meaning is as if it weren't there. */
export function readPoll(document: unknown, { url = '', now }: PollReading): Poll {
  if (!isDictionary(document) || !Array.isArray(document['options']))
    throw new TypeError('a poll has a list of options');
  const { expired, own_votes } = document;
  const options = readOptions(document['options']);
  const kind = oneOf(KINDS, document['kind'], document['multiple'] === true ? 'multiple' : 'single');
  const most = kind === 'multiple' ? Math.max(1, options.length) : 1;
  const least = clamp(readCount(document['min_choices']) ?? 1, 1, most);
  const expires = readTime(document['expires_at']);
  const description = readText(document['description']);
  const own = new Set(Array.isArray(own_votes) ? own_votes.map(readText) : []);
  return {
    id: readText(document['id']) || (/([^/?#]+)\/?(?:[?#]|$)/.exec(url)?.[1] ?? ''),
    question: readText(document['question']),
    ...(description && { description }),
    options,
    kind,
    min_choices: least,
    max_choices: clamp(readCount(document['max_choices']) ?? most, least, most),
    opens_at: readTime(document['opens_at']),
    expires_at: expires,
    expired: typeof expired === 'boolean' ? expired : expires !== null && Date.parse(expires) <= now,
    results: oneOf(RESULTS, document['results'], 'after-vote'),
    votes_count: readCount(document['votes_count']) ?? totalOf(options),
    voters_count: readCount(document['voters_count']),
    voted: document['voted'] === true,
    own_votes: options.map(({ id }) => id).filter((id) => own.has(id)),
    allow_change: document['allow_change'] === true,
  };
}

function totalOf(options: readonly PollOption[]): number | null {
  return options.reduce<number | null>(
    (sum, { votes_count: count }) => (sum === null || count === null ? null : sum + count),
    0,
  );
}

/** Without an id an option is known by its place, as Mastodon does. Of two with one id the second can't be told apart. */
function readOptions(list: unknown[]): PollOption[] {
  const options = new Map<string, PollOption>();
  list.forEach((entry, index) => {
    if (!isDictionary(entry)) return;
    const id = readText(entry['id']) || String(index);
    const title = readText(entry['title']) || readText(entry['id']);
    if (title && !options.has(id)) options.set(id, { id, title, votes_count: readCount(entry['votes_count']) });
  });
  return [...options.values()];
}

function oneOf<Known>(known: readonly Known[], value: unknown, fallback: Known): Known {
  return known.find((each) => each === value) ?? fallback;
}

export function readText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : Number.isFinite(value) ? String(value) : '';
}

/** A whole number from 0 to 10¹³, also as digits (PHP); anything else is not told. */
function readCount(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isInteger(count) && (count as number) >= 0 && (count as number) <= 1e13 ? (count as number) : null;
}

function readTime(value: unknown): string | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
