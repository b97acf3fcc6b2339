import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../http/log.ts';
import type { DatabaseSettings } from './database-settings.ts';

/** ms in which a statement is tried again. For votes that is safe whatever became of the first try: their keys tell. */
const PERSISTENCE = 3000;

/**
 * Worth another try: other instances got in the way, the connection broke, or the server that answered is no longer the
 * primary (PostgreSQL, appendix A).
 */
const PASSING = /^(40001|40P01|23505|42P07|25006|08...|57P0[123]|53300|ECONN.*|EPIPE|ETIMEDOUT|EAI_AGAIN)$/;

/** A pool that survives restarts and failovers: a broken connection is replaced, a demoted primary is left. */
export class PostgresPool {
  readonly #pool: pg.Pool;
  readonly #log: Log;

  constructor(url: string, settings: DatabaseSettings, log: Log) {
    this.#log = log;
    const hosts = hostsOf(url);
    let current = 0;
    class Client extends pg.Client {
      readonly target: number;

      constructor(config: pg.ClientConfig) {
        super({ ...config, connectionString: hosts[current] });
        this.target = current;
        // Without a listener, an error of a connection that is in use ends the process.
        this.on('error', (error) => log.warn('database connection lost', { error }));
      }
    }
    const leave = ({ target }: Client): void => {
      if (target === current) current = (current + 1) % hosts.length;
    };
    const options = {
      connectionTimeoutMillis: settings.connectTimeout,
      query_timeout: settings.statementTimeout,
      keepAlive: true,
      max: settings.poolSize,
      Client,
      // Of several hosts only the primary will do.
      ...(hosts.length > 1 && {
        verify: (client: Client, done: (error?: Error) => void) =>
          void client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby').then(
            ({ rows }) => {
              if (!rows[0]?.standby) {
                done();
                return;
              }
              leave(client);
              done(Object.assign(new Error('this server is a standby'), { code: '25006' }));
            },
            (error: Error) => {
              leave(client);
              done(error);
            },
          ),
      }),
    };
    this.#pool = new pg.Pool(options as unknown as pg.PoolConfig);
    this.#pool.on('error', (_error, client) => leave(client as unknown as Client));
    this.#leave = leave as unknown as (client: pg.PoolClient) => void;
    this.#nextHost = () => (current = (current + 1) % hosts.length);
  }

  readonly #leave: (client: pg.PoolClient) => void;
  readonly #nextHost: () => void;

  /** One statement, one round trip. */
  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#persistently(() => this.#withClient((client) => client.query<Row>(sql, values)))).rows;
  }

  /** Each statement sees what was committed before it: locks come first, and what they guard is read after them. */
  transaction<T>(
    run: (client: pg.PoolClient) => Promise<T>,
    begin = 'BEGIN ISOLATION LEVEL READ COMMITTED',
  ): Promise<T> {
    return this.#persistently(() =>
      this.#withClient(async (client) => {
        await client.query(begin);
        const result = await run(client);
        await client.query('COMMIT');
        return result;
      }),
    );
  }

  /** One statement, which is not tried again: rejects at once when the database doesn't answer. */
  once(sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
    return this.#withClient((client) => client.query(sql, values));
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  async #withClient<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      this.#nextHost();
      throw error;
    });
    try {
      const result = await run(client);
      client.release();
      return result;
    } catch (error) {
      if ((error as { code?: string }).code === '25006') this.#leave(client);
      // Its transaction ends with its connection, however it stands.
      client.release(true);
      throw error;
    }
  }

  /** Runs again when another instance or a broken connection got in the way. */
  async #persistently<T>(run: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PERSISTENCE;
    for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
      try {
        return await run();
      } catch (error) {
        if (Date.now() > deadline || !isPassing(error)) throw error;
        this.#log.debug('tried again', { error });
        await delay(pause * (0.5 + Math.random()));
      }
    }
  }
}

/** One address for each host of `postgres://user:password@one:5432,two:5432/name`, as libpq takes it. */
export function hostsOf(url: string): string[] {
  const [, before = '', hosts = '', after = ''] = /^(\w+:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/s.exec(url) ?? [];
  return hosts.split(',').map((host) => `${before}${host}${after}`);
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    PASSING.test(code ?? '') || /Connection terminated|timeout exceeded when trying to connect/.test(message ?? '')
  );
}
