import type { NewsItem } from '../../news/model.ts';
import { AUTO, make, type RowStyle, set } from './rows.ts';

/** A title that opens the item here, or its page in a new tab. */
export function drawLink({ title, url }: NewsItem, { open, newTab, locale: lang }: RowStyle): HTMLElement {
  const isDialog = open === 'dialog';
  const tag = open === 'inline' ? 'button' : url || isDialog ? 'a' : 'span';
  const link = set(make(tag, 'link', title), AUTO);
  if (tag === 'button') return set(link, { type: tag, 'aria-expanded': 'false' });
  if (tag === 'a') set(link, { href: url ?? '#' });
  if (isDialog) return set(link, { 'aria-haspopup': open });
  if (url && newTab) {
    set(link, { target: '_blank', rel: 'noopener' });
    link.append(set(make('span', 'visually-hidden', ` ${newTab}`), { lang }));
  }
  return link;
}
