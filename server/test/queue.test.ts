import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Ballot, PollDefinition } from '../src/polls/poll.ts';
import { SubmissionQueue } from '../src/submissions/queue.ts';
import type { Store } from '../src/submissions/store.ts';

interface Commit {
  size: number;
  finish(): void;
  fail(error: Error): void;
}

/** A store whose commits the test finishes. */
function slowStore(): { store: Pick<Store['polls'], 'record'>; commits: Commit[] } {
  const commits: Commit[] = [];
  const record = (ballots: readonly Ballot[]) =>
    new Promise((resolve, reject) => {
      const answers = ballots.map(({ choices }) => ({ outcome: { kept: choices.join() } }));
      commits.push({ size: ballots.length, finish: () => resolve(answers), fail: reject });
    });
  return { store: { record } as Pick<Store['polls'], 'record'>, commits };
}

const ballot = (choice: string): Ballot => ({ to: 'p', key: choice, choices: [choice] });
const settled = async (): Promise<void> => {
  await delay(5);
  await nextTurn();
};

describe('the queue of submissions', () => {
  it('answers a ballot only after the commit that holds it', async () => {
    const { store, commits } = slowStore();
    let answered = false;
    const cast = new SubmissionQueue<PollDefinition, Ballot>(store).submit(ballot('a')).then(() => (answered = true));
    await settled();
    assert.deepEqual([commits.length, answered], [1, false]);
    commits[0]!.finish();
    await cast;
    assert.ok(answered);
  });

  it('writes ballots that arrive during a commit together in the next, each with its own answer', async () => {
    const { store, commits } = slowStore();
    const box = new SubmissionQueue<PollDefinition, Ballot>(store);
    const first = box.submit(ballot('a'));
    await settled();
    const others = ['b', 'c', 'd'].map((choice) => box.submit(ballot(choice)));
    await settled();
    assert.equal(commits.length, 1);
    commits[0]!.finish();
    await first;
    await settled();
    assert.equal(commits[1]!.size, 3);
    commits[1]!.finish();
    assert.deepEqual(
      await Promise.all(others),
      ['b', 'c', 'd'].map((choice) => ({ outcome: { kept: choice } })),
    );
  });

  it('goes on after a commit that failed, whose ballots hear of it', async () => {
    const { store, commits } = slowStore();
    const box = new SubmissionQueue<PollDefinition, Ballot>(store);
    const failing = assert.rejects(box.submit(ballot('a')), /disk full/);
    await settled();
    const next = box.submit(ballot('b'));
    commits[0]!.fail(new Error('disk full'));
    await failing;
    await settled();
    commits[1]!.finish();
    assert.deepEqual(await next, { outcome: { kept: 'b' } });
    await box.drained();
  });

  it('keeps a batch within its size', async () => {
    const { store, commits } = slowStore();
    const box = new SubmissionQueue<PollDefinition, Ballot>(store, { largestBatch: 2 });
    const all = ['a', 'b', 'c', 'd', 'e'].map((choice) => box.submit(ballot(choice)));
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
