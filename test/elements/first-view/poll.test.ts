import { expect } from '@open-wc/testing';
import type { CitizenPoll } from '../../../src/elements/citizen-poll/citizen-poll.ts';
import { show } from '../../../src/elements/citizen-poll/first-view.ts';
import { ballotScope, BallotSlip } from '../../../src/poll/ballot.ts';
import type { Poll } from '../../../src/poll/index.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { pollWire } from '../../poll/polls.ts';
import { becomesReady, drawing, place, refusal } from './helpers.ts';

const HIDDEN = ['good', 'poor'].map((id) => ({ id, title: id, votes_count: null }));
const wire = (changes: Partial<Poll> = {}): Poll =>
  pollWire({ options: HIDDEN, votes_count: null, voters_count: null, results: 'after-vote', ...changes });
const COUNTED = wire({
  options: HIDDEN.map((option) => ({ ...option, votes_count: 1 })),
  ...{ votes_count: 2, voters_count: 2, voted: true, own_votes: ['poor'] },
});

describe('the first view of <citizen-poll>', () => {
  const find = (tag: Element, selector: string): HTMLElement => tag.shadowRoot!.querySelector<HTMLElement>(selector)!;
  afterEach(() => {
    localStorage.clear();
  });

  for (const [what, poll] of [
    ['several choices', wire({ kind: 'multiple', max_choices: 2 })],
    ['a rating', wire({ kind: 'rating' })],
    ['a poll that is over', wire({ expired: true })],
    ['one that has not begun', wire({ opens_at: new Date(Date.now() + 60_000).toISOString() })],
    ['who has voted', COUNTED],
    ['results that all may see', { ...COUNTED, voted: false, own_votes: [], results: 'always' }],
    ['a poll without options', wire({ options: [] })],
  ] as const) {
    it(`leaves ${what} to the element`, async () => {
      const { url } = await endpoint(json(poll));
      const tag = place(`<citizen-poll src="${url}"></citizen-poll>`);
      await refusal(show(tag));
      expect(tag.shadowRoot).to.equal(null);
    });
  }

  for (const [what, note] of [
    ['a vote that waits to be counted', (slip: BallotSlip) => slip.write(wire().id, ['good'])],
    ['a vote that was counted', (slip: BallotSlip) => slip.clear(true)],
  ] as const) {
    it(`leaves ${what} to the element`, async () => {
      const { url } = await endpoint(json(wire()));
      const code = `${url}?code=A1`;
      note(new BallotSlip(ballotScope(code, wire().id), localStorage));
      await refusal(show(place(`<citizen-poll src="${code}"></citizen-poll>`)));
    });
  }

  it('is a ballot; the element goes on with the choice that was made, and sends the vote that was cast', async () => {
    const [idle, cast] = await Promise.all([endpoint(json(wire())), endpoint(json(wire()), json(COUNTED))]);
    const [chosen, sent] = [idle, cast].map(({ url }) => place(`<citizen-poll src="${url}" lang="en"></citizen-poll>`));
    await Promise.all([show(chosen!), show(sent!)]);
    const radio = find(chosen!, 'input[value=poor]') as HTMLInputElement;
    radio.click();
    radio.focus();
    find(sent!, 'input[value=poor]').click();
    find(sent!, '[part=submit]').click();
    const before = drawing(chosen!);

    await import('../../../src/hydrate.ts');
    await import('../../../src/elements/citizen-poll/citizen-poll.define.ts');
    await becomesReady(chosen as CitizenPoll);
    expect(drawing(chosen!)).to.equal(before);
    expect(find(chosen!, 'input[value=poor]')).to.equal(radio);
    expect(radio.checked).to.equal(true);
    expect(chosen!.shadowRoot!.activeElement).to.equal(radio);
    expect(await idle.asked()).to.have.length(1);
    await idle.becomes(json(COUNTED));
    find(chosen!, '[part=submit]').click();
    await until(() => chosen!.shadowRoot!.querySelector('[part=results]'), 'the results are on show');
    expect(await idle.asked(), 'one vote').to.have.length(2);

    await until(async () => (await cast.asked()).length === 2, 'the vote is sent');
    const [, { method, body }] = (await cast.asked()) as [unknown, { method: string; body: string }];
    expect([method, JSON.parse(body)]).to.deep.equal(['POST', { choices: ['poor'] }]);
    await until(() => find(sent!, '[part=results]'), 'the results are on show');
  });
});
