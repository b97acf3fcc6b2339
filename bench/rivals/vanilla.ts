/** The floor: what a good developer writes by hand for one feed in one language, and nothing more. */
const CSS = `:host{display:block}ul{list-style:none;margin:0;padding:0}li{padding:.75em 0;border-bottom:1px solid #ccc}
h3{margin:0;font-size:1em}p{margin:.25em 0}time{color:#555;font-size:.875em}`;
const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
const day = new Intl.DateTimeFormat('vi', { day: '2-digit', month: '2-digit', year: 'numeric' });

class VanillaNews extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const response = await fetch(this.getAttribute('src')!);
    const feed = new DOMParser().parseFromString(await response.text(), 'text/xml');
    const limit = Number(this.getAttribute('limit') ?? 5);
    const text = (item: Element, name: string): string => item.getElementsByTagName(name)[0]?.textContent ?? '';
    const items = [...feed.getElementsByTagName('item')]
      .map((item) => ({ item, date: new Date(text(item, 'pubDate')) }))
      .sort((a, b) => b.date.getTime() - a.date.getTime())
      .slice(0, limit);
    const heading = document.createElement('h2');
    heading.textContent = 'Tin tức';
    const list = document.createElement('ul');
    for (const { item, date } of items) {
      const row = document.createElement('li');
      const title = document.createElement('h3');
      const link = document.createElement('a');
      link.href = text(item, 'link');
      link.textContent = text(item, 'title');
      title.append(link);
      const time = document.createElement('time');
      time.dateTime = date.toISOString();
      time.textContent = day.format(date);
      const html = new DOMParser().parseFromString(text(item, 'description'), 'text/html');
      const summary = document.createElement('p');
      summary.textContent = html.body.textContent.slice(0, 500);
      row.append(title, time, summary);
      list.append(row);
    }
    root.append(heading, list);
    this.dispatchEvent(new Event('shown', { bubbles: true }));
  }
}
customElements.define('vanilla-news', VanillaNews);
