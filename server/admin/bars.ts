import { html, type TemplateResult } from 'lit';
import type { Words } from './i18n/texts.ts';

export interface Bar {
  title: string;
  count: number;
  /** 0 to 1 */
  share: number;
}

/** Counts as rows with bars. A bar is SVG: its width as an attribute passes the page's policy, and it is printed. */
export function renderBars(bars: readonly Bar[], words: Words): TemplateResult {
  return html`<ul class="bars" role="list">
    ${bars.map(
      ({ title, count, share }) =>
        html`<li>
          <span class="bar-title"><bdi>${title}</bdi></span>
          <span class="bar-count">${words.number(count)}</span>
          <span class="bar-share">${words.percent(share)}</span>
          <svg class="bar" aria-hidden="true"><rect width="${share * 100}%" height="100%"></rect></svg>
        </li>`,
    )}
  </ul>`;
}
