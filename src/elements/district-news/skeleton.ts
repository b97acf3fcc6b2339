import { html, nothing } from 'lit';
import type { DistrictNews } from './district-news.ts';

/** Grey shapes of the list's, or the article's, size. */
export function skeleton(host: object): unknown {
  const { layout, limit, pageSize, shown } = host as DistrictNews;
  if (layout === 'article') {
    return html`<div class="item"><span class="bone title"></span>${bones(9)}</div>`;
  }
  const count = layout === 'headline' ? 1 : Math.min(limit > 0 ? limit : 5, pageSize > 0 ? pageSize : 5, 5);
  const picture = shown.has('image') ? html`<span class="picture"></span>` : nothing;
  const lines = layout === 'headline' ? 0 : (shown.has('date') ? 1 : 0) + (shown.has('summary') ? 2 : 0);
  return html`<div class="items ${layout}">
    ${Array.from(
      { length: count },
      () =>
        html`<div class="item">
          <div class="text"><span class="bone title"></span>${bones(lines)}</div>
          ${picture}
        </div>`,
    )}
  </div>`;
}

function bones(count: number): unknown {
  return Array.from({ length: count }, () => html`<span class="bone"></span>`);
}
