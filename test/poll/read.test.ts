import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import type { PollProtocol } from '../../src/poll/model.ts';
import { parsePoll, protocolOf, readPoll, registerPollProtocol } from '../../src/poll/parse.ts';

const civic = { id: '1', kind: 'single', question: 'Q?', options: [{ id: 'a', title: 'A', votes_count: 1 }] };
const mastodon = { id: '2', multiple: false, expired: false, options: [{ title: 'A', votes_count: 1 }] };

describe('readPoll', () => {
  it('says what parsePoll says, and is voted on by its own protocol', async () => {
    for (const [name, wire] of Object.entries({ civic, mastodon })) {
      const options = { url: 'https://ward.example/polls/1', now: 0 };
      for (const body of [wire, JSON.stringify(wire), new TextEncoder().encode(JSON.stringify(wire))]) {
        const poll = await readPoll(body, options);
        expect(poll, name).to.deep.equal(parsePoll(wire, options));
        expect(protocolOf(poll).name).to.equal(name);
        expect(protocolOf(poll).vote).to.be.a('function');
      }
    }
  });

  it('goes by the protocol that the page names', async () => {
    expect(protocolOf(await readPoll(civic, { format: 'mastodon' }))).to.have.property('name', 'mastodon');
    expect(protocolOf(await readPoll(mastodon, { format: 'civic' }))).to.have.property('name', 'civic');
  });

  it('is a format error where nothing is a poll, or nobody knows the name', async () => {
    for (const [body, format] of [
      ['<html>', 'auto'],
      [{}, 'auto'],
      [{ options: 1 }, 'civic'],
      [civic, 'nobody’s'],
    ] as const) {
      const error = await readPoll(body, { format, url: 'https://a.example/' }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(CivicError).and.to.include({ code: 'format', url: 'https://a.example/' });
    }
  });

  it('asks the page’s own protocols first, as the objects that they are', async () => {
    class Own implements PollProtocol {
      name = 'own-of-the-page';
      matches(document: unknown): boolean {
        return this.name === (document as { by?: string }).by;
      }
      parse() {
        return parsePoll({ ...civic, id: 'own' });
      }
      vote() {
        return { url: '', body: {} };
      }
    }
    const own = new Own();
    registerPollProtocol(own);
    const poll = await readPoll({ ...civic, by: own.name }, {});
    expect(poll.id).to.equal('own');
    expect(protocolOf(poll)).to.equal(own);
  });
});
