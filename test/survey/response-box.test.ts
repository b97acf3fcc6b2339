import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { newKey } from '../../src/outbox/outbox.ts';
import {
  DraftStore,
  refusedQuestions,
  ResponseBox,
  withResponse,
  type PostAnswer,
  type PostRequest,
  type ResponseState,
} from '../../src/survey/response-box.ts';
import { ResponseQueue } from '../../src/survey/response-queue.ts';
import { until } from '../helpers/endpoint.ts';
import { newStorage } from '../outbox/devices.ts';
import { surveyWire } from './surveys.ts';

const answer = (status: number, value: unknown): PostAnswer => ({
  status,
  bytes: new TextEncoder().encode(JSON.stringify(value)),
});
const TAKEN = answer(201, { id: 'r1' });
const ANSWERS = { came: 'birth', mood: 'good', parts: { wait: 'good', room: 'fair' }, visits: '2' };

let open: { close(): void }[] = [];

function newBox(
  steps: (PostAnswer | CivicError)[],
  storage = newStorage(),
  url = `https://a.example/surveys/${newKey()}`,
) {
  const posted: PostRequest[] = [];
  const post = async (request: PostRequest) => {
    posted.push(request);
    const step = steps[Math.min(posted.length, steps.length) - 1]!;
    if (step instanceof CivicError) throw step;
    return Promise.resolve(step);
  };
  const { locks } = navigator;
  const box = new ResponseBox({ url, survey: () => surveyWire(), post, storage, locks, changed: () => undefined });
  open.push(box);
  box.sync();
  return { box, posted, storage, url };
}

describe('a response box', () => {
  afterEach(() => {
    for (const each of open) each.close();
    open = [];
  });

  it('writes the answers down before they are sent, sends them once, and forgets them', async () => {
    const { box, posted, storage, url } = newBox([TAKEN]);
    box.respond({ ...ANSWERS, gone: 'x' }, ' Counter 3 ');
    const written = JSON.parse(storage.getItem(`civic-widgets:response:${url} counter`)!) as Record<string, unknown>;
    expect(Object.keys(written)).to.deep.equal(['survey', 'answers', 'context', 'key']);
    expect(posted).to.have.length(0);
    await until(() => box.state.status === 'counted', 'counted');
    const body = { answers: { ...ANSWERS, visits: 2 }, context: 'Counter 3' };
    expect(posted).to.deep.equal([{ url: `${url}/responses`, headers: { 'Idempotency-Key': written['key'] }, body }]);
    expect(box.state).to.have.property('answer', 'r1');
    expect([storage.length, storage.key(0)]).to.deep.equal([1, `civic-widgets:answered:${url} counter`]);
  });

  it('sends the same after a reload', async () => {
    const before = newBox([new CivicError('network', 'offline')]);
    before.box.respond(ANSWERS);
    await until(() => 'retryAt' in before.box.state, 'it has to wait');
    before.box.close();
    const after = newBox([TAKEN], before.storage, before.url);
    await until(() => after.box.state.status === 'counted', 'counted');
    expect(after.posted).to.deep.equal(before.posted);
  });

  for (const [what, step, status, code, questions] of [
    ['taken', TAKEN, 'counted', undefined, []],
    ['answered before', answer(409, {}), 'refused', 'already-voted', []],
    ['closed', answer(410, {}), 'refused', 'closed', []],
    ['wrong: ids', answer(422, { questions: ['mood', 'why'] }), 'refused', 'invalid', ['mood', 'why']],
    [
      'wrong: objects',
      answer(422, { questions: [{ id: 'mood', reason: 'required' }] }),
      'refused',
      'invalid',
      ['mood'],
    ],
    ['wrong: by id', answer(422, { questions: { mood: 'required' } }), 'refused', 'invalid', ['mood']],
    ['wrong: nonsense', answer(422, { questions: [null, 5, {}] }), 'refused', 'invalid', ['5']],
    ['no such survey', answer(404, {}), 'stopped', 'not-found', []],
    ['the key got lost', answer(400, { type: 'urn:x:invalid' }), 'stopped', 'http', []],
    ['busy', answer(429, {}), 'written', 'http', []],
    ['a sign-in page', answer(200, '<html>'), 'written', 'format', []],
    ['an answer without an id', answer(201, {}), 'written', 'format', []],
  ] as const)
    it(`${what}: ${status}`, async () => {
      const { box } = newBox([step]);
      box.respond(ANSWERS);
      await until(() => 'error' in box.state || box.state.status === 'counted', 'an answer');
      const { error } = box.state as { error?: CivicError };
      expect([box.state.status, error?.code]).to.deep.equal([status, code]);
      expect(error ? refusedQuestions(error) : []).to.deep.equal(questions);
    });

  it('drops what others have damaged in storage', () => {
    for (const [value, status] of [
      [{ survey: 's', answers: { a: 'b' }, key: 'k' }, 'written'],
      [{ survey: 's', answers: { a: ['b', { other: 'c' }], d: { e: 'f' }, g: 1 }, key: 'k' }, 'written'],
      [{ survey: 's', answers: { a: null }, key: 'k' }, 'empty'],
      [{ survey: 's', answers: { a: [1] }, key: 'k' }, 'empty'],
      [{ survey: 's', answers: { a: { b: 1 } }, key: 'k' }, 'empty'],
      [{ survey: 's', answers: 'a', key: 'k' }, 'empty'],
      [{ survey: 's', answers: {} }, 'empty'],
      [{ answers: {}, key: 'k' }, 'empty'],
      [5, 'empty'],
    ] as const) {
      const storage = newStorage();
      const url = `https://a.example/surveys/${newKey()}`;
      storage.setItem(`civic-widgets:response:${url} counter`, JSON.stringify(value));
      expect(newBox([TAKEN], storage, url).box.state.status, JSON.stringify(value)).to.equal(status);
    }
  });

  it('tells the survey that it is answered', () => {
    const survey = surveyWire();
    const item = { survey: 's', answers: {}, key: 'k' };
    for (const [state, answered] of [
      [{ status: 'empty' }, false],
      [{ status: 'sending', item }, false],
      [{ status: 'counted' }, true],
      [{ status: 'refused', item, error: new CivicError('already-voted', '') }, true],
      [{ status: 'refused', item, error: new CivicError('closed', '') }, false],
    ] as [ResponseState, boolean][])
      expect(withResponse(survey, state)).to.deep.equal({ ...survey, answered });
  });

  it('of a kiosk sends one after the other and remembers nobody', async () => {
    const posted: PostRequest[] = [];
    const storage = newStorage();
    const queue = new ResponseQueue({
      url: `https://a.example/surveys/${newKey()}`,
      survey: () => surveyWire(),
      post: async (request) => {
        posted.push(request);
        return Promise.resolve(TAKEN);
      },
      storage,
      locks: navigator.locks,
      changed: () => undefined,
    });
    queue.respond(ANSWERS);
    queue.respond({ ...ANSWERS, mood: 'fair' }, 'Counter 3');
    await until(() => queue.waiting === 0, 'drained');
    queue.close();
    expect(new Set(posted.map(({ headers }) => headers!['Idempotency-Key'])).size).to.equal(2);
    expect(storage.length).to.equal(0);
  });
});

describe('a draft', () => {
  const url = 'https://a.example/surveys/counter';

  it('survives a reload, and goes when it is erased', () => {
    const storage = newStorage();
    const draft = { answers: { came: { other: 'x' }, visits: '2' }, step: 2 };
    new DraftStore(url, 'counter', storage).write(draft);
    expect(new DraftStore(url, 'counter', storage).read()).to.deep.equal(draft);
    expect(new DraftStore(url, 'other', storage).read()).to.equal(undefined);
    new DraftStore(url, 'counter', storage).erase();
    expect(storage.length).to.equal(0);
  });

  it('that is damaged is none, and a step that is none is the first', () => {
    for (const [value, read] of [
      ['{', undefined],
      ['5', undefined],
      ['{"answers":{"a":null},"step":1}', undefined],
      ['{"answers":{},"step":-1}', { answers: {}, step: 0 }],
      ['{"answers":{}}', { answers: {}, step: 0 }],
    ] as const) {
      const storage = newStorage();
      storage.setItem(`civic-widgets:draft:${url} counter`, value);
      expect(new DraftStore(url, 'counter', storage).read(), value).to.deep.equal(read);
    }
  });

  it('is not kept where storage is missing or throws', () => {
    const blocked = new Proxy({} as Storage, {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    for (const storage of [undefined, blocked]) {
      const drafts = new DraftStore(url, 'counter', storage);
      drafts.write({ answers: {}, step: 1 });
      expect(drafts.read()).to.equal(undefined);
      drafts.erase();
    }
  });
});
