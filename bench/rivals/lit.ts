/** A straightforward Lit element, as its documentation would have it. */
import { html } from 'lit';
import { Loading } from './loading.ts';
import { dateOf } from './read.ts';

class LitNews extends Loading {
  protected override render(): unknown {
    if (!this.items) return html`<p>Đang tải …</p>`;
    return html`<h2>Tin tức</h2>
      <ul>
        ${this.items.map(
          (item) =>
            html`<li>
              <h3><a href=${item.link}>${item.title}</a></h3>
              <time datetime=${item.date.toISOString()}>${dateOf(item.date)}</time>
              <p>${item.summary}</p>
            </li>`,
        )}
      </ul>`;
  }
}
customElements.define('lit-news', LitNews);
