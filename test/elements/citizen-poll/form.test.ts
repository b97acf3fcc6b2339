import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { counted, expectAccessible, poll, ready, show, wire, type Screen } from './helpers.ts';

/**
 * A real key press. The driver of WebKitGTK loses its frame over one (web-test-runner with several pages at a time), so
 * there what the key does is done by hand.
 */
async function press(key: string, { element }: Screen): Promise<void> {
  if (/Chrome|Firefox/.test(navigator.userAgent)) return sendKeys({ press: key });
  const input = element.shadowRoot!.activeElement as HTMLInputElement;
  if (key === 'Enter') input.form!.requestSubmit();
  else if (key === ' ') input.click();
  else input.closest('label')!.nextElementSibling!.querySelector('input')!.click();
}

const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

describe('the ballot of <citizen-poll>', function () {
  // A machine that tests three browsers at once is slow.
  this.timeout(30_000);

  it('asks the question in the legend of a fieldset, with a radio for each answer and one button', async () => {
    const screen = await poll([json(wire({ description: 'Anonymous.' }))]);
    expect(screen.text('fieldset > legend')).to.equal('How was the one-stop office today?');
    expect(screen.all('label').map((label) => label.innerText.trim())).to.deep.equal(['Good', 'Fair', 'Poor']);
    expect(screen.all('form input[type=radio]')).to.have.length(3);
    expect(screen.all('form button').map((button) => button.innerText.trim())).to.deep.equal(['Vote']);
    expect(screen.text()).to.contain('Anonymous.');
    await expectAccessible(screen);
  });

  it('says nothing of numbers before the vote', async () => {
    const screen = await poll([json(wire())]);
    expect(screen.text()).not.to.match(/\d/);
  });

  it('takes a vote, sends it once with a key, and shows the server’s numbers in its place', async () => {
    const screen = await poll([
      json(wire()),
      json(
        counted(['good'], {
          votes_count: 104,
          options: [
            { id: 'good', title: 'Good', votes_count: 64 },
            { id: 'fair', title: 'Fair', votes_count: 30 },
            { id: 'poor', title: 'Poor', votes_count: 10 },
          ],
        }),
      ),
    ]);
    await screen.vote('Good');
    await screen.shows('Your vote has been counted');
    const [vote, ...more] = await screen.votes();
    expect(more).to.have.length(0);
    expect(vote!.url).to.match(/\/votes$/);
    expect(vote!.headers['content-type']).to.equal('application/json');
    expect(vote!.headers['idempotency-key']).to.match(/^[\da-f-]{36}$/);
    expect(JSON.parse(vote!.body)).to.deep.equal({ choices: ['good'] });
    expect(screen.results).to.deep.equal(['Good Your choice 64 votes 61%', 'Fair 30 votes 29%', 'Poor 10 votes 10%']);
    expect(screen.text()).to.contain('104 votes');
    expect(screen.find('form')).to.equal(null);
    await expectAccessible(screen);
  });

  it('tells the page once, after the server took the vote', async () => {
    const screen = await poll([json(wire()), json(counted(['fair']), { delay: 100 })]);
    await screen.vote('Fair');
    expect(screen.events).to.have.length(0);
    await screen.shows('has been counted');
    expect(screen.events).to.have.length(1);
    const { bubbles, composed, detail } = screen.events[0]!;
    expect({ bubbles, composed, choices: detail.choices }).to.deep.equal({
      bubbles: true,
      composed: true,
      choices: ['fair'],
    });
    expect(detail.poll).to.include({ id: 'mot-cua', votes_count: 101 });
    expect(screen.element.data).to.equal(detail.poll);
  });

  it('says what is missing when nothing is chosen, ties it to the fields, puts the focus there, and sends nothing', async () => {
    const screen = await poll([json(wire())]);
    screen.button('Vote').click();
    await screen.element.updateComplete;
    expect(screen.text('.fault')).to.equal('Choose an answer, then vote.');
    const group = screen.find('fieldset')!;
    // By the field that has the focus, and by nothing else: it is said once.
    expect(screen.find('input')!.getAttribute('aria-describedby')).to.equal(screen.find('.fault')!.id);
    expect(group.getAttribute('aria-describedby')).to.equal('hint');
    expect(group.getAttribute('aria-invalid')).to.equal('true');
    expect(screen.element.shadowRoot!.activeElement).to.equal(screen.find('input'));
    expect(await screen.votes()).to.have.length(0);
    await expectAccessible(screen);
    screen.choose('Good');
    await screen.element.updateComplete;
    expect(screen.text('.fault')).to.equal('');
  });

  it('works by keyboard alone: arrows choose and never send, Enter sends, and the focus goes on to the results', async () => {
    const screen = await poll([json(wire()), json(counted(['fair']))]);
    screen.find('input')!.focus();
    await press(' ', screen);
    await press('ArrowDown', screen);
    await screen.element.updateComplete;
    expect(screen.find<HTMLInputElement>('input:checked')!.value).to.equal('fair');
    expect(await screen.votes()).to.have.length(0);
    await press('Enter', screen);
    await screen.shows('has been counted');
    expect(screen.element.shadowRoot!.activeElement).to.equal(screen.find('.answer'));
  });

  it('leaves the focus alone when it is elsewhere on the page', async () => {
    const screen = await poll([json(wire()), json(counted())]);
    const outside = document.createElement('button');
    document.body.append(outside);
    await screen.vote('Good');
    outside.focus();
    await screen.shows('has been counted');
    expect(document.activeElement).to.equal(outside);
    outside.remove();
  });

  it('reads the result out once, in a live region that stands still when numbers change', async () => {
    const screen = await poll([json(wire()), json(counted()), json(counted(['good'], { votes_count: 300 }))]);
    const status = screen.find('.note [aria-live=polite]')!;
    await screen.vote('Good');
    await screen.shows('has been counted');
    expect(screen.find('.note [aria-live=polite]'), 'the same region').to.equal(status);
    expect(screen.note).to.contain('Good 60%').and.to.contain('Poor 10%');
    const said = screen.note;
    await screen.element.reload();
    expect(screen.text()).to.contain('300 votes');
    expect(screen.note).to.equal(said);
  });

  it('counts choices aloud where several may be made, and refuses too few and too many in words only', async () => {
    const screen = await poll([
      json(wire({ kind: 'multiple', min_choices: 2, max_choices: 2 })),
      json(counted(['good', 'poor'], { kind: 'multiple' })),
    ]);
    expect(screen.all('input[type=checkbox]')).to.have.length(3);
    expect(screen.text()).to.contain('Choose 2 answers.').and.to.contain('0 of 2 chosen');
    await screen.vote('Good');
    expect(screen.text('.fault')).to.equal('Choose at least 2 answers. You have chosen 1.');
    screen.choose('Fair', 'Poor');
    await screen.element.updateComplete;
    expect(screen.text()).to.contain('3 of 2 chosen');
    expect(screen.all('input:disabled'), 'no silent blocking').to.have.length(0);
    screen.button('Vote').click();
    await screen.element.updateComplete;
    expect(screen.text('.fault')).to.equal('Choose no more than 2 answers. You have chosen 3.');
    await expectAccessible(screen);
    await screen.vote('Fair');
    await screen.shows('has been counted');
    expect(JSON.parse((await screen.votes())[0]!.body)).to.deep.equal({ choices: ['good', 'poor'] });
    expect(screen.results[0]).to.equal('Good Your choice 61 votes 60%');
    expect(screen.text()).to.contain('101 people voted');
  });

  for (const [min, max, hint] of [
    [1, 3, 'Choose one answer or more.'],
    [1, 2, 'Choose up to 2 answers.'],
    [2, 3, 'Choose at least 2 answers.'],
  ] as const) {
    it(`says how many: "${hint}"`, async () => {
      const screen = await poll([json(wire({ kind: 'multiple', min_choices: min, max_choices: max }))]);
      expect(screen.text('#hint')).to.contain(hint);
    });
  }

  it('gives each step of a rating a face and keeps its words', async () => {
    const screen = await poll([json(wire({ kind: 'rating' })), json(counted(['fair'], { kind: 'rating' }))]);
    const mouths = screen.all('.face path').map((path) => path.getAttribute('d'));
    expect(mouths).to.have.length(3);
    expect(new Set(mouths).size).to.equal(3);
    expect(screen.all('.face').every((face) => face.getAttribute('aria-hidden') === 'true')).to.equal(true);
    expect(screen.all('label').map((label) => label.innerText.trim())).to.deep.equal(['Good', 'Fair', 'Poor']);
    await expectAccessible(screen);
    await screen.vote('Fair');
    await screen.shows('has been counted');
  });

  it('smiles at the first step, or at the last where the steps are rising numbers or the page says so', async () => {
    const smile = (path: string) => {
      const [, corner, bend] = /M7\.5 ([\d.]+)Q12 ([\d.]+)/.exec(path)!;
      return Math.sign(Number(bend) - Number(corner));
    };
    const moods = async (titles: string[], attributes = {}) => {
      const options = titles.map((title, i) => ({ id: `${i}`, title, votes_count: 0 }));
      const screen = await poll([json(wire({ kind: 'rating', options }))], attributes);
      return screen.all('.face path').map((path) => smile(path.getAttribute('d')!));
    };
    expect(await moods(['Good', 'Fair', 'Poor'])).to.deep.equal([1, 0, -1]);
    expect(await moods(['1', '2', '3'])).to.deep.equal([-1, 0, 1]);
    expect(await moods(['Poor', 'Fair', 'Good'], { worstFirst: true })).to.deep.equal([-1, 0, 1]);
  });

  it('is a plain list where a rating has more steps than there are faces', async () => {
    const options = Array.from({ length: 10 }, (_, i) => ({ id: `${i}`, title: `${i}`, votes_count: 0 }));
    const screen = await poll([json(wire({ kind: 'rating', options }))]);
    expect(screen.all('.face')).to.have.length(0);
    expect(screen.all('input[type=radio]')).to.have.length(10);
  });

  it('votes with one tap where the page asks for buttons', async () => {
    const screen = await poll([json(wire()), json(counted(['poor']))], { layout: 'buttons' });
    expect(screen.all('input')).to.have.length(0);
    await expectAccessible(screen);
    screen.button('Poor').click();
    await screen.shows('has been counted');
    expect(JSON.parse((await screen.votes())[0]!.body)).to.deep.equal({ choices: ['poor'] });
    expect(screen.results[2]).to.contain('Your choice');
  });

  it('says when voting opens, and takes no vote before', async () => {
    const screen = await poll([json(wire({ opens_at: '2099-05-01T08:00:00Z' }))], { timeZone: 'UTC' });
    expect(screen.text()).to.contain('Voting opens on May 1, 2099 at 8:00').and.to.contain('Good');
    expect(screen.all('input, button')).to.have.length(0);
    await expectAccessible(screen);
  });

  it('opens by itself when its time comes', async () => {
    const screen = await poll([json(wire({ opens_at: new Date(Date.now() + 3000).toISOString() }))]);
    expect(screen.text()).to.contain('Voting opens');
    await until(() => screen.find('form'), 'it is open', 9000);
    expect(screen.text()).not.to.contain('Voting opens');
  });

  it('says how long it is open, and how much is left when it closes soon', async () => {
    expect(
      (await poll([json(wire({ expires_at: '2099-05-01T08:00:00Z' }))], { timeZone: 'UTC' })).text('#hint'),
    ).to.contain('Open until May 1, 2099');
    expect((await poll([json(wire({ expires_at: soon(5.1) }))])).text('#hint')).to.equal('Closes in 5 hours');
    expect((await poll([json(wire({ expires_at: soon(0.49) }))])).text('#hint')).to.equal('Closes in 30 minutes');
  });

  it('asks the server when its time is over, and closes on the server’s word', async () => {
    const expires_at = new Date(Date.now() + 3000).toISOString();
    const screen = await poll([json(wire({ expires_at })), json(wire({ expires_at, expired: true }))]);
    expect(screen.find('form')).not.to.equal(null);
    await screen.shows('60%', 12_000);
    expect(screen.find('form')).to.equal(null);
    expect(screen.note, 'it is said once').to.equal('Voting is closed');
  });

  for (const [what, policy] of [
    ['and shows the results', 'after-vote'],
    ['also where results are never shown', 'never'],
  ] as const) {
    it(`closed while a choice was made and not sent says so ${what}`, async () => {
      const screen = await poll([json(wire({ results: policy })), json(wire({ results: policy, expired: true }))]);
      screen.choose('Fair');
      await screen.element.reload();
      await screen.shows('Voting closed while this page was open. Your vote was not sent.');
      expect(screen.find('form')).to.equal(null);
      expect(screen.results).to.have.length(policy === 'never' ? 0 : 3);
      await expectAccessible(screen);
    });
  }

  it('opened again has the choice that was made before', async () => {
    const screen = await poll([json(wire()), json(wire({ expired: true })), json(wire())]);
    screen.choose('Fair');
    await screen.element.reload();
    await screen.shows('Your vote was not sent.');
    await screen.element.reload();
    expect(screen.find<HTMLInputElement>('input:checked')!.value).to.equal('fair');
    expect(screen.note).to.equal('');
  });

  it('closed before it was on show says nothing of a vote', async () => {
    const screen = await poll([json(wire({ expired: true }))]);
    expect(screen.note).to.equal('');
  });

  it('shows results when it is closed, and its period', async () => {
    const screen = await poll(
      [json(wire({ expired: true, opens_at: '2026-05-01T08:00:00Z', expires_at: '2026-05-08T08:00:00Z' }))],
      { timeZone: 'UTC' },
    );
    expect(screen.text()).to.contain('Voting was open May 1 – 8, 2026');
    expect(screen.results).to.deep.equal(['Good 60 votes 60%', 'Fair 30 votes 30%', 'Poor 10 votes 10%']);
    await expectAccessible(screen);
  });

  it('says that nobody has voted yet rather than dividing by zero', async () => {
    const options = wire().options.map((option) => ({ ...option, votes_count: 0 }));
    const screen = await poll([json(wire({ expired: true, options, votes_count: 0 }))]);
    expect(screen.text()).to.contain('Nobody has voted yet.');
    expect(screen.results[0]).to.equal('Good 0 votes 0%');
  });

  for (const [results, words] of [
    ['after-close', 'will be shown when voting has closed'],
    ['never', 'are not published'],
  ] as const) {
    it(`thanks and says why there are no results (${results})`, async () => {
      const options = wire().options.map((option) => ({ ...option, votes_count: null }));
      const hidden = { results, options, votes_count: null, voters_count: null };
      const screen = await poll([json(wire(hidden)), json({ ...counted(), ...hidden })]);
      await screen.vote('Good');
      await screen.shows('Your vote has been counted');
      expect(screen.note).to.contain(words);
      expect(screen.text()).not.to.match(/\d/);
      await expectAccessible(screen);
    });
  }

  it('lets the stricter policy win: the page may hide what the server tells, and not the other way', async () => {
    const screen = await poll([json(wire({ results: 'always' })), json(counted())], { results: 'never' });
    await screen.vote('Good');
    await screen.shows('are not published');
    expect(screen.text()).not.to.match(/\d/);
    expect(screen.note).not.to.match(/\d/);
    const strict = await poll([json(wire({ results: 'after-vote' }))], { results: 'always' });
    expect(strict.text()).not.to.contain('See the results');
  });

  it('shows results before the vote where the policy says always, and the way back', async () => {
    const screen = await poll([json(wire({ results: 'always' }))]);
    screen.choose('Fair');
    await screen.element.updateComplete;
    screen.button('See the results').click();
    await until(() => screen.results.length === 3, 'the results show');
    screen.button('Back to voting').click();
    await screen.element.updateComplete;
    expect(screen.find<HTMLInputElement>('input:checked')!.value, 'the choice is still there').to.equal('fair');
  });

  it('sorts by votes and shows a table for those who want it', async () => {
    const options = [
      { id: 'a', title: 'A', votes_count: 1 },
      { id: 'b', title: 'B', votes_count: 3 },
    ];
    const screen = await poll([json(wire({ expired: true, options, votes_count: 4 }))]);
    expect(screen.results).to.deep.equal(['A 1 vote 25%', 'B 3 votes 75%']);
    screen.button('Most votes first').click();
    await screen.element.updateComplete;
    expect(screen.results).to.deep.equal(['B 3 votes 75%', 'A 1 vote 25%']);
    expect(screen.button('Most votes first').getAttribute('aria-pressed')).to.equal('true');
    screen.button('Show as a table').click();
    await screen.shows('Share');
    expect(screen.all('tbody tr').map((row) => row.innerText.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'B 3 75%',
      'A 1 25%',
    ]);
    expect(screen.all('tfoot td').map((cell) => cell.innerText)).to.deep.equal(['4', '100%']);
    await expectAccessible(screen);
  });

  it('remembers within the page that the results are read as a table, until they are wanted as bars', async () => {
    const { url, asked } = await endpoint(json(wire({ expired: true })));
    const first = await show(url, asked);
    await ready(first);
    first.button('Show as a table').focus();
    first.button('Show as a table').click();
    await until(() => first.find('table'), 'a table');
    expect(first.element.shadowRoot!.activeElement).to.equal(first.button('Show as bars'));
    first.element.remove();
    const second = await show(url, asked);
    await ready(second);
    expect(second.all('tbody tr')).to.have.length(3);
    expect(second.results).to.have.length(0);
    second.button('Show as bars').click();
    await until(() => second.results.length === 3, 'bars');
    expect(second.find('table')).to.equal(null);
  });

  it('starts sorted where the page asks for it', async () => {
    const options = [
      { id: 'a', title: 'A', votes_count: 1 },
      { id: 'b', title: 'B', votes_count: 3 },
    ];
    const screen = await poll([json(wire({ expired: true, options }))], { sort: 'votes' });
    expect(screen.results[0]).to.contain('B');
  });

  it('lets a vote be changed where the poll allows it: with the choices made, and another key', async () => {
    const screen = await poll([
      json(wire({ allow_change: true })),
      json(counted(['good'], { allow_change: true })),
      json(counted(['poor'], { allow_change: true })),
    ]);
    await screen.vote('Good');
    await screen.shows('has been counted');
    screen.button('Change my vote').click();
    await screen.element.updateComplete;
    expect(screen.find<HTMLInputElement>('input:checked')!.value).to.equal('good');
    await screen.vote('Poor');
    await screen.shows('Poor Your choice');
    const keys = (await screen.votes()).map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).to.equal(2);
    expect(screen.events).to.have.length(2);
  });

  it('keeps the vote when the voter thinks better of changing it', async () => {
    const screen = await poll([json(counted(['good'], { allow_change: true }))]);
    screen.button('Change my vote').click();
    await screen.element.updateComplete;
    screen.button('Keep my vote').click();
    await screen.element.updateComplete;
    expect(screen.results[0]).to.contain('Your choice');
  });

  it('keeps the choices made while the poll is refreshed, and drops one that is no longer there', async () => {
    const [good, fair] = wire().options;
    const screen = await poll([
      json(wire()),
      json(wire({ options: [fair!, good!] })),
      json(wire({ options: [good!] })),
    ]);
    screen.choose('Fair');
    await screen.element.reload();
    expect(screen.find<HTMLInputElement>('input:checked')!.value).to.equal('fair');
    expect(screen.all('label')[0]!.innerText.trim()).to.equal('Fair');
    await screen.element.reload();
    expect(screen.all('input:checked')).to.have.length(0);
  });

  it('shows texts from outside as text', async () => {
    const title = '<img src=x onerror=alert(1)>';
    const screen = await poll([json(wire({ question: title, options: [{ id: '"><b>', title, votes_count: 1 }] }))]);
    expect(screen.all('img, b')).to.have.length(0);
    expect(screen.text('label')).to.equal(title);
  });

  it('draws a thousand answers, and very long ones without overflow', async () => {
    const options = Array.from({ length: 1000 }, (_, i) => ({
      id: `${i}`,
      title: i ? `Answer ${i}` : 'x'.repeat(3000),
      votes_count: i,
    }));
    const screen = await poll([json(wire({ options }))]);
    expect(screen.all('label')).to.have.length(1000);
    screen.element.style.width = '240px';
    await new Promise(requestAnimationFrame);
    expect(screen.find('.poll')!.scrollWidth).to.be.at.most(240);
  });

  it('says that there is nothing to vote on where a poll has no answers', async () => {
    const screen = await poll([json(wire({ options: [] }))]);
    expect(screen.element.state).to.equal('empty');
    expect(screen.text()).to.contain('There is nothing to vote on here');
  });

  it('shows a poll that the page gives, and says that it can’t be voted on without an endpoint', async () => {
    const screen = await poll([json(wire())], { data: wire({ question: 'From the page?' }), src: undefined });
    await screen.shows('From the page?');
    await screen.shows('Voting is not possible on this page.');
    expect(screen.all('button')).to.have.length(0);
  });

  it('takes votes for a poll that the page gives where it has an endpoint', async () => {
    const screen = await poll([json(counted())], { data: wire({ question: 'From the page?' }) });
    await screen.shows('From the page?');
    const before = (await screen.asked()).length;
    await screen.vote('Good');
    await screen.shows('has been counted');
    expect((await screen.asked()).length).to.equal(before + 1);
  });

  it('speaks the language of its place', async () => {
    const screen = await poll([json(wire()), json(counted())]);
    screen.element.lang = 'vi';
    await screen.shows('Thăm dò ý kiến');
    screen.choose('Good');
    await screen.element.updateComplete;
    screen.button('Bình chọn').click();
    await screen.shows('Cảm ơn bạn. Phiếu của bạn đã được ghi nhận và tính vào kết quả.');
    expect(screen.results[0]).to.equal('Good Bạn đã chọn 61 phiếu 60%');
  });
});
