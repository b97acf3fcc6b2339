import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { getStorybookHelpers } from '@wc-toolkit/storybook-helpers';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { inTurn, json, never, notFound, problem, refused, type Endpoint } from '../.storybook/endpoints.ts';
import '../src/elements/citizen-survey/citizen-survey.define.ts';
import type { CitizenSurvey } from '../src/elements/citizen-survey/citizen-survey.ts';
import type { Survey } from '../src/survey/index.ts';
import * as data from '../samples/surveys.ts';

const { args, argTypes, template } = getStorybookHelpers<CitizenSurvey>('citizen-survey');

/** The endpoints of one survey: it is read, and takes answers. */
function serve(survey: Survey, answer: Endpoint = json({ id: 'r1' }, { status: 201, delay: 300 })) {
  // A function: Storybook merges the plain objects of a story with those of its file.
  return { endpoints: { '/surveys/mot-cua': () => json(survey), 'POST /surveys/mot-cua/responses': answer } };
}

type Canvas = { canvasElement: HTMLElement };

async function find<Found extends HTMLElement = HTMLElement>(canvas: HTMLElement, selector: string): Promise<Found> {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const found = canvas.querySelector('citizen-survey')?.shadowRoot?.querySelector<Found>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The story never shows ${selector}.`);
}

/** A story must not find the draft of another. */
const forget = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.includes(':draft:')) sessionStorage.removeItem(key);
};

async function write(canvas: HTMLElement, selector: string, text: string): Promise<void> {
  const field = await find<HTMLInputElement>(canvas, selector);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await canvas.querySelector('citizen-survey')!.updateComplete;
}

/** Presses elements in turn. */
const presses =
  (...selectors: string[]) =>
  async ({ canvasElement }: Canvas): Promise<void> => {
    for (const selector of selectors) {
      (await find(canvasElement, selector)).click();
      await canvasElement.querySelector('citizen-survey')!.updateComplete;
    }
  };

/** Answers the two questions of `short`, and sends. */
const sends =
  (then: string) =>
  async ({ canvasElement }: Canvas): Promise<void> => {
    await presses('#q0 .option')({ canvasElement });
    await write(canvasElement, '#q1 .field', 'Chỗ ngồi chờ đã đủ, xin thêm quạt.');
    await presses('[part=submit]')({ canvasElement });
    await find(canvasElement, then);
  };

const short = (changes: Partial<Survey> = {}): Survey => {
  const { questions } = data.survey();
  return data.survey({ questions: questions.filter(({ id }) => id === 'overall' || id === 'comment'), ...changes });
};

const meta = {
  title: 'Elements/citizen-survey',
  component: 'citizen-survey',
  args: { ...args, survey: 'mot-cua' },
  argTypes,
  render: (values) => template(values),
  parameters: serve(data.survey()),
  beforeEach: forget,
} satisfies Meta<CitizenSurvey>;

export default meta;
type Story = StoryObj<CitizenSurvey>;

/** All questions on one page. */
export const Page: Story = {};

/** One section after the other. */
export const Steps: Story = { args: { layout: 'steps' } };

/** The step after the first. */
export const SecondStep: Story = {
  args: { layout: 'steps' },
  play: async (context) => {
    const rows = ['place', 'equipment', 'information'].map((row) => `#q1 [data-row=${row}]`);
    await presses('#q0 .option', ...rows, '[part=submit]')(context);
    await find(context.canvasElement, '#q2');
  },
};

/** A table of ratings; in a narrow column, a list for each row. */
export const Grid: Story = {
  parameters: serve(data.survey({ questions: data.survey().questions.filter(({ id }) => id === 'staff') })),
  play: presses('#q0 [data-row=polite]'),
};

/** Several choices, words of one's own, a number, a line and a longer text. */
export const Kinds: Story = {
  parameters: serve(data.kinds()),
  play: async (context) => {
    await presses('#q0 .option:nth-of-type(4)')(context);
    await find(context.canvasElement, '#q0 .field');
  },
};

/** Open until a day. */
export const OpenUntil: Story = { args: { layout: 'steps' }, parameters: serve(data.open()) };

/** A question that shows after an answer. */
export const Condition: Story = {
  play: async (context) => {
    await presses('#q5 .option:nth-of-type(3)')(context);
    await find(context.canvasElement, '#q6');
  },
};

/** Sent without answers: what is missing is listed, with a link to each question, and the focus is there. */
export const Faults: Story = {
  play: async (context) => {
    await presses('[part=submit]')(context);
    await find(context.canvasElement, '.summary');
  },
};

/** A text that seems to name a person: asked once. */
export const PersonalText: Story = {
  parameters: serve(short()),
  play: async ({ canvasElement }) => {
    await presses('#q0 .option')({ canvasElement });
    await write(canvasElement, '#q1 .field', 'Xin gọi lại cho tôi: 0900 000 000');
    await presses('[part=submit]')({ canvasElement });
    await find(canvasElement, '.found');
  },
};

/** More than the question takes. */
export const TooLong: Story = {
  parameters: serve(data.kinds()),
  play: async ({ canvasElement }) => {
    await write(canvasElement, '#q2 .field', 'Nhà văn hóa, thư viện và sân thể thao của khu dân cư');
    await presses('#q0 .option', '[part=submit]')({ canvasElement });
    await find(canvasElement, '.summary');
  },
};

export const Sending: Story = { parameters: serve(short(), never()), play: sends('.sent') };

/** The server took the answers: thanks, and one's own answers to print. */
export const Sent: Story = { parameters: serve(short()), play: sends('.success') };

/** Written down on the device, and sent again until the server has answered. */
export const NotYetSent: Story = { parameters: serve(short(), refused()), play: sends('.note .message') };

/** The server turned the answers away for another reason; they are kept. */
export const TurnedAway: Story = { parameters: serve(short(), problem(403, 'blocked')), play: sends('.note .message') };

/** The server names the questions that it refuses. */
export const Refused: Story = {
  parameters: serve(short(), {
    ...problem(422, 'invalid'),
    body: { type: 'https://civic-widgets.example/problems/invalid', status: 422, questions: ['comment'] },
  }),
  play: sends('.summary'),
};

/** Answered from another device. */
export const AnsweredElsewhere: Story = {
  parameters: serve(short(), problem(409, 'already-voted')),
  play: sends('.note p.message'),
};

/** The survey closed while the form was open in the browser. */
export const ClosedTooLate: Story = {
  parameters: {
    endpoints: {
      '/surveys/mot-cua': inTurn(json(short()), json(data.closed())),
      'POST /surveys/mot-cua/responses': problem(410, 'closed'),
    },
  },
  play: sends('.note p.message'),
};

/** What was entered before the tab was loaded again. */
export const Draft: Story = {
  parameters: serve(short()),
  render: (values) => {
    const address = new URL('/surveys/mot-cua', document.baseURI).href;
    const draft = { answers: { overall: 'satisfied', comment: 'Xin thêm quạt.' }, step: 0 };
    sessionStorage.setItem(`civic-widgets:draft:${address} mot-cua`, JSON.stringify(draft));
    return template(values);
  },
};

/** Who has answered before. */
export const Answered: Story = { parameters: serve(data.survey({ answered: true })) };

export const NotYetOpen: Story = { parameters: serve(data.upcoming()) };

export const Closed: Story = { parameters: serve(data.closed()) };

/** A shared screen: large targets, nothing remembered. */
export const Kiosk: Story = { args: { kiosk: true, layout: 'steps' } };

export const KioskThanks: Story = {
  args: { kiosk: true, 'kiosk-reset': 60 } as Story['args'],
  parameters: serve(short()),
  play: sends('.thanks'),
};

/** A kiosk keeps its answers while the network is away. */
export const KioskOffline: Story = {
  args: { kiosk: true, 'kiosk-reset': 60 } as Story['args'],
  parameters: serve(short(), refused()),
  play: sends('.note .quiet'),
};

/** A survey that the page gives without an endpoint is shown, and says that it takes no answers. */
export const GivenByThePage: Story = {
  render: () => html`<citizen-survey .data=${short()}></citizen-survey>`,
  parameters: { endpoints: {} },
  play: async ({ canvasElement }) => {
    await expect(await find(canvasElement, 'form > p')).toHaveTextContent('Không thể gửi');
  },
};

export const Loading: Story = {
  args: { timeout: 3600 },
  parameters: { endpoints: { '/surveys/mot-cua': never() }, state: 'loading' },
};

export const Empty: Story = { parameters: { ...serve(data.survey({ questions: [] })), state: 'empty' } };

export const Failed: Story = { parameters: { endpoints: { '/surveys/mot-cua': notFound() }, state: 'error' } };

/** A refresh failed: the form stays. */
export const Stale: Story = {
  parameters: { endpoints: { '/surveys/mot-cua': inTurn(json(short()), notFound()) }, state: 'stale' },
  play: async ({ canvasElement }) => {
    await find(canvasElement, '#q0');
    await canvasElement.querySelector('citizen-survey')!.reload();
  },
};
