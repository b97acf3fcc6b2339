/** Tabs of one browser that submit in the same moment, in every order in which the outside world can answer them. */
import { aTimeout, expect } from '@open-wc/testing';
import fc from 'fast-check';
import { CivicError } from '../../src/errors.ts';
import { newKey, type Device, type OutboxState } from '../../src/outbox/outbox.ts';
import { until } from '../helpers/endpoint.ts';
import { newStorage, VoteBox, type WrittenVote } from './devices.ts';
import { fakeIndexedDB, type Step } from './fake-indexed-db.ts';

/**
 * `localStorage` as tabs in processes of their own see it: each has a copy; what one writes is published after its task,
 * and others see it later: whenever it is their turn, or at once.
 */
function sharedStorage(tabs: number, later: Step): Storage[] {
  const truth = new Map<string, string>();
  const views = Array.from({ length: tabs }, () => new Map<string, string>());
  const publish = (from: Map<string, string>, key: string) => {
    const value = from.get(key);
    setTimeout(() => {
      if (value === undefined) truth.delete(key);
      else {
        truth.set(key, value);
        from.set(key, value);
      }
      for (const view of views) {
        if (view === from) continue;
        void later('storage').then(() => {
          const latest = truth.get(key);
          if (latest === undefined) view.delete(key);
          else view.set(key, latest);
        });
      }
    });
  };
  return views.map((view) => ({
    ...newStorage(view),
    get length() {
      return view.size;
    },
    setItem: (key, value) => {
      view.set(key, value);
      publish(view, key);
    },
    removeItem: (key) => {
      view.delete(key);
      publish(view, key);
    },
  }));
}

/** Web Locks of one browser: granted in turn, each grant a step. */
function sharedLocks(step: Step): NonNullable<Device['locks']> {
  let queue: Promise<unknown> = Promise.resolve();
  return {
    request: (_name, _options, task) => (queue = queue.then(() => step('lock')).then(task)),
  };
}

/** Counts a key once, and refuses one that comes again with other choices, as the companion server does. */
function newServer(step: Step) {
  const votes = new Map<string, string>();
  const send = async ({ key, choices }: WrittenVote) => {
    await step('request');
    const known = votes.get(key);
    if (known !== undefined && known !== choices.join()) throw new CivicError('invalid', 'other choices');
    votes.set(key, choices.join());
    await step('answer');
  };
  return { votes, send };
}

const now: Step = () => Promise.resolve();

interface World {
  indexedDB: boolean;
  locks: boolean;
}

function openTabs(world: World, step: Step, tabs: number, lag: number) {
  const scope = `/polls/mot-cua ${newKey()}`;
  const server = newServer(step);
  const indexedDB = world.indexedDB ? fakeIndexedDB(step) : undefined;
  const locks = world.locks ? sharedLocks(step) : undefined;
  // Without IndexedDB, tabs rely on storage that is published before a lock is handed over.
  const late: Step = async (name) => {
    await aTimeout(lag);
    await step(name);
  };
  const storages = sharedStorage(tabs, world.indexedDB ? late : now);
  const boxes = storages.map((storage) => {
    const states: OutboxState<WrittenVote, unknown>[] = [];
    const box = new VoteBox(scope, { storage, locks, indexedDB, send: server.send }, (state) => states.push(state));
    box.sync();
    return { box, states };
  });
  const close = () => boxes.forEach(({ box }) => box.close());
  return { boxes, server, close };
}

const areCounted = (boxes: readonly { box: VoteBox }[]) => boxes.every(({ box }) => box.state.status === 'counted');

describe('tabs that vote in the same moment', function () {
  this.timeout(60_000);

  for (const [how, world, runs] of [
    ['IndexedDB and Web Locks', { indexedDB: true, locks: true }, 80],
    ['IndexedDB, without Web Locks', { indexedDB: true, locks: false }, 3],
    ['Web Locks, without IndexedDB', { indexedDB: false, locks: true }, 80],
    ['neither', { indexedDB: false, locks: false }, 3],
  ] as const) {
    it(`send one key and one vote, and all learn that it was counted (${how})`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          fc.integer({ min: 2, max: 3 }),
          fc.constantFrom(0, 3, 30),
          fc.boolean(),
          async (s, tabs, lag, isSame) => {
            const step: Step = (name) => s.schedule(Promise.resolve(), name);
            const { boxes, server, close } = openTabs(world, step, tabs, lag);
            await aTimeout(1);
            boxes.forEach(({ box, states }, index) => {
              const press = () => {
                // A form that already says "counted" has no button.
                if (states.at(-1)!.status === 'empty') box.cast('mot-cua', [isSame ? 'tot' : `choice ${index}`]);
              };
              if (index === 0) press();
              else void step('press').then(press);
            });
            await s.waitFor(until(() => areCounted(boxes), 'all know'));
            close();
            expect(server.votes.size).to.equal(1);
          },
        ),
        { numRuns: runs, seed: 20261130, interruptAfterTimeLimit: 50_000, markInterruptAsFailure: true },
      );
    });
  }

  it('may change their vote later, with another key', async () => {
    const { boxes, server, close } = openTabs({ indexedDB: true, locks: true }, now, 2, 0);
    const [one, other] = boxes as [(typeof boxes)[0], (typeof boxes)[0]];
    one.box.cast('mot-cua', ['tot']);
    other.box.cast('mot-cua', ['kem']);
    await until(() => areCounted(boxes), 'both know');
    await aTimeout(20);
    other.box.cast('mot-cua', ['kha']);
    await until(() => server.votes.size === 2, 'the change is counted');
    await until(() => areCounted(boxes), 'both know');
    expect([...server.votes.values()][1]).to.equal('kha');
    close();
  });

  it('a vote that was refused frees the turn: nothing was counted', async () => {
    const indexedDB = fakeIndexedDB(now);
    const [storage, otherStorage] = sharedStorage(2, () => new Promise(() => undefined)) as [Storage, Storage];
    const scope = newKey();
    const sent: string[][] = [];
    const send = async ({ choices }: WrittenVote) => {
      sent.push(choices);
      if (choices[0] === 'gone') throw new CivicError('invalid', '');
    };
    const first = new VoteBox(scope, { storage, indexedDB, send }, () => undefined);
    const second = new VoteBox(scope, { storage: otherStorage, indexedDB, send }, () => undefined);
    first.cast('mot-cua', ['gone']);
    await until(() => first.state.status === 'refused', 'refused');
    await aTimeout(5);
    second.cast('mot-cua', ['tot']);
    await until(() => second.state.status === 'counted', 'counted');
    expect(sent).to.deep.equal([['gone'], ['tot']]);
  });

  for (const [how, indexedDB] of [
    [
      'throws',
      {
        open: () => {
          throw new DOMException('no', 'SecurityError');
        },
      },
    ],
    [
      'fails',
      {
        open: () => {
          const request = {} as IDBOpenDBRequest;
          setTimeout(() => request.onerror?.(new Event('error')));
          return request;
        },
      },
    ],
    ['never answers', { open: () => ({}) }],
    [
      'has lost its store',
      {
        open: () => {
          const request = {
            result: {
              transaction: () => {
                throw new DOMException('no', 'NotFoundError');
              },
              close: () => undefined,
            },
          } as unknown as IDBOpenDBRequest;
          setTimeout(() => request.onsuccess?.(new Event('success')));
          return request;
        },
      },
    ],
  ] as unknown as [string, IDBFactory][]) {
    it(`vote all the same where IndexedDB ${how}`, async () => {
      const server = newServer(now);
      const box = new VoteBox(newKey(), { storage: newStorage(), indexedDB, send: server.send }, () => undefined);
      box.cast('mot-cua', ['tot']);
      await until(() => box.state.status === 'counted', 'counted');
      expect(server.votes.size).to.equal(1);
    });
  }
});
