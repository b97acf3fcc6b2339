import { spawn } from 'node:child_process';

const TABLES = ['polls', 'tallies', 'votes*', 'voters*', 'codes', 'secrets', 'admin_log'];

/** Writes the database in pg_dump's custom format (`pg_restore` reads it). */
export function pgDump(url: string, file: string): Promise<void> {
  const tables = TABLES.map((table) => `--table=${table}`);
  return run('pg_dump', url, (target) => ['--format=custom', `--file=${file}`, ...tables, `--dbname=${target}`]);
}

/** Puts the rows of a dump into a database that has empty tables: `migrate` makes them. */
export function pgRestore(url: string, file: string): Promise<void> {
  return run('pg_restore', url, (target) => [
    '--data-only',
    '--single-transaction',
    '--exit-on-error',
    `--dbname=${target}`,
    file,
  ]);
}

/** The password goes through the environment. */
async function run(program: string, url: string, argumentsFor: (target: string) => string[]): Promise<void> {
  const [, before = '', secret, after = ''] = /^(\w+:\/\/[^:@/]*)(?::([^@/]*))?(.*)$/s.exec(url) ?? [];
  const env = { ...process.env, ...(secret && { PGPASSWORD: decodeURIComponent(secret) }) };
  const child = spawn(program, argumentsFor(before + after), { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += String(text)));
  await new Promise<void>((resolve, reject) => {
    child.on('error', () => reject(new Error(`${program} was not found; it comes with PostgreSQL’s client tools`)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program}: ${complaint.trim()}`))));
  });
}
