import { spawn } from 'node:child_process';

/** Writes the database in pg_dump's custom format (`pg_restore` reads it). The password goes through the environment. */
export async function pgDump(url: string, file: string): Promise<void> {
  const target = new URL(url);
  const env = { ...process.env, ...(target.password && { PGPASSWORD: decodeURIComponent(target.password) }) };
  target.password = '';
  const tables = ['polls', 'tallies', 'votes', 'codes', 'secrets'].map((table) => `--table=${table}`);
  const args = ['--format=custom', `--file=${file}`, ...tables, `--dbname=${target}`];
  const dump = spawn('pg_dump', args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  dump.stderr.on('data', (text) => (complaint += String(text)));
  await new Promise<void>((resolve, reject) => {
    dump.on('error', () => reject(new Error('pg_dump was not found; it comes with PostgreSQL’s client tools')));
    dump.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`pg_dump: ${complaint.trim()}`))));
  });
}
