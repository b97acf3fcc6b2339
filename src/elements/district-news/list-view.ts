import { dateFormat } from '../../i18n/format.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import { selectItems } from '../../news/selection.ts';
import type { NewsFeed, NewsItem } from '../../news/model.ts';
import type { NewsTexts } from './district-news.ts';
import type { RowStyle } from './rows.ts';

/** What a list depends on: the attributes of `<district-news>`, whoever draws for it. */
export interface ListHost {
  readonly texts: ReadTexts<NewsTexts>;
  readonly zone: string | undefined;
  readonly heading?: string;
  readonly headingLevel: number;
  readonly show: string;
  readonly limit: number;
  readonly open: RowStyle['open'];
}

/** What of an attribute `show` is shown besides the title. */
export function shownOf(show: string): ReadonlySet<string> {
  return new Set(show.toLowerCase().split(/[\s,]+/));
}

/** Level of the news' titles. */
export function titleLevelOf({ heading, headingLevel }: ListHost): number {
  const own = Math.min(Math.max(Math.trunc(headingLevel) || 2, 1), 6);
  return heading === '' ? own : Math.min(own + 1, 6);
}

/** Says the day, or the day and the time, as readers of the page's language see it. */
export function dayIn({ texts, zone: timeZone }: ListHost, withTime: boolean): (date: Date) => string {
  const style: Intl.DateTimeFormatOptions =
    texts.get('date-style') === 'numeric' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'long' };
  const by = (options: Intl.DateTimeFormatOptions) => dateFormat(texts.locale, { ...options, timeZone });
  const day = by({ ...style, year: 'numeric' });
  if (!withTime) return day.format;
  const time = by({ timeStyle: 'short' });
  return (date) => texts.get('date-and-time', { date: day.format(date), time: time.format(date) });
}

/** How rows are drawn that are nothing but text and a link. */
export function plainStyle(host: ListHost): RowStyle {
  const show = shownOf(host.show);
  // Once for all rows, and not before the texts have come.
  let say: ReturnType<typeof dayIn> | undefined;
  return {
    show,
    level: titleLevelOf(host),
    open: host.open,
    newTab: undefined,
    locale: host.texts.locale,
    zone: host.zone,
    dates: 'absolute',
    date: ({ published, updated }) => {
      const date = published ?? updated;
      return date && (say ??= dayIn(host, show.has('time')))(date);
    },
  };
}

/** The newest, as many as are wanted. */
export function itemsOf(feed: NewsFeed, limit: number, isWanted?: (item: NewsItem) => boolean): NewsItem[] {
  const items: NewsItem[] = [];
  for (const item of selectItems(feed, { isWanted })) {
    if (limit > 0 && items.length >= limit) break;
    items.push(item);
  }
  return items;
}

/** An empty list, which draws in the layout's styles and reads in the feed's language. */
export function createList(): HTMLUListElement {
  const list = document.createElement('ul');
  // Safari takes lists without bullets for no lists.
  list.setAttribute('role', 'list');
  list.setAttribute('part', 'items');
  return list;
}

export function nameList(list: HTMLUListElement, layout: string, language = ''): void {
  const name = `items ${layout}`;
  // Setting what is set already would be a change to whoever observes the page.
  if (list.className !== name) list.className = name;
  if (list.lang !== language) list.lang = language;
}

/** SharePoint answers what is asked for first, and XML of its own otherwise. Short enough to need no CORS preflight. */
export const ACCEPT =
  'application/json;odata=nometadata,application/feed+json,application/rss+xml,application/atom+xml,*/*;q=0.8';
