import type Database from 'better-sqlite3';

/** Each number once and in order; what has run is in the table `migrations`. Nothing in here ever changes. */
const MIGRATIONS: { number: number; name: string; sql: string }[] = [
  {
    number: 1,
    name: 'polls and votes',
    sql: `
  CREATE TABLE IF NOT EXISTS polls (id TEXT PRIMARY KEY, definition TEXT NOT NULL, closed_at TEXT, voters INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS tallies (poll TEXT NOT NULL, option TEXT NOT NULL, votes INTEGER NOT NULL, PRIMARY KEY (poll, option)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS votes (
    poll TEXT NOT NULL REFERENCES polls, voter TEXT NOT NULL, key TEXT NOT NULL, choices TEXT NOT NULL,
    network TEXT, at TEXT NOT NULL, replaced_by TEXT,
    UNIQUE (poll, voter), UNIQUE (poll, key)) STRICT;
  CREATE INDEX IF NOT EXISTS votes_of_network ON votes (poll, network) WHERE network IS NOT NULL;
  CREATE TABLE IF NOT EXISTS codes (poll TEXT NOT NULL REFERENCES polls, code TEXT NOT NULL, PRIMARY KEY (poll, code)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;`,
  },
  {
    // Votes are ordered by their random key, so that the file doesn't tell who came after whom, and who has voted
    // stands apart from what was voted. The option '' of a tally counts voters.
    number: 2,
    name: 'votes to the hour, voters apart, administrative log',
    sql: `
  ALTER TABLE votes RENAME TO votes_1;
  CREATE TABLE votes (
    poll TEXT NOT NULL, key TEXT NOT NULL, choices TEXT NOT NULL, at TEXT NOT NULL, replaced_by TEXT,
    PRIMARY KEY (poll, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE voters (poll TEXT NOT NULL, voter TEXT NOT NULL, key TEXT, PRIMARY KEY (poll, voter)) STRICT, WITHOUT ROWID;
  INSERT INTO votes SELECT poll, key, (SELECT group_concat(value, ',') FROM json_each(choices)), substr(at, 1, 13) || ':00:00.000Z', replaced_by FROM votes_1;
  INSERT INTO voters SELECT v.poll, v.voter, CASE WHEN json_extract(p.definition, '$.allowChange') THEN v.key END
    FROM votes_1 v JOIN polls p ON p.id = v.poll WHERE v.replaced_by IS NULL AND v.voter NOT LIKE 'device:%';
  INSERT INTO tallies SELECT id, '', voters FROM polls WHERE voters > 0;
  DROP TABLE votes_1;
  ALTER TABLE polls DROP COLUMN voters;
  ALTER TABLE polls ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE polls ADD COLUMN purged_at TEXT;
  CREATE TABLE admin_log (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
    detail TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  CREATE TRIGGER admin_log_keeps BEFORE UPDATE ON admin_log BEGIN SELECT RAISE(ABORT, 'the administrative log is append-only'); END;
  CREATE TRIGGER admin_log_stays BEFORE DELETE ON admin_log BEGIN SELECT RAISE(ABORT, 'the administrative log is append-only'); END;`,
  },
  {
    // Surveys stand beside polls, under ids that begin with `surveys/`, with their answers as JSON in `choices`. The
    // tables are the same; the number keeps servers away that would take surveys for polls.
    number: 3,
    name: 'surveys',
    sql: 'SELECT 1',
  },
  {
    // `choices` may go on after a space with what was written with a vote. The number keeps servers away that don't know.
    number: 4,
    name: 'comments and contexts of votes',
    sql: 'SELECT 1',
  },
];

/** Brings the database to the newest schema, all of it or nothing. */
export function migrateSqlite(database: Database.Database): void {
  const newest = MIGRATIONS.at(-1)!.number;
  const run = database.transaction(() => {
    database.exec(
      'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT',
    );
    const done = database.prepare<[], { number: number | null }>('SELECT max(number) AS number FROM migrations').get();
    if ((done?.number ?? 0) > newest) throw new SchemaError(done!.number!, newest);
    for (const { number, name, sql } of MIGRATIONS) {
      if (number <= (done?.number ?? 0)) continue;
      database.exec(sql);
      database.prepare('INSERT INTO migrations VALUES (?, ?, ?)').run(number, name, new Date().toISOString());
    }
  });
  run.immediate();
}

/** The database belongs to a newer version of the server. */
export class SchemaError extends Error {
  readonly code = 'SCHEMA';

  constructor(found: number, known: number) {
    super(`the database has schema ${found}, and this version of the server knows up to ${known}: upgrade the server`);
  }
}
