import { aTimeout, expect } from '@open-wc/testing';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { counted, expectAccessible, poll, problem, ready, show, wire, type Screen } from './helpers.ts';

const stored = ({ element }: Screen) => Object.keys({ ...localStorage }).filter((key) => key.includes(element.src!));
const thanked = async (screen: Screen) => until(() => screen.find('.thanks'), 'it says thanks');
const fresh = async (screen: Screen) => until(() => screen.find('form'), 'a fresh ballot');
const cut = {
  ...json(counted()),
  headers: { 'content-type': 'application/json', 'content-length': '9999' },
  end: 'cut' as const,
};

describe('a kiosk', function () {
  // A machine that tests three browsers at once is slow.
  this.timeout(30_000);

  it('says thanks, and is a fresh ballot for the next person after kiosk-reset seconds', async () => {
    const screen = await poll([json(wire()), json(counted())], { kiosk: true, kioskReset: 0.5 });
    await screen.vote('Good');
    await thanked(screen);
    expect(screen.text()).to.contain('Thank you for your vote.');
    expect(screen.note).to.equal('Thank you for your vote.');
    expect(screen.text(), 'no numbers, no choice').not.to.match(/\d|Good|Your choice/);
    await expectAccessible(screen);
    await fresh(screen);
    expect(screen.all('input:checked')).to.have.length(0);
    expect(screen.all('input:enabled')).to.have.length(3);
    await until(() => screen.events.length === 1, 'the page knows');
    expect(stored(screen)).to.have.length(0);
  });

  it('lets the next person begin at once, by keyboard too', async () => {
    const screen = await poll([json(wire()), json(counted())], { kiosk: true });
    screen.choose('Fair');
    await screen.element.updateComplete;
    screen.button('Vote').focus();
    screen.button('Vote').click();
    await thanked(screen);
    expect(screen.element.shadowRoot!.activeElement).to.equal(screen.button('Next person'));
    screen.button('Next person').click();
    await fresh(screen);
    expect(screen.element.shadowRoot!.activeElement, 'no focus of the last person').to.equal(null);
  });

  it('takes vote after vote, each with its own key, though the server says that this device has voted', async () => {
    const screen = await poll([json(wire({ voted: true, own_votes: ['good'] })), json(counted())], { kiosk: true });
    for (const answer of ['Good', 'Good', 'Poor']) {
      await screen.vote(answer);
      await thanked(screen);
      screen.button('Next person').click();
      await fresh(screen);
    }
    await until(async () => (await screen.votes()).length === 3, 'all are sent');
    const votes = await screen.votes();
    expect(new Set(votes.map(({ headers }) => headers['idempotency-key'])).size).to.equal(3);
    expect(votes.map(({ body }) => body)).to.have.members(
      ['good', 'good', 'poor'].map((id) => `{"choices":["${id}"]}`),
    );
  });

  it('clears a ballot that somebody began and left', async () => {
    const screen = await poll([json(wire())], { kiosk: true, kioskReset: 0.7 });
    screen.choose('Poor');
    await screen.element.updateComplete;
    expect(screen.all('input:checked')).to.have.length(1);
    await aTimeout(500);
    expect(screen.all('input:checked'), 'not while somebody may still be reading').to.have.length(1);
    await until(() => screen.all('input:checked').length === 0, 'it is cleared');
    screen.button('Vote').click();
    await screen.shows('Choose an answer');
    screen.find('input')!.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
    await until(() => screen.text('.fault') === '', 'the fault of the last person is gone');
  });

  it('holds votes while the network is away, says so, and sends them when it is back, also after a restart', async () => {
    const { url, asked } = await endpoint(json(wire()), cut, cut, json(wire()), json(counted()));
    const first = await show(url, asked, { kiosk: true });
    await ready(first);
    await first.vote('Good');
    await first.shows('1 vote is recorded on this device and not yet counted.');
    first.button('Next person').click();
    await fresh(first);
    await first.vote('Poor');
    await first.shows('2 votes are recorded on this device and not yet counted.');
    expect(stored(first)).to.have.length(2);
    first.element.remove();
    await aTimeout(0);
    const second = await show(url, asked, { kiosk: true });
    await ready(second);
    await until(() => stored(second).length === 0, 'the queue is drained', 9000);
    await until(() => second.note === '', 'nothing waits any more');
    const keys = (await second.votes()).map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size, 'two votes, however often they were sent').to.equal(2);
  });

  it('logs a vote that the server refused for good and goes on', async () => {
    const screen = await poll([json(wire()), problem(422, 'invalid'), json(counted())], { kiosk: true });
    await screen.vote('Good');
    await until(() => stored(screen).length === 0, 'it is dropped');
    screen.button('Next person').click();
    await fresh(screen);
    await screen.vote('Good');
    await until(() => screen.events.length === 1, 'the next one is counted');
  });

  it('has targets of 44 px and more, however small the page’s text', async () => {
    const screen = await poll([json(wire({ kind: 'rating' }))], { kiosk: true });
    screen.element.style.fontSize = '9px';
    for (const target of screen.all('label, button')) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.innerText).to.be.at.least(44);
    }
  });

  it('shows that voting is over when it is', async () => {
    const screen = await poll([json(wire({ expired: true }))], { kiosk: true });
    expect(screen.results).to.have.length(3);
    expect(screen.find('form')).to.equal(null);
  });
});
