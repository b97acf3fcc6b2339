import { ContextProvider } from '@lit/context';
import { LitElement, html } from 'lit';
import { css } from 'lit';
import { property } from 'lit/decorators.js';
import type { Strings } from '../../i18n/texts-controller.ts';
import { type Settings, askSettings, settingsContext } from './settings.ts';

/**
 * Gives its values to every widget inside it, in whatever order elements are defined, inserted or moved; changes are
 * passed on. Values that it doesn't have come from the settings around it. `lang` works as on any HTML element.
 *
 * @tag civic-settings
 * @slot - the page's content with the widgets in it
 */
export class CivicSettings extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  /** Base URL of the endpoints: `{endpoint}/news`, `{endpoint}/weather`, `{endpoint}/polls/{poll}`. */
  @property() endpoint?: string;

  /** IANA name of the time zone in which times are shown. */
  @property({ attribute: 'time-zone' }) timeZone?: string;

  /** Seconds between refreshes. */
  @property({ type: Number }) refresh?: number;

  /** `lazy`: widgets wait until they are near the viewport. */
  @property() loading?: 'eager' | 'lazy';

  /** Seconds before a request is given up. */
  @property({ type: Number }) timeout?: number;

  /** As in `fetch`. */
  @property() credentials?: RequestCredentials;

  /** Units of the weather. */
  @property() units?: 'metric' | 'imperial' | 'auto';

  /** A replacement for `window.fetch`. */
  @property({ attribute: false }) fetch?: typeof globalThis.fetch;

  /**
   * Your own wording of single texts, by `namespace.key`: `{ "news.heading": "Tin phường" }`. Without script: the same as
   * JSON in a child `<script type="application/json" data-strings>`.
   */
  @property({ attribute: false }) strings?: Strings;

  #outer: Settings = {};
  /** Ends the subscription to the settings around these. */
  #unsubscribe?: () => void;
  #embedded?: { text: string; strings: Strings };
  #observer?: MutationObserver;
  #provider = new ContextProvider(this, { context: settingsContext, initialValue: {} });

  override connectedCallback(): void {
    // Provide values that were set before the upgrade, before the widgets inside ask for them.
    this.#provide();
    super.connectedCallback();
    askSettings(this, (settings, unsubscribe) => {
      if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
      this.#unsubscribe = unsubscribe;
      this.#outer = settings;
      this.#provide();
    });
    this.#observer ??= new MutationObserver(() => this.#provide());
    this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#outer = {};
  }

  protected override willUpdate(): void {
    this.#provide();
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  #provide(): void {
    const { endpoint, timeZone, refresh, loading, timeout, credentials, units, fetch } = this;
    const strings = { ...this.#outer.strings, ...this.#embeddedStrings(), ...this.strings };
    const own = { endpoint, timeZone, refresh, loading, timeout, credentials, units, fetch };
    const said = Object.entries(own).filter(([, value]) => value !== undefined && value !== null);
    const settings: Settings = { ...this.#outer, ...Object.fromEntries(said), strings };
    const isSame = JSON.stringify(settings) === JSON.stringify(this.#provider.value);
    if (!isSame || settings.fetch !== this.#provider.value.fetch) this.#provider.setValue(settings);
  }

  #embeddedStrings(): Strings | undefined {
    const script = this.querySelector(':scope > script[type="application/json"][data-strings]');
    const text = script?.textContent ?? '';
    if (text !== this.#embedded?.text) {
      let strings: Strings = {};
      try {
        if (text.trim()) strings = JSON.parse(text) as Strings;
      } catch (error) {
        // While the page is being parsed, the text may be incomplete.
        if (document.readyState !== 'loading') console.error('<civic-settings> strings:', String(error));
      }
      this.#embedded = { text, strings };
    }
    return this.#embedded?.strings;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'civic-settings': CivicSettings;
  }
}
