import { expect } from '@open-wc/testing';
import type { CitizenPoll } from '../../../src/elements/citizen-poll/citizen-poll.ts';
import type { Poll } from '../../../src/poll/index.ts';
import { json, until } from '../../helpers/endpoint.ts';
import type { Step } from '../../server/scripted-server.ts';
import { counted, expectAccessible, poll, problem, wire, type Screen } from './helpers.ts';

const rating = (changes: Partial<Poll> = {}) => wire({ kind: 'rating', comment: { max_length: 500 }, ...changes });
const field = (screen: Screen) => screen.find<HTMLTextAreaElement>('textarea')!;

function write(screen: Screen, text: string): void {
  field(screen).value = text;
  field(screen).dispatchEvent(new Event('input', { bubbles: true }));
}

/** The bodies of the votes that the server was sent. */
const sent = async (screen: Screen) => (await screen.votes()).map(({ body }) => JSON.parse(body) as unknown);

async function asking(steps: Step[] = [], attributes: Partial<CitizenPoll> = {}): Promise<Screen> {
  const screen = await poll([json(rating()), ...steps], attributes);
  await until(() => field(screen), 'it asks for a comment');
  return screen;
}

describe('a comment in <citizen-poll>', function () {
  this.timeout(30_000);

  it('is asked for where the poll says so, as optional, with a warning of what not to write', async () => {
    const screen = await asking();
    const { labels, maxLength } = field(screen);
    expect(labels[0]!.innerText.trim()).to.equal('Your comment (optional)');
    expect(maxLength).to.equal(500);
    expect(screen.text('.comment')).to.contain('Please do not write names, phone numbers or identity numbers.');
    expect(screen.text('.comment')).to.contain('500 characters left');
    write(screen, 'Short');
    await screen.shows('495 characters left');
    await expectAccessible(screen);
  });

  it('has the poll’s own question and length', async () => {
    const screen = await poll([json(rating({ comment: { title: 'What could be better?', max_length: 20 } }))]);
    await screen.shows('What could be better? (optional)');
    expect(field(screen).maxLength).to.equal(20);
  });

  it('is not asked for otherwise', async () => {
    const screen = await poll([json(wire({ kind: 'rating' }))]);
    expect(field(screen)).to.equal(null);
  });

  it('goes with the vote, and the form is empty after it', async () => {
    const screen = await asking([json(counted(['good'], { ...rating(), allow_change: true }))]);
    write(screen, '  Quick and friendly  ');
    await screen.vote('Good');
    await screen.shows('has been counted');
    expect(await sent(screen)).to.deep.equal([{ choices: ['good'], comment: 'Quick and friendly' }]);
    screen.button('Change my vote').click();
    await until(() => field(screen), 'the form');
    expect(field(screen).value).to.equal('');
  });

  it('may be left empty', async () => {
    const screen = await asking([json(counted(['good'], rating()))]);
    await screen.vote('Good');
    await screen.shows('has been counted');
    expect(await sent(screen)).to.deep.equal([{ choices: ['good'] }]);
  });

  it('alone is no vote, and is still there when the choice is asked for', async () => {
    const screen = await asking();
    write(screen, 'Long queue');
    await screen.vote();
    await screen.shows('Choose an answer, then vote.');
    expect(field(screen).value).to.equal('Long queue');
    expect(await screen.votes()).to.have.length(0);
  });

  it('waits with a vote that is not yet counted, and can’t be changed then', async () => {
    const screen = await asking([problem(503, 'unavailable', { 'retry-after': '600' })]);
    write(screen, 'Long queue');
    await screen.vote('Poor');
    await screen.shows('recorded on this device but not yet counted');
    expect(field(screen).value).to.equal('Long queue');
    expect(field(screen).disabled).to.equal(true);
    const [stored] = Object.entries({ ...localStorage }).filter(([key]) => key.includes(screen.element.src!));
    expect(JSON.parse(stored![1] as string)).to.include({ comment: 'Long queue' });
  });

  it('stays when the poll refuses the choices', async () => {
    const screen = await asking([problem(422, 'invalid'), json(rating())]);
    write(screen, 'Long queue');
    await screen.vote('Poor');
    await screen.shows('Please choose again.');
    expect(field(screen).value).to.equal('Long queue');
  });

  it('leaves time to write: a poll that asks for one has no buttons that vote with one tap', async () => {
    const screen = await asking([], { layout: 'buttons' });
    expect(screen.all('input[type=radio]')).to.have.length(3);
    expect(screen.button('Vote').getAttribute('part')).to.equal('submit');
  });

  it('on a kiosk is gone for the next person', async () => {
    const screen = await asking([json(counted(['good'], rating()))], { kiosk: true });
    write(screen, 'Long queue');
    await screen.vote('Good');
    await until(() => screen.find('.thanks'), 'it says thanks');
    screen.button('Next person').click();
    await until(() => field(screen), 'a fresh form');
    expect(field(screen).value).to.equal('');
    await until(async () => (await screen.votes()).length, 'the vote is out');
    expect(await sent(screen)).to.deep.equal([{ choices: ['good'], comment: 'Long queue' }]);
  });
});

describe('the context of a vote', function () {
  this.timeout(30_000);

  for (const kiosk of [false, true]) {
    it(`is sent along${kiosk ? ', from a kiosk too' : ''}`, async () => {
      const screen = await poll([json(wire()), json(counted())], { kiosk, context: ' Counter 3 ' });
      await screen.vote('Good');
      await until(async () => (await screen.votes()).length, 'the vote is out');
      expect(await sent(screen)).to.deep.equal([{ choices: ['good'], context: 'Counter 3' }]);
    });
  }

  it('is an attribute', async () => {
    const screen = await poll([json(wire()), json(counted())]);
    screen.element.setAttribute('context', 'Page of the land office');
    expect(screen.element.context).to.equal('Page of the land office');
  });
});
