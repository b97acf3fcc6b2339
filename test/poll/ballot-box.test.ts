import { aTimeout, expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { newKey } from '../../src/outbox/outbox.ts';
import {
  BallotBox,
  hasVoted,
  isPending,
  withVote,
  type BallotState,
  type PostAnswer,
  type PostRequest,
} from '../../src/poll/ballot-box.ts';
import { BallotQueue, type BallotQueueState } from '../../src/poll/ballot-queue.ts';
import type { Poll } from '../../src/poll/model.ts';
import { parsePoll, protocolOf } from '../../src/poll/parse.ts';
import { until } from '../helpers/endpoint.ts';
import { newStorage } from '../outbox/devices.ts';
import { pollWire } from './polls.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const answers = (status: number, value: unknown): PostAnswer => ({ status, bytes: bytes(value) });
const problem = (status: number, code: string, detail?: string) =>
  answers(status, { type: `urn:civic-widgets:problem:${code}`, detail });
const COUNTED = answers(200, pollWire({ voted: true, own_votes: ['tot'] }));
/** ALTCHA: the number sought is 7. */
const CHALLENGE = {
  algorithm: 'SHA-256',
  challenge: '30a81e3c7a5b75c5b0a1af5a3e3e2e6d',
  salt: 's',
  signature: 't',
};

let open: { close(): void }[] = [];

function newBox({
  poll = parsePoll(pollWire()),
  storage = newStorage(),
  url = `https://a.example/polls/${newKey()}`,
  steps = [COUNTED],
}: { poll?: Poll; storage?: Storage; url?: string; steps?: (PostAnswer | CivicError)[] } = {}) {
  const posted: PostRequest[] = [];
  const states: BallotState[] = [];
  const post = async (request: PostRequest) => {
    posted.push(request);
    await aTimeout(1);
    const step = steps[Math.min(posted.length, steps.length) - 1]!;
    if (step instanceof CivicError) throw step;
    return step;
  };
  const { locks } = navigator;
  const box = new BallotBox({ url, poll: () => poll, post, storage, locks, changed: (state) => states.push(state) });
  open.push(box);
  box.sync();
  return { box, posted, states, storage, url, poll };
}

describe('a ballot box', () => {
  afterEach(() => {
    for (const each of open) each.close();
    open = [];
  });

  it('writes choices and key down at the press, before anything is sent', () => {
    const { box, posted, storage, url } = newBox();
    box.cast(['tot']);
    expect(posted).to.have.length(0);
    const written = JSON.parse(storage.getItem(`civic-widgets:ballot:${url} mot-cua`)!) as object;
    expect(Object.keys(written)).to.deep.equal(['poll', 'choices', 'key']);
    expect(box.state).to.have.nested.property('item.choices').deep.equal(['tot']);
    expect(isPending(box.state)).to.equal(true);
  });

  it('posts what the poll’s protocol says, and keeps the poll that the server answers', async () => {
    const { box, posted, states, url } = newBox();
    box.cast(['tot']);
    await until(() => box.state.status === 'counted', 'counted');
    const { item, answer } = box.state as BallotState & { status: 'counted' };
    expect(posted).to.deep.equal([
      { url: `${url}/votes`, headers: { 'Idempotency-Key': item!.key }, body: { choices: ['tot'] } },
    ]);
    expect(answer).to.include({ voted: true });
    expect(states.map(({ status }) => status)).to.deep.equal(['empty', 'written', 'sending', 'counted']);
    expect(hasVoted(box.state)).to.equal(true);
    expect(isPending(box.state)).to.equal(false);
  });

  describe('sends along', () => {
    const asked = { comment: { max_length: 10 } };
    for (const [what, changes, extras, body] of [
      ['nothing', {}, {}, {}],
      ['a comment where the poll asks for one', asked, { comment: ' Nhanh ' }, { comment: 'Nhanh' }],
      ['no comment where it asks for none', {}, { comment: 'Nhanh' }, {}],
      ['no empty comment', asked, { comment: '  ' }, {}],
      ['no more of a comment than is asked for', asked, { comment: '0123456789x' }, { comment: '0123456789' }],
      ['the context', {}, { context: 'Quầy 3' }, { context: 'Quầy 3' }],
      ['no empty context', {}, { context: '' }, {}],
    ] as const)
      it(what, async () => {
        const { box, posted, storage, url } = newBox({ poll: parsePoll(pollWire(changes)) });
        box.cast(['tot'], extras);
        const written = JSON.parse(storage.getItem(`civic-widgets:ballot:${url} mot-cua`)!) as object;
        expect(written).to.deep.include(body);
        await until(() => box.state.status === 'counted', 'counted');
        expect(posted[0]!.body).to.deep.equal({ choices: ['tot'], ...body });
        expect(storage.length).to.equal(1);
      });

    it('the same after a reload', async () => {
      const poll = parsePoll(pollWire(asked));
      const before = newBox({ poll, steps: [new CivicError('network', 'offline')] });
      before.box.cast(['tot'], { comment: 'Nhanh', context: 'Quầy 3' });
      await until(() => 'retryAt' in before.box.state, 'it has to wait');
      before.box.close();
      const after = newBox({ poll, storage: before.storage, url: before.url });
      await until(() => after.box.state.status === 'counted', 'counted');
      expect(after.posted).to.deep.equal(before.posted);
    });
  });

  describe('ends', () => {
    for (const [what, answer, status, code] of [
      ['counted', COUNTED, 'counted', undefined],
      ['refused: voted before', problem(409, 'already-voted'), 'refused', 'already-voted'],
      ['refused: closed', problem(410, 'closed'), 'refused', 'closed'],
      ['refused: the poll has changed', problem(422, 'invalid'), 'refused', 'invalid'],
      ['refused by status alone', answers(422, '<html>'), 'refused', 'invalid'],
      ['stopped: a proxy took the key', problem(400, 'invalid', 'The header Idempotency-Key…'), 'stopped', 'http'],
      ['stopped: a request that did not arrive whole', answers(400, {}), 'stopped', 'http'],
      ['stopped: not allowed here', problem(403, 'blocked'), 'stopped', 'http'],
      ['stopped: no such poll', problem(404, 'not-found'), 'stopped', 'not-found'],
      ['written: too many', problem(429, 'too-many'), 'written', 'http'],
      ['written: out of service', problem(503, 'unavailable'), 'written', 'http'],
      ['written: a sign-in page', answers(200, '<html>'), 'written', 'format'],
      ['written: offline', new CivicError('network', ''), 'written', 'network'],
    ] as const)
      it(what, async () => {
        const { box, storage } = newBox({ steps: [answer] });
        box.cast(['tot']);
        await until(() => 'error' in box.state || box.state.status === 'counted', 'an answer');
        expect(box.state.status).to.equal(status);
        expect((box.state as { error?: CivicError }).error?.code).to.equal(code);
        const isKept = status === 'written' || status === 'stopped';
        expect(storage.length).to.equal(isKept || hasVoted(box.state) ? 1 : 0);
        expect(isPending(box.state)).to.equal(isKept);
      });

    it('with the server’s reason for developers', async () => {
      const { box } = newBox({ steps: [problem(400, 'invalid', 'The header Idempotency-Key must be a UUID.')] });
      box.cast(['tot']);
      await until(() => 'error' in box.state, 'an answer');
      const { error } = box.state as { error: CivicError };
      expect(error).to.include({ status: 400 });
      expect(error.message).to.contain('400').and.to.contain('Idempotency-Key must be a UUID');
    });
  });

  it('solves the proof of work that a server asks for, and sends the same vote with it', async () => {
    const { sha256 } = await import('../../src/outbox/proof-of-work.ts');
    const challenge = { ...CHALLENGE, challenge: sha256('s7'), maxnumber: 20 };
    const { box, posted } = newBox({ steps: [answers(428, { challenge }), COUNTED] });
    box.cast(['tot']);
    await until(() => box.state.status === 'counted', 'counted');
    const [first, second] = posted as [PostRequest, PostRequest];
    const { 'Civic-Proof': proof, ...headers } = second.headers!;
    expect(atob(proof!)).to.contain('"number":7');
    expect({ ...second, headers }).to.deep.equal(first);
  });

  it('stops where a proof is asked for without a challenge', async () => {
    for (const body of [{}, '<html>', { challenge: {} }]) {
      const { box, posted } = newBox({ steps: [answers(428, body)] });
      box.cast(['tot']);
      await until(() => 'error' in box.state, 'an answer');
      expect(box.state.status).to.equal('stopped');
      expect(posted).to.have.length(1);
    }
  });

  it('drops a stored ballot that is damaged', () => {
    for (const value of [
      [],
      { poll: 'a', choices: 'b', key: 'c' },
      { poll: 'a', choices: [1], key: 'c' },
      { key: 'c' },
    ]) {
      const storage = newStorage();
      const url = `https://a.example/polls/${newKey()}`;
      storage.setItem(`civic-widgets:ballot:${url} mot-cua`, JSON.stringify(value));
      expect(newBox({ storage, url }).box.state.status).to.equal('empty');
    }
  });

  it('tells tabs apart by the keys of its own poll', async () => {
    const { box, storage, url, states } = newBox();
    storage.setItem(`civic-widgets:voted:${url} mot-cua`, '1');
    box.storageChanged('civic-widgets:voted:other');
    expect(states).to.have.length(1);
    for (const key of [`civic-widgets:voted:${url} mot-cua`, null]) box.storageChanged(key);
    expect(box.state.status).to.equal('counted');
  });
});

describe('what a browser knows of its vote', () => {
  const ballot = { poll: 'mot-cua', choices: ['kha', 'gone'], key: 'k' };
  const refused = (code: 'already-voted' | 'closed'): BallotState => ({
    status: 'refused',
    item: ballot,
    error: new CivicError(code, ''),
  });
  for (const [what, wire, state, voted, own] of [
    ['nothing', {}, { status: 'empty' }, false, []],
    ['a vote not yet counted', {}, { status: 'sending', item: ballot }, false, []],
    ['counted now: its choices too', {}, { status: 'counted', item: ballot }, true, ['kha']],
    ['counted before a reload', {}, { status: 'counted' }, true, []],
    ['counted on another device', {}, refused('already-voted'), true, []],
    ['refused', {}, refused('closed'), false, []],
    ['what the server says counts more', { own_votes: ['tot'] }, { status: 'counted', item: ballot }, true, ['tot']],
    ['the server knows', { voted: true, own_votes: ['tot'] }, { status: 'empty' }, true, ['tot']],
    ['the server knows half', { voted: true }, { status: 'counted', item: ballot }, true, ['kha']],
  ] as const)
    it(`is in the poll: ${what}`, () => {
      const poll = parsePoll(pollWire(wire as Partial<Poll>));
      const known = withVote(poll, state as BallotState);
      expect(known).to.deep.equal({ ...poll, voted, own_votes: own });
      expect(protocolOf(known)).to.equal(protocolOf(poll));
    });

  it('keeps the protocol that takes the votes', () => {
    const mastodon = parsePoll({ options: [{ title: 'a' }] });
    expect(protocolOf(withVote(mastodon, { status: 'counted' })).name).to.equal('mastodon');
    expect(withVote(mastodon, { status: 'empty' })).to.equal(mastodon);
  });
});

describe('the ballots of a kiosk', () => {
  it('are sent in turn, with what each voter wrote', async () => {
    const posted: PostRequest[] = [];
    const states: BallotQueueState[] = [];
    const queue = new BallotQueue({
      url: `https://a.example/polls/${newKey()}?code=x`,
      poll: () => parsePoll(pollWire({ comment: { max_length: 500 } })),
      post: async (request) => {
        posted.push(request);
        return Promise.resolve(COUNTED);
      },
      storage: newStorage(),
      changed: (state) => states.push(state),
    });
    queue.cast(['tot'], { comment: 'Nhanh', context: 'Quầy 3' });
    queue.cast(['kha']);
    await until(() => queue.waiting === 0, 'drained');
    queue.close();
    expect(posted.map(({ body }) => body)).to.have.deep.members([
      { choices: ['tot'], comment: 'Nhanh', context: 'Quầy 3' },
      { choices: ['kha'] },
    ]);
    expect(states.filter(({ answer }) => answer?.voted)).to.have.length(2);
  });
});
