import type { NewsItem } from '../../news/model.ts';

/** How rows are drawn; a change of any of it draws all of them anew. */
export interface RowStyle {
  /** What is shown besides the title. */
  show: ReadonlySet<string>;
  /** Level of the titles, 1–6. */
  level: number;
  /** Titles lead to the item's page, open it below, or open it in a dialog. */
  open: 'link' | 'inline' | 'dialog';
  /** Said after a link that opens a new tab; undefined when links stay in this one. */
  newTab?: string;
  locale: string;
  dates: string;
  /** The date as readers see it. */
  date(item: NewsItem): string | undefined;
  /** Draws the picture. */
  image?(item: NewsItem): HTMLElement;
}

/** What a list shows and how it is drawn, by list: a page may have many rows. */
const lists = new WeakMap<Element, { items: readonly NewsItem[]; how: string }>();

/** The few ways in which a page's rows are drawn: one text each, however many lists. */
const ways: Record<string, string> = {};

/** What the rows of a list show, in their order. */
export function itemsOf(list: Element): readonly NewsItem[] {
  return lists.get(list)?.items ?? [];
}

/**
 * Makes the children of `list` show `items`, touching only what changed: rows are kept by the item's id, so that focus and
 * scroll stay where they are. Rows are plain DOM because a template part for each cell made a list of 1,000 twice as slow.
 */
export function drawRows(list: Element, items: readonly NewsItem[], style: RowStyle): void {
  const { show, ...rest } = style;
  const way = JSON.stringify([rest, [...show], !!rest.image]);
  const how = (ways[way] ??= way);
  // Without an entry, a server drew it, from the same news.
  const before = lists.get(list) ?? { items, how };
  // A copy takes no more room than it has items.
  lists.set(list, { items: [...items], how });
  const rows = [...list.children];
  const keys = keysOf(before.items);
  const old = new Map<string | number, number>(rows.map((_, i) => [keys[i] ?? i, i]));
  const wanted = keysOf(items).map((key, i) => {
    const item = items[i]!;
    const at = old.get(key) ?? -1;
    const kept = rows[at];
    old.delete(key);
    if (kept && how === before.how && isAlike(kept, before.items[at]!, item, style)) return kept;
    const fresh = drawRow(item, style);
    if (kept) replace(kept, fresh);
    return fresh;
  });
  for (const at of old.values()) rows[at]!.remove();
  wanted.forEach((element, i) => {
    if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
  });
}

/** Feeds that give two items one id exist. */
function keysOf(items: readonly NewsItem[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ id }) => {
    const nth = seen.get(id) ?? 0;
    seen.set(id, nth + 1);
    return nth ? `${id} ${nth}` : id;
  });
}

/** Whether the row, which shows `one`, would look the same with `other`. */
function isAlike(row: Element, one: NewsItem, other: NewsItem, style: RowStyle): boolean {
  const date = row.querySelector('.date')?.textContent;
  return date === dateOf(other, style) && (one === other || contentOf(one) === contentOf(other));
}

function dateOf(item: NewsItem, { show, date }: RowStyle): string | undefined {
  return show.has('date') || show.has('time') ? date(item) : undefined;
}

function contentOf({ title, url, summary, image, authors, categories, source }: NewsItem): string {
  return JSON.stringify([title, url, summary, image, authors, categories, source]);
}

/** A row whose text changed keeps the focus that was on its title. */
function replace(kept: Element, fresh: Element): void {
  const hadFocus = kept.contains((kept.getRootNode() as ShadowRoot).activeElement);
  kept.replaceWith(fresh);
  if (hadFocus) focusRow(fresh);
}

/** Moves the focus to the title of a row. */
export function focusRow(row: Element | undefined): void {
  const title = row?.querySelector<HTMLElement>('.title');
  const target = title?.querySelector<HTMLElement>('a, button') ?? title;
  if (target === title) title?.setAttribute('tabindex', '-1');
  target?.focus();
}

export function drawRow(item: NewsItem, style: RowStyle): HTMLElement {
  const { show, image } = style;
  const row = make('li', 'item');
  const text = make('div', 'text');
  const title = make(`h${style.level}`, 'title');
  title.append(drawLink(item, style));
  text.append(title);
  const meta = drawMeta(item, style);
  if (meta) text.append(meta);
  if (show.has('summary') && item.summary && item.summary !== item.title) {
    const summary = make('p', 'summary', item.summary);
    summary.dir = 'auto';
    text.append(summary);
  }
  row.append(text);
  if (show.has('image') && item.image && image) row.append(image(item));
  return row;
}

function drawLink(item: NewsItem, { open, newTab, locale }: RowStyle): Node {
  let link: HTMLElement;
  if (open === 'inline') {
    link = make('button', 'link', item.title);
    link.setAttribute('type', 'button');
    link.setAttribute('aria-expanded', 'false');
  } else if (item.url || open === 'dialog') {
    const anchor = make('a', 'link', item.title) as HTMLAnchorElement;
    anchor.href = item.url ?? '#';
    if (open === 'dialog') anchor.setAttribute('aria-haspopup', 'dialog');
    else if (newTab) {
      anchor.target = '_blank';
      anchor.rel = 'noopener';
      const note = make('span', 'visually-hidden', ` ${newTab}`);
      note.lang = locale;
      anchor.append(note);
    }
    link = anchor;
  } else {
    link = make('span', 'link', item.title);
  }
  link.dir = 'auto';
  return link;
}

function drawMeta(item: NewsItem, style: RowStyle): HTMLElement | undefined {
  const { show, locale } = style;
  const meta = make('p', 'meta');
  const said = dateOf(item, style);
  if (said) {
    const time = make('time', 'date', said) as HTMLTimeElement;
    // The list is in the feed's language, the date in the page's.
    time.lang = locale;
    time.dateTime = (item.published ?? item.updated)!.toISOString();
    meta.append(time);
  }
  const add = (name: string, texts: readonly (string | undefined)[]): void => {
    if (!show.has(name)) return;
    for (const one of texts) {
      if (!one) continue;
      // The dot before it goes the page's way, the text its own.
      const part = make('span', name);
      const text = page.createElement('bdi');
      text.textContent = one;
      part.append(text);
      meta.append(part);
    }
  };
  add('source', [item.source]);
  add('author', item.authors);
  add('category', item.categories);
  return meta.childNodes.length ? meta : undefined;
}

/** Where elements come from; a server brings its own. */
export const page = { createElement: (tag: string): HTMLElement => document.createElement(tag) };

export function make(tag: string, name: string, text?: string): HTMLElement {
  const element = page.createElement(tag);
  element.className = name;
  element.setAttribute('part', name);
  if (text) element.textContent = text;
  return element;
}
