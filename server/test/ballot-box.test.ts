import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { BallotBox } from '../src/polls/ballot-box.ts';
import type { Ballot } from '../src/polls/record.ts';
import type { PollStore } from '../src/polls/store.ts';

interface Commit {
  size: number;
  finish(): void;
  fail(error: Error): void;
}

/** A store whose commits the test finishes. */
function slowStore(): { store: PollStore; commits: Commit[] } {
  const commits: Commit[] = [];
  const record = (ballots: readonly Ballot[]) =>
    new Promise((resolve, reject) => {
      const answers = ballots.map(({ choices }) => ({ outcome: { ownVotes: choices } }));
      commits.push({ size: ballots.length, finish: () => resolve(answers), fail: reject });
    });
  return { store: { record } as unknown as PollStore, commits };
}

const ballot = (choice: string): Ballot => ({ poll: 'p', key: choice, choices: [choice] });
const settled = async (): Promise<void> => {
  await delay(5);
  await nextTurn();
};

describe('the ballot box', () => {
  it('answers a ballot only after the commit that holds it', async () => {
    const { store, commits } = slowStore();
    let answered = false;
    const cast = new BallotBox(store).cast(ballot('a')).then(() => (answered = true));
    await settled();
    assert.deepEqual([commits.length, answered], [1, false]);
    commits[0]!.finish();
    await cast;
    assert.ok(answered);
  });

  it('writes ballots that arrive during a commit together in the next, each with its own answer', async () => {
    const { store, commits } = slowStore();
    const box = new BallotBox(store);
    const first = box.cast(ballot('a'));
    await settled();
    const others = ['b', 'c', 'd'].map((choice) => box.cast(ballot(choice)));
    await settled();
    assert.equal(commits.length, 1);
    commits[0]!.finish();
    await first;
    await settled();
    assert.equal(commits[1]!.size, 3);
    commits[1]!.finish();
    assert.deepEqual(
      await Promise.all(others),
      ['b', 'c', 'd'].map((choice) => ({ outcome: { ownVotes: [choice] } })),
    );
  });

  it('goes on after a commit that failed, whose ballots hear of it', async () => {
    const { store, commits } = slowStore();
    const box = new BallotBox(store);
    const failing = assert.rejects(box.cast(ballot('a')), /disk full/);
    await settled();
    const next = box.cast(ballot('b'));
    commits[0]!.fail(new Error('disk full'));
    await failing;
    await settled();
    commits[1]!.finish();
    assert.deepEqual(await next, { outcome: { ownVotes: ['b'] } });
    await box.drained();
  });

  it('keeps a batch within its size', async () => {
    const { store, commits } = slowStore();
    const box = new BallotBox(store, { largestBatch: 2 });
    const all = ['a', 'b', 'c', 'd', 'e'].map((choice) => box.cast(ballot(choice)));
    for (let index = 0; index < 3; index++) {
      await settled();
      commits[index]!.finish();
    }
    await Promise.all(all);
    assert.deepEqual(
      commits.map(({ size }) => size),
      [2, 2, 1],
    );
  });
});
