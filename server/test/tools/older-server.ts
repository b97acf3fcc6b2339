/**
 * What servers of schemas 2 to 4 send to the database for a vote, word for word. It stays as it is, whatever this version
 * sends: of an upgrade they are the other half. A migration that leaves servers of the schema before at work adds what
 * they sent.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { hourOf } from '../../src/submissions/record.ts';

const SELECT_DEFINITION = `
  SELECT p.id, p.definition, p.revision, p.closed_at, p.purged_at, p.corrections,
    (SELECT json_object_agg(option, n) FROM
      (SELECT option, sum(votes) AS n FROM tallies t WHERE t.poll = p.id GROUP BY option) AS sums) AS tally
  FROM polls p WHERE p.id = $1`;

const CAST = 'SELECT cast_votes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS answer';

/** By the schema of who sends it. */
const STATEMENTS: Record<number, string> = {
  2: CAST,
  3: CAST,
  4: `${CAST}, pg_logical_emit_message(true, '', '')`,
};

interface Answer {
  stale?: true;
  kept: Record<string, string>;
  tally: Record<string, number>;
}

export interface OlderServer {
  /** Resolves with what is kept under each key, and the tally; '' counts voters. */
  vote(poll: string, keys: readonly string[], choice: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts as a server of this schema does: it rejects when the database says that it is too old. */
export async function olderServer(url: string, schema: number): Promise<OlderServer> {
  const statement = STATEMENTS[schema];
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const { rows } = await pool.query<{ works_since: number }>(
    'SELECT number, works_since FROM migrations ORDER BY number DESC LIMIT 1',
  );
  if (rows[0]!.works_since > schema) {
    await pool.end();
    throw new Error(`a server of schema ${schema} can't work here`);
  }
  if (statement === undefined) throw new Error(`say in STATEMENTS what servers of schema ${schema} send`);
  const known = new Map<string, number>();
  return {
    async vote(poll, keys, choice) {
      for (;;) {
        const revision =
          known.get(poll) ?? (await pool.query<{ revision: number }>(SELECT_DEFINITION, [poll])).rows[0]!.revision;
        known.set(poll, revision);
        try {
          const { rows } = await pool.query<{ answer: Answer }>(statement, [
            ...[poll, revision, keys.toSorted(), keys.map(() => choice)],
            ...[null, null, 0, false, hourOf(new Date()), 1],
          ]);
          if (!rows[0]!.answer.stale) return rows[0]!.answer;
          known.delete(poll);
        } catch (error) {
          if (!/^(40001|40P01|23505)$/.test((error as { code?: string }).code ?? '')) throw error;
          await delay(20);
        }
      }
    },
    stop: () => pool.end(),
  };
}
