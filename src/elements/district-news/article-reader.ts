import { html, nothing, type TemplateResult } from 'lit';
import { textToHtml } from '../../documents/html-text.ts';
import { article as en } from '../../i18n/en/news-article.ts';
import { numberFormat } from '../../i18n/format.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import { article as vi } from '../../i18n/vi/news-article.ts';
import { contentBase } from '../../news/lazy-feed.ts';
import type { NewsItem } from '../../news/model.ts';
import { showPictures } from '../../news/pictures.ts';
import { renderHeading } from '../widget-frame.ts';
import { articleStyles as styles, PRINT } from './article-reader.styles.ts';
import type { NewsListOptions, NewsTexts } from './news-list.ts';
import { safeHtml } from './safe-html.ts';

export { styles };
export const texts = { en, vi };

/** What the reader needs of the widget whose articles it shows. */
export interface ArticleReaderHost {
  texts: TextsController<typeof en & NewsTexts>;
  root(): ParentNode & Node;
  isConnected(): boolean;
  requestUpdate(): void;
  /** One console line for the developer. */
  complain(complaint: string): void;
  /** False when the page opens the article itself. */
  mayOpen(item: NewsItem): boolean;
  /** Formatted day and time. */
  date(date: Date): string;
  options(): Pick<NewsListOptions, 'open' | 'newTab' | 'titleLevel' | 'language'>;
}

/** The text sizes, and the chosen one: for all articles of this page, not stored. */
const SIZES = [0.875, 1, 1.2, 1.44, 1.75];
const NORMAL = 1;
let size = NORMAL;
const readers = new Set<ArticleReader>();

/** The fragment of a URL that names an article open in a dialog starts with this. */
const ADDRESS = '#civic-article=';

/** Shows articles of one `<district-news>`: as the whole widget, below their titles, or in a dialog. */
export class ArticleReader {
  #host: ArticleReaderHost;
  #contents = new Map<string, { html: string; node?: HTMLElement }>();
  #opened = new Set<string>();
  #inDialog?: NewsItem;
  #hasOwnHistoryEntry = false;
  #isLeaving = false;
  #followed = '';
  #said = '';

  constructor(host: ArticleReaderHost) {
    this.#host = host;
  }

  disconnected(): void {
    readers.delete(this);
    window.removeEventListener('popstate', this.#onPopState);
    this.#inDialog = undefined;
  }

  /** An article in full. */
  renderArticle(item: NewsItem, { isBelowTitle = false } = {}): TemplateResult {
    const host = this.#host;
    // A widget that was removed may draw once more.
    if (host.isConnected()) readers.add(this);
    const options = host.options();
    const date = this.#dateLine(item);
    const about = [date, ...item.authors, item.source].filter(Boolean);
    const opening = html`${renderHeading(this.#titleOf(item), options.titleLevel, 'title')}${
      about.length
        ? html`<p class="meta" part="meta">
            ${about.map((one) => (one === date ? html`<time part="date" datetime=${stamp(item)}>${one}</time>` : html`<span><bdi>${one}</bdi></span>`))}
          </p>`
        : nothing
    }`;
    return html`<article class="article" part="article">
      ${isBelowTitle ? nothing : html`<div class="opening">${opening}</div>`} ${this.#renderToolbar(item)}
      <div class="content size-${size}" part="content" dir="auto" lang=${options.language ?? nothing}>
        ${this.#contentOf(item)}
      </div>
    </article>`;
  }

  /** A title is in the feed's language, whatever the page's is. */
  #titleOf({ title }: NewsItem): TemplateResult {
    return html`<bdi lang=${this.#host.options().language ?? nothing}>${title}</bdi>`;
  }

  #dateLine({ published, updated }: NewsItem): string | undefined {
    const date = published ?? updated;
    if (!date) return undefined;
    const said = this.#host.date(date);
    return published
      ? this.#host.texts.get('published', { date: said })
      : this.#host.texts.get('updated', { time: said });
  }

  // --- below the title -----------------------------------------------------------------------------------------------

  isOpen(item: NewsItem): boolean {
    return this.#opened.has(keyOf(item));
  }

  toggle(item: NewsItem): void {
    const key = keyOf(item);
    if (!this.#opened.delete(key)) this.#opened.add(key);
    this.#said = '';
    this.#host.requestUpdate();
  }

  // --- dialog --------------------------------------------------------------------------------------------------------

  openDialog(item: NewsItem): void {
    try {
      history.pushState(history.state, '', pageAddress() + addressOf(item));
      this.#followed = location.hash;
      this.#hasOwnHistoryEntry = true;
    } catch {
      // A page in `srcdoc`, or at an opaque origin, has no history of its own: the article opens without an address.
    }
    this.#show(item);
  }

  #show(item: NewsItem): void {
    if (!this.#host.isConnected()) return;
    this.#inDialog = item;
    this.#said = '';
    window.addEventListener('popstate', this.#onPopState);
    this.#host.requestUpdate();
  }

  /** Opens the article that the page's address names, if it is one of these. */
  followAddress(items: readonly NewsItem[]): void {
    if (this.#inDialog || !location.hash.startsWith(ADDRESS)) return;
    const item = items.find((one) => addressOf(one) === location.hash);
    if (!item || this.#followed === location.hash) return;
    this.#followed = location.hash;
    if (!this.#host.mayOpen(item)) return;
    if (this.#host.options().open === 'dialog') this.#show(item);
    else if (!this.isOpen(item)) this.toggle(item);
  }

  renderDialog(): unknown {
    const item = this.#inDialog;
    if (!item) return nothing;
    return html`<dialog class="dialog" part="dialog" closedby="any" aria-label=${item.title} @close=${this.#onClose}>
      <div class="bar">
        <button class="tool" part="close" type="button" @click=${this.#onCloseButton}>
          <span aria-hidden="true">✕</span>${this.#host.texts.get('close')}
        </button>
      </div>
      ${this.renderArticle(item)}
    </dialog>`;
  }

  /** After the widget has rendered. */
  updated(): void {
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    // Not the first button, so that a screen reader starts with the title.
    const title = dialog.querySelector<HTMLElement>('.title');
    if (!title) return;
    title.tabIndex = -1;
    title.focus();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.root().querySelector('dialog');
  }

  #onCloseButton = (): void => this.#dialog?.close();

  #onClose = (): void => {
    if (!this.#inDialog) return;
    this.#inDialog = undefined;
    this.#host.requestUpdate();
    this.#isLeaving = this.#hasOwnHistoryEntry;
    if (this.#isLeaving) history.back();
    else if (location.hash.startsWith(ADDRESS)) history.replaceState(history.state, '', pageAddress());
    this.#hasOwnHistoryEntry = false;
  };

  #onPopState = (): void => {
    this.#followed = '';
    // Caused by our own `history.back()` after the dialog was closed.
    if (this.#isLeaving) return void (this.#isLeaving = false);
    if (location.hash.startsWith(ADDRESS)) return this.#host.requestUpdate();
    if (!this.#inDialog) return;
    this.#inDialog = undefined;
    this.#hasOwnHistoryEntry = false;
    // Close first: that returns the focus to the title.
    this.#dialog?.close();
    this.#host.requestUpdate();
  };

  // --- toolbar -------------------------------------------------------------------------------------------------------

  #renderToolbar(item: NewsItem): TemplateResult {
    const { texts } = this.#host;
    const { newTab } = this.#host.options();
    const sizeButton = (name: 'smaller' | 'normal' | 'larger', sign: string, to: number): TemplateResult =>
      html`<button class="tool" type="button" @click=${() => this.#setSize(to)}>
        <bdi aria-hidden="true">${sign}</bdi><span class="visually-hidden">${texts.get(name)}</span>
      </button>`;
    return html`<div class="toolbar" part="toolbar">
      <div class="tools" role="group" aria-label=${texts.get('text-size')}>
        ${sizeButton('smaller', 'A−', size - 1)}${sizeButton('normal', 'A', NORMAL)}${sizeButton('larger', 'A+', size + 1)}
      </div>
      <div class="tools">
        <button class="tool" type="button" @click=${() => this.#print(item)}>${texts.get('print')}</button>
        <button class="tool" type="button" @click=${() => void this.#copy(item)}>${texts.get('copy-link')}</button>
        ${
          item.url
            ? html`<a class="tool" href=${item.url} target=${newTab ? '_blank' : nothing} rel="noopener"
                >${texts.get('original')}${
                  newTab ? html`<span class="visually-hidden"> ${texts.get('new-tab')}</span>` : nothing
                }</a
              >`
            : nothing
        }
      </div>
      <p class="said quiet" aria-live="polite">${this.#said}</p>
    </div>`;
  }

  async #copy(item: NewsItem): Promise<void> {
    const url = item.url ?? pageAddress() + addressOf(item);
    try {
      await navigator.clipboard.writeText(url);
      this.#say(this.#host.texts.get('copied'));
    } catch {
      // No permission, or no secure context: show the address to be copied by hand.
      this.#say(this.#host.texts.get('not-copied', { url }));
    }
  }

  /**
   * The same message again has to be announced again: browsers tell of a text that has gone and come back, and Orca leaves
   * out one that is the last one to the letter.
   */
  #say(message: string): void {
    const next = this.#said === message ? `${message}\u00a0` : message;
    this.#said = '';
    this.#host.requestUpdate();
    setTimeout(() => {
      this.#said = next;
      this.#host.requestUpdate();
    }, 100);
  }

  #setSize(to: number): void {
    setSize(to);
    const { texts } = this.#host;
    const percent = numberFormat(texts.locale, { style: 'percent' }).format(SIZES[size]!);
    this.#say(`${texts.get('text-size')} ${percent}`);
  }

  /** Prints the article alone, from a frame: no style in a shadow tree can hide the page around it. */
  #print(item: NewsItem): void {
    const frame = document.createElement('iframe');
    frame.className = 'visually-hidden';
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    this.#host.root().append(frame);
    const view = frame.contentWindow as (Window & typeof globalThis) | null;
    const page = frame.contentDocument;
    if (!view || !page) return frame.remove();
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(PRINT);
    page.adoptedStyleSheets = [sheet];
    page.title = item.title;
    page.documentElement.lang = this.#host.options().language ?? this.#host.texts.locale;
    const add = (tag: string, text: string | undefined, name = ''): void => {
      if (!text) return;
      const element = page.createElement(tag);
      element.className = name;
      element.textContent = text;
      page.body.append(element);
    };
    const { title, url, authors, source } = item;
    add('h1', title);
    const said = source && this.#host.texts.get('source', { source });
    add('p', [this.#dateLine(item), ...authors, said].filter(Boolean).join(' · '), 'about');
    const content = this.#contents.get(keyOf(item))?.node;
    if (content) page.body.append(page.importNode(content, true));
    add('p', url, 'address');
    const images = [...page.images];
    for (const image of images) image.loading = 'eager';
    const loaded = Promise.all(images.map((image) => image.decode().catch(() => image.remove())));
    const patience = new Promise((resolve) => setTimeout(resolve, 3000));
    view.addEventListener('afterprint', () => setTimeout(() => frame.remove()));
    void Promise.race([loaded, patience]).then(() => view.print());
  }

  // --- content -------------------------------------------------------------------------------------------------------

  /** The article's text as safe nodes, created once; a placeholder while the sanitizer loads. */
  #contentOf(item: NewsItem): unknown {
    const source = item.html ?? textToHtml(item.summary) ?? '';
    const key = keyOf(item);
    const known = this.#contents.get(key);
    if (known?.html === source) return known.node ?? html`<span class="bone"></span>`;
    const content: { html: string; node?: HTMLElement } = { html: source };
    this.#contents.set(key, content);
    const keep = (safe: DocumentFragment): void => {
      content.node = document.createElement('div');
      content.node.append(safe);
    };
    const host = this.#host;
    const { titleLevel, newTab } = host.options();
    const base = contentBase(item);
    const safe = safeHtml(showPictures(source, base), {
      base,
      level: Math.min(titleLevel + 1, 6),
      title: item.title,
      newTab: newTab ? host.texts.get('new-tab') : undefined,
      table: this.#host.texts.get('table'),
    });
    if (safe instanceof Promise) {
      void safe
        .then(keep, (error: unknown) => {
          host.complain(`article: no sanitizer: ${String(error)}`);
          content.node = document.createElement('p');
          content.node.textContent = item.summary ?? '';
        })
        .then(() => host.requestUpdate());
      return html`<span class="bone"></span>`;
    }
    keep(safe);
    return content.node;
  }

  requestUpdate(): void {
    this.#host.requestUpdate();
  }
}

function setSize(to: number): void {
  size = Math.min(Math.max(to, 0), SIZES.length - 1);
  for (const reader of readers) reader.requestUpdate();
}

function keyOf(item: NewsItem): string {
  return item.id || item.url || item.title;
}

/** The page's URL without a fragment: a relative one would start from `<base href>`. */
function pageAddress(): string {
  return location.href.replace(/#.*/s, '');
}

function stamp(item: NewsItem): string {
  return (item.published ?? item.updated)?.toISOString() ?? '';
}

/** Short and stable: FNV-1a of the item's id. */
function addressOf(item: NewsItem): string {
  let hash = 0x811c9dc5;
  for (const char of keyOf(item)) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return ADDRESS + (hash >>> 0).toString(36);
}
