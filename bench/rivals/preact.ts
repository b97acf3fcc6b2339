/** A Preact component in a custom element. */
import { Component, h, render, type VNode } from 'preact';
import { CSS, dateOf, readFeed, type Item } from './read.ts';

interface Props {
  src: string;
  limit: number;
  shown: () => void;
}

class List extends Component<Props, { items?: Item[] }> {
  override componentDidMount(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    const items = await readFeed(this.props.src, this.props.limit);
    this.setState({ items }, this.props.shown);
  }

  override render(): VNode {
    const { items } = this.state;
    if (!items) return h('p', null, 'Đang tải …');
    const rows = items.map((item) =>
      h(
        'li',
        { key: item.link },
        h('h3', null, h('a', { href: item.link }, item.title)),
        h('time', { dateTime: item.date.toISOString() }, dateOf(item.date)),
        h('p', null, item.summary),
      ),
    );
    return h('div', null, h('h2', null, 'Tin tức'), h('ul', null, rows));
  }
}

class PreactNews extends HTMLElement {
  connectedCallback(): void {
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    const props = {
      src: this.getAttribute('src')!,
      limit: Number(this.getAttribute('limit') ?? 5),
      shown: () => void this.dispatchEvent(new Event('shown', { bubbles: true })),
    };
    render(h(List, props), root);
  }
}
customElements.define('preact-news', PreactNews);
