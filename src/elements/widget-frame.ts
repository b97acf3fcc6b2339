import { type TemplateResult, html, nothing } from 'lit';
import type { WidgetState } from '../endpoint/endpoint-controller.ts';
import type { CivicError } from '../errors.ts';
import { dateFormat } from '../i18n/format.ts';
import { nearMoment } from '../i18n/moments.ts';
import type { ReadTexts, Texts } from '../i18n/texts.ts';
import type { SharedTexts } from '../i18n/texts-controller.ts';

/** Texts that each widget defines for the frame. */
export interface FrameTexts extends Texts {
  heading: string;
  empty: string;
}

/** What the frame draws around, or in place of, a widget's content. */
export interface Frame {
  texts: ReadTexts<FrameTexts & SharedTexts>;
  /** The title. Undefined: the texts' title; an empty string hides it. */
  heading: string | undefined;
  headingLevel: number;
  state: WidgetState;
  error: CivicError | undefined;
  /** The widget's own sentence where there is nothing to show, and before the reason of an error; empty: none. */
  sentence?: string;
  /** Read out by screen readers, not drawn. */
  announcement?: unknown;
  /** The page draws the last error itself. */
  isErrorHandled: boolean;
  /** A load is under way or about to start. */
  isWaiting: boolean;
  /** The tag has children to show until the first success. */
  hasFallback: boolean;
  /** When the data on show arrived. */
  updated: Date | undefined;
  /** Time zone for that time. */
  timeZone: string | undefined;
  /** Undefined while there is no data to draw. */
  content: unknown;
  /** Draws grey shapes of the content's final size; undefined while an answer may still come at once. */
  skeleton: (() => unknown) | undefined;
  onRetry: (event: Event) => void;
  /** The citizen asked for the load that is under way, or that has brought what is on show. */
  isAsked: boolean;
}

/** Draws the frame around everything that a widget shows. */
export function renderFrame(frame: Frame): TemplateResult {
  const { texts, heading, headingLevel, state } = frame;
  const title = heading ?? texts.get('heading');
  return html`<section
    class="widget"
    part="base"
    tabindex="-1"
    lang=${texts.locale}
    dir=${texts.direction ?? nothing}
    aria-busy=${state === 'loading' ? 'true' : 'false'}
    aria-label=${title || texts.get('heading')}
  >
    ${title ? renderHeading(title, headingLevel) : nothing}
    <div aria-live="polite">${renderStatus(frame)}</div>
    ${frame.announcement ?? nothing} ${frame.content ?? renderPlaceholder(frame)}
  </section>`;
}

/** A heading of that level, limited to 1–6. */
export function renderHeading(content: unknown, level: number, name = 'heading'): TemplateResult {
  switch (headingLevelOf(level)) {
    case 1:
      return html`<h1 class=${name} part=${name}>${content}</h1>`;
    case 2:
      return html`<h2 class=${name} part=${name}>${content}</h2>`;
    case 3:
      return html`<h3 class=${name} part=${name}>${content}</h3>`;
    case 4:
      return html`<h4 class=${name} part=${name}>${content}</h4>`;
    case 5:
      return html`<h5 class=${name} part=${name}>${content}</h5>`;
    default:
      return html`<h6 class=${name} part=${name}>${content}</h6>`;
  }
}

/** A level that HTML has, 1 to 6; 2 for what is no number. */
export function headingLevelOf(level: number): number {
  return Math.min(Math.max(Math.trunc(level) || 2, 1), 6);
}

/** A sentence in a box, with a button or the like. */
export function renderMessage(sentence: string, action: unknown = nothing, kind = ''): TemplateResult {
  return html`<div class="message ${kind}" part="message">
    <p>${sentence}</p>
    ${action}
  </div>`;
}

/**
 * The message of the state, announced by screen readers, above the content. Its region has no role: as a status it would be
 * a stop of its own while it is empty, and would be read as a whole at each change.
 */
function renderStatus(frame: Frame): unknown {
  const { texts, state, error } = frame;
  if (frame.isAsked && (state === 'loading' || state === 'ready')) {
    const said = texts.get(state === 'loading' ? state : 'updated', { time: timeOf(frame) });
    return html`<p class="visually-hidden">${said}</p>`;
  }
  if (state === 'empty') {
    const { sentence = texts.get('empty') } = frame;
    return html`<slot name="empty">${sentence ? renderMessage(sentence) : nothing}</slot>`;
  }
  if (state === 'stale') return renderStale(frame);
  if (state !== 'error' || !error || frame.isErrorHandled) return nothing;
  const isGone = error.status === 404 || error.status === 410;
  const reason = texts.get(isGone ? 'error.not-found' : (`error.${error.code}` as 'error.http'));
  return html`<slot name="error"
    >${renderMessage(
      frame.sentence ? `${frame.sentence} ${reason}` : reason,
      html`<button class="button" part="retry" type="button" @click=${frame.onRetry}>${texts.get('retry')}</button>`,
      'error',
    )}</slot
  >`;
}

function renderStale(frame: Frame): unknown {
  const { texts, updated } = frame;
  return updated ? html`<p class="stale" part="stale">${texts.get('stale', { time: timeOf(frame) })}</p>` : nothing;
}

/** When the data on show arrived. */
function timeOf({ texts, updated = new Date(), timeZone }: Frame): string {
  return nearMoment(texts, updated, (date, options) => dateFormat(texts.locale, { ...options, timeZone }).format(date));
}

/** Drawn in place of the content: fallback or skeleton. */
function renderPlaceholder({ texts, state, isWaiting, hasFallback, skeleton }: Frame): unknown {
  if (!isWaiting || hasFallback) {
    const fallback = state === 'empty' ? nothing : html`<slot></slot>`;
    return state === 'loading' ? html`<slot name="loading">${fallback}</slot>` : fallback;
  }
  if (!skeleton) return html`<slot name="loading"></slot>`;
  return html`<slot name="loading"
    ><div class="skeleton">
      <span class="visually-hidden">${texts.get('loading')}</span>
      <div aria-hidden="true">${skeleton()}</div>
    </div></slot
  >`;
}
