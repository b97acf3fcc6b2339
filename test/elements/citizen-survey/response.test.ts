import { expect } from '@open-wc/testing';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { question, surveyWire } from '../../survey/surveys.ts';
import { busy, problem, ready, RECEIPT, show, survey, type Screen } from './helpers.ts';

const NOT_YET = 'saved on this device but not yet sent';
const wire = surveyWire({
  questions: [
    question('mood'),
    { id: 'more', title: 'Anything else?', required: false, kind: 'text', max_length: 100, multiline: true },
  ],
});

const stored = (storage: Storage, { element }: Screen) =>
  Object.entries({ ...storage }).filter(([key]) => key.includes(element.src!)) as [string, string][];

const keys = async (screen: Screen) => (await screen.responses()).map(({ headers }) => headers['idempotency-key']);

async function send(screen: Screen): Promise<void> {
  await screen.choose('mood', 'Good');
  await screen.write('more', 'A fan, please.');
  await screen.press('Send answers');
}

describe('the answers to a <citizen-survey>', function () {
  this.timeout(30_000);

  it('are written down before the server has answered, with their key', async () => {
    const screen = await survey([json(wire), { delay: 60_000 }], { timeout: 60 });
    await send(screen);
    await until(async () => (await screen.responses()).length, 'they are out');
    const [[, value]] = stored(localStorage, screen) as [[string, string]];
    const answers = { mood: 'good', more: 'A fan, please.' };
    expect(JSON.parse(value)).to.deep.equal({ survey: 'counter', answers, key: (await keys(screen))[0] });
    await screen.shows('Sending your answers…');
  });

  it('leave nothing on the device but that somebody has answered', async () => {
    const screen = await survey([json(wire), RECEIPT]);
    await send(screen);
    await screen.shows('have been received');
    expect(stored(localStorage, screen).map(([, value]) => value)).to.deep.equal(['1']);
    expect(stored(sessionStorage, screen)).to.deep.equal([]);
  });

  it('that the server can’t take now are sent again with the same key, and counted once', async () => {
    const screen = await survey([json(wire), busy, RECEIPT]);
    await send(screen);
    await screen.shows(NOT_YET);
    expect(screen.text('.sent')).to.include('A fan, please.');
    expect(screen.events).to.have.length(0);
    await expect(screen.element).to.be.accessible();
    await screen.press('Try now');
    await screen.shows('have been received');
    expect(new Set(await keys(screen)).size).to.equal(1);
    expect(screen.events).to.have.length(1);
  });

  it('that wait are sent by the next page', async () => {
    const { url, asked } = await endpoint(json(wire), busy, json(wire), RECEIPT);
    const before = await show(url, asked);
    await ready(before);
    await send(before);
    await before.shows(NOT_YET);
    before.element.remove();
    const after = await show(url, asked);
    await after.shows('have been received');
    expect(new Set(await keys(after)).size).to.equal(1);
    expect(await keys(after)).to.have.length(2);
  });

  it('are a draft until they are sent, which survives a reload of the tab', async () => {
    const { url, asked } = await endpoint(json(wire));
    const before = await show(url, asked);
    await ready(before);
    await before.write('more', 'A fan');
    await until(() => stored(sessionStorage, before).length, 'the draft is kept');
    expect(stored(localStorage, before)).to.deep.equal([]);
    before.element.remove();
    const after = await show(url, asked);
    await ready(after);
    await after.shows('The answers that you had not yet sent are here again.');
    expect(after.find<HTMLTextAreaElement>('textarea')!.value).to.equal('A fan');
    await after.press('Delete them and start again');
    expect(after.find<HTMLTextAreaElement>('textarea')!.value).to.equal('');
    expect(stored(sessionStorage, after)).to.deep.equal([]);
  });

  it('that the server refuses come back into the form, with the questions that it names', async () => {
    const refusal = problem(422, 'invalid', { questions: [{ id: 'more' }] });
    const screen = await survey([json(wire), refusal, json(wire), RECEIPT]);
    await send(screen);
    await until(() => screen.find('.summary'), 'the summary');
    expect(screen.text('.summary')).to.equal(
      'The server did not accept all answers. Please check them and send again. Anything else?',
    );
    expect(screen.find<HTMLTextAreaElement>('textarea')!.value).to.equal('A fan, please.');
    expect(screen.find<HTMLInputElement>('[data-question=mood] :checked')!.value).to.equal('good');
    await screen.write('more', 'A fan');
    expect(screen.find('.summary')).to.equal(null);
    await screen.press('Send answers');
    await screen.shows('have been received');
    expect(new Set(await keys(screen)).size).to.equal(2);
  });

  for (const [status, code, sentence] of [
    [409, 'already-voted', 'These new answers were not counted.'],
    [410, 'closed', 'had closed before your answers arrived'],
  ] as const)
    it(`refused for good (${code}) stay to be read`, async () => {
      const screen = await survey([json(wire), problem(status, code), json({ ...wire, expired: code === 'closed' })]);
      const errors: string[] = [];
      screen.element.addEventListener('civic-error', ({ detail }) => errors.push(detail.error.code));
      await send(screen);
      await screen.shows(sentence);
      expect(screen.text('.sent')).to.include('A fan, please.');
      expect(errors).to.deep.equal([code]);
      expect(screen.events).to.have.length(0);
    });

  it('that were entered when the survey closes are still there', async () => {
    const screen = await survey([json(wire), json({ ...wire, expired: true })]);
    await screen.write('more', 'A fan, please.');
    await screen.element.reload();
    await screen.shows('The survey is closed.');
    await screen.shows('A fan, please.');
    expect(screen.text('.sent')).to.include('A fan, please.');
  });

  it('pressed twice are sent once', async () => {
    const screen = await survey([json(wire), RECEIPT]);
    await screen.choose('mood', 'Good');
    const button = screen.button('Send answers');
    button.click();
    button.click();
    await screen.shows('have been received');
    expect(await screen.responses()).to.have.length(1);
  });

  it('thank with the survey’s own words', async () => {
    const screen = await survey([json({ ...wire, thanks: 'Thank you from the ward.' }), RECEIPT]);
    await send(screen);
    await screen.shows('Thank you from the ward.');
  });

  it('of a kiosk are thanked for, and leave an empty form and no draft', async () => {
    const screen = await survey([json(wire), RECEIPT], { kiosk: true, kioskReset: 60 });
    await screen.choose('mood', 'Good');
    await screen.write('more', 'A fan, please.');
    expect(stored(sessionStorage, screen)).to.deep.equal([]);
    await screen.press('Send answers');
    await until(() => screen.find('.thanks'), 'thanks');
    expect(screen.text()).not.to.include('A fan, please.');
    await until(() => screen.events.length, 'the server took them');
    await screen.press('Next person');
    expect(screen.find<HTMLTextAreaElement>('textarea')!.value).to.equal('');
    expect(screen.all(':checked')).to.have.length(0);
    expect(stored(localStorage, screen)).to.deep.equal([]);
  });

  it('begun at a kiosk and left are cleared', async () => {
    const screen = await survey([json(wire)], { kiosk: true, kioskReset: 0.1, layout: 'steps' });
    await screen.choose('mood', 'Good');
    expect(screen.all(':checked')).to.have.length(1);
    await until(() => screen.all(':checked').length === 0, 'the form is empty again');
  });
});
