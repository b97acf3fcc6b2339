/**
 * What somebody would write in an hour, for `fork`: Fastify and SQLite with a commit for each vote. It checks nothing,
 * knows no limits, and keeps a vote by its key, once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fastify } from 'fastify';

export interface PlainOrder {
  folder: string;
  /** Path, file with the answer's bytes, and its headers. */
  files: { path: string; file: string; headers: Record<string, string> }[];
  options: string[];
}

process.once('message', (order: PlainOrder) => void serve(order));
process.send!('ready');

async function serve({ folder, files, options }: PlainOrder): Promise<void> {
  const database = new Database(join(folder, 'plain.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE votes (key TEXT PRIMARY KEY, choice TEXT NOT NULL) WITHOUT ROWID');
  database.exec('CREATE TABLE tallies (choice TEXT PRIMARY KEY, votes INTEGER NOT NULL) WITHOUT ROWID');
  for (const option of options) database.prepare('INSERT INTO tallies VALUES (?, 0)').run(option);
  const insert = database.prepare('INSERT INTO votes VALUES (?, ?) ON CONFLICT DO NOTHING');
  const count = database.prepare('UPDATE tallies SET votes = votes + 1 WHERE choice = ?');
  const tally = database.prepare('SELECT choice, votes FROM tallies');
  const cast = database.transaction((key: string, choice: string) => {
    if (insert.run(key, choice).changes > 0) count.run(choice);
  });

  const app = fastify();
  for (const { path, file, headers } of files) {
    const body = readFileSync(file);
    app.get(path, (_, reply) => reply.headers(headers).send(body));
  }
  app.get('/polls/:id', () => ({ options: tally.all() }));
  app.post<{ Body: { choices: [string] } }>('/polls/:id/votes', ({ body, headers }) => {
    cast(String(headers['idempotency-key']), body.choices[0]);
    return { options: tally.all() };
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  process.send!(Number(new URL(address).port));
  process.once('SIGTERM', () => process.exit());
}
