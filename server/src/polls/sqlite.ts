import { mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { CountedPoll, PollDefinition } from './poll.ts';
import { record, type Ballot, type Ledger, type Outcome, type Vote } from './record.ts';
import { lostOptions, PollInUseError, type PollStore } from './store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS polls (id TEXT PRIMARY KEY, definition TEXT NOT NULL, closed_at TEXT, voters INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS tallies (poll TEXT NOT NULL, option TEXT NOT NULL, votes INTEGER NOT NULL, PRIMARY KEY (poll, option)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS votes (
    poll TEXT NOT NULL REFERENCES polls, voter TEXT NOT NULL, key TEXT NOT NULL, choices TEXT NOT NULL,
    network TEXT, at TEXT NOT NULL, replaced_by TEXT,
    UNIQUE (poll, voter), UNIQUE (poll, key)) STRICT;
  CREATE INDEX IF NOT EXISTS votes_of_network ON votes (poll, network) WHERE network IS NOT NULL;
  CREATE TABLE IF NOT EXISTS codes (poll TEXT NOT NULL REFERENCES polls, code TEXT NOT NULL, PRIMARY KEY (poll, code)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
`;

interface PollRow {
  id: string;
  definition: string;
  closed_at: string | null;
  voters: number;
}

interface VoteRow {
  poll: string;
  voter: string;
  key: string;
  choices: string;
  network: string | null;
  at: string;
  replaced_by: string | null;
}

/** Polls in one SQLite file (WAL, every commit on disk). Commands may open it while a server runs. */
export function openSqlite(file: string): PollStore {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: 10_000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.exec(SCHEMA);

  const sql = {
    poll: database.prepare<[string], PollRow>('SELECT * FROM polls WHERE id = ?'),
    polls: database.prepare<[], PollRow>('SELECT * FROM polls ORDER BY rowid'),
    tally: database.prepare<[string], { option: string; votes: number }>(
      'SELECT option, votes FROM tallies WHERE poll = ?',
    ),
    define: database.prepare(
      'INSERT INTO polls (id, definition) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
    ),
    close: database.prepare('UPDATE polls SET closed_at = coalesce(closed_at, ?) WHERE id = ?'),
    byKey: database.prepare<[string, string], VoteRow>('SELECT * FROM votes WHERE poll = ? AND key = ?'),
    byVoter: database.prepare<[string, string], VoteRow>('SELECT * FROM votes WHERE poll = ? AND voter = ?'),
    ofNetwork: database.prepare<[string, string], { n: number }>(
      'SELECT count(*) AS n FROM votes WHERE poll = ? AND network = ?',
    ),
    votes: database.prepare<[string], VoteRow>(
      'SELECT * FROM votes WHERE poll = ? AND replaced_by IS NULL ORDER BY rowid',
    ),
    insert: database.prepare('INSERT INTO votes (poll, voter, key, choices, network, at) VALUES (?, ?, ?, ?, ?, ?)'),
    retire: database.prepare(
      "UPDATE votes SET voter = voter || ':' || key, replaced_by = ? WHERE poll = ? AND key = ?",
    ),
    count: database.prepare(
      'INSERT INTO tallies (poll, option, votes) VALUES (?, ?, ?) ON CONFLICT (poll, option) DO UPDATE SET votes = votes + excluded.votes',
    ),
    countVoter: database.prepare('UPDATE polls SET voters = voters + ? WHERE id = ?'),
    hasCode: database.prepare<[string, string], { code: string }>('SELECT code FROM codes WHERE poll = ? AND code = ?'),
    addCode: database.prepare('INSERT INTO codes (poll, code) VALUES (?, ?)'),
    secret: database.prepare<[string], { value: Buffer }>('SELECT value FROM secrets WHERE name = ?'),
    addSecret: database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    forget: database.prepare('DELETE FROM secrets WHERE substr(name, 1, length(?)) = ? AND name < ?'),
  };

  const counted = (row: PollRow): CountedPoll => ({
    definition: JSON.parse(row.definition) as PollDefinition,
    closedAt: row.closed_at === null ? undefined : new Date(row.closed_at),
    voters: row.voters,
    votes: new Map(sql.tally.all(row.id).map(({ option, votes }) => [option, votes])),
  });
  const findPoll = (id: string): CountedPoll | undefined => {
    const row = sql.poll.get(id);
    return row && counted(row);
  };
  const change = (vote: Vote, by: 1 | -1): void => {
    for (const choice of vote.choices) sql.count.run(vote.poll, choice, by);
    sql.countVoter.run(by, vote.poll);
  };

  const ledger: Omit<Ledger, 'poll'> = {
    voteByKey: (poll, key) => toVote(sql.byKey.get(poll, key)),
    voteByVoter: (poll, voter) => toVote(sql.byVoter.get(poll, voter)),
    votesOfNetwork: (poll, network) => sql.ofNetwork.get(poll, network)?.n ?? 0,
    hasCode: (poll, code) => sql.hasCode.get(poll, code) !== undefined,
    add: (vote) => {
      sql.insert.run(
        vote.poll,
        vote.voter,
        vote.key,
        JSON.stringify(vote.choices),
        vote.network ?? null,
        vote.at.toISOString(),
      );
      change(vote, 1);
    },
    retire: (vote, replacedBy) => {
      sql.retire.run(replacedBy, vote.poll, vote.key);
      change(vote, -1);
    },
  };

  const recordAll = database.transaction((ballots: readonly Ballot[], now: Date) => {
    const before = new Map<string, CountedPoll | undefined>();
    const pollOf = (id: string): CountedPoll | undefined => {
      if (!before.has(id)) before.set(id, findPoll(id));
      return before.get(id);
    };
    const outcomes = ballots.map((ballot): Outcome => record(ballot, { ...ledger, poll: pollOf }, now));
    const after = new Map([...before.keys()].map((id) => [id, findPoll(id)]));
    return outcomes.map((outcome, index) => ({ outcome, poll: after.get(ballots[index]!.poll) }));
  }).immediate;

  const define = database.transaction((definition: PollDefinition) => {
    const lost = lostOptions(definition, findPoll(definition.id)?.votes ?? new Map());
    if (lost.length > 0) throw new PollInUseError(`poll "${definition.id}": votes were cast for ${lost.join(', ')}`);
    sql.define.run(definition.id, JSON.stringify(definition));
  }).immediate;

  const addCodes = database.transaction((poll: string, hashes: readonly string[]) => {
    for (const hash of hashes) sql.addCode.run(poll, hash);
  }).immediate;

  return {
    kind: 'sqlite',
    record: async (ballots, now) => recordAll(ballots, now),
    poll: async (id) => findPoll(id),
    polls: async () => sql.polls.all().map(counted),
    define: async (definition) => define(definition),
    close: async (id, at) => sql.close.run(at.toISOString(), id).changes > 0,
    votes: async (poll) => sql.votes.all(poll).map((row) => toVote(row)),
    voteByVoter: async (poll, voter) => toVote(sql.byVoter.get(poll, voter)),
    addCodes: async (poll, hashes) => addCodes(poll, hashes),
    secret: async (name) => {
      const known = sql.secret.get(name);
      if (known) return known.value;
      sql.addSecret.run(name, randomBytes(32));
      return sql.secret.get(name)!.value;
    },
    forgetSecretsBefore: async (prefix, name) => void sql.forget.run(prefix, prefix, name),
    backup: async (target) => {
      await database.backup(target);
      const copy = new Database(target, { readonly: true });
      const verdict = copy.pragma('integrity_check', { simple: true });
      copy.close();
      if (verdict !== 'ok') throw new Error(`the copy is damaged: ${String(verdict)}`);
    },
    check: async () => void database.prepare('SELECT 1').get(),
    end: async () => void database.close(),
  };
}

function toVote(row: VoteRow): Vote;
function toVote(row: VoteRow | undefined): Vote | undefined;
function toVote(row: VoteRow | undefined): Vote | undefined {
  return (
    row && {
      poll: row.poll,
      voter: row.voter,
      key: row.key,
      choices: JSON.parse(row.choices) as string[],
      network: row.network ?? undefined,
      at: new Date(row.at),
      replacedBy: row.replaced_by ?? undefined,
    }
  );
}
