import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../http/log.ts';
import { pgDump } from './pg-dump.ts';
import type { CountedPoll, PollDefinition } from './poll.ts';
import { record, type Ballot, type Ledger, type Outcome, type Vote } from './record.ts';
import { lostOptions, PollInUseError, type PollStore } from './store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS polls (
    id text PRIMARY KEY, definition text NOT NULL, closed_at timestamptz, voters bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS tallies (poll text NOT NULL, option text NOT NULL, votes bigint NOT NULL, PRIMARY KEY (poll, option));
  CREATE TABLE IF NOT EXISTS votes (
    poll text NOT NULL REFERENCES polls, voter text NOT NULL, key text NOT NULL, choices text NOT NULL,
    network text, at timestamptz NOT NULL, replaced_by text,
    UNIQUE (poll, voter), UNIQUE (poll, key));
  CREATE INDEX IF NOT EXISTS votes_of_network ON votes (poll, network) WHERE network IS NOT NULL;
  CREATE TABLE IF NOT EXISTS codes (poll text NOT NULL REFERENCES polls, code text NOT NULL, PRIMARY KEY (poll, code));
  CREATE TABLE IF NOT EXISTS secrets (name text PRIMARY KEY, value bytea NOT NULL);
`;

/** ms in which a statement is tried again. For votes that is safe whatever became of the first try: their keys tell. */
const PERSISTENCE = 3000;

/** Worth another try: other instances got in the way, or the connection broke (PostgreSQL, appendix A). */
const PASSING = /^(40001|40P01|23505|42P07|08...|57P0[123]|53300|ECONN.*|EPIPE)$/;

interface PollRow {
  id: string;
  definition: string;
  closed_at: Date | null;
  voters: string;
}

interface VoteRow {
  poll: string;
  voter: string;
  key: string;
  choices: string;
  network: string | null;
  at: Date;
  replaced_by: string | null;
}

/** Polls in PostgreSQL, or in a distributed database that speaks its protocol. Several servers may share one. */
export async function openPostgres(url: string, log: Log): Promise<PollStore> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 20_000, max: 10 });
  pool.on('error', (error) => log.warn('database connection lost', { error }));

  /** Runs again when another instance or a broken connection got in the way. */
  async function persistently<T>(run: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PERSISTENCE;
    for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
      try {
        return await run();
      } catch (error) {
        if (Date.now() > deadline || !isPassing(error)) throw error;
        log.debug('tried again', { error });
        await delay(pause * (0.5 + Math.random()));
      }
    }
  }

  function transaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return persistently(async () => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await run(client);
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        // Its transaction ends with its connection, however it stands.
        client.release(true);
        throw error;
      }
    });
  }

  async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await persistently(() => pool.query<Row>(sql, values))).rows;
  }

  try {
    await transaction((client) => client.query(SCHEMA));
    const [setting] = await query<{ synchronous_commit: string }>('SHOW synchronous_commit');
    if (setting?.synchronous_commit === 'off')
      throw new Error('synchronous_commit is off: acknowledged votes could be lost');
  } catch (error) {
    await pool.end();
    throw error;
  }

  return {
    kind: 'postgres',
    record: (ballots, now) => transaction((client) => recordAll(client, ballots, now)),
    poll: async (id) => (await persistently(() => readPolls(pool, [id]))).get(id),
    polls: async () => {
      const ids = (await query<{ id: string }>('SELECT id FROM polls ORDER BY created_at, id')).map(({ id }) => id);
      const polls = await persistently(() => readPolls(pool, ids));
      return ids.map((id) => polls.get(id)!);
    },
    define: (definition) =>
      transaction(async (client) => {
        const known = (await readPolls(client, [definition.id], 'FOR UPDATE')).get(definition.id);
        const lost = lostOptions(definition, known?.votes ?? new Map());
        if (lost.length > 0)
          throw new PollInUseError(`poll "${definition.id}": votes were cast for ${lost.join(', ')}`);
        await client.query(
          'INSERT INTO polls (id, definition) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
          [definition.id, JSON.stringify(definition)],
        );
      }),
    close: async (id, at) => {
      const sql = 'UPDATE polls SET closed_at = coalesce(closed_at, $1) WHERE id = $2 RETURNING id';
      return (await query(sql, [at, id])).length === 1;
    },
    votes: async (poll) => {
      const sql = 'SELECT * FROM votes WHERE poll = $1 AND replaced_by IS NULL ORDER BY at, key';
      return (await query<VoteRow>(sql, [poll])).map(toVote);
    },
    voteByVoter: async (poll, voter) => {
      const [row] = await query<VoteRow>('SELECT * FROM votes WHERE poll = $1 AND voter = $2', [poll, voter]);
      return row && toVote(row);
    },
    addCodes: async (poll, hashes) => {
      await query('INSERT INTO codes (poll, code) SELECT $1, unnest($2::text[])', [poll, hashes]);
    },
    secret: async (name) => {
      await query('INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, randomBytes(32)]);
      const [row] = await query<{ value: Buffer }>('SELECT value FROM secrets WHERE name = $1', [name]);
      return row!.value;
    },
    forgetSecretsBefore: async (prefix, name) => {
      await query('DELETE FROM secrets WHERE left(name, length($1)) = $1 AND name < $2', [prefix, name]);
    },
    backup: (file) => pgDump(url, file),
    check: async () => void (await pool.query('SELECT 1')),
    end: () => pool.end(),
  };
}

/**
 * The polls' rows are locked first, always in the same order, so that instances take turns and none deadlocks. What the
 * rules need is then read at once, and what they decided is written at once.
 */
async function recordAll(
  client: pg.PoolClient,
  ballots: readonly Ballot[],
  now: Date,
): ReturnType<PollStore['record']> {
  const polls = await readPolls(client, [...new Set(ballots.map(({ poll }) => poll))], 'FOR UPDATE');
  const votes = await readVotes(
    client,
    'key',
    ballots.map(({ poll, key }) => [poll, key]),
  );
  const coded = ballots.filter(({ code }) => code !== undefined).map(({ poll, code }) => [poll, code!] as const);
  const codes = new Set(await readCodes(client, coded));
  const codeVotes = await readVotes(
    client,
    'voter',
    coded.map(([poll, code]) => [poll, `code:${code}`]),
  );
  const networks = await countNetworks(client, ballots);

  const byKey = new Map(votes.map((vote) => [pair(vote.poll, vote.key), vote]));
  const byVoter = new Map(codeVotes.map((vote) => [pair(vote.poll, vote.voter), vote]));
  const added = new Map<string, Vote>();
  const retired: { vote: Vote; replacedBy: string }[] = [];
  const changes = new Map<string, { poll: string; option: string; by: number }>();
  const voters = new Map<string, number>();
  const count = (vote: Vote, by: 1 | -1): void => {
    for (const option of vote.choices) {
      const change = changes.get(pair(vote.poll, option)) ?? { poll: vote.poll, option, by: 0 };
      changes.set(pair(vote.poll, option), { ...change, by: change.by + by });
    }
    voters.set(vote.poll, (voters.get(vote.poll) ?? 0) + by);
  };
  const ledger: Ledger = {
    poll: (id) => polls.get(id),
    voteByKey: (poll, key) => byKey.get(pair(poll, key)),
    voteByVoter: (poll, voter) => byVoter.get(pair(poll, voter)),
    votesOfNetwork: (poll, network) => networks.get(pair(poll, network)) ?? 0,
    hasCode: (poll, code) => codes.has(pair(poll, code)),
    add(vote) {
      byKey.set(pair(vote.poll, vote.key), vote);
      byVoter.set(pair(vote.poll, vote.voter), vote);
      added.set(pair(vote.poll, vote.key), vote);
      if (vote.network !== undefined) {
        networks.set(pair(vote.poll, vote.network), (networks.get(pair(vote.poll, vote.network)) ?? 0) + 1);
      }
      count(vote, 1);
    },
    retire(vote, replacedBy) {
      const old = { ...vote, voter: `${vote.voter}:${vote.key}`, replacedBy };
      byKey.set(pair(vote.poll, vote.key), old);
      if (added.has(pair(vote.poll, vote.key))) added.set(pair(vote.poll, vote.key), old);
      else retired.push({ vote, replacedBy });
      count(vote, -1);
    },
  };
  const outcomes = ballots.map((ballot): Outcome => record(ballot, ledger, now));

  for (const { vote, replacedBy } of retired) {
    await client.query("UPDATE votes SET voter = voter || ':' || key, replaced_by = $1 WHERE poll = $2 AND key = $3", [
      replacedBy,
      vote.poll,
      vote.key,
    ]);
  }
  if (added.size > 0) {
    await addVotes(client, [...added.values()]);
    await changeTallies(client, [...changes.values()], voters);
  }
  const after = added.size > 0 ? await readPolls(client, [...polls.keys()]) : polls;
  return outcomes.map((outcome, index) => ({ outcome, poll: after.get(ballots[index]!.poll) }));
}

type Queryable = pg.Pool | pg.PoolClient;

async function readPolls(
  client: Queryable,
  ids: string[],
  lock: '' | 'FOR UPDATE' = '',
): Promise<Map<string, CountedPoll>> {
  const { rows } = await client.query<PollRow>(
    `SELECT id, definition, closed_at, voters FROM polls WHERE id = ANY ($1) ORDER BY id ${lock}`,
    [ids],
  );
  const tallies = await client.query<{ poll: string; option: string; votes: string }>(
    'SELECT poll, option, votes FROM tallies WHERE poll = ANY ($1)',
    [ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        definition: JSON.parse(row.definition) as PollDefinition,
        closedAt: row.closed_at ?? undefined,
        voters: Number(row.voters),
        votes: new Map(
          tallies.rows.filter(({ poll }) => poll === row.id).map(({ option, votes }) => [option, Number(votes)]),
        ),
      },
    ]),
  );
}

async function readVotes(
  client: Queryable,
  by: 'key' | 'voter',
  pairs: (readonly [string, string])[],
): Promise<Vote[]> {
  if (pairs.length === 0) return [];
  const { rows } = await client.query<VoteRow>(
    `SELECT votes.* FROM votes JOIN unnest($1::text[], $2::text[]) AS asked (poll, value) ON votes.poll = asked.poll AND votes.${by} = asked.value`,
    [pairs.map(([poll]) => poll), pairs.map(([, value]) => value)],
  );
  return rows.map(toVote);
}

async function readCodes(client: Queryable, pairs: (readonly [string, string])[]): Promise<string[]> {
  if (pairs.length === 0) return [];
  const { rows } = await client.query<{ poll: string; code: string }>(
    'SELECT codes.poll, codes.code FROM codes JOIN unnest($1::text[], $2::text[]) AS asked (poll, code) ON codes.poll = asked.poll AND codes.code = asked.code',
    [pairs.map(([poll]) => poll), pairs.map(([, code]) => code)],
  );
  return rows.map(({ poll, code }) => pair(poll, code));
}

/** Votes by poll and network. */
async function countNetworks(client: Queryable, ballots: readonly Ballot[]): Promise<Map<string, number>> {
  const networks = [...new Set(ballots.flatMap(({ network }) => network ?? []))];
  if (networks.length === 0) return new Map();
  const { rows } = await client.query<{ poll: string; network: string; n: string }>(
    'SELECT poll, network, count(*) AS n FROM votes WHERE poll = ANY ($1) AND network = ANY ($2) GROUP BY poll, network',
    [[...new Set(ballots.map(({ poll }) => poll))], networks],
  );
  return new Map(rows.map(({ poll, network, n }) => [pair(poll, network), Number(n)]));
}

async function addVotes(client: pg.PoolClient, votes: readonly Vote[]): Promise<void> {
  await client.query(
    `INSERT INTO votes (poll, voter, key, choices, network, at, replaced_by)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])`,
    [
      votes.map(({ poll }) => poll),
      votes.map(({ voter }) => voter),
      votes.map(({ key }) => key),
      votes.map(({ choices }) => JSON.stringify(choices)),
      votes.map(({ network }) => network ?? null),
      votes.map(({ at }) => at),
      votes.map(({ replacedBy }) => replacedBy ?? null),
    ],
  );
}

async function changeTallies(
  client: pg.PoolClient,
  changes: { poll: string; option: string; by: number }[],
  voters: ReadonlyMap<string, number>,
): Promise<void> {
  await client.query(
    `INSERT INTO tallies (poll, option, votes) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
     ON CONFLICT (poll, option) DO UPDATE SET votes = tallies.votes + excluded.votes`,
    [changes.map(({ poll }) => poll), changes.map(({ option }) => option), changes.map(({ by }) => by)],
  );
  await client.query(
    'UPDATE polls SET voters = polls.voters + d.n FROM unnest($1::text[], $2::bigint[]) AS d (poll, n) WHERE polls.id = d.poll',
    [[...voters.keys()], [...voters.values()]],
  );
}

function toVote(row: VoteRow): Vote {
  return {
    poll: row.poll,
    voter: row.voter,
    key: row.key,
    choices: JSON.parse(row.choices) as string[],
    network: row.network ?? undefined,
    at: row.at,
    replacedBy: row.replaced_by ?? undefined,
  };
}

/** Two names as one; neither can hold a line break. */
function pair(one: string, other: string): string {
  return `${one}\n${other}`;
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    PASSING.test(code ?? '') || /Connection terminated|timeout exceeded when trying to connect/.test(message ?? '')
  );
}
