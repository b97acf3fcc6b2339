/** A straightforward Lit element, as its documentation would have it. */
import { css, html, LitElement, unsafeCSS } from 'lit';
import { CSS, dateOf, readFeed, type Item } from './read.ts';

class LitNews extends LitElement {
  static override styles = css`
    ${unsafeCSS(CSS)}
  `;
  static override properties = { items: { state: true } };
  declare items: Item[] | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    this.items = await readFeed(this.getAttribute('src')!, Number(this.getAttribute('limit') ?? 5));
    await this.updateComplete;
    this.dispatchEvent(new Event('shown', { bubbles: true }));
  }

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
