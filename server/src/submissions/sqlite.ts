import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { pollKind } from '../polls/poll.ts';
import { surveyKind } from '../surveys/survey.ts';
import { nextEntry, type Act } from './admin-log.ts';
import type { Correction, Counted, Definition } from './definition.ts';
import { check, hourOf, notFound, outcomeOf, type Entry, type Found, type Kind, type Submission } from './record.ts';
import { migrateSqlite } from './sqlite-schema.ts';
import { checkFrozen, InUseError, type Store, type Submissions, type Tally } from './store.ts';

interface DefinitionRow {
  id: string;
  definition: string;
  closed_at: string | null;
  purged_at: string | null;
  corrections: string;
}

interface KeptRow {
  key: string;
  choices: string;
  at: string;
}

type Log = (act: Act) => void;

/** Polls and surveys in one SQLite file (WAL, every commit on disk). Commands may open it while a server runs. */
export function openSqlite(file: string): Store {
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
  // What is deleted is overwritten, not only let go.
  database.pragma('secure_delete = ON');

  const sql = {
    secret: database.prepare<[string], { value: Buffer }>('SELECT value FROM secrets WHERE name = ?'),
    addSecret: database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    forget: database.prepare('DELETE FROM secrets WHERE substr(name, 1, length(?)) = ? AND name < ?'),
    lastEntry: database.prepare<[], { number: number; hash: string }>(
      'SELECT number, hash FROM admin_log ORDER BY number DESC LIMIT 1',
    ),
    addEntry: database.prepare('INSERT INTO admin_log VALUES (?, ?, ?, ?, ?, ?, ?)'),
    entries: database.prepare<[], AdminRow>('SELECT * FROM admin_log ORDER BY number'),
  };
  const log: Log = (act) => {
    const { number, at, by, action, subject, detail, hash } = nextEntry(act, sql.lastEntry.get());
    sql.addEntry.run(number, at, by, action, subject, detail ?? '', hash);
  };

  return {
    kind: 'sqlite',
    polls: submissionsIn(database, pollKind, log),
    surveys: submissionsIn(database, surveyKind, log),
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

/** One kind of submissions. In the tables, `poll` is the id of a poll or survey with its kind's prefix. */
function submissionsIn<D extends Definition, S extends Submission, Kept>(
  database: Database.Database,
  kind: Kind<D, S, Kept>,
  log: Log,
): Submissions<D, S, Kept> {
  const named = (id: string): string => kind.prefix + id;
  const sql = {
    one: database.prepare<[string], DefinitionRow>('SELECT * FROM polls WHERE id = ?'),
    // No poll's id has a slash.
    all: database.prepare<[string], DefinitionRow>(
      "SELECT * FROM polls WHERE substr(id, 1, instr(id, '/')) = ? ORDER BY rowid",
    ),
    tally: database.prepare<[string], { option: string; votes: number }>(
      'SELECT option, votes FROM tallies WHERE poll = ?',
    ),
    define: database.prepare(
      'INSERT INTO polls (id, definition) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
    ),
    correct: database.prepare('UPDATE polls SET definition = ?, corrections = ? WHERE id = ?'),
    close: database.prepare('UPDATE polls SET closed_at = coalesce(closed_at, ?) WHERE id = ?'),
    reopen: database.prepare('UPDATE polls SET closed_at = NULL WHERE id = ?'),
    purged: database.prepare('UPDATE polls SET purged_at = ? WHERE id = ?'),
    kept: database.prepare<[string, string], { choices: string }>(
      'SELECT choices FROM votes WHERE poll = ? AND key = ?',
    ),
    page: database.prepare<[string, string], KeptRow>(
      'SELECT key, choices, at FROM votes WHERE poll = ? AND key > ? AND replaced_by IS NULL ORDER BY key LIMIT 5000',
    ),
    insert: database.prepare('INSERT INTO votes (poll, key, choices, at) VALUES (?, ?, ?, ?)'),
    rewrite: database.prepare('UPDATE votes SET choices = ? WHERE poll = ? AND key = ?'),
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
    deleteBefore: database.prepare('DELETE FROM votes WHERE poll = ? AND at < ?'),
    deleteAll: ['votes', 'voters', 'codes'].map((table) => database.prepare(`DELETE FROM ${table} WHERE poll = ?`)),
  };

  const tallyOf = (rows: { option: string; votes: number }[]): Tally => {
    const votes = new Map(rows.map(({ option, votes }) => [option, votes]));
    const voters = votes.get('') ?? 0;
    votes.delete('');
    return { voters, votes };
  };
  const counted = (row: DefinitionRow): Counted<D> => ({
    definition: JSON.parse(row.definition) as D,
    closedAt: row.closed_at === null ? undefined : new Date(row.closed_at),
    purgedAt: row.purged_at === null ? undefined : new Date(row.purged_at),
    corrections: JSON.parse(row.corrections) as Correction[],
    ...tallyOf(sql.tally.all(row.id)),
  });
  const find = (id: string): Counted<D> | undefined => {
    const row = sql.one.get(named(id));
    return row && counted(row);
  };
  /** In pages: a connection that is reading can't write. */
  function* rows(id: string, after = ''): Generator<KeptRow> {
    for (let last: string | undefined = after; last !== undefined;) {
      const page = sql.page.all(named(id), last);
      yield* page;
      last = page.at(-1)?.key;
    }
  }
  /** What was deleted or redacted is in the log until it is written back. */
  const checkpoint = (): void => void database.pragma('wal_checkpoint(TRUNCATE)');

  /** Why this voter's submission isn't counted; else the voter is noted. */
  const refuseVoter = (poll: string, { key, voter }: Entry): Exclude<Found, { kept: string }> | undefined => {
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
      for (const option of ['', ...kind.optionsOf(choices)]) sql.count.run(poll, option, -1);
    }
    // Which submission is whose is kept only where a second one may replace it.
    sql.setVoter.run(poll, `code:${voter.code}`, voter.mayChange ? key : null);
    return undefined;
  };
  const count = (poll: string, { key, content, voter }: Entry, closed: boolean, at: string): Found => {
    const kept = sql.kept.get(poll, key);
    if (kept) return { kept: kept.choices };
    if (closed || content === undefined) return { refused: 'closed' };
    const refused = refuseVoter(poll, { key, voter });
    if (refused) return refused;
    sql.insert.run(poll, key, content, at);
    for (const option of ['', ...kind.optionsOf(content)]) sql.count.run(poll, option, 1);
    return { kept: content };
  };

  const recordAll = database.transaction((batch: readonly S[], now: Date) => {
    const id = batch[0]!.to;
    const before = find(id);
    if (!before) return batch.map(() => ({ outcome: notFound(kind.word) }));
    const closed = before.closedAt !== undefined && before.closedAt <= now;
    const at = hourOf(now).toISOString();
    const outcomes = batch.map((submission) => {
      const checked = check(kind, submission, before.definition, now);
      return outcomeOf(kind, checked, count(named(id), checked.entry, closed, at));
    });
    const after = find(id);
    return outcomes.map((outcome) => ({ outcome, after }));
  }).immediate;

  const define = database.transaction((definition: D, by: string) => {
    const known = find(definition.id);
    if (known) checkFrozen(kind, known, definition);
    const text = JSON.stringify(definition);
    if (known && JSON.stringify(known.definition) === text) return;
    sql.define.run(named(definition.id), text);
    log({ by, action: 'define', subject: named(definition.id), detail: text });
  }).immediate;

  const correct = database.transaction(
    (id: string, correction: Correction, change: (definition: D) => D, by: string) => {
      const known = find(id);
      if (!known) throw new InUseError(notFound(kind.word).detail);
      const corrections = JSON.stringify([...known.corrections, correction]);
      sql.correct.run(JSON.stringify(change(known.definition)), corrections, named(id));
      log({ by, action: 'correct', subject: named(id), detail: JSON.stringify(correction) });
    },
  ).immediate;

  const close = database.transaction((id: string, at: Date, by: string) => {
    if (sql.close.run(at.toISOString(), named(id)).changes === 0) return false;
    log({ by, action: 'close', subject: named(id) });
    return true;
  }).immediate;

  const reopen = database.transaction((id: string, by: string) => {
    if (sql.reopen.run(named(id)).changes === 0) return false;
    log({ by, action: 'open', subject: named(id) });
    return true;
  }).immediate;

  const rewrite = database.transaction(
    (id: string, key: string, change: (content: string) => string, act: Pick<Act, 'by' | 'action' | 'detail'>) => {
      const row = sql.kept.get(named(id), key);
      if (!row) return false;
      sql.rewrite.run(change(row.choices), named(id), key);
      log({ ...act, subject: named(id) });
      return true;
    },
  ).immediate;

  const addCodes = database.transaction((id: string, hashes: readonly string[], by: string) => {
    for (const hash of hashes) sql.addCode.run(named(id), hash);
    log({ by, action: 'codes', subject: named(id), detail: `${hashes.length} printed` });
  }).immediate;

  const deleteAll = (poll: string): number => sql.deleteAll.map((statement) => statement.run(poll).changes)[0]!;
  const purge = database.transaction((id: string, at: Date, by: string) => {
    const gone = deleteAll(named(id));
    sql.purged.run(at.toISOString(), named(id));
    log({ by, action: 'purge', subject: named(id), detail: `${gone} deleted, counts kept` });
    return gone;
  }).immediate;

  const purgeBefore = database.transaction((id: string, before: Date, by: string) => {
    const gone = sql.deleteBefore.run(named(id), before.toISOString()).changes;
    if (gone === 0) return 0;
    sql.count.run(named(id), '', -gone);
    log({ by, action: 'purge', subject: named(id), detail: `${gone} of before ${before.toISOString()} deleted` });
    return gone;
  }).immediate;

  const recount = database.transaction((id: string) => {
    const votes = new Map<string, number>();
    let voters = 0;
    for (const { choices } of rows(id)) {
      voters++;
      for (const option of kind.optionsOf(choices)) votes.set(option, (votes.get(option) ?? 0) + 1);
    }
    return { told: tallyOf(sql.tally.all(named(id))), counted: { voters, votes } };
  });

  return {
    record: async (batch, now) => recordAll(batch, now),
    find: async (id) => find(id),
    all: async () => sql.all.all(kind.prefix).map(counted),
    define: async (definition, by = 'server') => define(definition, by),
    correct: async (id, correction, change, by = 'server') => correct(id, correction, change, by),
    close: async (id, at, by = 'server') => close(id, at, by),
    reopen: async (id, by = 'server') => reopen(id, by),
    async *kept(id, after) {
      for (const { key, choices, at } of rows(id, after))
        yield kind.toKept({ key, content: choices, at: new Date(at) });
    },
    rewrite: async (id, key, change, act) => {
      const done = rewrite(id, key, change, act);
      checkpoint();
      return done;
    },
    codeUsed: async (id, code) => sql.voter.get(named(id), `code:${code}`) !== undefined,
    addCodes: async (id, hashes, by = 'server') => addCodes(id, hashes, by),
    recount: async (id) => recount(id),
    purge: async (id, at, by = 'server') => {
      const gone = purge(id, at, by);
      checkpoint();
      return gone;
    },
    purgeBefore: async (id, before, by = 'server') => {
      const gone = purgeBefore(id, before, by);
      if (gone > 0) checkpoint();
      return gone;
    },
  };
}

/** Puts a copy that `backup` made in the place of an empty database. */
export function restoreSqlite(copy: string, file: string): void {
  const source = new Database(copy, { readonly: true, fileMustExist: true });
  try {
    if (source.pragma('integrity_check', { simple: true }) !== 'ok') throw new InUseError(`${copy} is damaged`);
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) {
      const target = new Database(file);
      const { n } = target.prepare<[], { n: number }>('SELECT count(*) AS n FROM polls').get()!;
      target.close();
      if (n > 0) throw new InUseError(`${file} has polls or surveys; move it away first`);
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
