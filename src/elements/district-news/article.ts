import { html, nothing, render, type TemplateResult } from 'lit';
import { article as en } from '../../i18n/en/news-article.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import { article as vi } from '../../i18n/vi/news-article.ts';
import { textToHtml } from '../../documents/html-text.ts';
import { contentBase } from '../../news/lazy-feed.ts';
import type { NewsItem } from '../../news/model.ts';
import { articleStyles, PRINT } from './article.styles.ts';
import type { DistrictNews } from './district-news.ts';
import type { Extras, ExtrasTexts } from './extras.ts';
import { itemsOf } from './row-updates.ts';
import { safeHtml } from './safe-html.ts';

/** Text sizes that a reader can choose, and what is chosen; on this page, for all articles, and nowhere else. */
const SIZES = 5;
const NORMAL = 1;
let size = NORMAL;
const readers = new Set<Reader>();

/** An address ends so when it names an article that is open in a dialog. */
const ADDRESS = '#civic-article=';

/** Reads articles of one `<district-news>` here: in place, below their titles, or in a dialog. */
export class Reader {
  #host: DistrictNews;
  #extras: Extras;
  #texts: TextsController<typeof en & ExtrasTexts>;
  #contents = new Map<string, { html: string; node?: HTMLElement }>();
  #opened = new Set<string>();
  #inDialog?: NewsItem;
  #hasOwnHistoryEntry = false;
  #isLeaving = false;
  #followed = '';
  #said = '';

  constructor(host: DistrictNews, extras: Extras) {
    this.#host = host;
    this.#extras = extras;
    this.#texts = extras.texts.add('news-article', { en, vi });
    host.adopt(articleStyles);
  }

  disconnected(): void {
    readers.delete(this);
    window.removeEventListener('popstate', this.#onPopState);
    this.#inDialog = undefined;
  }

  /** An article in full, as the seed of this package had it. */
  renderArticle(item: NewsItem, { inDialog = false, isBelowTitle = false } = {}): TemplateResult {
    const host = this.#host;
    // A widget that has left the page may draw once more.
    if (host.isConnected) readers.add(this);
    const date = this.#dateLine(item);
    const about = [date, ...item.authors, item.source].filter(Boolean);
    const opening = html`${host.renderHeading(this.#titleOf(item), { below: host.titleLevel - host.headingLevel, name: 'title' })}${
      about.length
        ? html`<p class="meta" part="meta">
            ${about.map((one) => (one === date ? html`<time part="date" datetime=${stamp(item)}>${one}</time>` : html`<span><bdi>${one}</bdi></span>`))}
          </p>`
        : nothing
    }`;
    return html`<article class="article" part="article">
      ${
        isBelowTitle
          ? nothing
          : inDialog
            ? html`<div class="opening" tabindex="-1">${opening}</div>`
            : html`<div class="opening">${opening}</div>`
      }
      ${this.#renderToolbar(item)}
      <div class="content size-${size}" part="content" dir="auto" lang=${host.data?.language ?? nothing}>
        ${this.#contentOf(item)}
      </div>
    </article>`;
  }

  /** A title is in the feed's language, whatever the page's is. */
  #titleOf({ title }: NewsItem): TemplateResult {
    return html`<bdi lang=${this.#host.data?.language ?? nothing}>${title}</bdi>`;
  }

  #dateLine({ published, updated }: NewsItem): string | undefined {
    const date = published ?? updated;
    if (!date) return undefined;
    const said = this.#host.day(date, true);
    return published ? this.#texts.get('published', { date: said }) : this.#texts.get('updated', { time: said });
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

  /** Puts the articles that are open below the titles of their rows. */
  drawOpened(list: Element): void {
    if (this.#host.open !== 'inline') return;
    const items = itemsOf(list);
    for (const [i, row] of [...list.children].entries()) {
      const item = items[i];
      const isOpen = !!item && this.isOpen(item);
      row.querySelector('.link')?.setAttribute('aria-expanded', String(isOpen));
      let place = row.querySelector<HTMLElement>('.reading');
      if (!isOpen) {
        place?.remove();
        continue;
      }
      if (!place) {
        place = document.createElement('div');
        place.className = 'reading';
        // The list around it is in the feed's language.
        place.lang = this.#texts.locale;
        row.querySelector('.text')?.append(place);
      }
      render(this.renderArticle(item, { isBelowTitle: true }), place);
    }
  }

  // --- dialog --------------------------------------------------------------------------------------------------------

  openDialog(item: NewsItem): void {
    history.pushState(history.state, '', addressOf(item));
    this.#followed = location.hash;
    this.#hasOwnHistoryEntry = true;
    this.#show(item);
  }

  #show(item: NewsItem): void {
    if (!this.#host.isConnected) return;
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
    if (!this.#extras.mayOpen(item)) return;
    if (this.#host.open === 'dialog') this.#show(item);
    else if (!this.isOpen(item)) this.toggle(item);
  }

  renderDialog(): unknown {
    const item = this.#inDialog;
    if (!item) return nothing;
    return html`<dialog class="dialog" part="dialog" closedby="any" aria-label=${item.title} @close=${this.#onClose}>
      <div class="bar">
        <button class="tool" part="close" type="button" @click=${this.#onCloseButton}>
          <span aria-hidden="true">✕</span>${this.#texts.get('close')}
        </button>
      </div>
      ${this.renderArticle(item, { inDialog: true })}
    </dialog>`;
  }

  /** After the widget has rendered. */
  updated(): void {
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    // Not on the first button: a screen reader starts with the title.
    dialog.querySelector<HTMLElement>('.opening')?.focus();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  #onCloseButton = (): void => this.#dialog?.close();

  #onClose = (): void => {
    if (!this.#inDialog) return;
    this.#inDialog = undefined;
    this.#host.requestUpdate();
    this.#isLeaving = this.#hasOwnHistoryEntry;
    if (this.#isLeaving) history.back();
    else if (location.hash.startsWith(ADDRESS))
      history.replaceState(history.state, '', location.pathname + location.search);
    this.#hasOwnHistoryEntry = false;
  };

  #onPopState = (): void => {
    this.#followed = '';
    // Our own step back, after the dialog was closed by hand.
    if (this.#isLeaving) return void (this.#isLeaving = false);
    if (location.hash.startsWith(ADDRESS)) return this.#host.requestUpdate();
    if (!this.#inDialog) return;
    this.#inDialog = undefined;
    this.#hasOwnHistoryEntry = false;
    // Closing first gives the focus back to the title.
    this.#dialog?.close();
    this.#host.requestUpdate();
  };

  // --- toolbar -------------------------------------------------------------------------------------------------------

  #renderToolbar(item: NewsItem): TemplateResult {
    const texts = this.#texts;
    const sizeButton = (name: 'smaller' | 'normal' | 'larger', sign: string, to: number): TemplateResult =>
      html`<button class="tool" type="button" @click=${() => setSize(to)}>
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
            ? html`<a class="tool" href=${item.url} target=${this.#extras.newTab ? '_blank' : nothing} rel="noopener"
                >${texts.get('original')}${
                  this.#extras.newTab ? html`<span class="visually-hidden"> ${this.#extras.newTab}</span>` : nothing
                }</a
              >`
            : nothing
        }
      </div>
      <p class="said quiet" role="status">${this.#said}</p>
    </div>`;
  }

  async #copy(item: NewsItem): Promise<void> {
    const url = item.url ?? new URL(addressOf(item), location.href).href;
    try {
      await navigator.clipboard.writeText(url);
      this.#said = this.#texts.get('copied');
    } catch {
      // No permission, or no secure context: the reader can still mark it by hand.
      this.#said = this.#texts.get('not-copied', { url });
    }
    this.#host.requestUpdate();
  }

  /** Prints the article alone: from a frame of its own, as no style can hide the page around a shadow tree. */
  #print(item: NewsItem): void {
    const frame = document.createElement('iframe');
    frame.className = 'visually-hidden';
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    this.#host.renderRoot.append(frame);
    const view = frame.contentWindow as (Window & typeof globalThis) | null;
    const page = frame.contentDocument;
    if (!view || !page) return frame.remove();
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(PRINT);
    page.adoptedStyleSheets = [sheet];
    page.title = item.title;
    page.documentElement.lang = this.#host.data?.language ?? this.#texts.locale;
    const add = (tag: string, text: string | undefined, name = ''): void => {
      if (!text) return;
      const element = page.createElement(tag);
      element.className = name;
      element.textContent = text;
      page.body.append(element);
    };
    const { title, url, authors, source } = item;
    add('h1', title);
    const said = source && this.#texts.get('source', { source });
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

  /** The article's text as safe nodes, made once; lines in their place while the sanitizer is on its way. */
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
    const safe = safeHtml(source, {
      base: contentBase(item),
      level: Math.min(host.titleLevel + 1, 6),
      title: item.title,
      newTab: this.#extras.newTab,
      table: this.#texts.get('table'),
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
  size = Math.min(Math.max(to, 0), SIZES - 1);
  for (const reader of readers) reader.requestUpdate();
}

function keyOf(item: NewsItem): string {
  return item.id || item.url || item.title;
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
