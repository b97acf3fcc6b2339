import { expect } from '@open-wc/testing';
import { parsePoll, protocolOf } from '../../src/poll/parse.ts';
import { readRefusal } from '../../src/poll/vote-answer.ts';
import { pollWire } from './polls.ts';

const read = (document: object) => {
  const poll = parsePoll(document);
  return { poll, protocol: protocolOf(poll) };
};

const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));

const civic = read(pollWire());
const mastodon = read({ id: '1', options: [{ title: 'a' }, { title: 'b' }], multiple: false });

describe('the civic protocol', () => {
  it('posts the choices under the poll’s address with the ballot’s key', () => {
    expect(civic.protocol.name).to.equal('civic');
    for (const [url, votes] of [
      ['https://a.example/polls/mot-cua', 'https://a.example/polls/mot-cua/votes'],
      ['https://a.example/polls/mot-cua/', 'https://a.example/polls/mot-cua/votes'],
      ['/polls/mot-cua?site=3#top', '/polls/mot-cua/votes?site=3'],
    ] as const) {
      expect(civic.protocol.vote({ poll: civic.poll, choices: ['tot'], key: 'k', url })).to.deep.equal({
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
      expect(readRefusal(civic.protocol, { status, url: '/v' })).to.include({ code, status, url: '/v' });
    });
  }

  it('believes the problem’s type more than the status, and nothing that is no code of a vote', () => {
    const type = 'https://a.example/problems/closed';
    expect(readRefusal(civic.protocol, { status: 403, body: json({ type }) }).code).to.equal('closed');
    expect(readRefusal(civic.protocol, { status: 400, body: json({ type: 'urn:civic:already-voted' }) }).code).to.equal(
      'already-voted',
    );
    expect(readRefusal(civic.protocol, { status: 429, body: json({ type: 'about:blank' }), retryAfter: 7 })).to.include(
      {
        code: 'http',
        retryAfter: 7,
      },
    );
    expect(readRefusal(civic.protocol, { status: 503, body: json({ type: '/format' }) }).code).to.equal('http');
  });
});

describe('the mastodon protocol', () => {
  it('posts the places of the choices as numbers', () => {
    expect(mastodon.protocol.name).to.equal('mastodon');
    const url = 'https://m.example/api/v1/polls/1';
    expect(mastodon.protocol.vote({ poll: mastodon.poll, choices: ['1', '0'], key: 'k', url })).to.deep.include({
      url: `${url}/votes`,
      body: { choices: [1, 0] },
    });
  });

  it('tells from the sentence what its 422 means', () => {
    const code = (error: string) => readRefusal(mastodon.protocol, { status: 422, body: json({ error }) }).code;
    expect(code('Validation failed: You have already voted on this poll')).to.equal('already-voted');
    expect(code('Validation failed: The poll has already ended')).to.equal('closed');
    expect(code('Validation failed: The chosen vote option does not exist')).to.equal('invalid');
    expect(readRefusal(mastodon.protocol, { status: 404 }).code).to.equal('not-found');
  });
});
