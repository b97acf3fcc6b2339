import { type TemplateResult, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { news } from '../../i18n/en/news.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import type { SharedTexts } from '../../i18n/texts-controller.ts';
import type { NewsImage, NewsItem } from '../../news/model.ts';
import { renderHeading } from '../widget-frame.ts';

export type NewsTexts = typeof news;

/** How a list of news is drawn. */
export interface NewsListOptions {
  texts: ReadTexts<NewsTexts & SharedTexts>;
  layout: string;
  /** In the feed's own order what is pinned says so. */
  sort: 'newest' | 'given';
  /** The feed's language; texts of the page stand in the page's own. */
  language: string | undefined;
  /** What is shown besides the title. */
  show: ReadonlySet<string>;
  /** Level of the titles, 1–6. */
  titleLevel: number;
  /** Titles lead to the item's page, open it below, or open it in a dialog. */
  open: 'link' | 'inline' | 'dialog';
  newTab: boolean;
  /** The formatted date. */
  date: (item: NewsItem) => string | undefined;
  /** The article below the title, where it is open there. */
  article: (item: NewsItem) => unknown;
  /** URLs of pictures that failed to load: they are not drawn. */
  brokenPictures: ReadonlySet<string>;
  onBrokenPicture: (url: string) => void;
  /** A title was pressed that opens in the page. */
  onOpen: (event: MouseEvent, item: NewsItem) => void;
}

/** The list of these items; rows are kept by the item's id, so that focus and scroll stay on a refresh. */
export function renderList(items: readonly NewsItem[], options: NewsListOptions): TemplateResult {
  const keys = keysOf(items);
  // Without the role, Safari ignores lists without bullets.
  return html`<ul class="items ${options.layout}" part="items" role="list" lang=${options.language || nothing}>
    ${repeat(
      items,
      (_, index) => keys[index],
      (item) => renderRow(item, options),
    )}
  </ul>`;
}

/** One item at a time, with buttons that go on and back. */
export function renderHeadline(
  list: TemplateResult,
  {
    texts,
    turn,
    count,
    onTurn,
  }: { texts: NewsListOptions['texts']; turn: number; count: number; onTurn: (to: number) => void },
): TemplateResult {
  const button = (name: 'previous' | 'next', step: number): TemplateResult =>
    html`<button
      class="turn ${name}"
      part=${name}
      type="button"
      aria-label=${texts.get(name)}
      @click=${() => onTurn((turn + step + count) % count)}
    ></button>`;
  return html`<div class="one-line">
    <div class="now" aria-live="polite">${list}</div>
    ${
      count > 1
        ? html`<div class="turns">
            ${button('previous', -1)}<bdi class="quiet">${texts.get('position', { index: turn + 1, count })}</bdi
            >${button('next', 1)}
          </div>`
        : nothing
    }
  </div>`;
}

/** Grey shapes of the list's or the article's size. `narrow` marks the extra line that a text needs in a narrow column. */
export function renderSkeleton({
  layout,
  limit,
  pageSize,
  show,
}: Pick<NewsListOptions, 'layout' | 'show'> & { limit: number; pageSize: number }): TemplateResult {
  // A card is always narrow.
  const second = layout === 'cards' ? '' : 'narrow';
  const title = html`<span class="bone title"></span><span class="bone title ${second}"></span>`;
  const meta = ['date', 'time', 'source', 'author', 'category'].some((part) => show.has(part))
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
  const summary = show.has('summary') ? html`${bones(2)}<span class="bone ${second}"></span>` : nothing;
  const count = Math.min(limit > 0 ? limit : MOST_BONES, pageSize > 0 ? pageSize : MOST_BONES, MOST_BONES);
  const items = Array.from({ length: count }, (_, index) => {
    const isShort = layout === 'featured' && index > 0;
    return html`<div class="item">
      <div class="text">${title}${meta}${isShort ? nothing : summary}</div>
      ${show.has('image') ? html`<span class="picture"></span>` : nothing}
    </div>`;
  });
  return html`<div class="items ${layout}">${items}</div>
    ${pageSize > 0 ? html`<span class="button more"></span>` : nothing}`;
}

/** Moves the focus to the title of a row. */
export function focusRow(row: Element | undefined): void {
  const title = row?.querySelector<HTMLElement>('.title');
  const target = title?.querySelector<HTMLElement>('a, button') ?? title;
  if (target === title) title?.setAttribute('tabindex', '-1');
  target?.focus();
}

/** More would be below the edge of the window. */
const MOST_BONES = 12;

function bones(count: number, name = ''): TemplateResult[] {
  return Array.from({ length: count }, () => html`<span class="bone ${name}"></span>`);
}

/** Some feeds give two items the same id. */
function keysOf(items: readonly NewsItem[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ id }) => {
    const nth = seen.get(id) ?? 0;
    seen.set(id, nth + 1);
    return nth ? `${id} ${nth}` : id;
  });
}

function renderRow(item: NewsItem, options: NewsListOptions): TemplateResult {
  const { show, titleLevel, article, texts } = options;
  const { title, summary } = item;
  const opened = article(item);
  const image = show.has('image') && item.image && !options.brokenPictures.has(item.image.url) && item.image;
  // The list has the feed's language; `dir="auto"` is for a text in another one.
  return html`<li class="item" part="item">
    <div class="text" part="text">
      ${renderHeading(renderLink(item, options, !!opened), titleLevel, 'title')}${renderMeta(item, options)}${
        show.has('summary') && summary && summary !== title
          ? html`<p class="summary" part="summary" dir="auto">${summary}</p>`
          : nothing
      }${opened ? html`<div class="reading" lang=${texts.locale}>${opened}</div>` : nothing}
    </div>
    ${image ? renderPicture(image, title, () => options.onBrokenPicture(image.url)) : nothing}
  </li>`;
}

/** A title that leads to the item's page or opens it here; plain text where there is neither. */
function renderLink(item: NewsItem, options: NewsListOptions, isOpen: boolean): TemplateResult {
  const { newTab, texts, onOpen } = options;
  const { title, url } = item;
  // What needs a password can be read on its own site only.
  const open = item.protected ? 'link' : options.open;
  const onClick = (event: MouseEvent): void => onOpen(event, item);
  if (open === 'inline') {
    return html`<button
      class="link"
      part="link"
      dir="auto"
      type="button"
      aria-expanded=${isOpen ? 'true' : 'false'}
      @click=${onClick}
    >
      ${title}
    </button>`;
  }
  if (open === 'dialog') {
    return html`<a class="link" part="link" dir="auto" href=${url ?? '#'} aria-haspopup="dialog" @click=${onClick}
      >${title}</a
    >`;
  }
  if (!url) return html`<span class="link" part="link" dir="auto">${title}</span>`;
  return newTab
    ? html`<a class="link" part="link" dir="auto" href=${url} target="_blank" rel="noopener"
        >${title}<span class="visually-hidden" part="visually-hidden" lang=${texts.locale}>
          ${texts.get('new-tab')}</span
        ></a
      >`
    : html`<a class="link" part="link" dir="auto" href=${url}>${title}</a>`;
}

/** The line below the title, unless it would be empty. */
function renderMeta(item: NewsItem, { show, date, texts, sort }: NewsListOptions): unknown {
  const { source, authors, categories, published, updated } = item;
  const said = show.has('date') || show.has('time') ? date(item) : undefined;
  const parts = [
    // The date is in the page's language.
    ...(said
      ? [
          html`<time class="date" part="date" lang=${texts.locale} datetime=${(published ?? updated)!.toISOString()}
            >${said}</time
          >`,
        ]
      : []),
    ...(item.pinned && sort === 'given'
      ? [html`<span class="pinned" part="pinned" lang=${texts.locale}>${texts.get('pinned')}</span>`]
      : []),
    ...(item.protected ? [html`<span class="protected" lang=${texts.locale}>${texts.get('protected')}</span>`] : []),
    ...(show.has('source') ? renderNames('source', [source]) : []),
    ...(show.has('author') ? renderNames('author', authors) : []),
    ...(show.has('category') ? renderNames('category', categories) : []),
  ];
  return parts.length ? html`<p class="meta" part="meta">${parts}</p>` : nothing;
}

/** The dot before each follows the page's direction, the name has its own. */
function renderNames(part: string, names: readonly (string | undefined)[]): TemplateResult[] {
  return names.filter(Boolean).map((name) => html`<span class=${part} part=${part}><bdi>${name}</bdi></span>`);
}

/** In a box of its final size; the browser picks the smallest of the sizes that fills it. */
function renderPicture({ url, alt, sources = [] }: NewsImage, title: string, onError: () => void): TemplateResult {
  const srcset = sources.flatMap(({ url, width }) => (width ? `${url} ${width}w` : [])).join(', ');
  return html`<div class="picture" part="picture">
    <img
      class="image"
      part="image"
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      alt=${alt && alt !== title ? alt : ''}
      sizes=${srcset ? 'auto, 20em' : nothing}
      srcset=${srcset || nothing}
      src=${sources.at(-1)?.url ?? url}
      @error=${onError}
    />
  </div>`;
}
