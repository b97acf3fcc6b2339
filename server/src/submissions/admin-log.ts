import { createHash } from 'node:crypto';

/** What somebody did: who, what, to which poll or survey. */
export interface Act {
  /** The account that ran the command, the name at `/admin`, or `server`. */
  by: string;
  /** `define`, `correct`, `close`, `open`, `codes`, `export`, `redact`, `purge`, `backup`, `restore`, `migrate`. */
  action: string;
  /** The poll's id, `surveys/` and the survey's, or what else it was done to. */
  subject: string;
  /** What a reader needs to know besides, never a vote, an answer or a code. */
  detail?: string;
}

/** A line of the administrative log. Its hash covers the line and the hash before it, so that none can go unnoticed. */
export interface AdminEntry extends Act {
  number: number;
  /** ISO 8601, UTC, to the second. */
  at: string;
  hash: string;
}

/** The hash before the first entry. */
export const FIRST_HASH = '0'.repeat(64);

export function nextEntry(
  act: Act,
  before: { number: number; hash: string } | undefined,
  now = new Date(),
): AdminEntry {
  const entry = { ...act, number: (before?.number ?? 0) + 1, at: `${now.toISOString().slice(0, 19)}Z` };
  return { ...entry, hash: hashOf(entry, before?.hash ?? FIRST_HASH) };
}

/** The number of the first entry that was changed, or after which some are missing; `undefined` when the log is whole. */
export async function firstBroken(entries: AsyncIterable<AdminEntry>): Promise<number | undefined> {
  let before: { number: number; hash: string } = { number: 0, hash: FIRST_HASH };
  for await (const entry of entries) {
    if (entry.number !== before.number + 1 || entry.hash !== hashOf(entry, before.hash)) return entry.number;
    before = entry;
  }
  return undefined;
}

function hashOf({ number, at, by, action, subject, detail }: Omit<AdminEntry, 'hash'>, before: string): string {
  return createHash('sha256')
    .update(JSON.stringify([before, number, at, by, action, subject, detail ?? '']))
    .digest('hex');
}
