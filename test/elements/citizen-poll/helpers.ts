import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/citizen-poll/citizen-poll.define.ts';
import type { CitizenPoll } from '../../../src/elements/citizen-poll/citizen-poll.ts';
import type { Poll } from '../../../src/poll/index.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import { pollWire } from '../../poll/polls.ts';
import type { Asked, Step } from '../../server/scripted-server.ts';

/** An English poll of three answers with 100 votes. */
export function wire(changes: Partial<Poll> = {}): Poll {
  return pollWire({
    question: 'How was the one-stop office today?',
    options: [
      { id: 'good', title: 'Good', votes_count: 60 },
      { id: 'fair', title: 'Fair', votes_count: 30 },
      { id: 'poor', title: 'Poor', votes_count: 10 },
    ],
    votes_count: 100,
    voters_count: 100,
    ...changes,
  });
}

/** The poll after one more vote, as its server answers. */
export function counted(choices = ['good'], changes: Partial<Poll> = {}): Poll {
  const { options } = wire(changes);
  return wire({
    options: options.map((option) => ({
      ...option,
      votes_count: option.votes_count! + Number(choices.includes(option.id)),
    })),
    votes_count: 101,
    voters_count: 101,
    voted: true,
    own_votes: choices,
    ...changes,
  });
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Step {
  return json(
    { type: `https://a.example/problems/${code}` },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
}

export class Screen {
  readonly element: CitizenPoll;
  readonly asked: () => Promise<Asked[]>;
  readonly events: CustomEvent<{ poll: Poll; choices: string[] }>[] = [];

  constructor(element: CitizenPoll, asked: () => Promise<Asked[]>) {
    this.element = element;
    this.asked = asked;
    element.addEventListener('civic-vote', (event) => this.events.push(event));
  }

  find<Found extends HTMLElement = HTMLElement>(selector: string): Found | null {
    return this.element.shadowRoot!.querySelector<Found>(selector);
  }

  all<Found extends HTMLElement = HTMLElement>(selector: string): Found[] {
    return [...this.element.shadowRoot!.querySelectorAll<Found>(selector)];
  }

  text(selector = '.widget'): string {
    return this.all(selector)
      .map((element) => element.innerText)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
  }

  /** What the status line says, as a screen reader reads it. */
  get note(): string {
    return (this.find('.note')?.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  button(name: string): HTMLButtonElement {
    const button = this.all<HTMLButtonElement>('button').find((each) => each.innerText.trim() === name);
    if (!button) throw new Error(`no button "${name}" in: ${this.text()}`);
    return button;
  }

  choose(...titles: string[]): void {
    for (const title of titles)
      this.all('label')
        .find((label) => label.innerText.trim() === title)!
        .click();
  }

  async vote(...titles: string[]): Promise<void> {
    this.choose(...titles);
    await this.element.updateComplete;
    this.button('Vote').click();
    await this.element.updateComplete;
  }

  /** The votes that the server was sent. */
  async votes(): Promise<Asked[]> {
    return (await this.asked()).filter(({ method }) => method === 'POST');
  }

  async shows(words: string, ms = 8000): Promise<void> {
    await until(() => `${this.text()} ${this.note}`.includes(words), `it says "${words}"`, ms).catch((error: Error) => {
      throw new Error(`${error.message}; it says: ${this.text()} | ${this.note}`);
    });
  }

  get results(): string[] {
    return this.all('.result').map((row) => row.innerText.replace(/\s+/g, ' ').trim());
  }
}

/** A poll widget on an endpoint that plays the steps: the first for the poll, the next for votes and reloads. */
export async function poll(steps: Step[], attributes: Partial<CitizenPoll> = {}): Promise<Screen> {
  const { url, asked } = await endpoint(...steps);
  const screen = await show(url, asked, attributes);
  await ready(screen);
  return screen;
}

export async function show(
  url: string,
  asked: () => Promise<Asked[]>,
  attributes: Partial<CitizenPoll> = {},
): Promise<Screen> {
  const element = await fixture<CitizenPoll>(html`<citizen-poll lang="en" src=${url}></citizen-poll>`);
  const screen = new Screen(element, asked);
  Object.assign(element, attributes);
  return screen;
}

/** Waits until the poll and everything that it loads is there. */
export async function ready(screen: Screen): Promise<void> {
  const { element } = screen;
  await until(() => element.state !== 'loading' && element.state !== 'idle', 'the poll is there', 8000);
  await until(() => !screen.find('.bone'), 'its parts are there', 8000);
  await element.updateComplete;
}

export async function expectAccessible({ element }: Screen): Promise<void> {
  await expect(element).to.be.accessible();
}
