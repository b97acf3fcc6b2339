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

interface Row {
  key: string;
  item: NewsItem;
  /** Its date as it is shown, and how it is drawn. */
  date?: string;
  how: string;
}

const rows = new WeakMap<Element, Row>();

/** The item that a row shows. */
export function itemOf(row: Element): NewsItem | undefined {
  return rows.get(row)?.item;
}

/**
 * Makes the children of `list` show `items`, touching only what changed: rows are kept by the item's id, so that focus and
 * scroll stay where they are. Rows are plain DOM because a template part for each cell made a list of 1,000 twice as slow.
 */
export function drawRows(list: Element, items: readonly NewsItem[], style: RowStyle): void {
  const { show, date, ...rest } = style;
  const how = JSON.stringify([rest, [...show], !!rest.image]);
  const old = new Map<string, Element>();
  const seen = new Map<string, number>();
  const drawn = items.map((item): Row => {
    // Feeds that give two items one id exist.
    const nth = seen.get(item.id) ?? 0;
    seen.set(item.id, nth + 1);
    const key = nth ? `${item.id} ${nth}` : item.id;
    return { key, item, date: date(item), how };
  });
  [...list.children].forEach((element, i) => {
    // A server drew it, from the same news.
    if (drawn[i] && !rows.has(element)) rows.set(element, drawn[i]);
    old.set(rows.get(element)?.key ?? '', element);
  });
  const wanted = drawn.map((row) => {
    const kept = old.get(row.key);
    old.delete(row.key);
    if (kept && areAlike(rows.get(kept)!, row)) {
      rows.get(kept)!.item = row.item;
      return kept;
    }
    const fresh = drawRow(row.item, style);
    rows.set(fresh, row);
    if (kept) replace(kept, fresh);
    return fresh;
  });
  for (const element of old.values()) element.remove();
  wanted.forEach((element, i) => {
    if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
  });
}

function areAlike(one: Row, other: Row): boolean {
  return (
    one.how === other.how &&
    one.date === other.date &&
    (one.item === other.item || contentOf(one.item) === contentOf(other.item))
  );
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

function drawMeta(item: NewsItem, { show, date, locale }: RowStyle): HTMLElement | undefined {
  const meta = make('p', 'meta');
  const said = show.has('date') || show.has('time') ? date(item) : undefined;
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
