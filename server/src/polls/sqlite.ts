import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { nextEntry, type Act } from './admin-log.ts';
import type { Correction, CountedPoll, PollDefinition } from './poll.ts';
import { check, hourOf, outcomeOf, type Ballot, type Entry, type Found, type Vote } from './record.ts';
import { migrateSqlite } from './sqlite-schema.ts';
import { checkFrozen, PollInUseError, withCorrection, type PollStore, type Tally } from './store.ts';

interface PollRow {
  id: string;
  definition: string;
  closed_at: string | null;
  purged_at: string | null;
  corrections: string;
}

interface VoteRow {
  key: string;
  choices: string;
  at: string;
}

/** Polls in one SQLite file (WAL, every commit on disk). Commands may open it while a server runs. */
export function openSqlite(file: string): PollStore {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: 10_000 });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    migrateSqlite(database);
  } catch (error) {
    database.close();
    throw error;
  }
  database.pragma('foreign_keys = ON');

  const sql = {
    poll: database.prepare<[string], PollRow>('SELECT * FROM polls WHERE id = ?'),
    polls: database.prepare<[], PollRow>('SELECT * FROM polls ORDER BY rowid'),
    tally: database.prepare<[string], { option: string; votes: number }>(
      'SELECT option, votes FROM tallies WHERE poll = ?',
    ),
    recount: database.prepare<[string], { option: string; votes: number }>(
      `SELECT value AS option, count(*) AS votes FROM votes, json_each('["' || replace(choices, ',', '","') || '"]')
       WHERE poll = ? AND replaced_by IS NULL GROUP BY value`,
    ),
    countVotes: database.prepare<[string], { n: number }>(
      'SELECT count(*) AS n FROM votes WHERE poll = ? AND replaced_by IS NULL',
    ),
    define: database.prepare(
      'INSERT INTO polls (id, definition) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
    ),
    correct: database.prepare('UPDATE polls SET definition = ?, corrections = ? WHERE id = ?'),
    close: database.prepare('UPDATE polls SET closed_at = coalesce(closed_at, ?) WHERE id = ?'),
    purged: database.prepare('UPDATE polls SET purged_at = ? WHERE id = ?'),
    kept: database.prepare<[string, string], { choices: string }>(
      'SELECT choices FROM votes WHERE poll = ? AND key = ?',
    ),
    votes: database.prepare<[string, string], VoteRow>(
      'SELECT key, choices, at FROM votes WHERE poll = ? AND key > ? AND replaced_by IS NULL ORDER BY key LIMIT 5000',
    ),
    insert: database.prepare('INSERT INTO votes (poll, key, choices, at) VALUES (?, ?, ?, ?)'),
    replace: database.prepare<[string, string, string], { choices: string }>(
      'UPDATE votes SET replaced_by = ? WHERE poll = ? AND key = ? RETURNING choices',
    ),
    voter: database.prepare<[string, string], { key: string | null }>(
      'SELECT key FROM voters WHERE poll = ? AND voter = ?',
    ),
    setVoter: database.prepare(
      'INSERT INTO voters (poll, voter, key) VALUES (?, ?, ?) ON CONFLICT (poll, voter) DO UPDATE SET key = excluded.key',
    ),
    ofNetwork: database.prepare<[string, string, string], { n: number }>(
      'SELECT count(*) AS n FROM voters WHERE poll = ? AND voter > ? AND voter < ?',
    ),
    count: database.prepare(
      'INSERT INTO tallies (poll, option, votes) VALUES (?, ?, ?) ON CONFLICT (poll, option) DO UPDATE SET votes = votes + excluded.votes',
    ),
    hasCode: database.prepare<[string, string], { code: string }>('SELECT code FROM codes WHERE poll = ? AND code = ?'),
    addCode: database.prepare('INSERT INTO codes (poll, code) VALUES (?, ?)'),
    secret: database.prepare<[string], { value: Buffer }>('SELECT value FROM secrets WHERE name = ?'),
    addSecret: database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    forget: database.prepare('DELETE FROM secrets WHERE substr(name, 1, length(?)) = ? AND name < ?'),
    lastEntry: database.prepare<[], { number: number; hash: string }>(
      'SELECT number, hash FROM admin_log ORDER BY number DESC LIMIT 1',
    ),
    addEntry: database.prepare('INSERT INTO admin_log VALUES (?, ?, ?, ?, ?, ?, ?)'),
    entries: database.prepare<[], AdminRow>('SELECT * FROM admin_log ORDER BY number'),
  };

  const tallyOf = (rows: { option: string; votes: number }[]): Tally => {
    const votes = new Map(rows.map(({ option, votes }) => [option, votes]));
    const voters = votes.get('') ?? 0;
    votes.delete('');
    return { voters, votes };
  };
  const counted = (row: PollRow): CountedPoll => ({
    definition: JSON.parse(row.definition) as PollDefinition,
    closedAt: row.closed_at === null ? undefined : new Date(row.closed_at),
    purgedAt: row.purged_at === null ? undefined : new Date(row.purged_at),
    corrections: JSON.parse(row.corrections) as Correction[],
    ...tallyOf(sql.tally.all(row.id)),
  });
  const findPoll = (id: string): CountedPoll | undefined => {
    const row = sql.poll.get(id);
    return row && counted(row);
  };
  const existing = (id: string): CountedPoll => {
    const poll = findPoll(id);
    if (!poll) throw new PollInUseError(`there is no poll "${id}"`);
    return poll;
  };
  const log = (act: Act): void => {
    const { number, at, by, action, subject, detail, hash } = nextEntry(act, sql.lastEntry.get());
    sql.addEntry.run(number, at, by, action, subject, detail ?? '', hash);
  };

  /** Why this voter's ballot isn't counted; else the voter is noted. */
  const refuseVoter = (poll: string, { key, voter }: Entry): (Found & { refused: unknown }) | undefined => {
    if (voter === undefined) return undefined;
    if ('network' in voter) {
      const prefix = `network:${voter.network}:`;
      const { n } = sql.ofNetwork.get(poll, prefix, `${prefix.slice(0, -1)};`)!;
      if (n >= voter.most) return { refused: 'network-used-up' };
      sql.setVoter.run(poll, `${prefix}${n + 1}`, null);
      return undefined;
    }
    if (!sql.hasCode.get(poll, voter.code)) return { refused: 'no-code' };
    const before = sql.voter.get(poll, `code:${voter.code}`);
    if (before && (!voter.mayChange || before.key === null)) return { refused: 'code-used' };
    if (before) {
      const { choices } = sql.replace.get(key, poll, before.key!)!;
      for (const option of ['', ...choices.split(',')]) sql.count.run(poll, option, -1);
    }
    // Which vote is whose is kept only where a second one may replace it.
    sql.setVoter.run(poll, `code:${voter.code}`, voter.mayChange ? key : null);
    return undefined;
  };
  const count = (poll: string, entry: Entry, closed: boolean, at: string): Found => {
    const kept = sql.kept.get(poll, entry.key);
    if (kept) return { kept: kept.choices.split(',') };
    if (closed || entry.choices === undefined) return { refused: 'closed' };
    const refused = refuseVoter(poll, entry);
    if (refused) return refused;
    sql.insert.run(poll, entry.key, entry.choices.join(','), at);
    for (const option of ['', ...entry.choices]) sql.count.run(poll, option, 1);
    return { kept: entry.choices };
  };

  const recordAll = database.transaction((ballots: readonly Ballot[], now: Date) => {
    const id = ballots[0]!.poll;
    const before = findPoll(id);
    if (!before)
      return ballots.map(() => ({ outcome: { refused: 'not-found', detail: 'There is no such poll.' } as const }));
    const closed = before.closedAt !== undefined && before.closedAt <= now;
    const at = hourOf(now).toISOString();
    const outcomes = ballots.map((ballot) => {
      const checked = check(ballot, before.definition, now);
      return outcomeOf(checked, count(id, checked.entry, closed, at));
    });
    const poll = findPoll(id);
    return outcomes.map((outcome) => ({ outcome, poll }));
  }).immediate;

  const define = database.transaction((definition: PollDefinition, by: string) => {
    const known = findPoll(definition.id);
    if (known) checkFrozen(known, definition);
    const text = JSON.stringify(definition);
    if (known && JSON.stringify(known.definition) === text) return;
    sql.define.run(definition.id, text);
    log({ by, action: 'define', subject: definition.id, detail: text });
  }).immediate;

  const correct = database.transaction((id: string, correction: Correction, by: string) => {
    const { definition, corrections } = existing(id);
    const corrected = JSON.stringify(withCorrection(definition, correction));
    sql.correct.run(corrected, JSON.stringify([...corrections, correction]), id);
    log({ by, action: 'correct', subject: id, detail: JSON.stringify(correction) });
  }).immediate;

  const close = database.transaction((id: string, at: Date, by: string) => {
    if (sql.close.run(at.toISOString(), id).changes === 0) return false;
    log({ by, action: 'close', subject: id });
    return true;
  }).immediate;

  const addCodes = database.transaction((poll: string, hashes: readonly string[], by: string) => {
    for (const hash of hashes) sql.addCode.run(poll, hash);
    log({ by, action: 'codes', subject: poll, detail: `${hashes.length} printed` });
  }).immediate;

  const purge = database.transaction((poll: string, at: Date, by: string) => {
    const gone = database.prepare('DELETE FROM votes WHERE poll = ?').run(poll).changes;
    for (const table of ['voters', 'codes']) database.prepare(`DELETE FROM ${table} WHERE poll = ?`).run(poll);
    sql.purged.run(at.toISOString(), poll);
    log({ by, action: 'purge', subject: poll, detail: `${gone} votes deleted, counts kept` });
    return gone;
  }).immediate;

  const recount = database.transaction((poll: string) => ({
    told: tallyOf(sql.tally.all(poll)),
    counted: { voters: sql.countVotes.get(poll)!.n, votes: tallyOf(sql.recount.all(poll)).votes },
  }));

  return {
    kind: 'sqlite',
    record: async (ballots, now) => recordAll(ballots, now),
    poll: async (id) => findPoll(id),
    polls: async () => sql.polls.all().map(counted),
    define: async (definition, by = 'server') => define(definition, by),
    correct: async (id, correction, by = 'server') => correct(id, correction, by),
    close: async (id, at, by = 'server') => close(id, at, by),
    async *votes(poll) {
      // In pages: a connection that is reading can't write.
      for (let last: string | undefined = ''; last !== undefined;) {
        const page = sql.votes.all(poll, last);
        yield* page.map(toVote);
        last = page.at(-1)?.key;
      }
    },
    codeUsed: async (poll, code) => sql.voter.get(poll, `code:${code}`) !== undefined,
    addCodes: async (poll, hashes, by = 'server') => addCodes(poll, hashes, by),
    recount: async (poll) => recount(poll),
    purge: async (poll, at, by = 'server') => purge(poll, at, by),
    log: async (act) => database.transaction(log).immediate(act),
    async *logged() {
      for (const { actor, detail, ...entry } of sql.entries.all())
        yield { ...entry, by: actor, ...(detail !== '' && { detail }) };
    },
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

/** Puts a copy that `backup` made in the place of a database without polls. */
export function restoreSqlite(copy: string, file: string): void {
  const source = new Database(copy, { readonly: true, fileMustExist: true });
  try {
    if (source.pragma('integrity_check', { simple: true }) !== 'ok') throw new PollInUseError(`${copy} is damaged`);
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) {
      const target = new Database(file);
      const { n } = target.prepare<[], { n: number }>('SELECT count(*) AS n FROM polls').get()!;
      target.close();
      if (n > 0) throw new PollInUseError(`${file} has polls; move it away first`);
    }
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
    source.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`);
  } finally {
    source.close();
  }
}

interface AdminRow {
  number: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  hash: string;
}

function toVote({ key, choices, at }: VoteRow): Vote {
  return { key, choices: choices.split(','), at: new Date(at) };
}
