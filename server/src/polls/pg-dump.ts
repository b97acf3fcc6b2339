import { spawn } from 'node:child_process';
import { parse } from 'pg-connection-string';

/** Writes the database in pg_dump's custom format (`pg_restore` reads it). The password goes through the environment. */
export async function pgDump(url: string, file: string): Promise<void> {
  const { host, port, user, password, database } = parse(url);
  const env = {
    ...process.env,
    ...(host && { PGHOST: host }),
    ...(port && { PGPORT: port }),
    ...(user && { PGUSER: user }),
    ...(password && { PGPASSWORD: password }),
    ...(database && { PGDATABASE: database }),
  };
  const tables = ['polls', 'tallies', 'votes', 'codes', 'secrets'].map((table) => `--table=${table}`);
  const dump = spawn('pg_dump', ['--format=custom', `--file=${file}`, ...tables], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  dump.stderr.on('data', (text) => (complaint += String(text)));
  await new Promise<void>((resolve, reject) => {
    dump.on('error', () => reject(new Error('pg_dump was not found; it comes with PostgreSQL’s client tools')));
    dump.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`pg_dump: ${complaint.trim()}`))));
  });
}
