/** A real PostgreSQL of our own, in a temporary folder, for as long as a test file runs. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, chownSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { installPackages } from './debian.ts';

export interface Postgres {
  /** A new, empty database. */
  createDatabase(isolation?: 'read committed' | 'serializable'): Promise<string>;
  /** SIGQUIT is "immediate", SIGINT is "fast". */
  end(signal: NodeJS.Signals): Promise<void>;
  /** A second server that follows this one, which waits for it before it acknowledges a commit. */
  standby(): Promise<{ port: number; promote(): Promise<void>; stop(): Promise<void> }>;
  /** `kill -9` of the whole server. */
  kill(): Promise<void>;
  /** A new start on the same files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const POSTGRES_NEEDED =
  'PostgreSQL was not found, and these tests need a real one (Debian: apt-get install postgresql).';

export async function startPostgres(): Promise<Postgres> {
  const bin = foundPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'civic-postgres-'));
  const data = join(folder, 'data');
  const owner = postgresUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const as = { ...owner, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8'], as);
  const port = await freePort();
  const base = `postgres://postgres@127.0.0.1:${port}`;
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=60',
  ];

  let server = await start();
  async function start(): Promise<ChildProcess> {
    let started = spawn(join(bin, 'postgres'), args, as);
    for (let tries = 0; ; tries++) {
      // After a crash the old processes may hold on to their memory for a moment.
      if (started.exitCode !== null) started = spawn(join(bin, 'postgres'), args, as);
      const client = new pg.Client({ connectionString: `${base}/postgres` });
      try {
        await client.connect();
        await client.end();
        return started;
      } catch (error) {
        if (tries > 300) throw error;
        await delay(100);
      }
    }
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }

  let databases = 0;
  return {
    async createDatabase(isolation = 'read committed') {
      const name = `polls_${++databases}`;
      const client = new pg.Client({ connectionString: `${base}/postgres` });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.query(`ALTER DATABASE ${name} SET default_transaction_isolation = '${isolation}'`);
      await client.end();
      return `${base}/${name}`;
    },
    end,
    async standby() {
      const second = join(folder, `standby-${await freePort()}`);
      execFileSync(
        join(bin, 'pg_basebackup'),
        ['-d', `${base}/postgres`, '-D', second, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
        as,
      );
      const standbyPort = await freePort();
      const follower = spawn(
        join(bin, 'postgres'),
        [
          '-D',
          second,
          '-p',
          String(standbyPort),
          '-k',
          folder,
          '-c',
          'listen_addresses=127.0.0.1',
          '-c',
          'max_connections=60',
        ],
        as,
      );
      const admin = new pg.Client({ connectionString: `${base}/postgres` });
      await admin.connect();
      const isFollowing = async (): Promise<boolean> =>
        (await admin.query("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'")).rowCount! > 0;
      while (!(await isFollowing())) await delay(50);
      await admin.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
      await admin.query('SELECT pg_reload_conf()');
      await admin.end();
      return {
        port: standbyPort,
        async promote() {
          const client = new pg.Client({ connectionString: `postgres://postgres@127.0.0.1:${standbyPort}/postgres` });
          await client.connect();
          // It waits for no standby of its own.
          await client.query('SELECT pg_promote()');
          await client.query('ALTER SYSTEM RESET synchronous_standby_names');
          await client.query('SELECT pg_reload_conf()');
          await client.end();
        },
        async stop() {
          const ended = new Promise((resolve) => follower.once('exit', resolve));
          follower.kill('SIGINT');
          await ended;
          rmSync(join(data, 'postgresql.auto.conf'), { force: true });
        },
      };
    },
    async kill() {
      // Without its postmaster a backend goes on until it next waits: it would still commit and answer. Stopped, the
      // postmaster starts no other.
      server.kill('SIGSTOP');
      for (const child of childrenOf(server.pid!)) process.kill(child, 'SIGKILL');
      await end('SIGKILL');
    },
    async restart() {
      server = await start();
    },
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid ? [child!] : []));
}

/** The folder of PostgreSQL's programs. Installs Debian's package as root; undefined where there is none to be had. */
export function findPostgres(): string | undefined {
  const found = find();
  if (found !== undefined || !installPackages(['postgresql'])) return found;
  return find();
}

function foundPostgres(): string {
  const found = findPostgres();
  if (found === undefined) throw new Error(POSTGRES_NEEDED);
  return found;
}

function find(): string | undefined {
  const folders = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) =>
    existsSync(root) ? readdirSync(root).map((name) => join(root, name, 'bin')) : [],
  );
  const path = (process.env['PATH'] ?? '').split(':');
  return [...folders, ...path].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/** Who PostgreSQL runs as, where that is somebody else: it refuses to run as root. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
