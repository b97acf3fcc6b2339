import { html, nothing } from 'lit';
import type { CitizenPoll } from './citizen-poll.ts';
import { renderRows } from './form.ts';

const bone = html`<span class="bone"></span>`;

/** Grey shapes of a ballot's size: a question of two lines in a column, five answers, a button. */
export function skeleton(host: object): unknown {
  const { layout } = host as CitizenPoll;
  // Faces stand side by side where there is room.
  const isRating = layout === 'rating';
  const row = (index: number) =>
    html`<div class="row ${isRating && index ? 'narrow' : ''}">
      <div class="title">${bone}${isRating ? bone : nothing}</div>
    </div>`;
  return html`<p class="question">${bone}<span class="bone narrow"></span></p>
    <p class="quiet">${bone}</p>
    ${renderRows([0, 1, 2, 3, 4].map(row))}
    ${layout === 'buttons' ? nothing : html`<div class="actions"><span class="button"></span></div>`}`;
}
