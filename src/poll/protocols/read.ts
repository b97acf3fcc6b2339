import { RESULTS, type Poll, type PollKind, type PollOption, type PollResults } from '../model.ts';
import type { PollReading } from './protocol.ts';

type Dictionary = Record<string, unknown>;

export const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the Mastodon Poll entity and its widening, tolerantly: what has no meaning is as if it weren't there. */
export function readPoll(document: unknown, { url, now }: PollReading): Poll {
  if (!isDictionary(document) || !Array.isArray(document['options']))
    throw new TypeError('a poll has a list of options');
  const options = readOptions(document['options']);
  const most = Math.max(1, options.length);
  const kind = readKind(document);
  const least = kind === 'multiple' ? clamp(readCount(document['min_choices']) ?? 1, 1, most) : 1;
  const expires = readTime(document['expires_at']);
  const counts = options.map((option) => option.votes_count);
  const total = counts.every((count) => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null;
  const own = new Set(Array.isArray(document['own_votes']) ? document['own_votes'].map(readText) : []);
  return {
    id: readText(document['id']) || (url ? (/([^/?#]+)\/?(?:[?#]|$)/.exec(url)?.[1] ?? '') : ''),
    question: readText(document['question']),
    ...(readText(document['description']) && { description: readText(document['description']) }),
    options,
    kind,
    min_choices: least,
    max_choices: kind === 'multiple' ? clamp(readCount(document['max_choices']) ?? most, least, most) : 1,
    opens_at: readTime(document['opens_at']),
    expires_at: expires,
    expired:
      typeof document['expired'] === 'boolean' ? document['expired'] : expires !== null && Date.parse(expires) <= now,
    results: RESULTS.includes(document['results'] as PollResults) ? (document['results'] as PollResults) : 'after-vote',
    votes_count: readCount(document['votes_count']) ?? total,
    voters_count: readCount(document['voters_count']),
    voted: document['voted'] === true,
    own_votes: options.map(({ id }) => id).filter((id) => own.has(id)),
    allow_change: document['allow_change'] === true,
  };
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

function readKind(document: Dictionary): PollKind {
  const kind = document['kind'];
  if (kind === 'single' || kind === 'multiple' || kind === 'rating') return kind;
  return document['multiple'] === true ? 'multiple' : 'single';
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
