import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createLog } from '../../src/http/log.ts';
import { openPostgres } from '../../src/submissions/postgres.ts';
import { openSqlite } from '../../src/submissions/sqlite.ts';
import { castVotes, makeVotes, type LoadResult } from './load.ts';
import { collect, ONE_STOP_OFFICE, temporaryFolder } from './site.ts';
import type { StandbyOrder } from './standby.ts';

export interface CrashOptions {
  votes: number;
  /** Responses to a survey instead of votes in a poll. */
  survey?: boolean;
  connections: number;
  /** ms that the server lives each time, from when it listens. */
  lifetime: number;
  databaseUrl?: string;
  /** Called once, half-way. */
  crashDatabase?(): Promise<void>;
}

/** How often somebody had to come. */
const VISITS = {
  id: 'lan-di-lai',
  title: 'Số lần đi lại',
  questions: [{ id: 'lan', title: 'Số lần', kind: 'number', min: 0, max: 50 }],
};

/** The short form. `npm run test:crash` casts 20,000 votes from 64 connections. */
export const SHORT = { votes: 600, connections: 16, lifetime: 400 };

export interface CrashResult extends LoadResult {
  kills: number;
}

/**
 * Casts votes at a server that dies by `kill -9` again and again, and compares what was acknowledged with what is in the
 * database. Throws an AssertionError when a vote was lost, doubled or changed.
 */
export async function castUnderFire(options: CrashOptions): Promise<CrashResult> {
  const { votes: count, connections, lifetime, databaseUrl, survey = false } = options;
  const order = {
    site: {
      port: 20_000 + Math.floor(Math.random() * 20_000),
      host: '127.0.0.1',
      rateLimit: { votesPerMinute: 10_000_000 },
      polls: [ONE_STOP_OFFICE],
      surveys: [VISITS],
    },
    data: temporaryFolder(),
    databaseUrl,
  } satisfies StandbyOrder;

  let done = false;
  let kills = 0;
  let answered = 0;
  const leastAnswers = count / 5;
  async function keepKilling(): Promise<void> {
    let next = standby();
    for (let databaseCrashed = options.crashDatabase === undefined; !done;) {
      const { server, ready } = next;
      const ended = once(server, 'exit');
      await Promise.race([ready, ended]);
      server.send(order);
      const listening = once(server, 'message');
      next = standby();
      await Promise.race([listening, ended]);
      // On a busy machine it may have answered nobody yet.
      const before = answered;
      for (let lived = 0; (lived < lifetime || answered < before + leastAnswers) && !done; lived += 50) await delay(50);
      if (!done) kills++;
      server.kill('SIGKILL');
      await ended;
      if (!databaseCrashed && kills >= 2) {
        databaseCrashed = true;
        await options.crashDatabase!();
      }
    }
    next.server.kill('SIGKILL');
  }

  const choices = ONE_STOP_OFFICE.options.map(({ id }) => id);
  const votes = makeVotes(count, survey ? ['0', '1', '2'] : choices);
  const killing = keepKilling();
  const result = await castVotes({
    port: order.site.port,
    to: survey ? ['surveys', VISITS.id] : ['polls', ONE_STOP_OFFICE.id],
    votes,
    connections,
    resent: 0.1,
    onAnswer: () => answered++,
  });
  done = true;
  await killing;

  const log = createLog('silent', () => {});
  const store =
    databaseUrl === undefined ? openSqlite(join(order.data, 'polls.sqlite')) : await openPostgres(databaseUrl, log);
  try {
    const stored = survey
      ? (await collect(store.surveys.kept(VISITS.id))).map(({ id, answers }) => [id, String(answers['lan'])] as const)
      : (await collect(store.polls.kept(ONE_STOP_OFFICE.id))).map(({ key, choices: [one] }) => [key, one!] as const);
    const byKey = new Map(stored);
    assert.equal(stored.length, byKey.size, 'a vote was doubled');
    for (const { key, choice } of votes)
      assert.equal(byKey.get(key), choice, 'an acknowledged vote was lost or changed');
    assert.equal(stored.length, votes.length, 'there are votes that nobody cast');
    const { voters, votes: told } = (await (survey
      ? store.surveys.find(VISITS.id)
      : store.polls.find(ONE_STOP_OFFICE.id)))!;
    const tally = survey ? [] : choices.map((id) => [id, votes.filter(({ choice }) => choice === id).length] as const);
    assert.deepEqual(
      [Object.fromEntries(told), voters],
      [Object.fromEntries(tally), votes.length],
      'the tally is not the sum of the votes',
    );
  } finally {
    await store.end();
  }
  return { ...result, kills };
}

function standby(): { server: ChildProcess; ready: Promise<unknown> } {
  const server = fork(join(import.meta.dirname, 'standby.ts'));
  return { server, ready: once(server, 'message') };
}
