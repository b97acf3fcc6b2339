export type VoterPolicy = 'device' | 'network' | 'code' | 'open';

/** What polls and surveys have in common, as `site.json` and `… add` define them. Dates are ISO 8601 with a zone. */
export interface Definition {
  id: string;
  opensAt?: string;
  expiresAt?: string;
  /** Who counts as one voter; default `device`. */
  voter?: VoterPolicy;
  /** What a kiosk shows under `open`. */
  kioskToken?: string;
  /** Days for which single submissions are kept. Default: for good. */
  keepFor?: number;
  /** ALTCHA: asked of every submission, or of those over the rate limit instead of refusing them. Default `never`. */
  proofOfWork?: 'never' | 'over-limit' | 'always';
}

/** A title that was corrected after votes had been cast. */
export interface Correction {
  /** ISO 8601, to the second. */
  at: string;
  /** The option whose title it was; without it, the question. */
  option?: string;
  from: string;
  to: string;
}

/** A poll or survey with what was counted so far. */
export interface Counted<D extends Definition = Definition> {
  definition: D;
  /** When an official closed it by hand. */
  closedAt?: Date;
  /** When single votes were deleted and only the counts were kept. */
  purgedAt?: Date;
  corrections: readonly Correction[];
  /** Submissions that count. */
  voters: number;
  /** Votes by option id; of a survey, none. */
  votes: ReadonlyMap<string, number>;
}

/** Whether a text can be the id of a poll or survey; what can't isn't asked for, as a database would choke on some bytes. */
export function isId(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text);
}

export const DEFAULT_PER_NETWORK = 100;

const A_DAY = 86_400_000;

export function isClosed({ definition, closedAt }: Counted, now: Date): boolean {
  return (closedAt !== undefined && closedAt <= now) || isExpired(definition, now);
}

export function isExpired({ expiresAt }: Definition, now: Date): boolean {
  return expiresAt !== undefined && new Date(expiresAt) <= now;
}

export function isUpcoming({ opensAt }: Definition, now: Date): boolean {
  return opensAt !== undefined && new Date(opensAt) > now;
}

/** When it ended, by plan or by hand; `undefined` while it goes on. */
export function endOf({ definition, closedAt }: Counted, now: Date): Date | undefined {
  const planned = definition.expiresAt === undefined ? undefined : new Date(definition.expiresAt);
  const ends = [closedAt, planned].filter((end) => end !== undefined && end <= now) as Date[];
  return ends.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** The planned end, or the earlier one that an official set. */
export function expiryOf({ definition, closedAt }: Counted): string | null {
  const planned = definition.expiresAt ?? null;
  return closedAt && (planned === null || closedAt < new Date(planned)) ? closedAt.toISOString() : planned;
}

/** What was submitted before is past its `keepFor`; `undefined` when all is kept for good. */
export function keptSince({ keepFor }: Definition, now: Date): Date | undefined {
  return keepFor === undefined ? undefined : new Date(now.getTime() - keepFor * A_DAY);
}
