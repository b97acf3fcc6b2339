import { html, nothing } from 'lit';
import type { DistrictNews } from './district-news.ts';

/** Grey shapes of the list's, or the article's, size. What is `narrow` is the line that a text has more in a column. */
export function skeleton(host: object): unknown {
  const { layout, limit, pageSize, shown } = host as DistrictNews;
  // A card is always narrow.
  const second = layout === 'cards' ? '' : 'narrow';
  const title = html`<span class="bone title"></span><span class="bone title ${second}"></span>`;
  const meta = [...shown].some((part) => 'date time source author category'.split(' ').includes(part))
    ? html`<span class="bone meta"></span>`
    : nothing;
  if (layout === 'article') {
    return html`<div class="text">${title}${meta}<span class="turn"></span>${bones(9)}${bones(4, 'narrow')}</div>`;
  }
  if (layout === 'headline') {
    return html`<div class="one-line">
      <div class="now">${title}<span class="bone meta narrow"></span></div>
      <div class="turns"><span class="turn"></span></div>
    </div>`;
  }
  const summary = shown.has('summary') ? html`${bones(2)}<span class="bone ${second}"></span>` : nothing;
  const count = Math.min(limit > 0 ? limit : MOST, pageSize > 0 ? pageSize : MOST, MOST);
  const items = Array.from({ length: count }, (_, index) => {
    const isShort = layout === 'featured' && index > 0;
    return html`<div class="item">
      <div class="text">${title}${meta}${isShort ? nothing : summary}</div>
      ${shown.has('image') ? html`<span class="picture"></span>` : nothing}
    </div>`;
  });
  return html`<div class="items ${layout}">${items}</div>
    ${pageSize > 0 ? html`<span class="button more"></span>` : nothing}`;
}

/** More than these are below the window's edge. */
const MOST = 12;

function bones(count: number, name = ''): unknown {
  return Array.from({ length: count }, () => html`<span class="bone ${name}"></span>`);
}
