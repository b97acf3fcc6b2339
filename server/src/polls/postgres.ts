import { randomBytes, randomInt } from 'node:crypto';
import type pg from 'pg';
import type { Log } from '../http/log.ts';
import { nextEntry, type Act } from './admin-log.ts';
import { DATABASE_DEFAULTS, type DatabaseSettings } from './database-settings.ts';
import { pgDump } from './pg-dump.ts';
import type { Correction, CountedPoll, PollDefinition } from './poll.ts';
import { PostgresPool } from './postgres-pool.ts';
import { checkSchema, grantsTo, migratePostgres, NEWEST_SCHEMA, schemaOf } from './postgres-schema.ts';
import { check, hourOf, outcomeOf, type Checked, type Found, type Vote } from './record.ts';
import { checkFrozen, PollInUseError, withCorrection, type PollStore, type Tally } from './store.ts';

/** Tallies are kept in this many shards, so that instances which count at the same moment don't wait for each other. */
const SHARDS = 16;
const PAGE = 5000;

interface PollRow {
  id: string;
  definition: string;
  revision: number;
  closed_at: Date | null;
  purged_at: Date | null;
  corrections: string;
  tally: Record<string, number> | null;
}

interface CastAnswer {
  stale?: true;
  kept: Record<string, string>;
  refused: Record<string, 'no-code' | 'code-used' | 'network-used-up'>;
  tally: Record<string, number> | null;
}

const SELECT_POLLS = `
  SELECT p.id, p.definition, p.revision, p.closed_at, p.purged_at, p.corrections,
    (SELECT json_object_agg(option, n) FROM
      (SELECT option, sum(votes) AS n FROM tallies t WHERE t.poll = p.id GROUP BY option) AS sums) AS tally
  FROM polls p`;

export interface PostgresOptions extends Partial<DatabaseSettings> {
  /** Made at the start where the role may; else `civic-widgets-server migrate` is asked for. Default true. */
  migrate?: boolean;
}

/** Polls in PostgreSQL, or in a distributed database that speaks its protocol. Several servers may share one. */
export async function openPostgres(url: string, log: Log, options: PostgresOptions = {}): Promise<PollStore> {
  const pool = new PostgresPool(url, { ...DATABASE_DEFAULTS, ...options }, log);
  try {
    const schema = await pool.transaction(schemaOf);
    checkSchema(schema);
    if (schema.number < NEWEST_SCHEMA) await bringUp(url, log, options.migrate ?? true);
    const [setting] = await pool.query<{ synchronous_commit: string }>('SHOW synchronous_commit');
    if (setting?.synchronous_commit === 'off')
      throw new Error('synchronous_commit is off: acknowledged votes could be lost');
  } catch (error) {
    await pool.end();
    throw error;
  }

  const shard = randomInt(SHARDS);
  const known = new Map<string, { row: Promise<PollRow | undefined> }>();

  const readRow = async (id: string): Promise<PollRow | undefined> =>
    (await pool.query<PollRow>(`${SELECT_POLLS} WHERE p.id = $1`, [id]))[0];
  /** The poll as it was last read; votes tell when it has changed since. */
  const lastRead = async (id: string, again = false): Promise<PollRow | undefined> => {
    const before = known.get(id);
    if (before && !again) return before.row;
    const reading = { row: readRow(id) };
    known.set(id, reading);
    try {
      const row = await reading.row;
      if (!row && known.get(id) === reading) known.delete(id);
      return row;
    } catch (error) {
      if (known.get(id) === reading) known.delete(id);
      throw error;
    }
  };

  /** Changes a poll while no vote is being counted in it. */
  const change = <T>(
    id: string,
    run: (client: pg.PoolClient, poll: CountedPoll | undefined) => Promise<T>,
  ): Promise<T> =>
    pool.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(7202, hashtext($1))', [id]);
      const { rows } = await client.query<PollRow>(`${SELECT_POLLS} WHERE p.id = $1`, [id]);
      return run(client, rows[0] && toCounted(rows[0]));
    });

  return {
    kind: 'postgres',
    async record(ballots, now) {
      const id = ballots[0]!.poll;
      for (let again = false; ; again = true) {
        const row = await lastRead(id, again);
        if (!row) {
          return ballots.map(() => ({ outcome: { refused: 'not-found', detail: 'There is no such poll.' } as const }));
        }
        const poll = toCounted(row);
        const checked = ballots.map((ballot) => check(ballot, poll.definition, now));
        const answer = await cast(pool, row, checked, now, shard);
        if (answer.stale) continue;
        const after = { ...poll, ...toTally(answer.tally) };
        return checked.map((one) => ({ outcome: outcomeOf(one, foundFor(one.entry.key, answer)), poll: after }));
      }
    },
    poll: async (id) => {
      const row = await readRow(id);
      return row && toCounted(row);
    },
    polls: async () => (await pool.query<PollRow>(`${SELECT_POLLS} ORDER BY p.created_at, p.id`)).map(toCounted),
    define: (definition, by = 'server') =>
      change(definition.id, async (client, before) => {
        if (before) checkFrozen(before, definition);
        const text = JSON.stringify(definition);
        if (before && JSON.stringify(before.definition) === text) return;
        await client.query(
          `INSERT INTO polls (id, definition) VALUES ($1, $2)
           ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, revision = polls.revision + 1`,
          [definition.id, text],
        );
        await append(client, { by, action: 'define', subject: definition.id, detail: text });
      }),
    correct: (id, correction, by = 'server') =>
      change(id, async (client, poll) => {
        if (!poll) throw new PollInUseError(`there is no poll "${id}"`);
        const definition = withCorrection(poll.definition, correction);
        await client.query(
          'UPDATE polls SET definition = $1, corrections = $2, revision = revision + 1 WHERE id = $3',
          [JSON.stringify(definition), JSON.stringify([...poll.corrections, correction]), id],
        );
        await append(client, { by, action: 'correct', subject: id, detail: JSON.stringify(correction) });
      }),
    close: (id, at, by = 'server') =>
      change(id, async (client, poll) => {
        if (!poll) return false;
        await client.query(
          'UPDATE polls SET closed_at = coalesce(closed_at, $1), revision = revision + 1 WHERE id = $2',
          [at, id],
        );
        await append(client, { by, action: 'close', subject: id });
        return true;
      }),
    async *votes(poll) {
      for (let last: string | undefined = ''; last !== undefined;) {
        const page: { key: string; choices: string; at: Date }[] = await pool.query(
          `SELECT key, choices, at FROM votes WHERE poll = $1 AND key > $2 AND replaced_by IS NULL ORDER BY key LIMIT ${PAGE}`,
          [poll, last],
        );
        for (const { key, choices, at } of page) yield { key, choices: choices.split(','), at } satisfies Vote;
        last = page.at(-1)?.key;
      }
    },
    codeUsed: async (poll, code) =>
      (await pool.query('SELECT 1 FROM voters WHERE poll = $1 AND voter = $2', [poll, `code:${code}`])).length > 0,
    addCodes: (poll, hashes, by = 'server') =>
      pool.transaction(async (client) => {
        await client.query('INSERT INTO codes (poll, code) SELECT $1, unnest($2::text[])', [poll, hashes]);
        await append(client, { by, action: 'codes', subject: poll, detail: `${hashes.length} printed` });
      }),
    recount: (poll) =>
      pool.transaction((client) => recount(client, poll), 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    purge: (poll, at, by = 'server') =>
      change(poll, async (client) => {
        const { rowCount } = await client.query('DELETE FROM votes WHERE poll = $1', [poll]);
        for (const table of ['voters', 'codes']) await client.query(`DELETE FROM ${table} WHERE poll = $1`, [poll]);
        await client.query('UPDATE polls SET purged_at = $1 WHERE id = $2', [at, poll]);
        await append(client, { by, action: 'purge', subject: poll, detail: `${rowCount} votes deleted, counts kept` });
        return rowCount ?? 0;
      }),
    log: (act) => pool.transaction((client) => append(client, act)),
    async *logged() {
      for (let last: number | undefined = 0; last !== undefined;) {
        const page: {
          number: string;
          at: string;
          actor: string;
          action: string;
          subject: string;
          detail: string;
          hash: string;
        }[] = await pool.query(`SELECT * FROM admin_log WHERE number > $1 ORDER BY number LIMIT ${PAGE}`, [last]);
        for (const { actor, detail, number, ...entry } of page)
          yield { ...entry, number: Number(number), by: actor, ...(detail !== '' && { detail }) };
        const end = page.at(-1);
        last = end && Number(end.number);
      }
    },
    secret: async (name) => {
      const find = 'SELECT value FROM secrets WHERE name = $1';
      const [row] = await pool.query<{ value: Buffer }>(find, [name]);
      if (row) return row.value;
      await pool.query('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        name,
        randomBytes(32),
      ]);
      return (await pool.query<{ value: Buffer }>(find, [name]))[0]!.value;
    },
    forgetSecretsBefore: async (prefix, name) => {
      await pool.query('DELETE FROM secrets WHERE left(name, length($1)) = $1 AND name < $2', [prefix, name]);
    },
    backup: (file) => pgDump(url, file),
    check: () => pool.check(),
    end: () => pool.end(),
  };
}

/** `civic-widgets-server migrate`: by the owner of the tables, who may let another role use them. */
export async function migrate(url: string, log: Log, { grant, by }: { grant?: string; by: string }): Promise<string[]> {
  // However long it takes to move what there is.
  const pool = new PostgresPool(url, { ...DATABASE_DEFAULTS, statementTimeout: 0 }, log);
  try {
    return await pool.transaction(async (client) => {
      const done = await migratePostgres(client);
      if (grant !== undefined) for (const sql of grantsTo(`"${grant.replaceAll('"', '""')}"`)) await client.query(sql);
      for (const name of done) await append(client, { by, action: 'migrate', subject: 'database', detail: name });
      return done;
    });
  } finally {
    await pool.end();
  }
}

async function bringUp(url: string, log: Log, allowed: boolean): Promise<void> {
  const advice =
    'the database’s tables are missing or older than this server: run "civic-widgets-server migrate" with the role that owns them';
  if (!allowed) throw Object.assign(new Error(advice), { code: 'SCHEMA' });
  try {
    await migrate(url, log, { by: 'server' });
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw Object.assign(new Error(advice, { cause: error }), { code: 'SCHEMA' });
  }
}

async function cast(
  pool: PostgresPool,
  { id, revision }: PollRow,
  checked: readonly Checked[],
  now: Date,
  shard: number,
): Promise<CastAnswer> {
  // In one order for all instances, so that few of them deadlock.
  const entries = checked.map(({ entry }) => entry).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const voters = entries.map(({ voter }) => voter);
  const codes = voters.map((voter) => (voter && 'code' in voter ? voter.code : null));
  const networks = voters.map((voter) => (voter && 'network' in voter ? voter.network : null));
  const one = voters.find((voter) => voter !== undefined);
  const [row] = await pool.query<{ answer: CastAnswer }>(
    'SELECT cast_votes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS answer',
    [
      id,
      revision,
      entries.map(({ key }) => key),
      entries.map(({ choices }) => choices?.join(',') ?? null),
      codes.some((code) => code !== null) ? codes : null,
      networks.some((network) => network !== null) ? networks : null,
      one && 'network' in one ? one.most : 0,
      one && 'code' in one ? one.mayChange : false,
      hourOf(now),
      shard,
    ],
  );
  return row!.answer;
}

function foundFor(key: string, { kept, refused }: CastAnswer): Found {
  const choices = kept[key];
  return choices === undefined ? { refused: refused[key] ?? 'closed' } : { kept: choices.split(',') };
}

async function recount(client: pg.ClientBase, poll: string): Promise<{ told: Tally; counted: Tally }> {
  const told = await client.query<{ option: string; n: string }>(
    'SELECT option, sum(votes) AS n FROM tallies WHERE poll = $1 GROUP BY option',
    [poll],
  );
  const counted = await client.query<{ option: string; n: string }>(
    `SELECT option, count(*) AS n FROM votes, unnest(array_append(string_to_array(choices, ','), '')) AS option
     WHERE poll = $1 AND replaced_by IS NULL GROUP BY option`,
    [poll],
  );
  const tallyOf = (rows: { option: string; n: string }[]): Tally =>
    toTally(Object.fromEntries(rows.map(({ option, n }) => [option, Number(n)])));
  return { told: tallyOf(told.rows), counted: tallyOf(counted.rows) };
}

async function append(client: pg.ClientBase, act: Act): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(7202, 0)');
  const { rows } = await client.query<{ number: string; hash: string }>(
    'SELECT number, hash FROM admin_log ORDER BY number DESC LIMIT 1',
  );
  const before = rows[0] && { number: Number(rows[0].number), hash: rows[0].hash };
  const { number, at, by, action, subject, detail, hash } = nextEntry(act, before);
  await client.query('INSERT INTO admin_log VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    number,
    at,
    by,
    action,
    subject,
    detail ?? '',
    hash,
  ]);
}

function toCounted(row: PollRow): CountedPoll {
  return {
    definition: JSON.parse(row.definition) as PollDefinition,
    closedAt: row.closed_at ?? undefined,
    purgedAt: row.purged_at ?? undefined,
    corrections: JSON.parse(row.corrections) as Correction[],
    ...toTally(row.tally),
  };
}

function toTally(sums: Record<string, number> | null): Tally {
  const { '': voters = 0, ...votes } = sums ?? {};
  return { voters, votes: new Map(Object.entries(votes)) };
}
