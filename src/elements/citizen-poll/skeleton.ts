import { html } from 'lit';
import { renderRows } from './form.ts';

/** Grey shapes of a ballot's size. */
export function skeleton(): unknown {
  const bone = html`<span class="bone"></span>`;
  return html`<p class="question">${bone}</p>
    ${renderRows([1, 2, 3, 4].map(() => html`<div class="row">${bone}</div>`))}`;
}
