/**
 * What docs/scale.md calls a nation, on one machine: etcd (three), PostgreSQL under Patroni (a primary and a synchronous
 * standby), HAProxy before the database and before the servers, and beside each server a pgbouncer.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  type WriteStream,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { installPackages } from './debian.ts';
import { link, type Link } from './link.ts';
import { findPostgres, freePort, postgresUser } from './postgres.ts';
import { temporaryFolder } from './site.ts';
import type { StandbyOrder } from './standby.ts';

/** Program and Debian package. */
const PROGRAMS = { patroni: 'patroni', etcd: 'etcd-server', haproxy: 'haproxy', pgbouncer: 'pgbouncer' };

export const CLUSTER_NEEDED =
  'PostgreSQL, Patroni, etcd, HAProxy and pgbouncer were not found, and this test needs them ' +
  `(Debian: apt-get install postgresql ${Object.values(PROGRAMS).join(' ')}).`;

/** What each program says. */
const LOGS = join(import.meta.dirname, '../../../test-results/logs/cluster');
/** Seconds after which a primary that Patroni doesn't hear of any more is replaced. */
const TIME_TO_LIVE = 15;
/** ms that anything here may take at most. */
const PATIENCE = 240_000;

/** Installs what is missing, as root on Debian. False where that can't be. */
export function hasPrograms(): boolean {
  if (findPostgres() === undefined) return false;
  const missing = (): string[] =>
    Object.entries(PROGRAMS).flatMap(([name, debian]) => (find(name) === undefined ? [debian] : []));
  return missing().length === 0 || (installPackages(missing()) && missing().length === 0);
}

/** A machine with PostgreSQL and its Patroni. */
export interface Machine {
  name: string;
  /** `kill -9` of all its programs. */
  kill(): Promise<void>;
  start(): void;
  /** No packet between it and the rest; `'peers'`: HAProxy still reaches it, etcd and the other machine don't. */
  cut(from: 'all' | 'peers'): void;
  heal(): void;
}

export interface Cluster {
  /** Of the balancer before the servers. */
  port: number;
  /** Of the primary, as the servers reach it. */
  databaseUrl: string;
  primary(): Promise<Machine>;
  /** Resolves when a machine other than this one is the primary. */
  promoted(instead: Machine): Promise<void>;
  /** Resolves when the primary has a synchronous standby. */
  whole(): Promise<void>;
  /** `kill -9` of one of the servers, in turn. Resolves when it serves again. */
  killServer(): Promise<void>;
  /** Rows of a query on each machine. */
  onEach(sql: string): Promise<unknown[][]>;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  servers: number;
  site: object;
}

export async function startCluster({ servers: count, site }: ClusterOptions): Promise<Cluster> {
  const bin = findPostgres()!;
  const owner = postgresUser();
  const folder = mkdtempSync(join(tmpdir(), 'civic-cluster-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const running = new Set<ChildProcess>();
  const links: Link[] = [];
  let stopping = false;
  const killAll = (): void => {
    stopping = true;
    for (const child of running) child.kill('SIGKILL');
    for (const name of ['a', 'b']) killPostgres(join(folder, name, 'data'));
  };
  // Also of a test that failed half-way.
  process.once('exit', killAll);

  rmSync(LOGS, { recursive: true, force: true });
  mkdirSync(LOGS, { recursive: true });
  const logOf = (name: string): WriteStream => createWriteStream(join(LOGS, `${name}.log`), { flags: 'a' });
  const run = (name: string, program: string, args: string[]): ChildProcess => {
    const log = logOf(name);
    const child = spawn(find(program)!, args, { ...owner, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  const configuration = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const linkTo = async (port: number): Promise<Link> => {
    const one = await link(port);
    links.push(one);
    return one;
  };

  const etcd = await startEtcd();
  const machines = [await prepare('a'), await prepare('b')] as const;
  for (const machine of machines) machine.start();
  const database = await freePort();
  run('haproxy-database', 'haproxy', ['-db', '-f', configuration('haproxy-database.cfg', balancerOfDatabase())]);
  const databaseUrl = `postgres://postgres@127.0.0.1:${database}/polls`;
  await whole();
  await until('HAProxy has found the primary', () =>
    administer(databaseUrl.replace(/polls$/, 'postgres'), 'CREATE DATABASE polls').then(
      () => true,
      () => false,
    ),
  );
  const servers = await Promise.all(Array.from({ length: count }, (_, index) => startServer(index)));
  const port = await freePort();
  run('haproxy', 'haproxy', ['-db', '-f', configuration('haproxy.cfg', balancerOfServers())]);
  await until('the servers are ready', async () => (await statusOf(port, '/health/ready')) === 200);

  let turn = 0;
  return {
    port,
    databaseUrl,
    primary,
    async promoted(instead) {
      await until('the standby is promoted', async () => {
        for (const machine of machines) if (machine !== instead && (await machine.is('primary'))) return true;
        return false;
      });
    },
    whole,
    killServer: () => servers[turn++ % servers.length]!.kill(),
    onEach: (sql) =>
      Promise.all(
        machines.map(async (machine) => administer(`postgres://postgres@127.0.0.1:${machine.direct}/polls`, sql)),
      ),
    async stop() {
      const ended = [...running].map((child) => once(child, 'exit'));
      killAll();
      await Promise.all([...ended, ...links.map((one) => one.close())]);
      rmSync(folder, { recursive: true, force: true });
    },
  };

  /** Returns the ports at which clients reach its three members. */
  async function startEtcd(): Promise<number[]> {
    const members = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => ({ name, peer: await freePort(), client: await freePort() })),
    );
    const all = members.map(({ name, peer }) => `${name}=http://127.0.0.1:${peer}`).join(',');
    for (const { name, peer, client } of members) {
      const options = {
        name,
        'data-dir': join(folder, `etcd-${name}`),
        'listen-peer-urls': `http://127.0.0.1:${peer}`,
        'initial-advertise-peer-urls': `http://127.0.0.1:${peer}`,
        'listen-client-urls': `http://127.0.0.1:${client}`,
        'advertise-client-urls': `http://127.0.0.1:${client}`,
        'initial-cluster': all,
        // For a machine that is busy with everything else, too.
        'heartbeat-interval': '300',
        'election-timeout': '3000',
      };
      run(
        `etcd-${name}`,
        'etcd',
        Object.entries(options).map(([option, value]) => `--${option}=${value}`),
      );
    }
    const ports = members.map(({ client }) => client);
    await until('etcd has a leader', async () => (await statusOf(ports[0]!, '/health')) === 200);
    return ports;
  }

  async function prepare(name: string) {
    const home = join(folder, name);
    mkdirSync(home);
    if (owner) chownSync(home, owner.uid, owner.gid);
    const [direct, rest] = [await freePort(), await freePort()];
    const fromBalancer = [await linkTo(direct), await linkTo(rest)] as const;
    const fromPeers = [await linkTo(direct), await linkTo(rest)] as const;
    const toEtcd = await Promise.all(etcd.map(linkTo));
    const settings = {
      scope: 'polls',
      name,
      restapi: { listen: `127.0.0.1:${rest}`, connect_address: `127.0.0.1:${fromPeers[1].port}` },
      // As proxies: members that etcd names itself would be reached past the links.
      etcd3: { hosts: toEtcd.map(({ port }) => `127.0.0.1:${port}`), use_proxies: true },
      bootstrap: {
        dcs: {
          ttl: TIME_TO_LIVE,
          loop_wait: 1,
          retry_timeout: 3,
          synchronous_mode: true,
          postgresql: { use_pg_rewind: true, use_slots: true, parameters: { max_connections: 100 } },
        },
        initdb: ['data-checksums', { encoding: 'UTF8' }, { auth: 'trust' }],
      },
      postgresql: {
        listen: `127.0.0.1:${direct}`,
        connect_address: `127.0.0.1:${fromPeers[0].port}`,
        data_dir: join(home, 'data'),
        bin_dir: bin,
        pgpass: join(home, 'pgpass'),
        use_unix_socket: true,
        parameters: { unix_socket_directories: home },
        authentication: {
          superuser: { username: 'postgres', password: 'postgres' },
          replication: { username: 'replicator', password: 'replicator' },
        },
        pg_hba: ['local all all trust', 'host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust'],
        remove_data_directory_on_rewind_failure: true,
        remove_data_directory_on_diverged_timelines: true,
      },
    };
    const file = configuration(`${name}.yml`, JSON.stringify(settings));
    let patroni: ChildProcess | undefined;
    return {
      name,
      direct,
      fromBalancer,
      start: () => void (patroni = run(name, 'patroni', [file])),
      async kill() {
        if (patroni) await killed(patroni);
        killPostgres(join(home, 'data'));
      },
      cut(from: 'all' | 'peers') {
        for (const one of [...fromPeers, ...toEtcd, ...(from === 'all' ? fromBalancer : [])]) one.cut();
      },
      heal: () => [...fromPeers, ...toEtcd, ...fromBalancer].forEach((one) => one.heal()),
      /** As its Patroni says, at once and without a network. */
      is: async (role: 'primary' | 'synchronous') => (await statusOf(rest, `/${role}`)) === 200,
    };
  }

  async function primary() {
    for (;;) {
      for (const machine of machines) if (await machine.is('primary')) return machine;
      await delay(100);
    }
  }

  async function whole(): Promise<void> {
    await until('there are a primary and a synchronous standby', async () => {
      const roles = await Promise.all(
        machines.flatMap((machine) => [machine.is('primary'), machine.is('synchronous')]),
      );
      return (roles[0]! && roles[3]!) || (roles[2]! && roles[1]!);
    });
  }

  function balancerOfDatabase(): string {
    return `
      defaults
        mode tcp
        timeout connect 2s
        timeout client 1h
        timeout server 1h
        timeout check 2s
      listen database
        bind 127.0.0.1:${database}
        option httpchk GET /primary
        default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
        ${machines
          .map(
            ({ name, fromBalancer: [sql, rest] }) =>
              `server ${name} 127.0.0.1:${sql.port} check addr 127.0.0.1 port ${rest.port}`,
          )
          .join('\n        ')}
`;
  }

  function balancerOfServers(): string {
    return `
      defaults
        mode http
        timeout connect 2s
        timeout client 60s
        timeout server 60s
        timeout check 2s
      listen servers
        bind 127.0.0.1:${port}
        balance roundrobin
        option redispatch
        option httpchk GET /health/ready
        default-server inter 200ms fall 2 rise 1 on-marked-down shutdown-sessions
        ${servers.map((server, index) => `server server-${index} 127.0.0.1:${server.port} check`).join('\n        ')}
`;
  }

  /** A server behind a pgbouncer of its own, started again whenever it ends. */
  async function startServer(index: number): Promise<{ port: number; kill(): Promise<void> }> {
    const [bouncer, port] = [await freePort(), await freePort()];
    const file = configuration(
      `pgbouncer-${index}.ini`,
      `[databases]
polls = host=127.0.0.1 port=${database} dbname=polls user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${bouncer}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 100
default_pool_size = 10
server_login_retry = 1
`,
    );
    run(`pgbouncer-${index}`, 'pgbouncer', [file]);
    const order = {
      site: { port, host: '127.0.0.1', ...site },
      data: temporaryFolder(),
      databaseUrl: `postgres://postgres@127.0.0.1:${bouncer}/polls`,
    } satisfies StandbyOrder;
    let child = serve();
    function serve(): ChildProcess {
      const log = logOf(`server-${index}`);
      const server = fork(join(import.meta.dirname, 'standby.ts'), { silent: true });
      server.stderr!.pipe(log, { end: false });
      running.add(server);
      server.once('message', () => server.send(order));
      server.once('exit', () => {
        running.delete(server);
        if (!stopping) child = serve();
      });
      return server;
    }
    const serves = (): Promise<void> =>
      until(`server ${index} listens`, async () => stopping || (await statusOf(port, '/health/live')) === 200);
    await serves();
    return {
      port,
      async kill() {
        await killed(child);
        await serves();
      },
    };
  }
}

/** Its other processes end with the first, whose number stands in a file. */
function killPostgres(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  try {
    process.kill(Number.parseInt(readFileSync(file, 'utf8')), 'SIGKILL');
  } catch {
    // It has ended.
  }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function statusOf(port: number, path: string): Promise<number> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2000) });
    await response.text();
    return response.status;
  } catch {
    return 0;
  }
}

async function administer(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const start = Date.now(); !(await isSo()); await delay(100))
    if (Date.now() - start > PATIENCE) throw new Error(`Waited in vain until ${what}; see ${LOGS}.`);
}

function find(name: string): string | undefined {
  return [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}
