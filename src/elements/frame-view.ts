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
  const tag = `h${Math.min(Math.max(Math.trunc(level) || 2, 1), 6)}`;
  return html((headings[`${tag} ${name}`] ??= headingOf(tag, name)), content);
}

/**
 * A template for each level and name, made of nothing but these: for every value in a template, each widget that shows it
 * keeps something.
 */
const headings: Record<string, TemplateStringsArray> = {};

function headingOf(tag: string, name: string): TemplateStringsArray {
  const texts = [`<${tag} class="${name}" part="${name}">`, `</${tag}>`];
  return Object.assign(texts, { raw: texts });
}
