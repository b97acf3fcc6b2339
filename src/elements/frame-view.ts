import type { TemplateResult } from 'lit';
import type { ReadTexts, Texts } from '../i18n/texts.ts';
import { html, nothing } from './html.ts';

/** The texts that every widget has. */
export interface FrameTexts extends Texts {
  heading: string;
  empty: string;
}

export interface Frame {
  texts: ReadTexts<FrameTexts>;
  /** The title; without one the texts have it, and an empty one hides it. */
  heading: string | undefined;
  headingLevel: number;
  isBusy?: boolean;
  /** What is announced, above the content. */
  status?: unknown;
  content: unknown;
}

/** What stands around everything that a widget shows. */
export function renderFrame({ texts, heading, headingLevel, isBusy = false, status, content }: Frame): TemplateResult {
  const title = heading ?? texts.get('heading');
  return html`<section
    class="widget"
    part="base"
    tabindex="-1"
    lang=${texts.locale}
    dir=${texts.direction ?? nothing}
    aria-busy=${isBusy ? 'true' : 'false'}
    aria-label=${title || texts.get('heading')}
  >
    ${title ? renderHeading(title, headingLevel) : nothing}
    <div role="status">${status}</div>
    ${content}
  </section>`;
}

/** A heading of that level, or of the nearest that there is. */
export function renderHeading(content: unknown, level: number, name = 'heading'): TemplateResult {
  const template = HEADINGS[Math.min(Math.max(Math.trunc(level) || 2, 1), 6) - 1] ?? HEADINGS[1];
  return template(content, name);
}

const HEADINGS = [
  (content: unknown, name: string) => html`<h1 class=${name} part=${name}>${content}</h1>`,
  (content: unknown, name: string) => html`<h2 class=${name} part=${name}>${content}</h2>`,
  (content: unknown, name: string) => html`<h3 class=${name} part=${name}>${content}</h3>`,
  (content: unknown, name: string) => html`<h4 class=${name} part=${name}>${content}</h4>`,
  (content: unknown, name: string) => html`<h5 class=${name} part=${name}>${content}</h5>`,
  (content: unknown, name: string) => html`<h6 class=${name} part=${name}>${content}</h6>`,
] as const;
