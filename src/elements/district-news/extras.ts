import { html, nothing, type PropertyValues } from 'lit';
import { CivicError } from '../../errors.ts';
import { wakeIn } from '../../endpoint/wake-ups.ts';
import { newsExtras as en } from '../../i18n/en/news-extras.ts';
import { shared as sharedEn } from '../../i18n/en/shared.ts';
import { relativeTimeFormat } from '../../i18n/format.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import { newsExtras as vi } from '../../i18n/vi/news-extras.ts';
import { shared as sharedVi } from '../../i18n/vi/shared.ts';
import { mergeFeeds } from '../../news/merge.ts';
import type { NewsFeed, NewsItem } from '../../news/model.ts';
import { buttons } from '../../theme/buttons.ts';
import type { Reader } from './article.ts';
import type { DistrictNews } from './district-news.ts';
import { extrasStyles } from './extras.styles.ts';
import { drawLink } from './row-links.ts';
import { focusRow, itemsOf } from './row-updates.ts';
import { make } from './rows.ts';

export const styles = [buttons, extrasStyles];

export type ExtrasTexts = typeof en & typeof sharedEn;

/** What `<district-news>` has beyond a plain list: pictures, the other layouts, several sources, "more", reading here. */
export class Extras {
  readonly #host: DistrictNews;
  readonly texts: TextsController<ExtrasTexts>;
  /** How many pages the reader has asked for so far. */
  #pages = 1;
  /** Which one the headline layout shows. */
  #turn = 0;
  #feeds = new Map<string, NewsFeed>();
  #failed = false;
  #cancelClock?: () => void;
  #reader?: Reader;
  #isLoadingReader = false;
  #list?: Element;

  constructor(host: DistrictNews, ReaderIfLoaded?: typeof Reader) {
    this.#host = host;
    this.texts = host.texts.add('news', { en, vi }).add('shared', { en: sharedEn, vi: sharedVi });
    this.#reader = ReaderIfLoaded && new ReaderIfLoaded(host, this);
  }

  disconnected(): void {
    this.#cancelClock?.();
    this.#cancelClock = undefined;
    this.#reader?.disconnected();
  }

  hostChanged(changed: PropertyValues<DistrictNews>): void {
    if (changed.has('src')) this.#failed = false;
    if (changed.has('pageSize') || changed.has('src')) this.#pages = 1;
  }

  hostUpdated(): void {
    this.#reader?.updated();
  }

  /** Several sources as one; those that fail are left out, and last time's news of theirs stay. */
  async fetchSeveral(urls: readonly string[], fetchOne: (url: string) => Promise<NewsFeed>): Promise<NewsFeed> {
    const answers = await Promise.allSettled(urls.map(fetchOne));
    const failures: unknown[] = [];
    const feeds = answers.flatMap((answer, i) => {
      if (answer.status === 'rejected') failures.push(answer.reason);
      else this.#feeds.set(urls[i]!, answer.value);
      return this.#feeds.get(urls[i]!) ?? [];
    });
    if (failures.length === urls.length) throw failures[0];
    this.#failed = failures.length > 0;
    for (const failure of failures) {
      if (failure instanceof CivicError) {
        this.#host.complain(`${failure.code}: ${failure.message} (${failure.url})`);
      }
    }
    return mergeFeeds(feeds);
  }

  renderContent(items: readonly NewsItem[]): unknown {
    const host = this.#host;
    const note = this.#failed ? html`<p class="quiet">${this.texts.get('some-failed')}</p>` : nothing;
    if (host.layout === 'article') return [this.#renderArticle(items[0]), note];
    const isHeadline = host.layout === 'headline';
    const turn = Math.min(this.#turn, items.length - 1);
    const size = host.pageSize > 0 ? host.pageSize * this.#pages : Infinity;
    const shown = isHeadline ? items.slice(turn, turn + 1) : items.slice(0, size);
    const list = host.drawList(shown);
    if (list !== this.#list) list.addEventListener('click', this.#onClick);
    this.#list = list;
    this.#reader?.drawOpened(list);
    if (host.open !== 'link') this.#followAddress(items);
    return [
      isHeadline ? this.#renderHeadline(list, turn, items.length) : list,
      shown.length < items.length && !isHeadline
        ? html`<button class="button more" part="more" type="button" @click=${this.#onMore}>
            ${this.texts.get('more')}
          </button>`
        : nothing,
      note,
      this.#reader?.renderDialog() ?? nothing,
    ];
  }

  /** Said after links that open a new tab. */
  get newTab(): string | undefined {
    return this.#host.newTab ? this.texts.get('new-tab') : undefined;
  }

  /** Where wanted, and within a week of now; the clock goes on while the widget is on the page. */
  relativeDate(date: Date): string | undefined {
    if (this.#host.dates !== 'relative') return undefined;
    const seconds = (date.getTime() - Date.now()) / 1000;
    const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1)!;
    if (unit === 'week' || seconds > 60) return undefined;
    if (this.#host.isConnected) {
      this.#cancelClock ??= wakeIn(60, () => {
        this.#cancelClock = undefined;
        this.#host.requestUpdate();
      });
    }
    return relativeTimeFormat(this.texts.locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
  }

  /** Whether the page leaves the opening of an article to us. */
  mayOpen(item: NewsItem): boolean {
    return this.#host.dispatchEvent(
      new CustomEvent('civic-article', { bubbles: true, composed: true, cancelable: true, detail: { item } }),
    );
  }

  readonly drawLink = drawLink;

  /** In a box of its final size, and gone with the box when it fails to load. */
  drawImage({ image, title }: NewsItem): HTMLElement {
    const box = make('div', 'picture');
    const picture = make('img', 'image') as HTMLImageElement;
    picture.loading = 'lazy';
    picture.decoding = 'async';
    picture.referrerPolicy = 'no-referrer';
    picture.alt = image?.alt && image.alt !== title ? image.alt : '';
    picture.addEventListener('error', () => box.remove(), { once: true });
    picture.src = image!.url;
    box.append(picture);
    return box;
  }

  #renderHeadline(list: Element, turn: number, count: number): unknown {
    const texts = this.texts;
    const button = (name: 'previous' | 'next', step: number): unknown =>
      html`<button
        class="turn ${name}"
        part=${name}
        type="button"
        aria-label=${texts.get(name)}
        @click=${() => {
          this.#turn = (turn + step + count) % count;
          this.#host.requestUpdate();
        }}
      ></button>`;
    return html`<div class="one-line">
      <div class="now" aria-live="polite">${list}</div>
      ${
        count > 1
          ? html`<div class="turns">
              ${button('previous', -1)}<bdi class="quiet">${texts.get('position', { index: turn + 1, count })}</bdi
              >${button('next', 1)}
            </div>`
          : nothing
      }
    </div>`;
  }

  #renderArticle(item: NewsItem | undefined): unknown {
    if (!item) return nothing;
    if (this.#reader) return this.#reader.renderArticle(item);
    this.#loadReader();
    return this.#host.renderSkeleton();
  }

  #onMore = async (): Promise<void> => {
    const before = this.#list?.children.length ?? 0;
    this.#pages++;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    focusRow(this.#list?.children[before]);
  };

  #onClick = (event: Event): void => {
    const { ctrlKey, metaKey, shiftKey, altKey } = event as MouseEvent;
    const link = (event.target as Element).closest('.link');
    const row = link?.closest('.item');
    const list = row?.parentElement;
    const item = list && itemsOf(list)[[...list.children].indexOf(row)];
    // A click with a key held means the browser's own ways: a new tab, a download.
    if (!item || this.#host.open === 'link' || ctrlKey || metaKey || shiftKey || altKey) return;
    event.preventDefault();
    if (!this.#reader?.isOpen(item) && !this.mayOpen(item)) return;
    this.#loadReader((reader) => (this.#host.open === 'dialog' ? reader.openDialog(item) : reader.toggle(item)));
  };

  /** An address that names an article of ours opens it. */
  #followAddress(items: readonly NewsItem[]): void {
    if (this.#reader) this.#reader.followAddress(items);
    else if (location.hash.startsWith('#civic-article=')) this.#loadReader((reader) => reader.followAddress(items));
  }

  #loadReader(then?: (reader: Reader) => void): void {
    if (this.#reader) return then?.(this.#reader);
    if (this.#isLoadingReader && !then) return;
    this.#isLoadingReader = true;
    import('./article.ts')
      .then(({ Reader }) => {
        this.#reader ??= new Reader(this.#host, this);
        // The widget may have left the page meanwhile.
        if (this.#host.isConnected) then?.(this.#reader);
        this.#host.requestUpdate();
      })
      .catch((error: unknown) => this.#host.complain(`article: ${String(error)}`))
      .finally(() => (this.#isLoadingReader = false));
  }
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
