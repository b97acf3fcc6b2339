import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { getStorybookHelpers } from '@wc-toolkit/storybook-helpers';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { inTurn, json, never, notFound, problem, refused, type Endpoint } from '../.storybook/endpoints.ts';
import '../src/elements/citizen-poll/citizen-poll.define.ts';
import type { CitizenPoll } from '../src/elements/citizen-poll/citizen-poll.ts';
import type { Poll } from '../src/poll/index.ts';
import * as data from '../samples/polls.ts';

const { args, argTypes, template } = getStorybookHelpers<CitizenPoll>('citizen-poll');

/** The endpoints of one poll: it is read, and takes votes. */
function serve(poll: Poll | object, vote?: Endpoint) {
  const votes: Endpoint = async (request: Request) => {
    const { choices } = (await request.json()) as { choices: string[] };
    return json(data.counted(poll as Poll, choices[0] ?? ''), { delay: 300 });
  };
  // A function: Storybook merges the plain objects of a story with those of its file.
  return { endpoints: { '/polls/mot-cua': () => json(poll), 'POST /polls/mot-cua/votes': vote ?? votes } };
}

type Canvas = { canvasElement: HTMLElement };

async function find<Found extends HTMLElement = HTMLElement>(canvas: HTMLElement, selector: string): Promise<Found> {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const found = canvas.querySelector('citizen-poll')?.shadowRoot?.querySelector<Found>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The story never shows ${selector}.`);
}

/** Chooses the second answer and votes; `then` is what has to show. */
const votes =
  (then: string) =>
  async ({ canvasElement }: Canvas): Promise<void> => {
    (await find(canvasElement, '.option:nth-child(2)')).click();
    await canvasElement.querySelector('citizen-poll')!.updateComplete;
    (await find(canvasElement, '[part=submit]')).click();
    await find(canvasElement, then);
  };

const presses =
  (...selectors: string[]) =>
  async ({ canvasElement }: Canvas): Promise<void> => {
    for (const selector of selectors) (await find(canvasElement, selector)).click();
  };

const meta = {
  title: 'Elements/citizen-poll',
  component: 'citizen-poll',
  args: { ...args, poll: 'mot-cua' },
  argTypes,
  render: (values) => template(values),
  parameters: serve(data.poll()),
} satisfies Meta<CitizenPoll>;

export default meta;
type Story = StoryObj<CitizenPoll>;

/** One choice. Vote to see the results take the ballot's place. */
export const Choices: Story = {};

/** Three to seven steps with faces and words: told from the poll's kind. */
export const Rating: Story = { parameters: serve(data.rating()) };

/** A rating that asks for a comment, which is optional and never public. */
export const Comment: Story = {
  args: { context: 'Quầy 3' },
  parameters: serve(data.rating({ comment: { title: 'Điều gì cần cải thiện?', max_length: 500 } })),
  play: async (context) => {
    await presses('.option:nth-child(2)')(context);
    const field = await find<HTMLTextAreaElement>(context.canvasElement, 'textarea');
    field.value = 'Cán bộ hướng dẫn tận tình, nhưng phải chờ lâu.';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  },
};

/** Several choices, with the least and the most counted aloud. */
export const Multiple: Story = { parameters: serve(data.multiple({ min_choices: 2 })) };

/** One tap votes. */
export const Buttons: Story = { args: { layout: 'buttons' } };

/** A rating with one tap. */
export const RatingButtons: Story = { args: { layout: 'buttons' }, parameters: serve(data.rating()) };

/** Sent with nothing chosen: the fault is named beside the fields, and the focus is there. */
export const NothingChosen: Story = {
  play: async ({ canvasElement }) => {
    (await find(canvasElement, '[part=submit]')).click();
    await find(canvasElement, '.fault:not(:empty)');
  },
};

export const Chosen: Story = { play: presses('.option:nth-child(2)') };

/** Fewer answers than the poll asks for. */
export const TooFew: Story = {
  parameters: serve(data.multiple({ min_choices: 2 })),
  play: votes('.fault:not(:empty)'),
};

/** Sent, and not yet answered. */
export const Sending: Story = { parameters: serve(data.poll(), never()), play: votes('.note p') };

/** After the vote: thanks, the own choice marked, the numbers the server's. */
export const Voted: Story = { play: votes('.success') };

/** A visitor who has voted before. */
export const VotedBefore: Story = {
  parameters: serve(data.poll({ voted: true, own_votes: ['hai-long'] })),
};

/** A poll that lets a vote be changed. */
export const ChangeOfVote: Story = {
  parameters: serve(data.poll({ voted: true, own_votes: ['hai-long'], allow_change: true })),
  play: presses('.actions .button'),
};

/** Results may be seen before the vote. */
export const ResultsAlways: Story = {
  parameters: serve(data.poll({ results: 'always' })),
  play: presses('.actions .button:not(.primary)'),
};

/** The most votes first. */
export const Sorted: Story = { args: { sort: 'votes' }, parameters: serve(data.closed()) };

/** The results as a table, for those who want it. */
export const Table: Story = {
  parameters: serve(data.closed()),
  play: async (context) => {
    await presses('.tool:last-child')(context);
    await find(context.canvasElement, '.answer table');
  },
};

/** Shares of people, where each may choose several. */
export const MultipleResults: Story = {
  parameters: serve(data.multiple({ voted: true, own_votes: ['ho-tich', 'dat-dai'] })),
};

export const NotYetOpen: Story = { parameters: serve(data.upcoming()) };

export const ClosingSoon: Story = { parameters: serve(data.closingSoon()) };

/** Closed polls keep their results. */
export const Closed: Story = { parameters: serve(data.closed()) };

/** Closed while a choice was made and not yet sent. */
export const ClosedMeanwhile: Story = {
  parameters: {
    endpoints: {
      '/polls/mot-cua': inTurn(
        () => json(data.poll()),
        () => json(data.closed()),
      ),
    },
  },
  play: async (context) => {
    await presses('.option:nth-child(2)')(context);
    await context.canvasElement.querySelector('citizen-poll')!.reload();
    await find(context.canvasElement, '.note .message');
  },
};

/** The server keeps counts to itself until the end. */
export const ResultsAfterClose: Story = {
  parameters: serve(data.hidden(data.poll({ results: 'after-close', voted: true }))),
};

export const ResultsNever: Story = {
  parameters: serve(data.hidden(data.poll({ results: 'never' }))),
  play: votes('.success'),
};

export const NoVotesYet: Story = { parameters: serve(data.unvoted()), play: presses('.actions .button:not(.primary)') };

/** Long answers wrap; long words break. */
export const LongAnswers: Story = { parameters: serve(data.long()) };

export const LongResults: Story = { parameters: serve({ ...data.long(), expired: true }) };

/** The vote is written down on the device and sent again until the server has answered. */
export const NotYetCounted: Story = {
  parameters: serve(data.poll(), refused()),
  play: votes('.note .message'),
};

/** The server asks for patience (429 with `Retry-After`). */
export const Busy: Story = {
  parameters: serve(data.poll(), problem(429, 'too-many', { headers: { 'Retry-After': '120' } })),
  play: votes('.note .message'),
};

/** The server turned the vote away for another reason; it is kept. */
export const TurnedAway: Story = {
  parameters: serve(data.poll(), problem(403, 'blocked')),
  play: votes('.note .message'),
};

export const AlreadyVoted: Story = {
  parameters: serve(data.poll(), problem(409, 'already-voted')),
  play: votes('.note .message'),
};

/** Voting closed while the ballot was open in the browser. */
export const ClosedTooLate: Story = {
  parameters: {
    endpoints: {
      '/polls/mot-cua': inTurn(json(data.poll()), json(data.closed())),
      'POST /polls/mot-cua/votes': problem(410, 'closed'),
    },
  },
  play: votes('.note .message'),
};

/** The poll was changed while the ballot was open in the browser. */
export const Invalid: Story = {
  parameters: serve(data.poll(), problem(422, 'invalid')),
  play: votes('.note .message'),
};

/** A poll whose address has a one-time code, and a code that its server doesn't know. */
export const WrongCode: Story = {
  args: { src: '/polls/mot-cua?code=7KQM-3XZA-P9TX' },
  parameters: serve(data.poll(), problem(422, 'invalid')),
  play: votes('.note .message'),
};

/** A code with which somebody has voted already. */
export const UsedCode: Story = {
  args: { src: '/polls/mot-cua?code=7KQM-3XZA-P9TD' },
  parameters: serve(data.poll(), problem(409, 'already-voted')),
  play: votes('.note .message'),
};

/** A shared screen: large targets, nothing remembered. */
export const Kiosk: Story = { args: { kiosk: true }, parameters: serve(data.rating()) };

export const KioskThanks: Story = {
  args: { kiosk: true, 'kiosk-reset': 60 } as Story['args'],
  parameters: serve(data.rating()),
  play: votes('.thanks'),
};

/** A kiosk holds its votes while the network is away. */
export const KioskOffline: Story = {
  args: { kiosk: true, 'kiosk-reset': 60 } as Story['args'],
  parameters: serve(data.rating(), refused()),
  play: votes('.note .quiet'),
};

/** A poll of a Mastodon server, read as it is. */
export const Mastodon: Story = {
  args: { heading: 'Có nên mở phố đi bộ vào cuối tuần?' },
  parameters: serve(data.mastodon),
  play: async ({ canvasElement }) => {
    const question = await find(canvasElement, '.question');
    await expect(question).toHaveTextContent('Có nên mở phố đi bộ vào cuối tuần?');
  },
};

/** A poll that the page gives without an endpoint is shown, and says that it takes no votes. */
export const GivenByThePage: Story = {
  render: () => html`<citizen-poll .data=${data.poll()}></citizen-poll>`,
  parameters: { endpoints: {} },
};

export const Loading: Story = {
  args: { timeout: 3600 },
  parameters: { endpoints: { '/polls/mot-cua': never() }, state: 'loading' },
};

export const Empty: Story = { parameters: { ...serve(data.poll({ options: [] })), state: 'empty' } };

export const Failed: Story = { parameters: { endpoints: { '/polls/mot-cua': notFound() }, state: 'error' } };

/** A refresh failed: the last numbers stay, with their time. */
export const Stale: Story = {
  parameters: { endpoints: { '/polls/mot-cua': inTurn(json(data.closed()), notFound()) }, state: 'stale' },
  play: async ({ canvasElement }) => {
    await find(canvasElement, '.result');
    await canvasElement.querySelector('citizen-poll')!.reload();
  },
};
