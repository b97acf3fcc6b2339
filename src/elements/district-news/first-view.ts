import { news as en } from '../../i18n/en/news.ts';
import { news as vi } from '../../i18n/vi/news.ts';
import { readNews } from '../../news/parse.ts';
import { leaveIf, showFirst } from '../first-view.ts';
import type { NewsTexts } from './district-news.ts';
import { styles } from './district-news.styles.ts';
import { ACCEPT, createList, itemsOf, type ListHost, nameList, plainStyle } from './list-view.ts';
import { firstRows } from './rows.ts';

/** A plain list of one feed's news, as `<district-news>` draws it. */
export function show(element: HTMLElement): Promise<void> {
  return showFirst<NewsTexts>(element, {
    styles: [styles],
    texts: { en: () => en, vi: () => vi },
    prepare: async (site) => {
      const { zone, texts, heading, headingLevel, number } = site;
      const host: ListHost = {
        ...{ texts, zone, heading, headingLevel },
        show: element.getAttribute('show') ?? 'date summary',
        limit: number('limit', 5),
        open: 'link',
      };
      const style = plainStyle(host);
      const url = site.address('news');
      leaveIf(!url || /\s/.test(element.getAttribute('src')?.trim() ?? '') || style.show.has('image'));
      const answer = await site.get(url!, { accept: ACCEPT });
      const feed = await site.meaning(answer, ({ bytes, url, contentType }) =>
        readNews(bytes, { url, contentType, format: 'auto', timeZone: zone }),
      );
      const items = itemsOf(feed, host.limit);
      leaveIf(!items.length);
      return {
        render: () => {
          const list = createList();
          nameList(list, 'list', feed.language);
          firstRows(list, items, style);
          return list;
        },
      };
    },
  });
}
