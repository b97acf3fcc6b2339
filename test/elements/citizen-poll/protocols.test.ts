import { expect } from '@open-wc/testing';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { poll, ready, show } from './helpers.ts';

const mastodon = {
  id: '34830',
  expires_at: '2099-12-05T04:05:08.302Z',
  expired: false,
  multiple: false,
  votes_count: 10,
  voters_count: null,
  voted: false,
  own_votes: [],
  options: [
    { title: 'Accept', votes_count: 6 },
    { title: 'Deny', votes_count: 4 },
  ],
  emojis: [],
};

/** Runs the example of docs/poll-protocols.md as it stands there. */
async function runExample(): Promise<void> {
  const page = await (await fetch('/docs/poll-protocols.md')).text();
  const [, example = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
  const code = example.replace("'civic-widgets/poll'", `'${location.origin}/src/poll/index.ts'`);
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  await import(url);
}

describe('<citizen-poll> on other servers', function () {
  // A machine that tests three browsers at once is slow.
  this.timeout(30_000);

  it('votes in a Mastodon poll, asked by the widget’s heading', async () => {
    const after = {
      ...mastodon,
      voted: true,
      own_votes: [1],
      votes_count: 11,
      options: [mastodon.options[0], { title: 'Deny', votes_count: 5 }],
    };
    const screen = await poll([json(mastodon), json(after)], { heading: 'Shall we?' });
    expect(screen.text('legend')).to.equal('Shall we?');
    await screen.vote('Deny');
    await screen.shows('has been counted');
    expect(JSON.parse((await screen.votes())[0]!.body)).to.deep.equal({ choices: [1] });
    expect(screen.results).to.deep.equal(['Accept 6 votes 55%', 'Deny Your choice 5 votes 45%']);
  });

  it('says not-found for a poll that its server does not have', async () => {
    const { url, asked } = await endpoint({ status: 404 });
    const { element } = await show(url, asked);
    await until(() => element.state === 'error', 'the error is on show');
    expect(element.error).to.include({ code: 'not-found', status: 404, url });
  });

  it('reads Mastodon’s refusal from its sentence', async () => {
    const error = 'Validation failed: You have already voted on this poll';
    const screen = await poll([
      json(mastodon),
      json({ error }, { status: 422 }),
      json({ ...mastodon, voted: true, own_votes: [0] }),
    ]);
    await screen.vote('Deny');
    await screen.shows('You have already voted in this poll. This new vote was not counted.');
    await screen.shows('Accept Your choice');
  });

  it('votes in a Drupal poll through the protocol that the documentation shows: choices, vote and counts at three addresses', async () => {
    await runExample();
    const question = { raw_question: 'Which day suits you?', pid: '7', user_vote: null };
    const choices = {
      ...question,
      choices: [
        { chid: 4, name: 'Tuesday' },
        { chid: 5, name: 'Thursday' },
      ],
    };
    const votes = {
      ...question,
      user_vote: '5',
      total_votes: '4',
      results: [
        { choice: 'Thursday', display_value: '75% (3 votes)', value: '3', percentage: 75 },
        { choice: 'Tuesday', value: '1' },
      ],
    };
    const { url, asked } = await endpoint(json(choices), json({ message: 'ok' }), json(choices), json(votes));
    const screen = await show(`${url}?query=choices`, asked);
    await ready(screen);
    expect(screen.text('legend')).to.equal('Which day suits you?');
    await screen.vote('Thursday');
    await until(() => screen.results.length, 'the results are there');
    expect(screen.results).to.deep.equal(['Tuesday 1 vote 25%', 'Thursday Your choice 3 votes 75%']);
    const path = new URL(url).pathname;
    expect((await asked()).map(({ method, url }) => `${method} ${url.replace(path, '')}`)).to.deep.equal([
      'GET ?query=choices',
      'POST ?_format=json',
      'GET ?query=choices',
      'GET ?query=votes',
    ]);
    expect(JSON.parse((await screen.votes())[0]!.body)).to.deep.equal({ chid: '5' });
    expect(screen.events).to.have.length(1);
  });
});
