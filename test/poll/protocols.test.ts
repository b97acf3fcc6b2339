import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { readRefusal as readAnyRefusal, type PostAnswer } from '../../src/outbox/submit.ts';
import type { PollProtocol, PollReading } from '../../src/poll/model.ts';
import { parsePoll, parseVoteAnswer, protocolOf, registerPollProtocol } from '../../src/poll/parse.ts';
import { civic as civicProtocol } from '../../src/poll/protocols/civic.ts';
import { pollWire } from './polls.ts';

const readRefusal = (
  protocol: PollProtocol,
  { url, body = new Uint8Array(), ...answer }: Omit<PostAnswer, 'bytes'> & { url?: string; body?: Uint8Array },
) => readAnyRefusal({ ...answer, bytes: body }, url, (status, document) => protocol.refusal?.(status, document));

const read = (document: object) => {
  const poll = parsePoll(document);
  return { poll, protocol: protocolOf(poll) };
};

const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));

const civic = () => read(pollWire());
const mastodon = () => read({ id: '1', options: [{ title: 'a' }, { title: 'b' }], multiple: false });

describe('the civic protocol', () => {
  it('posts the choices under the poll’s address with the ballot’s key', () => {
    expect(civic().protocol.name).to.equal('civic');
    for (const [url, votes] of [
      ['https://a.example/polls/mot-cua', 'https://a.example/polls/mot-cua/votes'],
      ['https://a.example/polls/mot-cua/', 'https://a.example/polls/mot-cua/votes'],
      ['/polls/mot-cua?site=3#top', '/polls/mot-cua/votes?site=3'],
    ] as const) {
      expect(civic().protocol.vote({ poll: civic().poll, choices: ['tot'], key: 'k', url })).to.deep.equal({
        url: votes,
        headers: { 'Idempotency-Key': 'k' },
        body: { choices: ['tot'] },
      });
    }
  });

  for (const [status, code] of [
    [409, 'already-voted'],
    [410, 'closed'],
    [422, 'invalid'],
    [404, 'not-found'],
    [500, 'http'],
    [403, 'http'],
  ] as const) {
    it(`reads a refusal with ${status} as ${code}`, () => {
      expect(readRefusal(civic().protocol, { status, url: '/v' })).to.include({ code, status, url: '/v' });
    });
  }

  it('believes the problem’s type more than the status, and nothing that is no code of a vote', () => {
    const type = 'https://a.example/problems/closed';
    expect(readRefusal(civic().protocol, { status: 403, body: json({ type }) }).code).to.equal('closed');
    expect(
      readRefusal(civic().protocol, { status: 400, body: json({ type: 'urn:civic:already-voted' }) }).code,
    ).to.equal('already-voted');
    expect(
      readRefusal(civic().protocol, { status: 429, body: json({ type: 'about:blank' }), retryAfter: 7 }),
    ).to.include({
      code: 'http',
      retryAfter: 7,
    });
    expect(readRefusal(civic().protocol, { status: 503, body: json({ type: '/format' }) }).code).to.equal('http');
  });
});

describe('the mastodon protocol', () => {
  it('posts the places of the choices as numbers', () => {
    expect(mastodon().protocol.name).to.equal('mastodon');
    const url = 'https://m.example/api/v1/polls/1';
    expect(mastodon().protocol.vote({ poll: mastodon().poll, choices: ['1', '0'], key: 'k', url })).to.deep.include({
      url: `${url}/votes`,
      headers: { 'Idempotency-Key': 'k' },
      body: { choices: [1, 0] },
    });
  });

  it('tells from the sentence what its 422 means', () => {
    const code = (error: string) => readRefusal(mastodon().protocol, { status: 422, body: json({ error }) }).code;
    expect(code('Validation failed: You have already voted on this poll')).to.equal('already-voted');
    expect(code('Validation failed: The poll has already ended')).to.equal('closed');
    expect(code('Validation failed: The chosen vote option does not exist')).to.equal('invalid');
    expect(readRefusal(mastodon().protocol, { status: 404 }).code).to.equal('not-found');
  });
});

describe('the protocol of a document', () => {
  it('is told from what is in it, or named', () => {
    const options = [{ title: 'a' }];
    const of = (document: object, format?: string) => protocolOf(parsePoll(document, { format })).name;
    expect(of({ options, question: 'Q' })).to.equal('civic');
    expect(of({ options, kind: 'single' })).to.equal('civic');
    expect(of({ options })).to.equal('mastodon');
    expect(of({ options }, 'civic')).to.equal('civic');
    expect(of({ options, question: 'Q' }, 'mastodon')).to.equal('mastodon');
    expect(protocolOf(pollWire())).to.equal(civicProtocol);
    expect(() => parsePoll({ question: 'Q', kind: 'single' })).to.throw(CivicError, 'no known poll protocol');
    expect(() => parsePoll([options])).to.throw(CivicError, 'no known poll protocol');
    expect(() => parsePoll({}, { format: 'civic' })).to.throw(CivicError, 'a poll has a list of options');
    expect(() => parsePoll([], { format: 'civic' })).to.throw(CivicError, 'a poll has a list of options');
  });

  it('may be the page’s own, which takes the place of the one of its name', () => {
    const protocol = (changes: Partial<PollProtocol>): PollProtocol => ({
      ...civicProtocol,
      name: 'own',
      matches: (document) => (document as { own?: boolean } | null)?.own === true,
      ...changes,
    });
    const document = { ...pollWire(), own: true };
    registerPollProtocol(protocol({ parse: () => pollWire({ id: 'old' }) }));
    registerPollProtocol(protocol({ name: 'other', parse: () => pollWire({ id: 'other' }) }));
    expect(parsePoll(document).id).to.equal('other');
    registerPollProtocol(protocol({ parse: () => pollWire({ id: 'new' }) }));
    expect(parsePoll(document).id).to.equal('new');
    registerPollProtocol(protocol({ name: 'other', matches: () => false }));
    registerPollProtocol(protocol({ matches: () => false }));
    expect(parsePoll(document).id).to.equal('mot-cua');
    expect(mastodon().protocol.name).to.equal('mastodon');
    expect(civic().protocol.name).to.equal('civic');
  });
});

describe('the answer to a vote', () => {
  const url = 'https://a.example/polls/mot-cua';

  it('is the poll with the vote in it, read as the poll was', () => {
    const { poll } = civic();
    const answer = parseVoteAnswer(json(pollWire({ voted: true, own_votes: ['tot'] })), poll, url)!;
    expect(answer).to.include({ voted: true });
    expect(protocolOf(answer)).to.equal(protocolOf(poll));
    const { protocol, poll: fromMastodon } = mastodon();
    expect(protocolOf(parseVoteAnswer(json({ ...pollWire() }), fromMastodon, url)!)).to.equal(protocol);
    for (const body of [new Uint8Array(), new TextEncoder().encode('<html>'), json({})]) {
      let thrown: unknown;
      try {
        parseVoteAnswer(body, poll, url);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).to.be.instanceOf(CivicError).and.to.include({ code: 'format', url });
    }
  });

  it('is what the protocol makes of it, or nothing yet', () => {
    const asked: [document: unknown, reading: PollReading][] = [];
    const changed = pollWire({ voted: true });
    const protocol: PollProtocol = {
      ...civicProtocol,
      name: 'answers',
      matches: () => false,
      answer: (document, reading) => {
        asked.push([document, reading]);
        return document ? changed : undefined;
      },
    };
    registerPollProtocol(protocol);
    const poll = parsePoll(pollWire(), { format: 'answers' });
    const start = Date.now();
    expect(parseVoteAnswer(json({ ok: 1 }), poll, url)).to.equal(changed);
    expect(protocolOf(changed)).to.equal(protocol);
    expect(parseVoteAnswer(new Uint8Array(), poll, url)).to.equal(undefined);
    expect(asked.map(([document]) => document)).to.deep.equal([{ ok: 1 }, undefined]);
    for (const [, { previous, now, ...rest }] of asked) {
      expect(rest).to.deep.equal({ url });
      expect(previous).to.equal(poll);
      expect(now).to.be.within(start, Date.now());
    }
  });
});
