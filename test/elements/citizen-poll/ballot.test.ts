import { aTimeout, expect } from '@open-wc/testing';
import type { CitizenPoll } from '../../../src/elements/citizen-poll/citizen-poll.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import type { Step } from '../../server/scripted-server.ts';
import { counted, expectAccessible, poll, problem, ready, Screen, show, wire } from './helpers.ts';

const NOT_YET = 'recorded on this device but not yet counted';
/** The answer breaks off. (A connection cut before the first byte is tried again by some browsers on their own.) */
const cut: Step = {
  ...json(counted()),
  headers: { 'content-type': 'application/json', 'content-length': '9999' },
  end: 'cut',
};
/** Not now, and no try by itself while a test looks on. */
const busy = problem(503, 'unavailable', { 'retry-after': '600' });

const keys = async (screen: Screen) => (await screen.votes()).map(({ headers }) => headers['idempotency-key']);

/** What this origin's storage has of the poll at this address. */
const stored = ({ element }: Screen) =>
  Object.entries({ ...localStorage }).filter(([key]) => key.includes(element.src!)) as [string, string][];

/** Another tab of this browser on the same poll. */
async function tab(
  url: string,
  asked: Screen['asked'],
  query = '',
): Promise<{ screen: Screen; frame: HTMLIFrameElement }> {
  const frame = document.createElement('iframe');
  frame.src = `/test/fixtures/poll/tab.html?src=${encodeURIComponent(url)}${query}`;
  document.body.append(frame);
  await until(() => frame.contentDocument?.querySelector('citizen-poll')?.shadowRoot, 'the tab is open', 10_000);
  const screen = new Screen(frame.contentDocument!.querySelector<CitizenPoll>('citizen-poll')!, asked);
  await ready(screen);
  return { screen, frame };
}

describe('a vote in <citizen-poll>', function () {
  // A machine that tests three browsers at once is slow.
  this.timeout(30_000);

  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });

  it('is written down before the server has answered: poll, choices and key, nothing else', async () => {
    const screen = await poll([json(wire()), { delay: 60_000 }], { timeout: 60 });
    await screen.vote('Good');
    await until(async () => (await screen.votes()).length, 'the vote is out');
    const [[, value]] = stored(screen) as [[string, string]];
    expect(JSON.parse(value)).to.deep.equal({ poll: 'mot-cua', choices: ['good'], key: (await keys(screen))[0] });
    await screen.shows('Sending your vote…');
  });

  it('is written down at the press itself, before anything else could load', async () => {
    const screen = await poll([json(wire()), json(counted())]);
    screen.choose('Good');
    await screen.element.updateComplete;
    screen.button('Vote').click();
    // Nothing is awaited here: the page could be gone after this line.
    const [[, value]] = stored(screen) as [[string, string]];
    expect(JSON.parse(value)).to.include({ poll: 'mot-cua' });
    await screen.shows('has been counted');
  });

  it('that is counted leaves nothing on the device but that somebody has voted', async () => {
    const screen = await poll([json(wire()), json(counted())]);
    await screen.vote('Good');
    await screen.shows('has been counted');
    expect(stored(screen).map(([, value]) => value)).to.deep.equal(['1']);
  });

  it('lost on the way stays on the page as not yet counted, and is counted when the network is back', async () => {
    const screen = await poll([json(wire()), cut, json(counted())]);
    await screen.vote('Good');
    await screen.shows(NOT_YET);
    expect(screen.find<HTMLInputElement>('input:checked')!.value).to.equal('good');
    expect(screen.all('input:enabled')).to.have.length(0);
    expect(screen.text()).not.to.match(/\d/);
    expect(screen.events).to.have.length(0);
    await expectAccessible(screen);
    window.dispatchEvent(new Event('online'));
    await screen.shows('Your vote has been counted');
    expect(new Set(await keys(screen)).size).to.equal(1);
    expect(screen.events).to.have.length(1);
  });

  it('is tried again by itself', async () => {
    const screen = await poll([json(wire()), { status: 500 }, json(counted())]);
    await screen.vote('Good');
    await screen.shows('Your vote has been counted');
    expect(await screen.votes()).to.have.length(2);
  });

  it('whose answer got lost is not counted twice: the same key comes again', async () => {
    const screen = await poll([json(wire()), cut, cut, json(counted())]);
    await screen.vote('Good');
    await screen.shows('Your vote has been counted');
    expect(await keys(screen)).to.have.length(3);
    expect(new Set(await keys(screen)).size).to.equal(1);
  });

  it('survives a reload: the next visit shows it as not yet counted, and sends it with the same key', async () => {
    const { url, asked } = await endpoint(json(wire()), busy, json(wire()), busy, json(counted()));
    const first = await show(url, asked);
    await ready(first);
    await first.vote('Fair');
    await first.shows(NOT_YET);
    first.element.remove();
    const second = await tab(url, asked);
    await second.screen.shows(NOT_YET);
    expect(second.screen.find<HTMLInputElement>('input:checked')!.value).to.equal('fair');
    second.screen.button('Try now').click();
    await second.screen.shows('has been counted');
    expect(await keys(second.screen)).to.have.length(3);
    expect(new Set(await keys(second.screen)).size).to.equal(1);
  });

  it('is remembered: the next visit shows the results, and no form', async () => {
    const { url, asked } = await endpoint(json(wire()), json(counted()), json(wire()));
    const first = await show(url, asked);
    await ready(first);
    await first.vote('Good');
    await first.shows('has been counted');
    const { screen } = await tab(url, asked);
    await screen.shows('You have voted in this poll.');
    expect(screen.find('form')).to.equal(null);
    expect(screen.results).to.have.length(3);
  });

  it('moved with its widget in the page goes on', async () => {
    const screen = await poll([json(wire()), json(counted(), { delay: 200 })]);
    await screen.vote('Good');
    const box = document.createElement('div');
    screen.element.after(box);
    box.append(screen.element);
    await screen.shows('Your vote has been counted');
    expect(await screen.votes()).to.have.length(1);
  });

  it('already counted once ends with the results and the reason', async () => {
    const screen = await poll([json(wire()), problem(409, 'already-voted'), json(counted(['poor']))]);
    await screen.vote('Good');
    await screen.shows('You have already voted in this poll. This new vote was not counted.');
    await screen.shows('Poor Your choice 11 votes');
    expect(screen.events).to.have.length(0);
    expect(stored(screen).map(([, value]) => value)).to.deep.equal(['1']);
  });

  it('that came too late ends with the results and the reason', async () => {
    const screen = await poll([json(wire()), problem(410, 'closed'), json(wire({ expired: true }))]);
    await screen.vote('Good');
    await screen.shows('Voting had closed before your vote arrived');
    await screen.shows('60 votes');
    expect(screen.find('form')).to.equal(null);
    expect(stored(screen)).to.have.length(0);
  });

  it('that the server finds invalid is asked for anew, on the poll as it is now', async () => {
    const options = [{ id: 'new', title: 'New', votes_count: 0 }];
    const screen = await poll([
      json(wire()),
      problem(422, 'invalid'),
      json(wire({ options })),
      json(counted([], { options })),
    ]);
    await screen.vote('Good');
    await screen.shows('the poll has changed. Please choose again.');
    await screen.shows('New');
    expect(screen.all('input:checked')).to.have.length(0);
    await screen.vote('New');
    await screen.shows('Your vote has been counted');
    expect(new Set(await keys(screen)).size).to.equal(2);
  });

  describe('with a one-time code', () => {
    /** A poll whose address has a code. */
    async function coded(...steps: Step[]): Promise<Screen> {
      const { url, asked } = await endpoint(json(wire()), ...steps);
      const screen = await show(`${url}?code=7KQM-3XZA`, asked);
      await ready(screen);
      return screen;
    }

    it('that is wrong says so, keeps the choice, and a right code takes it', async () => {
      const screen = await coded(problem(422, 'invalid'), json(wire()), json(wire()), json(counted(['fair'])));
      await screen.vote('Fair');
      await screen.shows('this code is not valid. Check the code and try again.');
      expect(screen.text()).not.to.contain('has changed');
      expect(stored(screen)).to.have.length(0);
      screen.element.src = screen.element.src!.replace('7KQM', '9KQM');
      await until(async () => (await screen.asked()).at(-1)?.url.includes('9KQM'), 'the poll is read with it');
      await ready(screen);
      expect(screen.note).to.equal('');
      expect(screen.all<HTMLInputElement>('input:checked').map(({ value }) => value)).to.deep.equal(['fair']);
      await screen.vote();
      await screen.shows('Your vote has been counted');
    });

    it('that has been used says so', async () => {
      const screen = await coded(problem(409, 'already-voted'), json(counted(['poor'])));
      await screen.vote('Good');
      await screen.shows('This code has already been used to vote.');
      await screen.shows('Poor Your choice 11 votes');
    });

    it('on a poll that has changed says that, and nothing of the code', async () => {
      const options = [{ id: 'new', title: 'New', votes_count: 0 }];
      const screen = await coded(problem(422, 'invalid'), json(wire({ options })));
      await screen.vote('Good');
      await screen.shows('the poll has changed. Please choose again.');
      expect(screen.note).not.to.contain('code');
    });

    it('that is wrong is told to the page, which may say it itself and take the focus to its field', async () => {
      const screen = await coded(problem(422, 'invalid'), json(wire()));
      const field = document.createElement('input');
      screen.element.before(field);
      const codes: string[] = [];
      screen.element.addEventListener('civic-error', (event) => {
        codes.push(event.detail.error.code);
        event.preventDefault();
        field.focus();
      });
      screen.choose('Good');
      await screen.element.updateComplete;
      screen.button('Vote').focus();
      await screen.vote();
      await until(() => codes.length, 'the page is told');
      await until(async () => (await screen.asked()).length === 3, 'the poll is read again');
      await screen.element.updateComplete;
      expect(codes).to.deep.equal(['invalid']);
      expect(screen.note).to.equal('');
      expect(document.activeElement === field, 'the page’s field has the focus').to.equal(true);
      field.remove();
    });
  });

  it('waits as long as a busy server asks, and says when the next try is', async () => {
    const screen = await poll([json(wire()), problem(429, 'too-many', { 'retry-after': '90' })]);
    await screen.vote('Good');
    await screen.shows(NOT_YET);
    expect(screen.note).to.match(/Next attempt: \d/);
    await aTimeout(1200);
    expect(await screen.votes()).to.have.length(1);
  });

  it('is sent again a second after the server asked for one', async () => {
    const screen = await poll([json(wire()), problem(429, 'too-many', { 'retry-after': '1' }), json(counted())]);
    await screen.vote('Good');
    await screen.shows('Your vote has been counted');
    const [first, second] = (await screen.votes()).map(({ time }) => time);
    expect(second! - first!).to.be.at.least(950);
  });

  it('that nobody answers in time is not yet counted', async () => {
    const screen = await poll([json(wire()), { end: 'never', delay: 5000 }], { timeout: 0.3 });
    await screen.vote('Good');
    await screen.shows(NOT_YET);
  });

  it('answered by a sign-in page instead of a poll is not counted', async () => {
    const screen = await poll([
      json(wire()),
      { body: '<h1>Free Wi-Fi</h1>', headers: { 'content-type': 'text/html' } },
    ]);
    await screen.vote('Good');
    await screen.shows(NOT_YET);
    expect(screen.events).to.have.length(0);
  });

  it('that the server turns away is kept, and tried again when the citizen says so', async () => {
    const screen = await poll([json(wire()), { status: 403 }, json(counted())]);
    await screen.vote('Good');
    await screen.shows('the server refused it');
    await aTimeout(1500);
    expect(await screen.votes()).to.have.length(1);
    expect(stored(screen)).to.have.length(1);
    screen.button('Try now').click();
    await screen.shows('Your vote has been counted');
    expect(new Set(await keys(screen)).size).to.equal(1);
  });

  it('brings the proof of work that a server under abuse asks for, with the same key', async () => {
    const salt = 'salt?poll=mot-cua&';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt}123`));
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const challenge = { algorithm: 'SHA-256', challenge: hex, salt, signature: 'signed', maxnumber: 1000 };
    const type = 'https://a.example/problems/proof-required';
    const screen = await poll([json(wire()), json({ type, challenge }, { status: 428 }), json(counted())]);
    await screen.vote('Good');
    await screen.shows('Your vote has been counted');
    const [, second] = await screen.votes();
    expect(new Set(await keys(screen)).size).to.equal(1);
    expect(JSON.parse(atob(second!.headers['civic-proof'] as string))).to.include({
      number: 123,
      signature: 'signed',
      salt,
    });
  });

  for (const query of ['', '&no-locks']) {
    const how = query ? 'with a lease' : 'with Web Locks';
    it(`is sent by one of two tabs, and both show that it was counted (${how})`, async () => {
      const { url, asked } = await endpoint(
        json(wire()),
        json(wire()),
        json(counted(['good']), { delay: 300 }),
        json(counted(['good'])),
      );
      const one = await tab(url, asked, query);
      const two = await tab(url, asked, query);
      await one.screen.vote('Good');
      await one.screen.shows('Your vote has been counted');
      await two.screen.shows('You have voted in this poll.');
      await two.screen.shows('61 votes');
      expect(two.screen.find('form')).to.equal(null);
      expect(await one.screen.votes()).to.have.length(1);
      expect(two.screen.events).to.have.length(0);
    });

    it(`is taken over when the tab that was sending is closed (${how})`, async () => {
      const { url, asked } = await endpoint(json(wire()), json(wire()), busy, json(counted()));
      const one = await tab(url, asked, query);
      const two = await tab(url, asked, query);
      await one.screen.vote('Good');
      await one.screen.shows(NOT_YET);
      one.frame.remove();
      await until(() => two.screen.note.includes('counted.'), 'the other tab has sent it', 15_000);
      expect(new Set(await keys(two.screen)).size).to.equal(1);
    });
  }

  it('goes through without storage, and says that the page must stay open', async () => {
    const { url, asked } = await endpoint(json(wire()), busy, json(counted()));
    const { screen } = await tab(url, asked, '&blocked');
    await screen.vote('Good');
    await screen.shows('Please keep this page open');
    screen.button('Try now').click();
    await screen.shows('Your vote has been counted');
    expect(screen.results[0]).to.contain('Your choice');
  });

  it('on one widget of a page is known to the other', async () => {
    const { url, asked } = await endpoint(json(wire()), json(counted()), json(counted()));
    const one = await show(url, asked);
    const two = await show(url, asked);
    await Promise.all([ready(one), ready(two)]);
    await one.vote('Good');
    await Promise.all([one.shows('Your vote has been counted'), two.shows('You have voted in this poll.')]);
    expect(await one.votes()).to.have.length(1);
  });

  it('is never put on the numbers by the widget itself', async () => {
    const screen = await poll([json(wire()), json(wire({ voted: true, own_votes: ['good'] }))]);
    await screen.vote('Good');
    await screen.shows('has been counted');
    expect(screen.results[0]).to.equal('Good Your choice 60 votes 60%');
  });
});
