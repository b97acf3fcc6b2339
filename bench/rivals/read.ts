/** How the versions with a library read a feed: the same straightforward way for all. */
export interface Item {
  title: string;
  link: string;
  date: Date;
  summary: string;
}

export async function readFeed(url: string, limit: number): Promise<Item[]> {
  const response = await fetch(url);
  const feed = new DOMParser().parseFromString(await response.text(), 'text/xml');
  const text = (item: Element, name: string): string => item.getElementsByTagName(name)[0]?.textContent ?? '';
  return [...feed.getElementsByTagName('item')]
    .map((item) => ({
      title: text(item, 'title'),
      link: text(item, 'link'),
      date: new Date(text(item, 'pubDate')),
      summary: new DOMParser().parseFromString(text(item, 'description'), 'text/html').body.textContent.slice(0, 500),
    }))
    .sort((a, b) => b.date.getTime() - a.date.getTime())
    .slice(0, limit);
}

export const dateOf = (date: Date): string =>
  date.toLocaleDateString('vi', { day: '2-digit', month: '2-digit', year: 'numeric' });

export const CSS = `:host{display:block}ul{list-style:none;margin:0;padding:0}li{padding:.75em 0;border-bottom:1px solid #ccc}
h3{margin:0;font-size:1em}p{margin:.25em 0}time{color:#555;font-size:.875em}`;
