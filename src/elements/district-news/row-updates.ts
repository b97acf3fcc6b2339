import type { NewsItem } from '../../news/model.ts';
import { dateOf, drawRow, firstRows, lists, noteRows, type RowStyle } from './rows.ts';

/** What the rows of a list show, in their order. */
export function itemsOf(list: Element): readonly NewsItem[] {
  return lists.get(list)?.items ?? [];
}

/**
 * Makes the children of `list` show `items`, touching only what changed: rows are kept by the item's id, so that focus and
 * scroll stay where they are. Rows are plain DOM because a template part for each cell made a list of 1,000 twice as slow.
 */
export function drawRows(list: Element, items: readonly NewsItem[], style: RowStyle): void {
  if (list.firstElementChild) updateRows(list, items, style);
  else firstRows(list, items, style);
}

function updateRows(list: Element, items: readonly NewsItem[], style: RowStyle): void {
  const known = lists.get(list);
  const how = noteRows(list, items, style);
  // Saying a thousand dates to find that none has changed takes as long as drawing them; only relative ones change by themselves.
  if (known?.how === how && style.dates !== 'relative' && isSame(known.items, items)) return;
  // Without an entry, a server drew it, from the same news.
  const before = known ?? { items, how };
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

function isSame(some: readonly NewsItem[], others: readonly NewsItem[]): boolean {
  return some.length === others.length && some.every((item, i) => item === others[i]);
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
