import { aTimeout, expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import type { KioskQueueState } from '../../src/outbox/kiosk-queue.ts';
import { verdictOf } from '../../src/outbox/delivery.ts';
import { newKey, pause, retryDelay, scopeOf, type OutboxState } from '../../src/outbox/outbox.ts';
import { withTabLock } from '../../src/outbox/tab-lock.ts';
import { until } from '../helpers/endpoint.ts';
import { newStorage, VoteBox, VoteQueue, type VoteBoxOptions, type WrittenVote } from './devices.ts';

const blocked = new Proxy({} as Storage, {
  get() {
    throw new DOMException('blocked', 'SecurityError');
  },
});

const contents = (storage: Storage) =>
  Object.fromEntries(
    Array.from({ length: storage.length }, (_, i) => [storage.key(i)!, storage.getItem(storage.key(i)!)]),
  );

/** A server that answers as told, one answer a call; the last one for ever. `null` counts the vote. */
function newServer(...answers: (CivicError | null)[]) {
  const sent: WrittenVote[] = [];
  const send = async (ballot: WrittenVote) => {
    sent.push(ballot);
    await aTimeout(1);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer) throw answer;
  };
  return { sent, send };
}

const offline = new CivicError('network', 'offline');
let scope = '';
let open: { close(): void }[] = [];

function newBox(options: VoteBoxOptions, inScope = scope) {
  const states: OutboxState<WrittenVote, unknown>[] = [];
  const box = new VoteBox(inScope, { locks: navigator.locks, ...options }, (state) => states.push(state));
  open.push(box);
  box.sync();
  return { box, states, status: () => box.state.status };
}

describe('a submission', function () {
  // Leases and retries take seconds on a busy machine.
  this.timeout(10_000);

  beforeEach(() => {
    scope = `/polls/mot-cua ${newKey()}`;
  });
  afterEach(() => {
    for (const each of open) each.close();
    open = [];
  });

  it('is written down before it is sent: poll, choices and key, nothing else', async () => {
    const storage = newStorage();
    let stored: Record<string, unknown> = {};
    const { box, status } = newBox({
      storage,
      send: async () => void (stored = contents(storage)),
    });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'counted', 'it is so');
    expect(Object.keys(stored)).to.deep.equal([`civic-widgets:ballot:${scope}`]);
    const ballot = JSON.parse(Object.values(stored)[0] as string) as WrittenVote;
    expect(Object.keys(ballot)).to.deep.equal(['poll', 'choices', 'key']);
    expect(ballot).to.deep.include({ poll: 'mot-cua', choices: ['tot'] });
    expect(ballot.key).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('is cleared when it is counted, and only "voted" stays', async () => {
    const storage = newStorage();
    const { box, states, status } = newBox({ storage, ...newServer(null) });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'counted', 'it is so');
    expect(contents(storage)).to.deep.equal({ [`civic-widgets:voted:${scope}`]: '1' });
    expect(newBox({ storage, ...newServer(null) }).status()).to.equal('counted');
    expect(box.isDurable).to.equal(true);
    expect(states.map(({ status }) => status)).to.deep.equal(['empty', 'written', 'sending', 'counted']);
  });

  it('is tried again with the same key until the server has answered', async () => {
    const server = newServer(
      offline,
      new CivicError('timeout', ''),
      new CivicError('http', '', { status: 503 }),
      new CivicError('format', ''),
      null,
    );
    const { box, status } = newBox({ storage: newStorage(), ...server });
    box.cast('mot-cua', ['tot']);
    for (let tries = 1; tries <= 4; tries++) {
      await until(() => server.sent.length === tries && 'retryAt' in box.state, 'it is so');
      expect(status()).to.equal('written');
      box.wake();
    }
    await until(() => status() === 'counted', 'it is so');
    expect(new Set(server.sent.map(({ key }) => key)).size).to.equal(1);
  });

  it('is tried again whatever keeps it from being sent, and says when', async () => {
    const cause = new TypeError('no such host');
    const server = newServer(new CivicError('http', '', { status: 503, retryAfter: 30 }));
    const busy = newBox({ storage: newStorage(), ...server });
    const lost = newBox({ storage: newStorage(), send: () => Promise.reject(cause) }, `${scope} lost`);
    for (const { box } of [busy, lost]) {
      box.cast('mot-cua', ['tot']);
      await until(() => 'retryAt' in box.state, 'it is so');
    }
    const { retryAt } = busy.box.state as { retryAt: number };
    expect(retryAt - Date.now()).to.be.within(1, 30_000);
    const { error } = lost.box.state as { error: CivicError };
    expect(error).to.include({ code: 'network', cause });
    expect(error.message).to.contain('no such host');
  });

  it('is known to the other widgets of the page that show the poll, and to no others', async () => {
    const storage = newStorage();
    const server = newServer(null);
    const [one, other] = [newBox({ storage, ...server }), newBox({ storage, ...server })];
    const apart = newBox({ storage, ...server }, `${scope} apart`);
    const told = apart.states.length;
    one.box.cast('mot-cua', ['tot']);
    expect(other.status()).to.equal('written');
    await until(() => one.status() === 'counted' && other.status() === 'counted', 'both know');
    expect(server.sent).to.have.length(1);
    expect(apart.states).to.have.length(told);
    const states = one.states.length;
    one.box.sync();
    expect(one.states).to.have.length(states);
  });

  it('that one widget waits to send again goes at once when another is asked to try', async () => {
    const storage = newStorage();
    const server = newServer(new CivicError('http', '', { status: 503, retryAfter: 60 }), null);
    const one = newBox({ storage, ...server });
    one.box.cast('mot-cua', ['tot']);
    await until(() => 'retryAt' in one.box.state, 'it is so');
    const other = newBox({ storage, ...server });
    newBox({ storage, ...server });
    await aTimeout(20);
    other.box.wake();
    await until(() => one.status() === 'counted' && other.status() === 'counted', 'both know');
    expect(server.sent).to.have.length(2);
  });

  it('is tried again by itself', async () => {
    const server = newServer(offline, null);
    const { box, status } = newBox({ storage: newStorage(), ...server });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'counted', 'counted');
    expect(server.sent).to.have.length(2);
  });

  it('goes on after a reload, with the key it had', async () => {
    const storage = newStorage();
    const first = newServer(offline);
    const before = newBox({ storage, ...first });
    before.box.cast('mot-cua', ['kha']);
    await until(() => 'retryAt' in before.box.state, 'it is so');
    before.box.close();
    const second = newServer(null);
    const after = newBox({ storage, ...second });
    expect(after.status()).to.equal('written');
    await until(() => after.status() === 'counted', 'it is so');
    expect(second.sent).to.deep.equal([first.sent[0]]);
  });

  it('is known to be counted on the next visit', () => {
    const storage = newStorage();
    storage.setItem(`civic-widgets:voted:${scope}`, '1');
    expect(newBox({ storage, ...newServer(null) }).status()).to.equal('counted');
  });

  for (const locks of [navigator.locks, undefined]) {
    const how = locks ? 'Web Locks' : 'a lease in storage';
    it(`is sent by one tab only, and every tab learns that it was counted (${how})`, async () => {
      const storage = newStorage();
      const server = newServer(null);
      storage.setItem(`civic-widgets:ballot:${scope}`, JSON.stringify({ poll: 'mot-cua', choices: ['tot'], key: 'k' }));
      const tabs = Array.from({ length: 3 }, () => newBox({ storage, locks, ...server }));
      await until(() => tabs.every(({ status }) => status() === 'counted'), 'all know');
      expect(server.sent).to.have.length(1);
      expect(Object.keys(contents(storage))).to.deep.equal([`civic-widgets:voted:${scope}`]);
    });

    it(`is taken over when the tab that was sending it goes away (${how})`, async () => {
      const storage = newStorage();
      const failing = newServer(offline);
      const first = newBox({ storage, locks, ...failing });
      first.box.cast('mot-cua', ['tot']);
      await until(() => 'retryAt' in first.box.state, 'it is so');
      const second = newBox({ storage, locks, ...newServer(null) });
      await aTimeout(200);
      expect(second.status()).to.equal('written');
      first.box.close();
      await until(() => second.status() === 'counted', 'taken over');
    });
  }

  it('does not wait for ever for a tab that died holding the lease', async () => {
    const storage = newStorage();
    storage.setItem(`civic-widgets:ballot:${scope}:lease`, `dead ${Date.now() + 300}`);
    const { box, status } = newBox({ storage, locks: undefined, ...newServer(null) });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'counted', 'counted');
  });

  it('leaves the sending to the tab that holds the lease, and leaves no lease behind', async () => {
    const storage = newStorage();
    const lease = `civic-widgets:ballot:${scope}:lease`;
    storage.setItem(lease, `other ${Date.now() + 3900}`);
    const server = newServer(null);
    const { box, status } = newBox({ storage, locks: undefined, ...server });
    box.cast('mot-cua', ['tot']);
    await aTimeout(200);
    expect(server.sent).to.have.length(0);
    storage.removeItem(lease);
    await until(() => status() === 'counted', 'counted');
    await aTimeout(1400);
    expect(Object.keys(contents(storage))).to.deep.equal([`civic-widgets:voted:${scope}`]);
  });

  it('does not believe a lease from the far future (a clock that was set back)', async () => {
    const storage = newStorage();
    storage.setItem(`civic-widgets:ballot:${scope}:lease`, `dead ${Date.now() + 86_400_000}`);
    const { box, status } = newBox({ storage, locks: undefined, ...newServer(null) });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'counted', 'counted');
  });

  it('that waits is the one that counts: a second vote from another tab does not replace it', async () => {
    const storage = newStorage();
    const server = newServer(offline, null);
    const first = newBox({ storage, ...server });
    const second = newBox({ storage, ...server });
    first.box.cast('mot-cua', ['tot']);
    second.box.cast('mot-cua', ['kem']);
    await until(() => first.status() === 'counted' && second.status() === 'counted', 'both');
    expect(server.sent.map(({ choices }) => choices)).to.deep.equal([['tot'], ['tot']]);
  });

  it('votes without storage too, and says that it would be lost with the page', async () => {
    for (const storage of [undefined, blocked]) {
      const { box, status } = newBox({ storage, ...newServer(offline, null) }, `${scope} ${storage === blocked}`);
      box.cast('mot-cua', ['tot']);
      expect(box.isDurable).to.equal(false);
      await until(() => 'retryAt' in box.state, 'it is so');
      box.wake();
      await until(() => status() === 'counted', 'it is so');
    }
  });

  it('is kept in memory when storage is full', async () => {
    const full = {
      ...newStorage(),
      length: 0,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const { box, status } = newBox({ storage: full, ...newServer(null) });
    box.cast('mot-cua', ['tot']);
    expect(box.isDurable).to.equal(false);
    await until(() => status() === 'counted', 'it is so');
  });

  it('is sent where locks are refused (an opaque origin)', async () => {
    const locks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    const { box, status } = newBox({ storage: undefined, locks, ...newServer(null) });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'counted', 'it is so');
  });

  for (const code of ['already-voted', 'closed', 'invalid'] as const) {
    it(`ends with the server’s ${code}, and nothing of it stays`, async () => {
      const storage = newStorage();
      const server = newServer(new CivicError(code, '', { status: 409 }));
      const { box, status } = newBox({ storage, ...server });
      box.cast('mot-cua', ['tot']);
      await until(() => status() === 'refused', 'it is so');
      await aTimeout(50);
      expect(server.sent).to.have.length(1);
      expect(box.state).to.have.nested.property('error.code', code);
      box.sync();
      expect(status()).to.equal('refused');
      expect(Object.keys(contents(storage))).to.deep.equal(
        code === 'already-voted' ? [`civic-widgets:voted:${scope}`] : [],
      );
    });
  }

  it('can be cast anew after it was invalid, with another key', async () => {
    const server = newServer(new CivicError('invalid', ''), null);
    const { box, status } = newBox({ storage: newStorage(), ...server });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'refused', 'it is so');
    box.cast('mot-cua', ['kha']);
    await until(() => status() === 'counted', 'it is so');
    expect(server.sent[0]!.key).not.to.equal(server.sent[1]!.key);
  });

  it('stops at an answer that trying again does not change, keeps what is written, and goes on when asked', async () => {
    const storage = newStorage();
    const server = newServer(new CivicError('http', '', { status: 403 }), null);
    const { box, status } = newBox({ storage, ...server });
    box.cast('mot-cua', ['tot']);
    await until(() => status() === 'stopped', 'it is so');
    expect(Object.keys(contents(storage))).to.deep.equal([`civic-widgets:ballot:${scope}`]);
    box.wake();
    await until(() => status() === 'counted', 'it is so');
    expect(server.sent[0]).to.deep.equal(server.sent[1]);
  });

  it('that was damaged in storage is none', () => {
    for (const value of [
      '',
      '{',
      'null',
      '{"poll":1}',
      '{"poll":"a","choices":"b","key":"c"}',
      '{"poll":"a","choices":[1],"key":"c"}',
      '{"poll":"a","choices":["b",1],"key":"c"}',
      '{"poll":"a","choices":["b"]}',
      '{"choices":["b"],"key":"c"}',
      '{"poll":"a","key":"c"}',
    ]) {
      const storage = newStorage();
      storage.setItem(`civic-widgets:ballot:${scope}`, value);
      const server = newServer(null);
      expect(newBox({ storage, ...server }).status()).to.equal('empty');
      expect(server.sent).to.have.length(0);
    }
  });

  it('whose widget went away while the request was out is cleared all the same', async () => {
    const storage = newStorage();
    const server = newServer(null);
    const { box, states } = newBox({ storage, ...server });
    box.cast('mot-cua', ['tot']);
    await until(() => server.sent.length === 1, 'it is so');
    box.close();
    const told = states.length;
    await until(() => storage.getItem(`civic-widgets:voted:${scope}`), 'it is so');
    expect(states).to.have.length(told);
    expect(Object.keys(contents(storage))).to.deep.equal([`civic-widgets:voted:${scope}`]);
  });
});

describe('the place of a ballot', () => {
  it('is one for each endpoint and poll, whatever else the address says', () => {
    expect(scopeOf('https://a.example/polls/p', 'p')).to.equal(scopeOf('https://a.example/polls/p?v=2#x', 'p'));
    const scopes = ['https://a.example/polls/p', 'https://b.example/polls/p', 'https://a.example/polls/q'].map((url) =>
      scopeOf(url, 'p'),
    );
    expect(new Set([...scopes, scopeOf(scopes[0]!, 'q')]).size).to.equal(4);
  });

  it('stays what it is from one version to the next: votes wait there', () => {
    const url = 'https://a.example/polls/p';
    expect(scopeOf(`${url}?x=1#a\nb`, 'p')).to.equal('https://a.example/polls/p p');
    expect(scopeOf(`${url}?x=1&code=ABCD-2345`, 'p')).to.equal('https://a.example/polls/p p 1ufszcs');
    expect(scopeOf(`${url}?code=ABCD-2345&x=1#y`, 'p')).to.equal('https://a.example/polls/p p 1ufszcs');
    expect(scopeOf(`${url}?barcode=ABCD-2345`, 'p')).to.equal('https://a.example/polls/p p');
  });

  it('is another for each one-time code, and does not tell the code', () => {
    const scope = (code: string) => scopeOf(`https://a.example/polls/p?x=1&code=${code}`, 'p');
    expect(scope('ABCD-2345')).not.to.equal(scope('ABCD-2346'));
    expect(scope('ABCD-2345')).not.to.contain('2345');
  });
});

describe('the key of a ballot', () => {
  it('is a random UUID, another each time', () => {
    const keys = Array.from({ length: 50 }, newKey);
    for (const key of keys) expect(key).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(keys).size).to.equal(50);
  });
});

describe('what one tab does alone', () => {
  const name = () => `lock ${newKey()}`;
  const counted = () => {
    const runs = { count: 0 };
    return { runs, task: async () => void runs.count++ };
  };

  it('is not begun once nobody wants it any more', async () => {
    const { runs, task } = counted();
    for (const locks of [navigator.locks, undefined])
      for (const storage of [newStorage(), undefined])
        await withTabLock(name(), { storage, locks, signal: AbortSignal.abort() }, task);
    const storage = newStorage();
    const held = name();
    storage.setItem(`${held}:lease`, `other ${Date.now() + 3900}`);
    const abort = new AbortController();
    const waiting = withTabLock(held, { storage, signal: abort.signal }, task);
    abort.abort();
    await waiting;
    expect(runs.count).to.equal(0);
    expect(contents(storage)[`${held}:lease`]).to.contain('other');
  });

  it('fails as it does, and the lease is given back', async () => {
    const storage = newStorage();
    const { signal } = new AbortController();
    const failed = withTabLock(name(), { storage, signal }, () => Promise.reject(new Error('no')));
    expect(await failed.catch((error: unknown) => error)).to.have.property('message', 'no');
    expect(storage.length).to.equal(0);
  });

  it('pauses until it is woken, or nobody wants it any more', async () => {
    await pause(60_000, AbortSignal.abort());
    const abort = new AbortController();
    const aborted = pause(60_000, abort.signal);
    abort.abort();
    await aborted;
    await pause(60_000, new AbortController().signal, (wake) => setTimeout(wake));
    await pause(1, new AbortController().signal);
  });
});

describe('the wait between tries', () => {
  const within = (failures: number, error: CivicError) => {
    const delays = Array.from({ length: 200 }, () => retryDelay(failures, error));
    return [Math.min(...delays), Math.max(...delays)] as const;
  };

  it('doubles from a second to a minute, and is never the same for everybody', () => {
    for (const [failures, most] of [
      [1, 1000],
      [2, 2000],
      [4, 8000],
      [30, 60_000],
    ] as const) {
      const [least, longest] = within(failures, offline);
      expect(least)
        .to.be.at.least(most / 2)
        .and.below(most * 0.7);
      expect(longest)
        .to.be.at.most(most)
        .and.above(most * 0.8);
    }
  });

  it('is at least what the server asks for, an hour at most', () => {
    expect(within(1, new CivicError('http', '', { status: 429, retryAfter: 30 }))).to.deep.equal([30_000, 30_000]);
    expect(within(1, new CivicError('http', '', { status: 503, retryAfter: 1e9 }))[1]).to.equal(3_600_000);
  });

  it('comes only after what may pass by itself', () => {
    const verdicts = (
      [
        'network',
        'timeout',
        'format',
        'too-large',
        'blocked',
        'not-found',
        'closed',
        'already-voted',
        'invalid',
      ] as const
    ).map((code) => verdictOf(new CivicError(code, '')));
    expect(verdicts).to.deep.equal([
      'retry',
      'retry',
      'retry',
      'stopped',
      'stopped',
      'stopped',
      'refused',
      'refused',
      'refused',
    ]);
    expect(verdictOf(new CivicError('blocked', '', { status: 503 }))).to.equal('stopped');
    const http = [400, 401, 403, 408, 425, 429, 500, 503].map((status) =>
      verdictOf(new CivicError('http', '', { status })),
    );
    expect(http).to.deep.equal(['stopped', 'stopped', 'stopped', 'retry', 'retry', 'retry', 'retry', 'retry']);
  });
});

describe('the queue of a kiosk', () => {
  beforeEach(() => {
    scope = `/polls/kiosk ${newKey()}`;
  });
  afterEach(() => {
    for (const each of open) each.close();
    open = [];
  });

  function newQueue(options: VoteBoxOptions) {
    const states: KioskQueueState<WrittenVote, unknown>[] = [];
    const queue = new VoteQueue(scope, { locks: navigator.locks, ...options }, (state) => states.push(state));
    open.push(queue);
    return { queue, states };
  }

  it('holds a day’s votes while offline and sends each once, with its own key, when the network is back', async () => {
    const storage = newStorage();
    const sent = new Set<string>();
    let online = false;
    const send = async ({ key }: WrittenVote) => {
      if (!online) throw offline;
      sent.add(key);
      return Promise.resolve();
    };
    const { queue, states } = newQueue({ storage, send });
    for (let i = 0; i < 100; i++) queue.cast('mot-cua', [i % 2 ? 'tot' : 'kha']);
    expect(queue.waiting).to.equal(100);
    await aTimeout(20);
    online = true;
    queue.wake();
    await until(() => queue.waiting === 0, 'drained');
    expect(sent.size).to.equal(100);
    expect(storage.length).to.equal(0);
    expect(states.at(-1)).to.have.property('waiting', 0);
  });

  it('drains on the next start', async () => {
    const storage = newStorage();
    const first = newQueue({ storage, ...newServer(offline) });
    first.queue.cast('mot-cua', ['tot']);
    first.queue.cast('mot-cua', ['kha']);
    await until(() => first.states.some(({ error }) => error), 'it is so');
    first.queue.close();
    const server = newServer(null);
    const second = newQueue({ storage, ...server });
    second.queue.wake();
    await until(() => second.queue.waiting === 0, 'it is so');
    expect(server.sent.map(({ choices }) => choices)).to.have.deep.members([['tot'], ['kha']]);
  });

  it('never remembers that somebody voted', async () => {
    const storage = newStorage();
    const { queue } = newQueue({ storage, ...newServer(null) });
    queue.cast('mot-cua', ['tot']);
    await until(() => queue.waiting === 0, 'it is so');
    expect(contents(storage)).to.deep.equal({});
  });

  it('gives up a vote only on the server’s last word, and goes on with the others', async () => {
    const storage = newStorage();
    const server = newServer(new CivicError('invalid', ''), new CivicError('not-found', ''), null);
    const { queue, states } = newQueue({ storage, ...server });
    queue.cast('mot-cua', ['gone']);
    queue.cast('mot-cua', ['tot']);
    await until(() => server.sent.length === 2, 'it is so');
    await aTimeout(20);
    expect(queue.waiting).to.equal(1);
    queue.wake();
    await until(() => queue.waiting === 0, 'it is so');
    expect(server.sent).to.have.length(3);
    expect(states.filter(({ item, error }) => item && error)).to.have.length(1);
  });

  it('tells how many wait, goes on at once when it is woken, and sends each vote once', async () => {
    const storage = newStorage();
    const server = newServer(new CivicError('http', '', { status: 503, retryAfter: 60 }), null);
    const { queue, states } = newQueue({ storage, ...server });
    queue.cast('mot-cua', ['tot']);
    expect(states).to.deep.equal([{ waiting: 1 }]);
    queue.wake();
    await until(() => states.some(({ error }) => error), 'it has to wait');
    queue.wake();
    queue.wake();
    await until(() => queue.waiting === 0, 'drained');
    queue.cast('mot-cua', ['kha']);
    await until(() => queue.waiting === 0, 'drained');
    expect(server.sent.map(({ choices }) => choices)).to.deep.equal([['tot'], ['tot'], ['kha']]);
    expect(states.filter(({ item }) => item).map((state) => Object.keys(state))).to.deep.equal([
      ['waiting', 'item'],
      ['waiting', 'item'],
    ]);
  });

  it('sends nothing once it is closed, and drops what others have damaged', async () => {
    const storage = newStorage();
    storage.setItem(`civic-widgets:kiosk:${scope}:a`, '{');
    const closed = newServer(null);
    const { queue } = newQueue({ storage, ...closed });
    queue.close();
    queue.wake();
    await aTimeout(20);
    expect(queue.waiting).to.equal(1);
    const server = newServer(null);
    const next = newQueue({ storage, ...server });
    next.queue.cast('mot-cua', ['tot']);
    await until(() => next.queue.waiting === 0, 'drained');
    expect([closed.sent.length, server.sent.length]).to.deep.equal([0, 1]);
    expect(next.states.map(({ waiting }) => waiting)).to.deep.equal([2, 0]);
  });

  it('is sent by one tab of a kiosk only', async () => {
    const storage = newStorage();
    const server = newServer(null);
    storage.setItem(`civic-widgets:kiosk:${scope}:k`, JSON.stringify({ poll: 'mot-cua', choices: ['tot'], key: 'k' }));
    const tabs = [newQueue({ storage, ...server }), newQueue({ storage, ...server })];
    for (const { queue } of tabs) queue.wake();
    await until(() => tabs.every(({ queue }) => queue.waiting === 0), 'drained');
    await aTimeout(20);
    expect(server.sent).to.have.length(1);
  });

  it('works without storage for as long as the page lives', async () => {
    const server = newServer(offline, null);
    const { queue } = newQueue({ storage: blocked, ...server });
    queue.cast('mot-cua', ['tot']);
    expect(queue.waiting).to.equal(1);
    await aTimeout(20);
    queue.wake();
    await until(() => queue.waiting === 0, 'it is so');
  });
});
