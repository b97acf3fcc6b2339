import { randomBytes, randomInt } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Log } from '../http/log.ts';
import { inMemory, type MakeLimiter } from '../http/rate-limit.ts';
import { pollKind } from '../polls/poll.ts';
import { surveyKind } from '../surveys/survey.ts';
import { nextEntry, type Act } from './admin-log.ts';
import { DATABASE_DEFAULTS, type DatabaseSettings } from './database-settings.ts';
import type { Correction, Counted, Definition } from './definition.ts';
import { pgDump } from './pg-dump.ts';
import { PostgresPool } from './postgres-pool.ts';
import { checkSchema, grantsTo, migratePostgres, NEWEST_SCHEMA, schemaOf } from './postgres-schema.ts';
import { check, hourOf, notFound, outcomeOf, type Checked, type Found, type Kind, type Submission } from './record.ts';
import { checkFrozen, InUseError, type Store, type Submissions, type Tally } from './store.ts';

/** Tallies are kept in this many shards, so that instances which count at the same moment don't wait for each other. */
const SHARDS = 16;
const PAGE = 5000;

interface DefinitionRow {
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

const SELECT_DEFINITIONS = `
  SELECT p.id, p.definition, p.revision, p.closed_at, p.purged_at, p.corrections,
    (SELECT json_object_agg(option, n) FROM
      (SELECT option, sum(votes) AS n FROM tallies t WHERE t.poll = p.id GROUP BY option) AS sums) AS tally
  FROM polls p`;

export interface PostgresOptions extends Partial<DatabaseSettings> {
  /** Made at the start where the role may; else `civic-widgets-server migrate` is asked for. Default true. */
  migrate?: boolean;
}

/** Polls and surveys in PostgreSQL, or in a distributed database that speaks its protocol. Several servers may share one. */
export async function openPostgres(url: string, log: Log, options: PostgresOptions = {}): Promise<Store> {
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
  return {
    kind: 'postgres',
    sharedLimiter: limiterIn(pool),
    polls: submissionsIn(pool, pollKind, shard),
    surveys: submissionsIn(pool, surveyKind, shard),
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
    check: async () => void (await pool.once('SELECT 1')),
    end: () => pool.end(),
  };
}

/** While the database doesn't answer, each server counts for itself. */
function limiterIn(pool: PostgresPool): MakeLimiter {
  return (options) =>
    new RateLimiterPostgres({
      ...options,
      // Without the statements' names: pgbouncer hands each transaction to another connection.
      storeClient: { query: ({ text, values }: pg.QueryConfig) => pool.once(text, values) },
      storeType: 'client',
      tableName: 'rate_limits',
      tableCreated: true,
      insuranceLimiter: inMemory(options),
    });
}

/** One kind of submissions. In the tables, `poll` is the id of a poll or survey with its kind's prefix. */
function submissionsIn<D extends Definition, S extends Submission, Kept>(
  pool: PostgresPool,
  kind: Kind<D, S, Kept>,
  shard: number,
): Submissions<D, S, Kept> {
  const named = (id: string): string => kind.prefix + id;
  const known = new Map<string, { row: Promise<DefinitionRow | undefined> }>();

  const readRow = async (id: string): Promise<DefinitionRow | undefined> =>
    (await pool.query<DefinitionRow>(`${SELECT_DEFINITIONS} WHERE p.id = $1`, [named(id)]))[0];
  /** As it was last read; submissions tell when it has changed since. */
  const lastRead = async (id: string, again = false): Promise<DefinitionRow | undefined> => {
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

  /** Changes a poll or survey while nothing is being counted in it. */
  const change = <T>(
    id: string,
    run: (client: pg.PoolClient, before: Counted<D> | undefined) => Promise<T>,
  ): Promise<T> =>
    pool.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(7202, hashtext($1))', [named(id)]);
      const { rows } = await client.query<DefinitionRow>(`${SELECT_DEFINITIONS} WHERE p.id = $1`, [named(id)]);
      return run(client, rows[0] && toCounted<D>(rows[0]));
    });

  return {
    async record(batch, now) {
      const id = batch[0]!.to;
      for (let again = false; ; again = true) {
        const row = await lastRead(id, again);
        if (!row) return batch.map(() => ({ outcome: notFound(kind.word) }));
        const before = toCounted<D>(row);
        const checked = batch.map((submission) => check(kind, submission, before.definition, now));
        const answer = await cast(pool, row, checked, now, shard);
        if (answer.stale) continue;
        const after = { ...before, ...toTally(answer.tally) };
        return checked.map((one) => ({ outcome: outcomeOf(kind, one, foundFor(one.entry.key, answer)), after }));
      }
    },
    find: async (id) => {
      const row = await readRow(id);
      return row && toCounted(row);
    },
    // No poll's id has a slash.
    all: async () =>
      (
        await pool.query<DefinitionRow>(
          `${SELECT_DEFINITIONS} WHERE left(p.id, position('/' IN p.id)) = $1 ORDER BY p.created_at, p.id`,
          [kind.prefix],
        )
      ).map((row) => toCounted<D>(row)),
    define: (definition, by = 'server') =>
      change(definition.id, async (client, before) => {
        if (before) checkFrozen(kind, before, definition);
        const text = JSON.stringify(definition);
        if (before && JSON.stringify(before.definition) === text) return;
        await client.query(
          `INSERT INTO polls (id, definition) VALUES ($1, $2)
           ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, revision = polls.revision + 1`,
          [named(definition.id), text],
        );
        await append(client, { by, action: 'define', subject: named(definition.id), detail: text });
      }),
    correct: (id, correction, corrected, by = 'server') =>
      change(id, async (client, before) => {
        if (!before) throw new InUseError(notFound(kind.word).detail);
        await client.query(
          'UPDATE polls SET definition = $1, corrections = $2, revision = revision + 1 WHERE id = $3',
          [
            JSON.stringify(corrected(before.definition)),
            JSON.stringify([...before.corrections, correction]),
            named(id),
          ],
        );
        await append(client, { by, action: 'correct', subject: named(id), detail: JSON.stringify(correction) });
      }),
    close: (id, at, by = 'server') =>
      change(id, async (client, before) => {
        if (!before) return false;
        await client.query(
          'UPDATE polls SET closed_at = coalesce(closed_at, $1), revision = revision + 1 WHERE id = $2',
          [at, named(id)],
        );
        await append(client, { by, action: 'close', subject: named(id) });
        return true;
      }),
    reopen: (id, by = 'server') =>
      change(id, async (client, before) => {
        if (!before) return false;
        await client.query('UPDATE polls SET closed_at = NULL, revision = revision + 1 WHERE id = $1', [named(id)]);
        await append(client, { by, action: 'open', subject: named(id) });
        return true;
      }),
    async *kept(id, after = '') {
      for (let last: string | undefined = after; last !== undefined;) {
        const page: { key: string; choices: string; at: Date }[] = await pool.query(
          `SELECT key, choices, at FROM votes WHERE poll = $1 AND key > $2 AND replaced_by IS NULL ORDER BY key LIMIT ${PAGE}`,
          [named(id), last],
        );
        for (const { key, choices, at } of page) yield kind.toKept({ key, content: choices, at });
        last = page.at(-1)?.key;
      }
    },
    rewrite: (id, key, rewritten, act) =>
      change(id, async (client) => {
        const { rows } = await client.query<{ choices: string }>(
          'SELECT choices FROM votes WHERE poll = $1 AND key = $2',
          [named(id), key],
        );
        if (!rows[0]) return false;
        await client.query('UPDATE votes SET choices = $1 WHERE poll = $2 AND key = $3', [
          rewritten(rows[0].choices),
          named(id),
          key,
        ]);
        await append(client, { ...act, subject: named(id) });
        return true;
      }),
    codeUsed: async (id, code) =>
      (await pool.query('SELECT 1 FROM voters WHERE poll = $1 AND voter = $2', [named(id), `code:${code}`])).length > 0,
    addCodes: (id, hashes, by = 'server') =>
      pool.transaction(async (client) => {
        await client.query('INSERT INTO codes (poll, code) SELECT $1, unnest($2::text[])', [named(id), hashes]);
        await append(client, { by, action: 'codes', subject: named(id), detail: `${hashes.length} printed` });
      }),
    recount: (id) =>
      pool.transaction(
        (client) => recount(client, named(id), kind.prefix === ''),
        'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
      ),
    purge: (id, at, by = 'server') =>
      change(id, async (client) => {
        const { rowCount } = await client.query('DELETE FROM votes WHERE poll = $1', [named(id)]);
        for (const table of ['voters', 'codes'])
          await client.query(`DELETE FROM ${table} WHERE poll = $1`, [named(id)]);
        await client.query('UPDATE polls SET purged_at = $1 WHERE id = $2', [at, named(id)]);
        await append(client, { by, action: 'purge', subject: named(id), detail: `${rowCount} deleted, counts kept` });
        return rowCount ?? 0;
      }),
    purgeBefore: (id, before, by = 'server') =>
      change(id, async (client) => {
        const { rowCount } = await client.query('DELETE FROM votes WHERE poll = $1 AND at < $2', [named(id), before]);
        if (!rowCount) return 0;
        await client.query(
          `INSERT INTO tallies (poll, option, shard, votes) VALUES ($1, '', $2, $3)
           ON CONFLICT (poll, option, shard) DO UPDATE SET votes = tallies.votes + excluded.votes`,
          [named(id), shard, -rowCount],
        );
        const detail = `${rowCount} of before ${before.toISOString()} deleted`;
        await append(client, { by, action: 'purge', subject: named(id), detail });
        return rowCount;
      }),
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

/** Makes the tables of an empty database ready for the rows of a copy, its log included. By the owner of the tables. */
export async function makeReady(url: string, log: Log): Promise<void> {
  const pool = new PostgresPool(url, { ...DATABASE_DEFAULTS, statementTimeout: 0 }, log);
  try {
    await pool.transaction(async (client) => {
      await migratePostgres(client);
      const { rowCount } = await client.query(
        "SELECT 1 FROM polls UNION ALL SELECT 1 FROM admin_log WHERE action <> 'migrate' LIMIT 1",
      );
      if (rowCount) throw new InUseError('the database has polls, surveys or a log; restore into an empty one');
      // What the copy has in their place: secrets, and the log with the migrations of its own database.
      await client.query('DELETE FROM secrets');
      await client.query('ALTER TABLE admin_log DISABLE TRIGGER admin_log_stays');
      await client.query('DELETE FROM admin_log');
      await client.query('ALTER TABLE admin_log ENABLE TRIGGER admin_log_stays');
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
  { id, revision }: DefinitionRow,
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
  // A vote that is found may have been committed without the standby, by a primary that crashed while it waited. The
  // message makes this a commit of its own, which waits for the standby to have everything before it.
  const [row] = await pool.query<{ answer: CastAnswer }>(
    "SELECT cast_votes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS answer, pg_logical_emit_message(true, '', '')",
    [
      id,
      revision,
      entries.map(({ key }) => key),
      entries.map(({ content }) => content ?? null),
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
  const content = kept[key];
  return content === undefined ? { refused: refused[key] ?? 'closed' } : { kept: content };
}

async function recount(
  client: pg.ClientBase,
  poll: string,
  hasOptions: boolean,
): Promise<{ told: Tally; counted: Tally }> {
  const told = await client.query<{ option: string; n: string }>(
    'SELECT option, sum(votes) AS n FROM tallies WHERE poll = $1 GROUP BY option',
    [poll],
  );
  const counted = await client.query<{ option: string; n: string }>(
    `SELECT option, count(*) AS n FROM votes, unnest(array_append(${hasOptions ? "string_to_array(split_part(choices, ' ', 1), ',')" : "'{}'::text[]"}, '')) AS option
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

function toCounted<D extends Definition>(row: DefinitionRow): Counted<D> {
  return {
    definition: JSON.parse(row.definition) as D,
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
