import type pg from 'pg';
import { SchemaError } from './sqlite-schema.ts';

interface Migration {
  number: number;
  name: string;
  /** The oldest schema whose servers still work on this one: with it, two versions can run side by side. */
  worksSince: number;
  sql: string;
}

/** Parts that votes and voters are kept in, by the hash of their key. */
const PARTS = 16;

const partsOf = (table: string): string =>
  Array.from(
    { length: PARTS },
    (_, part) =>
      `CREATE TABLE ${table}_${part} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${PARTS}, REMAINDER ${part});`,
  ).join('\n');

/** `cast_votes`, with how the options are told that a content counts for, and what is answered of a content. */
const castVotes = (
  create: string,
  optionsOf: (content: string) => string,
  answered: (content: string) => string = (content) => content,
): string => `
  -- One call, one round trip, one commit. Ballots whose choices are null are only looked for.
  -- Answers {"stale": true} when the poll was changed since the caller read it; else what is kept under each key, why a
  -- key isn't kept, and the poll's new tally.
  ${create} FUNCTION cast_votes(
    the_poll text, the_revision integer, the_keys text[], the_choices text[], the_codes text[], the_networks text[],
    most integer, may_change boolean, the_hour timestamptz, the_shard smallint)
  RETURNS json LANGUAGE plpgsql SET lock_timeout = '3s' AS $$
  DECLARE
    is_closed boolean;
    added integer := 0;
    kept json;
    refused jsonb := '{}';
    changed text[] := '{}';
    changes integer[] := '{}';
    old_key text;
    old_choices text;
    slot integer;
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(7202, hashtext(the_poll));
    SELECT closed_at IS NOT NULL INTO is_closed FROM polls WHERE id = the_poll AND revision = the_revision;
    IF NOT FOUND THEN RETURN json_build_object('stale', true); END IF;

    IF the_codes IS NULL AND the_networks IS NULL THEN
      WITH given AS (
        SELECT DISTINCT ON (k) k, c FROM unnest(the_keys, the_choices) AS g (k, c)
        WHERE c IS NOT NULL AND NOT is_closed ORDER BY k
      ), inserted AS (
        INSERT INTO votes (poll, key, choices, at) SELECT the_poll, k, c, the_hour FROM given ON CONFLICT DO NOTHING
        RETURNING key, choices
      ), counted AS (
        INSERT INTO tallies (poll, option, shard, votes)
        SELECT the_poll, o, the_shard, count(*)
        FROM (SELECT unnest(${optionsOf('choices')}) AS o FROM inserted UNION ALL SELECT '' FROM inserted) AS each_one
        GROUP BY o ORDER BY o
        ON CONFLICT (poll, option, shard) DO UPDATE SET votes = tallies.votes + excluded.votes
      )
      SELECT count(*), json_object_agg(key, ${answered('choices')}) INTO added, kept FROM inserted;
    ELSE
      FOR i IN 1 .. cardinality(the_keys) LOOP
        CONTINUE WHEN the_choices[i] IS NULL OR is_closed OR refused ? the_keys[i];
        PERFORM 1 FROM votes WHERE poll = the_poll AND key = the_keys[i];
        CONTINUE WHEN FOUND;
        IF the_codes IS NOT NULL THEN
          PERFORM 1 FROM codes WHERE poll = the_poll AND code = the_codes[i];
          IF NOT FOUND THEN
            refused := refused || jsonb_build_object(the_keys[i], 'no-code');
            CONTINUE;
          END IF;
          INSERT INTO voters (poll, voter, key)
            VALUES (the_poll, 'code:' || the_codes[i], CASE WHEN may_change THEN the_keys[i] END) ON CONFLICT DO NOTHING;
          IF NOT FOUND THEN
            SELECT key INTO old_key FROM voters
              WHERE poll = the_poll AND voter = 'code:' || the_codes[i] FOR UPDATE;
            IF NOT may_change OR old_key IS NULL THEN
              refused := refused || jsonb_build_object(the_keys[i], 'code-used');
              CONTINUE;
            END IF;
            UPDATE votes SET replaced_by = the_keys[i] WHERE poll = the_poll AND key = old_key
              RETURNING choices INTO old_choices;
            UPDATE voters SET key = the_keys[i] WHERE poll = the_poll AND voter = 'code:' || the_codes[i];
            changed := array_append(changed, '') || ${optionsOf('old_choices')};
            changes := changes || array_fill(-1, ARRAY[1 + cardinality(${optionsOf('old_choices')})]);
          END IF;
        ELSE
          SELECT count(*) INTO slot FROM voters
            WHERE poll = the_poll AND voter > 'network:' || the_networks[i] || ':'
              AND voter < 'network:' || the_networks[i] || ';';
          LOOP
            slot := slot + 1;
            EXIT WHEN slot > most;
            INSERT INTO voters (poll, voter) VALUES (the_poll, 'network:' || the_networks[i] || ':' || slot)
              ON CONFLICT DO NOTHING;
            EXIT WHEN FOUND;
          END LOOP;
          IF slot > most THEN
            refused := refused || jsonb_build_object(the_keys[i], 'network-used-up');
            CONTINUE;
          END IF;
        END IF;
        INSERT INTO votes (poll, key, choices, at) VALUES (the_poll, the_keys[i], the_choices[i], the_hour)
          ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'another server counted this key meanwhile' USING ERRCODE = 'serialization_failure';
        END IF;
        changed := array_append(changed, '') || ${optionsOf('the_choices[i]')};
        changes := changes || array_fill(1, ARRAY[1 + cardinality(${optionsOf('the_choices[i]')})]);
      END LOOP;
      INSERT INTO tallies (poll, option, shard, votes)
        SELECT the_poll, o, the_shard, sum(n) FROM unnest(changed, changes) AS c (o, n) GROUP BY o ORDER BY o
        ON CONFLICT (poll, option, shard) DO UPDATE SET votes = tallies.votes + excluded.votes;
    END IF;

    IF added < cardinality(the_keys) THEN
      SELECT json_object_agg(key, ${answered('choices')}) INTO kept FROM votes WHERE poll = the_poll AND key = ANY (the_keys);
    END IF;
    RETURN json_build_object('kept', coalesce(kept, '{}'), 'refused', refused, 'tally',
      (SELECT json_object_agg(option, n) FROM
        (SELECT option, sum(votes) AS n FROM tallies WHERE poll = the_poll GROUP BY option) AS t));
  END $$;`;

/** Each number once and in order; what has run is in the table `migrations`. Nothing in here ever changes. */
const MIGRATIONS: Migration[] = [
  {
    number: 1,
    name: 'polls and votes',
    worksSince: 1,
    sql: `
  CREATE TABLE IF NOT EXISTS polls (
    id text PRIMARY KEY, definition text NOT NULL, closed_at timestamptz, voters bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS tallies (poll text NOT NULL, option text NOT NULL, votes bigint NOT NULL, PRIMARY KEY (poll, option));
  CREATE TABLE IF NOT EXISTS votes (
    poll text NOT NULL REFERENCES polls, voter text NOT NULL, key text NOT NULL, choices text NOT NULL,
    network text, at timestamptz NOT NULL, replaced_by text,
    UNIQUE (poll, voter), UNIQUE (poll, key));
  CREATE INDEX IF NOT EXISTS votes_of_network ON votes (poll, network) WHERE network IS NOT NULL;
  CREATE TABLE IF NOT EXISTS codes (poll text NOT NULL REFERENCES polls, code text NOT NULL, PRIMARY KEY (poll, code));
  CREATE TABLE IF NOT EXISTS secrets (name text PRIMARY KEY, value bytea NOT NULL);`,
  },
  {
    // A vote touches no row that another vote touches: tallies are kept in shards, the poll's row is only read, and a
    // shared advisory lock keeps votes and changes of the poll apart. The option '' of a tally counts voters.
    number: 2,
    name: 'a vote in one round trip, votes to the hour, voters apart, administrative log',
    worksSince: 2,
    sql: `
  ALTER TABLE votes RENAME TO votes_1st;
  ALTER TABLE tallies RENAME TO tallies_1st;
  ALTER TABLE tallies_1st RENAME CONSTRAINT tallies_pkey TO tallies_1st_pkey;
  ALTER TABLE polls ADD COLUMN revision integer NOT NULL DEFAULT 1, ADD COLUMN corrections text NOT NULL DEFAULT '[]',
    ADD COLUMN purged_at timestamptz;
  CREATE TABLE votes (
    poll text NOT NULL, key text NOT NULL, choices text NOT NULL, at timestamptz NOT NULL, replaced_by text,
    PRIMARY KEY (poll, key)) PARTITION BY HASH (key);
  ${partsOf('votes')}
  CREATE TABLE voters (poll text NOT NULL, voter text COLLATE "C" NOT NULL, key text, PRIMARY KEY (poll, voter)) PARTITION BY HASH (voter);
  ${partsOf('voters')}
  CREATE TABLE tallies (
    poll text NOT NULL, option text NOT NULL, shard smallint NOT NULL, votes bigint NOT NULL,
    PRIMARY KEY (poll, option, shard)) WITH (fillfactor = 50);
  INSERT INTO votes SELECT poll, key, (SELECT string_agg(value, ',') FROM json_array_elements_text(choices::json)),
    date_trunc('hour', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', replaced_by FROM votes_1st;
  INSERT INTO voters SELECT v.poll, v.voter, CASE WHEN p.definition::json->>'allowChange' = 'true' THEN v.key END
    FROM votes_1st v JOIN polls p ON p.id = v.poll WHERE v.replaced_by IS NULL AND v.voter NOT LIKE 'device:%';
  INSERT INTO tallies SELECT poll, option, 0, votes FROM tallies_1st;
  INSERT INTO tallies SELECT id, '', 0, voters FROM polls WHERE voters > 0;
  DROP TABLE votes_1st, tallies_1st;
  ALTER TABLE polls DROP COLUMN voters;
  CREATE TABLE admin_log (
    number bigint PRIMARY KEY, at text NOT NULL, actor text NOT NULL, action text NOT NULL, subject text NOT NULL,
    detail text NOT NULL, hash text NOT NULL);
  CREATE FUNCTION admin_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the administrative log is append-only'; END $$;
  CREATE TRIGGER admin_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_log
    FOR EACH STATEMENT EXECUTE FUNCTION admin_log_is_append_only();
  ${castVotes('CREATE', (content) => `string_to_array(${content}, ',')`)}`,
  },
  {
    // Surveys stand beside polls, under ids that begin with `surveys/`, with their answers as JSON in `choices`; only
    // their number is tallied.
    number: 3,
    name: 'surveys',
    worksSince: 2,
    sql: castVotes(
      'CREATE OR REPLACE',
      (content) => `CASE WHEN the_poll LIKE 'surveys/%' THEN '{}' ELSE string_to_array(${content}, ',') END`,
    ),
  },
  {
    // The choices of a vote may go on after a space with what was written with it. Only the choices are answered, which is
    // all that servers of the schema before compare a retry with.
    number: 4,
    name: 'comments and contexts of votes',
    worksSince: 2,
    sql: castVotes(
      'CREATE OR REPLACE',
      (content) =>
        `CASE WHEN the_poll LIKE 'surveys/%' THEN '{}' ELSE string_to_array(split_part(${content}, ' ', 1), ',') END`,
      (content) => `CASE WHEN the_poll LIKE 'surveys/%' THEN ${content} ELSE split_part(${content}, ' ', 1) END`,
    ),
  },
  {
    // In the form of rate-limiter-flexible. Counts of a minute need no disk, no standby and no backup. A copy has codes
    // before their polls, by name, so what they refer to is looked for when all is there.
    number: 5,
    name: 'rate limits that servers share',
    worksSince: 2,
    sql: `
  CREATE UNLOGGED TABLE rate_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)
    WITH (fillfactor = 50);
  ALTER TABLE codes ALTER CONSTRAINT codes_poll_fkey DEFERRABLE INITIALLY DEFERRED;`,
  },
];

export const NEWEST_SCHEMA = MIGRATIONS.at(-1)!.number;
/** The oldest schema whose servers still work on the newest. */
export const OLDEST_BESIDE = MIGRATIONS.at(-1)!.worksSince;

/** What the database has: its schema's number, and from which on a server's own will do. */
export async function schemaOf(client: pg.ClientBase | pg.Pool): Promise<{ number: number; worksSince: number }> {
  const known = await client.query<{ found: boolean }>("SELECT to_regclass('migrations') IS NOT NULL AS found");
  if (!known.rows[0]?.found) return { number: 0, worksSince: 0 };
  const { rows } = await client.query<{ number: number; works_since: number }>(
    'SELECT number, works_since FROM migrations ORDER BY number DESC LIMIT 1',
  );
  return { number: rows[0]?.number ?? 0, worksSince: rows[0]?.works_since ?? 0 };
}

/** Throws SchemaError when the database belongs to a newer server that this one can't work beside. */
export function checkSchema({ number, worksSince }: { number: number; worksSince: number }): void {
  if (worksSince > NEWEST_SCHEMA) throw new SchemaError(number, NEWEST_SCHEMA);
}

/** Brings the database to a schema, the newest, inside the caller's transaction. Returns the names of what was done. */
export async function migratePostgres(client: pg.ClientBase, to = NEWEST_SCHEMA): Promise<string[]> {
  await client.query('SELECT pg_advisory_xact_lock(7202)');
  const { number } = await schemaOf(client);
  if (number === 0) {
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, works_since integer NOT NULL, at timestamptz NOT NULL DEFAULT now())',
    );
  }
  const waiting = MIGRATIONS.filter((migration) => migration.number > number && migration.number <= to);
  for (const migration of waiting) {
    await client.query(migration.sql);
    await client.query('INSERT INTO migrations (number, name, works_since) VALUES ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.worksSince,
    ]);
  }
  return waiting.map(({ name }) => name);
}

/** What the running server needs, and `backup`, which reads the parts one by one; for a role that owns nothing. */
export function grantsTo(role: string): string[] {
  return [
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT ON migrations TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON polls, tallies TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON votes, voters, codes, secrets, rate_limits TO ${role}`,
    ...['votes', 'voters'].flatMap((table) =>
      Array.from({ length: PARTS }, (_, part) => `GRANT SELECT ON ${table}_${part} TO ${role}`),
    ),
    `GRANT SELECT, INSERT ON admin_log TO ${role}`,
    `GRANT EXECUTE ON FUNCTION cast_votes TO ${role}`,
  ];
}
