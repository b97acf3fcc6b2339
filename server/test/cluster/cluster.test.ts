import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createLog } from '../../src/http/log.ts';
import { openPostgres } from '../../src/submissions/postgres.ts';
import { cli } from '../tools/cli.ts';
import { startCluster, type Cluster } from '../tools/cluster.ts';
import { castVotes, makeVotes, type LoadVote } from '../tools/load.ts';
import { collect, ONE_STOP_OFFICE } from '../tools/site.ts';

/** How many votes are cast at least; the faults come again and again until then. */
const VOTES = Number(process.env['CLUSTER_VOTES'] ?? 0);
const VOTERS = 64;
/** Votes that are cast between two looks at whether that is enough. */
const ROUND = 2000;
/** ms that both servers live between two `kill -9`. */
const SERVER_LIFE = 1000;

const CHOICES = ONE_STOP_OFFICE.options.map(({ id }) => id);

describe('two servers, HAProxy, pgbouncer, and PostgreSQL under Patroni with a synchronous standby', () => {
  let cluster: Cluster;
  before(async () => {
    const site = { rateLimit: { votesPerMinute: 100_000_000 }, polls: [ONE_STOP_OFFICE] };
    cluster = await startCluster({ servers: 2, site });
  });
  after(() => cluster.stop());

  const faults = {
    'the primary dies': async () => {
      const old = await cluster.primary();
      await old.kill();
      await cluster.promoted(old);
      old.start();
    },
    // The servers go on writing to a primary that nobody follows any more.
    'the primary is cut off from etcd and its standby': async () => {
      const old = await cluster.primary();
      old.cut('peers');
      await cluster.promoted(old);
      old.heal();
    },
    'the primary is cut off from everybody': async () => {
      const old = await cluster.primary();
      old.cut('all');
      await cluster.promoted(old);
      old.heal();
    },
  };

  it('count every acknowledged vote once, whatever is killed or cut off', async (test) => {
    const cast: LoadVote[] = [];
    let isOver = false;
    let answered = 0;
    let unanswered = 0;
    let killed = 0;
    const refusals = new Map<number, number>();
    const start = Date.now();

    const voting = (async () => {
      while (!isOver || cast.length < VOTES) {
        const votes = makeVotes(ROUND, CHOICES);
        cast.push(...votes);
        const result = await castVotes({
          port: cluster.port,
          to: ['polls', ONE_STOP_OFFICE.id],
          votes,
          connections: VOTERS,
          resent: 0.1,
          onAnswer: () => answered++,
        });
        unanswered += result.unanswered;
        for (const [status, times] of result.refusals) refusals.set(status, (refusals.get(status) ?? 0) + times);
      }
    })();
    const killing = (async () => {
      while (!isOver) {
        await delay(SERVER_LIFE);
        await cluster.killServer();
        killed++;
      }
    })();
    const failing = (async () => {
      let happened = 0;
      do {
        for (const [name, fault] of Object.entries(faults)) {
          await delay(2000);
          const before = answered;
          await fault();
          await cluster.whole();
          happened++;
          test.diagnostic(`${name}: ${answered - before} answers until all was whole again`);
        }
      } while (cast.length < VOTES);
      return happened;
    })();
    const happened = await failing.finally(() => (isOver = true));
    await Promise.all([voting, killing]);

    const refused = [...refusals].map(([status, times]) => `, ${times} × ${status}`).join('');
    test.diagnostic(
      `${cast.length} votes from ${VOTERS} connections in ${Math.round((Date.now() - start) / 1000)} s; ${happened} failures ` +
        `of the primary, ${killed} × kill -9 of a server, ${unanswered} tries without an answer${refused}`,
    );
    assert.ok(killed > 0 && unanswered > 0, 'nothing was interrupted');

    const store = await openPostgres(
      cluster.databaseUrl,
      createLog('silent', () => {}),
    );
    try {
      const kept = await collect(store.polls.kept(ONE_STOP_OFFICE.id));
      const byKey = new Map(kept.map(({ key, choices }) => [key, choices.join()]));
      assert.equal(kept.length, byKey.size, 'a vote was doubled');
      const lost = cast.filter(({ key, choice }) => byKey.get(key) !== choice);
      assert.equal(lost.length, 0, `of ${cast.length} acknowledged votes, ${lost.length} were lost or changed`);
      assert.equal(kept.length, cast.length, 'there are votes that nobody cast');
      const { voters, votes } = (await store.polls.find(ONE_STOP_OFFICE.id))!;
      const tally = CHOICES.map((id) => [id, cast.filter(({ choice }) => choice === id).length]);
      assert.deepEqual([voters, Object.fromEntries(votes)], [cast.length, Object.fromEntries(tally)]);
    } finally {
      await store.end();
    }
    const audit = await cli(['polls', 'audit'], { DATABASE_URL: cluster.databaseUrl });
    assert.equal(audit.code, 0, audit.out + audit.error);
    assert.match(
      audit.out,
      new RegExp(`^mot-cua: ${cast.length} votes, the tally agrees\nadministrative log: whole$`, 'm'),
    );
    const rows = await cluster.onEach('SELECT count(*)::integer AS votes FROM votes');
    assert.deepEqual(
      rows,
      Array.from({ length: 2 }, () => [{ votes: cast.length }]),
      'the standby has others',
    );
  });
});
