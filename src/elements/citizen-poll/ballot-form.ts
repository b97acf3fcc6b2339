import { html, nothing, type TemplateResult } from 'lit';
import type { ballotPending } from '../../i18n/en/ballot-pending.ts';
import type { ballot } from '../../i18n/en/ballot.ts';
import type { choices } from '../../i18n/en/choices.ts';
import type { poll } from '../../i18n/en/poll.ts';
import { dateFormat, relativeTimeFormat } from '../../i18n/format.ts';
import { dayAndTime, type timeOfDay } from '../../i18n/moments.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import type { SharedTexts } from '../../i18n/texts-controller.ts';
import { phaseOf, type Poll } from '../../poll/model.ts';
import { canHaveFaces, moodsOf, renderFace } from './faces.ts';

export type PollTexts = typeof poll & typeof choices & typeof ballotPending & typeof ballot;

/** How a poll is drawn, before and after a vote. */
export interface PollView {
  texts: ReadTexts<PollTexts & SharedTexts>;
  poll: Poll;
  heading: string | undefined;
  /** Time zone in which times are shown. */
  timeZone: string | undefined;
}

export interface BallotFormOptions extends PollView {
  layout: 'choices' | 'rating' | 'buttons' | undefined;
  worstFirst: boolean;
  /** Ids of the options chosen in the form. */
  chosen: readonly string[];
  /** The form was submitted with a fault. */
  isFaulty: boolean;
  /** The choices can't be changed now. */
  isLocked: boolean;
  /** There is an endpoint that takes votes. */
  canVote: boolean;
  /** The voter is changing the vote. */
  isChanging: boolean;
  /** The results may be seen before a vote. */
  canPeek: boolean;
  /** Where the poll asks for a comment: the field for it. */
  commentField: unknown;
  onSubmit: (event: Event) => void;
  onChange: (event: Event) => void;
  onKeep: () => void;
  onPeek: () => void;
}

const HOUR = 3_600_000;
/** A poll that closes within this time (ms) shows how much is left. */
export const SOON = 24 * HOUR;

/** The form: a fieldset with the question as its legend, and one button. */
export function renderForm(options: BallotFormOptions): TemplateResult {
  const { texts, poll, isLocked, canVote } = options;
  const isMultiple = poll.kind === 'multiple';
  const fault = options.isFaulty ? faultOf(options) : undefined;
  const layout = layoutOf(options);
  const hasFaces = layout === 'rating' || (layout === 'buttons' && poll.kind === 'rating');
  const faces = hasFaces ? moodsOf(poll.options, options.worstFirst).map(renderFace) : [];
  const isButtons = layout === 'buttons';
  return html`<form novalidate @submit=${options.onSubmit} @change=${options.onChange}>
    <fieldset
      role=${isMultiple || isButtons ? nothing : 'radiogroup'}
      aria-describedby="hint"
      aria-invalid=${fault && !isMultiple ? 'true' : nothing}
    >
      <legend class="question" part="question"><bdi>${questionOf(options)}</bdi></legend>
      ${renderDescription(poll)}
      <p class="quiet" part="time" id="hint">${hintOf(options)} ${timeOf(options)}</p>
      <p class="fault" part="fault" id="fault">${fault ?? nothing}</p>
      ${renderRows(isButtons ? renderButtons(options, faces) : renderOptions(options, faces), hasFaces)}
    </fieldset>
    ${options.commentField}
    ${
      isMultiple
        ? html`<p class="quiet" aria-live="polite" aria-atomic="true">
            ${texts.get('chosen.of', { chosen: options.chosen.length, most: poll.max_choices })}
          </p>`
        : nothing
    }
    <div class="actions">
      ${
        isButtons || !canVote
          ? nothing
          : html`<button
              class="button primary"
              part="submit"
              @click=${options.onSubmit}
              aria-disabled=${isLocked ? 'true' : nothing}
            >
              ${texts.get('vote')}
            </button>`
      }
      ${isLocked ? nothing : renderWayOut(options)}
    </div>
    ${canVote ? nothing : html`<p>${texts.get('no-endpoint')}</p>`}
  </form>`;
}

/** Grey shapes of a ballot's size: a question of two lines in a column, five answers, a button. */
export function renderSkeleton(layout: BallotFormOptions['layout']): TemplateResult {
  const bone = html`<span class="bone"></span>`;
  // Faces stand side by side where there is room.
  const isRating = layout === 'rating';
  const row = (index: number): TemplateResult =>
    html`<div class="row ${isRating && index ? 'narrow' : ''}">
      <div class="title">${bone}${isRating ? bone : nothing}</div>
    </div>`;
  return html`<p class="question">${bone}<span class="bone narrow"></span></p>
    <p class="quiet">${bone}</p>
    ${renderRows([0, 1, 2, 3, 4].map(row))}
    ${layout === 'buttons' ? nothing : html`<div class="actions"><span class="button"></span></div>`}`;
}

/** What is wrong with the choices; undefined when they can be sent. */
export function faultOf({
  poll,
  chosen,
  texts,
}: Pick<BallotFormOptions, 'poll' | 'chosen' | 'texts'>): string | undefined {
  const { min_choices: least, max_choices: most } = poll;
  const { length } = chosen;
  if (length === 0) return texts.get('fault.none');
  if (length < least) return texts.get('fault.few', { count: least, chosen: length });
  return length > most ? texts.get('fault.many', { count: most, chosen: length }) : undefined;
}

/** Ids of the options that are chosen. */
export function chosenIn(form: HTMLFormElement): string[] {
  return [...form.querySelectorAll('input')].filter(({ checked }) => checked).map(({ value }) => value);
}

export function renderRows(rows: TemplateResult[], haveFaces = false): TemplateResult {
  return html`<div class="rows ${haveFaces ? 'faces' : ''} ${rows.length > 5 ? 'many' : ''}" part="options">
    ${rows}
  </div>`;
}

export function renderDescription({ description }: Poll): unknown {
  return description ? html`<p part="description"><bdi>${description}</bdi></p>` : nothing;
}

/** Polls of Mastodon have no question: the heading stands in. */
export function questionOf({ poll, heading, texts }: PollView): string {
  return poll.question || heading || texts.get('heading');
}

/** When voting opens, how long it is open, or how little is left. */
export function timeOf(view: PollView): string {
  const { texts, poll } = view;
  const now = Date.now();
  if (phaseOf(poll, now) === 'upcoming') return texts.get('opens', { time: formatTime(view, poll.opens_at) });
  const left = poll.expires_at === null ? 0 : Date.parse(poll.expires_at) - now;
  if (left <= 0) return '';
  if (left > SOON) return texts.get('until', { time: formatTime(view, poll.expires_at) });
  const format = relativeTimeFormat(texts.locale);
  const isHours = left > 2 * HOUR;
  const time = isHours
    ? format.format(Math.round(left / HOUR), 'hour')
    : format.format(Math.ceil(left / 60_000), 'minute');
  return texts.get('closes-soon', { time });
}

/** Day and time of day, or the time of day alone, as the language writes them. */
export function formatTime(
  { texts, timeZone }: Pick<PollView, 'texts' | 'timeZone'>,
  time: string | number | null,
  write: typeof dayAndTime | typeof timeOfDay = dayAndTime,
): string {
  return write(texts, (options) => dateFormat(texts.locale, { ...options, timeZone }).format(new Date(time ?? 0)));
}

/**
 * A rating has three to seven steps: more faces could not be told apart. Where a comment is asked for, a tap alone is no
 * vote: it would leave no time to write.
 */
function layoutOf({ layout, poll }: BallotFormOptions): 'choices' | 'rating' | 'buttons' {
  const { kind, options } = poll;
  const isGiven = layout && !(layout === 'buttons' && poll.comment);
  const wanted = isGiven ? layout : kind === 'rating' ? 'rating' : 'choices';
  const isRating = wanted === 'rating' && canHaveFaces(options);
  return kind !== 'multiple' && (wanted === 'buttons' || isRating) ? wanted : 'choices';
}

/** How many may be chosen, where it isn't one. */
function hintOf({ poll, texts }: BallotFormOptions): string | undefined {
  const { kind, min_choices: least, max_choices: most, options } = poll;
  if (kind !== 'multiple') return undefined;
  if (least === most) return texts.get('choose.exactly', { count: least });
  if (most >= options.length) return texts.get('choose.least', { count: least });
  return least === 1 ? texts.get('choose.most', { count: most }) : texts.get('choose.between', { least, most });
}

function renderOptions(options: BallotFormOptions, faces: readonly TemplateResult[]): TemplateResult[] {
  const { poll, chosen, isLocked, isFaulty } = options;
  const type = poll.kind === 'multiple' ? 'checkbox' : 'radio';
  return poll.options.map(
    ({ id, title }, index) =>
      html`<label class="row option" part="option">
        <input
          type=${type}
          name="choice"
          value=${id}
          .checked=${chosen.includes(id)}
          ?disabled=${isLocked}
          aria-describedby=${isFaulty ? 'fault' : nothing}
          aria-invalid=${isFaulty && type === 'checkbox' ? 'true' : nothing}
        />${faces[index]}<span class="title"><bdi>${title}</bdi></span>
      </label>`,
  );
}

/** Options that vote when they are pressed. */
function renderButtons(options: BallotFormOptions, faces: readonly TemplateResult[]): TemplateResult[] {
  const { poll, chosen, isLocked, canVote } = options;
  return poll.options.map(
    ({ id, title }, index) =>
      html`<button
        class="row option ${isLocked && chosen.includes(id) ? 'chosen' : ''}"
        part="option"
        value=${id}
        @click=${options.onSubmit}
        aria-disabled=${isLocked || !canVote ? 'true' : nothing}
      >
        ${faces[index]}<span class="title"><bdi>${title}</bdi></span>
      </button>`,
  );
}

/** Back to the results, for a voter who may see them. */
function renderWayOut({ texts, isChanging, canPeek, onKeep, onPeek }: BallotFormOptions): unknown {
  if (isChanging) return html`<button class="button" type="button" @click=${onKeep}>${texts.get('keep')}</button>`;
  return canPeek
    ? html`<button class="button" type="button" @click=${onPeek}>${texts.get('show-results')}</button>`
    : nothing;
}
