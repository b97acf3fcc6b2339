import type { TemplateResult } from 'lit';
import { dateFormat, relativeTimeFormat } from '../../i18n/format.ts';
import { dayAndTime, type timeOfDay } from '../../i18n/moments.ts';
import type { BallotState } from '../../poll/ballot-box.ts';
import { phaseOf, type Poll } from '../../poll/model.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import { html, nothing } from '../html.ts';
import type { PollTexts } from './citizen-poll.ts';
import type { Variants } from './variants.ts';

/** What the form depends on: `<citizen-poll>`, or whoever draws for it. */
export interface FormHost {
  readonly texts: ReadTexts<PollTexts>;
  readonly variants?: Variants;
  readonly data: Poll | undefined;
  readonly heading?: string;
  /** Ids of the options chosen in the form. */
  readonly chosen: readonly string[];
  readonly isFaulty?: boolean;
  isChanging?: boolean;
  isPeeking?: boolean;
  /** Where votes go. */
  readonly endpoint: string | undefined;
  /** Time zone in which times are shown. */
  readonly shownZone: string | undefined;
  readonly onSubmit: (event: Event) => void;
  readonly onChange: (event: Event) => void;
}

const HOUR = 3_600_000;
/** A poll that closes within this time (ms) says how much of it is left. */
export const SOON = 24 * HOUR;

/** The choices are made and can't be changed now. */
export function isLocked({ status }: BallotState): boolean {
  return status === 'pending' || status === 'stopped';
}

/** What is wrong with the choices; undefined when they can be sent. */
export function faultOf({ data: poll, chosen: { length }, texts, variants }: FormHost): string | undefined {
  if (!poll) return undefined;
  return length === 0 ? texts.get('fault.none') : variants?.faultOf(poll, length);
}

/** What stands around a ballot or its results: a line below says what has become of the vote. */
export function renderPoll(content: unknown, note?: unknown, kind = 'poll'): TemplateResult {
  return html`<div class=${kind}>
    ${content}
    <div class="note" part="note" role="status">${note}</div>
  </div>`;
}

/** Ids of the options that are chosen. */
export function chosenIn(form: HTMLFormElement): string[] {
  return [...form.querySelectorAll('input')].filter(({ checked }) => checked).map(({ value }) => value);
}

/** The ballot: a fieldset with the question as its legend, and one button. */
export function renderForm(host: FormHost, poll: Poll, { locked = false, sees = false } = {}): TemplateResult {
  const { texts, endpoint, variants } = host;
  const isMultiple = poll.kind === 'multiple';
  const fault = host.isFaulty ? faultOf(host) : undefined;
  const faces = variants?.facesOf(poll) ?? [];
  const buttons = variants?.buttonsOf(poll, locked, faces);
  return html`<form novalidate @submit=${host.onSubmit} @change=${host.onChange}>
    <fieldset
      role=${isMultiple || buttons ? nothing : 'radiogroup'}
      aria-describedby="hint"
      aria-invalid=${fault && !isMultiple ? 'true' : nothing}
    >
      <legend class="question" part="question"><bdi>${questionOf(host, poll)}</bdi></legend>
      ${renderDescription(poll)}
      <p class="quiet" part="time" id="hint">${variants?.hintOf(poll)} ${timeOf(host, poll)}</p>
      <p class="fault" part="fault" id="fault">${fault ?? nothing}</p>
      ${renderRows(buttons ?? renderOptions(host, poll, locked, faces), faces.length > 0)}
    </fieldset>
    ${variants?.counterOf(poll)}
    <div class="actions">
      ${
        buttons || !endpoint
          ? nothing
          : html`<button
              class="button primary"
              part="submit"
              @click=${host.onSubmit}
              aria-disabled=${locked ? 'true' : nothing}
            >
              ${texts.get('vote')}
            </button>`
      }
      ${locked ? nothing : renderWayOut(host, sees)}
    </div>
    ${endpoint ? nothing : html`<p>${texts.get('no-endpoint')}</p>`}
  </form>`;
}

/** Back to the results, for those who see them already. */
function renderWayOut(host: FormHost, sees: boolean): unknown {
  const { texts } = host;
  if (host.isChanging) {
    return html`<button class="button" type="button" @click=${() => (host.isChanging = false)}>
      ${texts.get('keep')}
    </button>`;
  }
  const onClick = () => (host.isPeeking = true);
  return sees
    ? html`<button class="button" type="button" @click=${onClick}>${texts.get('show-results')}</button>`
    : nothing;
}

export function renderRows(rows: TemplateResult[], haveFaces = false): TemplateResult {
  return html`<div class="rows ${haveFaces ? 'faces' : ''} ${rows.length > 5 ? 'many' : ''}" part="options">
    ${rows}
  </div>`;
}

function renderOptions(
  host: FormHost,
  poll: Poll,
  locked: boolean,
  faces: readonly TemplateResult[],
): TemplateResult[] {
  const type = poll.kind === 'multiple' ? 'checkbox' : 'radio';
  return poll.options.map(
    ({ id, title }, index) =>
      html`<label class="row option" part="option">
        <input
          type=${type}
          name="choice"
          value=${id}
          .checked=${host.chosen.includes(id)}
          ?disabled=${locked}
          aria-describedby=${host.isFaulty ? 'fault' : nothing}
          aria-invalid=${host.isFaulty && type === 'checkbox' ? 'true' : nothing}
        />${faces[index]}<span class="title"><bdi>${title}</bdi></span>
      </label>`,
  );
}

export function renderDescription({ description }: Poll): unknown {
  return description ? html`<p part="description"><bdi>${description}</bdi></p>` : nothing;
}

/** Mastodon's polls have no question of their own. */
export function questionOf(host: FormHost, { question }: Poll): string {
  return question || host.heading || host.texts.get('heading');
}

/** When voting opens, how long it is open, or how little is left. */
export function timeOf(host: FormHost, poll: Poll): string {
  const { texts } = host;
  const now = Date.now();
  if (phaseOf(poll, now) === 'upcoming') return texts.get('opens', { time: clock(host, poll.opens_at) });
  const left = poll.expires_at === null ? 0 : Date.parse(poll.expires_at) - now;
  if (left <= 0) return '';
  if (left > SOON) return texts.get('until', { time: clock(host, poll.expires_at) });
  const format = relativeTimeFormat(texts.locale);
  const isHours = left > 2 * HOUR;
  const time = isHours
    ? format.format(Math.round(left / HOUR), 'hour')
    : format.format(Math.ceil(left / 60_000), 'minute');
  return texts.get('closes-soon', { time });
}

/** Day and time of day, or the time of day alone, as the language writes them. */
export function clock(
  { texts, shownZone }: FormHost,
  time: string | number | null,
  write: typeof dayAndTime | typeof timeOfDay = dayAndTime,
): string {
  return write(texts, (options) =>
    dateFormat(texts.locale, { ...options, timeZone: shownZone }).format(new Date(time ?? 0)),
  );
}
