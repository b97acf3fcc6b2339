/** The same on a component library: a card for each item, a spinner while loading, a button for more. */
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/card/card.js';
import '@shoelace-style/shoelace/dist/components/spinner/spinner.js';
import { html } from 'lit';
import { Loading } from './loading.ts';
import { dateOf } from './read.ts';

class ShoelaceNews extends Loading {
  protected override render(): unknown {
    if (!this.items) return html`<sl-spinner></sl-spinner>`;
    return html`<h2>Tin tức</h2>
      ${this.items.map(
        (item) =>
          html`<sl-card>
            <h3 slot="header"><a href=${item.link}>${item.title}</a></h3>
            <time datetime=${item.date.toISOString()}>${dateOf(item.date)}</time>
            <p>${item.summary}</p>
          </sl-card>`,
      )}
      <sl-button>Xem thêm</sl-button>`;
  }
}
customElements.define('shoelace-news', ShoelaceNews);
