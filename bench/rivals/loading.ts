/** What the two elements on Lit share: a list that is read when the element comes. */
import { css, LitElement, unsafeCSS } from 'lit';
import { CSS, readFeed, type Item } from './read.ts';

export class Loading extends LitElement {
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
}
