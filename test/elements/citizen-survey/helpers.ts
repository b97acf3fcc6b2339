import { fixture, html } from '@open-wc/testing';
import '../../../src/elements/citizen-survey/citizen-survey.define.ts';
import type { CitizenSurvey } from '../../../src/elements/citizen-survey/citizen-survey.ts';
import type { Survey, SurveyAnswers } from '../../../src/survey/index.ts';
import { endpoint, json, until } from '../../helpers/endpoint.ts';
import type { Asked, Step } from '../../server/scripted-server.ts';

export const RECEIPT = json({ id: 'r1' }, { status: 201 });

export function problem(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Step {
  return json(
    { type: `https://a.example/problems/${code}`, ...more },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
}

/** Not now, and no try by itself while a test looks on. */
export const busy = problem(503, 'unavailable', {}, { 'retry-after': '600' });

export class Screen {
  readonly element: CitizenSurvey;
  readonly asked: () => Promise<Asked[]>;
  readonly events: CustomEvent<{ survey: Survey; answers: SurveyAnswers }>[] = [];

  constructor(element: CitizenSurvey, asked: () => Promise<Asked[]>) {
    this.element = element;
    this.asked = asked;
    element.addEventListener('civic-response', (event) => this.events.push(event));
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

  /** What has the focus. */
  get focused(): Element | null {
    return this.element.shadowRoot!.activeElement;
  }

  /** The titles of the questions on show. */
  get questions(): string[] {
    return this.all('[data-question] > .question bdi').map(({ innerText }) => innerText);
  }

  button(name: string): HTMLButtonElement {
    const button = this.all<HTMLButtonElement>('button').find((each) => each.innerText.trim() === name);
    if (!button) throw new Error(`no button "${name}" in: ${this.text()}`);
    return button;
  }

  async press(name: string): Promise<void> {
    const button = this.button(name);
    button.focus();
    button.click();
    await this.element.updateComplete;
  }

  /** Chooses an option of a question. */
  async choose(question: string, title: string, row?: string): Promise<void> {
    const block = this.block(question);
    const group = row
      ? [...block.querySelectorAll('.grid-row')].find((each) => each.textContent.includes(row))!
      : block;
    [...group.querySelectorAll('label')].find((label) => label.innerText.trim() === title)!.click();
    await this.element.updateComplete;
  }

  async write(question: string, text: string): Promise<void> {
    const field = this.block(question).querySelector<HTMLInputElement>('.field')!;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await this.element.updateComplete;
  }

  block(question: string): HTMLElement {
    return this.find(`[data-question="${question}"]`)!;
  }

  /** The responses that the server was sent. */
  async responses(): Promise<Asked[]> {
    return (await this.asked()).filter(({ method }) => method === 'POST');
  }

  async shows(words: string, ms = 8000): Promise<void> {
    await until(() => `${this.text()} ${this.note}`.includes(words), `it says "${words}"`, ms).catch((error: Error) => {
      throw new Error(`${error.message}; it says: ${this.text()} | ${this.note}`);
    });
  }
}

export async function show(
  url: string,
  asked: () => Promise<Asked[]>,
  attributes: Partial<CitizenSurvey> = {},
): Promise<Screen> {
  const element = await fixture<CitizenSurvey>(
    html`<citizen-survey lang="en" style="inline-size: 30em"></citizen-survey>`,
  );
  const screen = new Screen(element, asked);
  Object.assign(element, { src: url, ...attributes });
  return screen;
}

/** A survey widget on an endpoint that plays the steps: the first for the survey, the next for responses and reloads. */
export async function survey(steps: Step[], attributes: Partial<CitizenSurvey> = {}): Promise<Screen> {
  const { url, asked } = await endpoint(...steps);
  const screen = await show(url, asked, attributes);
  await ready(screen);
  return screen;
}

/** Waits until the survey and everything that it loads is there. */
export async function ready({ element }: Screen): Promise<void> {
  await until(() => element.state !== 'loading' && element.state !== 'idle', 'the survey is there', 8000);
  await element.updateComplete;
}
