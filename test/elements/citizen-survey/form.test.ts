import { expect } from '@open-wc/testing';
import { json, until } from '../../helpers/endpoint.ts';
import { surveyWire } from '../../survey/surveys.ts';
import { RECEIPT, survey, type Screen } from './helpers.ts';

const titles = surveyWire().questions.map(({ title }) => title);

/** Answers all that has to be. */
async function fill(screen: Screen): Promise<void> {
  await screen.choose('came', 'Birth');
  await screen.choose('mood', 'Good');
  await screen.choose('parts', 'Good', 'Waiting');
  await screen.choose('parts', 'Fair', 'Room');
}

describe('the form of <citizen-survey>', function () {
  this.timeout(30_000);

  it('shows every question but those that wait for an answer', async () => {
    const screen = await survey([json(surveyWire())]);
    expect(screen.questions).to.deep.equal([titles[0], titles[2], titles[3], titles[5]]);
    await screen.choose('came', 'Land');
    expect(screen.questions).to.include(titles[1]);
    await screen.choose('came', 'Birth');
    expect(screen.questions).not.to.include(titles[1]);
    await expect(screen.element).to.be.accessible();
  });

  it('names its fields: legends, labels, what is optional, and what not to write', async () => {
    const screen = await survey([json(surveyWire())]);
    expect(screen.block('came').tagName).to.equal('FIELDSET');
    expect(screen.block('came').getAttribute('role')).to.equal('radiogroup');
    expect(screen.block('visits').querySelector('label')!.innerText).to.equal('How many visits? (optional)');
    expect(screen.text('[data-question=came] .mark')).to.equal('');
    await screen.choose('mood', 'Poor');
    expect(screen.text('[data-question=why] .hint')).to.include('do not write names');
    await screen.choose('came', 'Other');
    expect(screen.text('.specify')).to.include('do not write names');
  });

  it('draws a rating with faces', async () => {
    const screen = await survey([json(surveyWire())]);
    expect(screen.all('[data-question=mood] .face')).to.have.length(3);
  });

  it('makes a table of a grid where there is room, and keeps the answers when there is none', async () => {
    const screen = await survey([json(surveyWire())]);
    screen.element.style.inlineSize = '50em';
    await until(() => screen.find('table'), 'the table');
    const radio = screen.find<HTMLInputElement>('tbody tr:nth-child(2) td:nth-child(3) input')!;
    const name = radio
      .getAttribute('aria-labelledby')!
      .split(' ')
      .map((id) => screen.find(`#${id}`)!.innerText);
    expect(name).to.deep.equal(['Room', 'Fair']);
    radio.click();
    screen.element.style.inlineSize = '20em';
    await until(() => !screen.find('table'), 'the lists');
    expect(screen.find<HTMLInputElement>('.grid-row:nth-of-type(2) input:checked')!.value).to.equal('fair');
  });

  it('lists what is missing, focused, each with a link to its question', async () => {
    const screen = await survey([json(surveyWire())]);
    await screen.press('Send answers');
    await until(() => screen.focused?.matches('.summary'), 'the summary has the focus');
    expect(screen.text('.summary li')).to.equal(
      `${titles[0]} Please answer this question. ${titles[2]} Please answer this question. ${titles[3]} Please answer this question.`,
    );
    expect(screen.block('came').getAttribute('aria-invalid')).to.equal('true');
    await expect(screen.element).to.be.accessible();
    screen.all('.summary a')[1]!.click();
    await until(() => screen.focused?.closest('[data-question=mood]'), 'the question has the focus');
    await screen.choose('mood', 'Good');
    expect(screen.all('.summary li')).to.have.length(2);
    expect(await screen.responses()).to.have.length(0);
  });

  it('says what is wrong with a row, a number, own words and a long text', async () => {
    const screen = await survey([json(surveyWire())]);
    await screen.choose('came', 'Other');
    await screen.choose('mood', 'Poor');
    await screen.choose('parts', 'Good', 'Waiting');
    await screen.write('why', 'More than twenty characters');
    await screen.write('visits', '2,5');
    await screen.press('Send answers');
    await until(() => screen.find('.summary'), 'the summary');
    const faults = screen.all('.block > .fault').map(({ innerText }) => innerText);
    expect(faults.filter(Boolean)).to.deep.equal([
      'Please say what “Other” is.',
      'Please answer every row.',
      'Please use no more than 20 characters.',
      '7 characters too many',
      'Please enter a number such as 2 or 3.',
    ]);
  });

  it('sends what is answered, and only that', async () => {
    const screen = await survey([json(surveyWire()), RECEIPT], { context: 'Counter 3' });
    await fill(screen);
    await screen.choose('came', 'Other');
    await screen.write('came', ' A certificate ');
    await screen.choose('papers', 'Good');
    await screen.write('visits', '2');
    await screen.press('Send answers');
    await screen.shows('Your answers have been received');
    const answers = {
      came: { other: 'A certificate' },
      papers: ['good'],
      mood: 'good',
      parts: { wait: 'good', room: 'fair' },
      visits: 2,
    };
    const [{ body }] = (await screen.responses()) as unknown as [{ body: string }];
    expect(JSON.parse(body)).to.deep.equal({ answers, context: 'Counter 3' });
    expect(screen.events.map(({ detail }) => detail.answers)).to.deep.equal([answers]);
    expect(screen.text('.sent')).to.include('Other: A certificate');
    expect(screen.text('.sent')).to.include('Waiting: Good');
    expect(screen.focused?.className).to.equal('sent');
    await expect(screen.element).to.be.accessible();
  });

  it('asks once before it sends what looks like a phone number', async () => {
    const screen = await survey([json(surveyWire()), RECEIPT]);
    await fill(screen);
    await screen.choose('mood', 'Poor');
    await screen.write('why', '0900 000 000');
    await screen.press('Send answers');
    await until(() => screen.focused?.matches('.found'), 'the question has the focus');
    expect(screen.text('.found p')).to.equal('This looks like a phone number. Send it anyway?');
    await expect(screen.element).to.be.accessible();
    await screen.press('Change the text');
    expect(screen.focused?.closest('[data-question=why]')).to.exist;
    expect(screen.find('.found')).to.equal(null);
    await screen.press('Send answers');
    await until(() => screen.find('.found'), 'it asks again');
    await screen.press('Send anyway');
    await screen.shows('Your answers have been received');
    expect(await screen.responses()).to.have.length(1);
  });

  it('goes through steps, each checked, and back without a loss', async () => {
    const screen = await survey([json(surveyWire()), RECEIPT], { layout: 'steps' });
    expect(screen.text('.section')).to.equal('Step 1 of 3 Visit');
    await screen.press('Next');
    await until(() => screen.find('.summary'), 'the step is checked');
    await screen.choose('came', 'Land');
    await screen.press('Next');
    await screen.shows('Step 2 of 3 Service');
    expect(screen.focused?.className).to.equal('section');
    expect(screen.find('.summary')).to.equal(null);
    await screen.choose('mood', 'Good');
    await screen.press('Back');
    expect(screen.text('.section')).to.equal('Step 1 of 3 Visit');
    expect(screen.find<HTMLInputElement>('[data-question=came] :checked')!.value).to.equal('land');
    await screen.press('Next');
    await screen.shows('Step 2 of 3');
    expect(screen.find<HTMLInputElement>('[data-question=mood] :checked')!.value).to.equal('good');
    await screen.choose('parts', 'Good', 'Waiting');
    await screen.choose('parts', 'Good', 'Room');
    await screen.press('Next');
    await screen.shows('Step 3 of 3');
    await screen.press('Send answers');
    await screen.shows('Your answers have been received');
  });

  it('prints every step, and grids as tables from a phone as well', async () => {
    const screen = await survey([json(surveyWire())], { layout: 'steps' });
    window.dispatchEvent(new Event('beforeprint'));
    await screen.element.updateComplete;
    expect(screen.questions).to.include.members([titles[0], titles[2], titles[5]]);
    expect(screen.find('table.grid')).to.exist;
    window.dispatchEvent(new Event('afterprint'));
    await screen.element.updateComplete;
    expect(screen.questions).to.deep.equal([titles[0]]);
  });

  it('shows what becomes of the answers above the button', async () => {
    const privacy = { text: 'Deleted after a year.', url: 'https://ward.example/privacy' };
    const screen = await survey([json(surveyWire({ privacy }))]);
    const link = screen.find<HTMLAnchorElement>('.privacy a')!;
    expect(link.href).to.equal(privacy.url);
    expect(screen.text('.privacy')).to.equal('How your answers are used Deleted after a year.');
    const isBefore = link.compareDocumentPosition(screen.button('Send answers')) & Node.DOCUMENT_POSITION_FOLLOWING;
    expect(isBefore).not.to.equal(0);
  });

  for (const [name, changes, sentence] of [
    ['answered', { answered: true }, 'You have already answered this survey.'],
    ['closed', { expired: true }, 'The survey is closed.'],
    ['not yet open', { opens_at: '2999-01-01T08:00:00Z' }, 'The survey opens on'],
  ] as const)
    it(`says that it is ${name}, and has no form`, async () => {
      const screen = await survey([json(surveyWire(changes))]);
      expect(screen.note).to.include(sentence);
      expect(screen.find('form')).to.equal(null);
      await expect(screen.element).to.be.accessible();
    });

  it('of a survey that the page gives has no button, and says why', async () => {
    const screen = await survey([json({})], { src: '', data: surveyWire() } as never);
    expect(screen.text('form > p')).to.equal('Answers cannot be sent from this page.');
    expect(screen.all('[part=submit]')).to.have.length(0);
  });
});
