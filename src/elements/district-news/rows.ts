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
  /** Time zone of the dates. */
  zone?: string;
  dates: string;
  /** The date as readers see it. */
  date(item: NewsItem): string | undefined;
  /** Draws a title that leads elsewhere than to the item's page in this tab. */
  link?(item: NewsItem, style: RowStyle): HTMLElement;
  /** Draws the picture. */
  image?(item: NewsItem): HTMLElement;
}

/** What a list shows and how it is drawn, by list: a page may have many rows. */
export const lists = new WeakMap<Element, { items: readonly NewsItem[]; how: string }>();

/** The few ways in which a page's rows are drawn: one text each, however many lists. */
const ways: Record<string, string> = {};

/** The first rows of an empty list; what becomes of them is in row-updates.ts. */
export function firstRows(list: Element, items: readonly NewsItem[], style: RowStyle): void {
  noteRows(list, items, style);
  list.append(...items.map((item) => drawRow(item, style)));
}

/** Writes down what `list` shows from now on, and how. */
export function noteRows(list: Element, items: readonly NewsItem[], style: RowStyle): string {
  const way = JSON.stringify([style, [...style.show], !!style.image]);
  const how = (ways[way] ??= way);
  // A copy takes no more room than it has items.
  lists.set(list, { items: [...items], how });
  return how;
}

export function drawRow(item: NewsItem, style: RowStyle): HTMLElement {
  const { show, level, image } = style;
  const { title, summary } = item;
  const text = make('div', 'text', make(`h${level}`, 'title', drawLink(item, style)), ...drawMeta(item, style));
  if (show.has('summary') && summary && summary !== title) text.append(set(make('p', 'summary', summary), AUTO));
  const row = make('li', 'item', text);
  if (show.has('image') && item.image && image) row.append(image(item));
  return row;
}

/** The list is in the feed's language; a text may be in another. */
export const AUTO = { dir: 'auto' };

function drawLink(item: NewsItem, style: RowStyle): HTMLElement {
  const { title, url } = item;
  return (
    style.link?.(item, style) ?? set(make(url ? 'a' : 'span', 'link', title), { ...AUTO, ...(url && { href: url }) })
  );
}

/** The line below the title, unless it would be empty. */
function drawMeta(item: NewsItem, style: RowStyle): HTMLElement[] {
  const { show, locale: lang } = style;
  const { source, authors, categories, published, updated } = item;
  const said = dateOf(item, style);
  // The date is in the page's language.
  const parts = said
    ? [set(make('time', 'date', said), { lang, datetime: (published ?? updated)!.toISOString() })]
    : [];
  if (show.has('source')) parts.push(...drawTexts('source', [source]));
  if (show.has('author')) parts.push(...drawTexts('author', authors));
  if (show.has('category')) parts.push(...drawTexts('category', categories));
  return parts.length ? [make('p', 'meta', ...parts)] : [];
}

/** The dot before each goes the page's way, the text its own. */
function drawTexts(name: string, texts: readonly (string | undefined)[]): HTMLElement[] {
  return texts.flatMap((text) => {
    if (!text) return [];
    const own = page.createElement('bdi');
    own.append(text);
    return make('span', name, own);
  });
}

/** The date as `item`'s row shows it. */
export function dateOf(item: NewsItem, { show, date }: RowStyle): string | undefined {
  return show.has('date') || show.has('time') ? date(item) : undefined;
}

/** Where elements come from; a server brings its own. */
export const page = { createElement: (tag: string): HTMLElement => document.createElement(tag) };

export function make(tag: string, name: string, ...content: (string | Node)[]): HTMLElement {
  const element = set(page.createElement(tag), { class: name, part: name });
  element.append(...content);
  return element;
}

export function set(element: HTMLElement, attributes: Record<string, string>): HTMLElement {
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
  return element;
}
