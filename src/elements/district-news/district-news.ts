import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from '../property.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { CivicError } from '../../endpoint/errors.ts';
import { part } from '../../endpoint/part.ts';
import { wakeIn } from '../../endpoint/wake-ups.ts';
import { news as en } from '../../i18n/en/news.ts';
import { shared as sharedEn } from '../../i18n/en/shared.ts';
import { dateFormat, relativeTimeFormat } from '../../i18n/format.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { news as vi } from '../../i18n/vi/news.ts';
import { shared as sharedVi } from '../../i18n/vi/shared.ts';
import { mergeFeeds, newestItems } from '../../news/feed.ts';
import { registered } from '../../news/formats/registry.ts';
import type { NewsFeed, NewsFormat, NewsItem } from '../../news/model.ts';
import { readBody, readNews } from '../../news/parse.ts';
import { safeUrl } from '../../endpoint/urls.ts';
import { type Body, type BodyOrigin, WidgetElement } from '../widget-element.ts';
import type { Reader } from './article.ts';
import { styles } from './district-news.styles.ts';
import { drawRows, focusRow, itemOf, type RowStyle } from './rows.ts';

/**
 * News of a site: reads any feed and shows it as a list, as cards, as a front page, as one line, or as an article.
 *
 * @tag district-news
 * @csspart items - the list
 * @csspart item - one piece of news
 * @csspart title - its title
 * @csspart link - the link or button in the title
 * @csspart meta - the line with date, source, authors, categories
 * @csspart date - the date
 * @csspart source - the name of the publication
 * @csspart author - an author
 * @csspart category - a category
 * @csspart summary - the summary
 * @csspart picture - the box of the picture
 * @csspart image - the picture
 * @csspart more - the button that shows more
 * @csspart previous - the button of the headline layout that goes back
 * @csspart next - the button of the headline layout that goes on
 * @csspart article - an article that is read here
 * @csspart toolbar - text size, print, copy link, original page
 * @csspart content - the article's text
 * @csspart dialog - the dialog that an article is read in
 * @csspart close - the button that closes it
 * @cssprop [--civic-news-image=9em] - width of a list's pictures
 * @cssprop [--civic-news-card=16em] - least width of a card
 * @fires {CustomEvent<{ item: NewsItem }>} civic-article - before an article opens here; cancel to open it your own way
 */
export class DistrictNews extends WidgetElement<NewsFeed> {
  static override styles = [...WidgetElement.styles, styles];

  /** `list`, `cards`, `featured` (the first large), `headline` (one at a time), `article` (the newest in full). */
  @property() layout: 'list' | 'cards' | 'featured' | 'headline' | 'article' = 'list';

  /** How many at most; 0 for all. */
  @property({ type: Number }) limit = 5;

  /** How many are shown before the button "more"; 0 for no such button. */
  @property({ attribute: 'page-size', type: Number }) pageSize = 0;

  /** What is shown besides the title: any of `date time image summary source author category`. */
  @property() show = 'date summary';

  /** Only news of these categories, separated by commas; `tin-tuc` is `Tin tức` as well. */
  @property() category?: string;

  /** Where a title leads: `link` to the item's page, `inline` below the title, `dialog` in a dialog. */
  @property() open: 'link' | 'inline' | 'dialog' = 'link';

  /** Links open a new tab, and say so. */
  @property({ attribute: 'new-tab', type: Boolean }) newTab = false;

  /** `absolute` dates, or `relative` ones ("3 hours ago") for the first week. */
  @property() dates: 'absolute' | 'relative' = 'absolute';

  /** Describes the news on show to search engines: schema.org `NewsArticle`, as JSON-LD beside the widget's children. */
  @property({ attribute: 'structured-data', type: Boolean }) structuredData = false;

  protected override readonly path = 'news';

  /** @internal */
  override readonly texts = new TextsController<typeof sharedEn & typeof en>(this, {
    news: { en, vi },
    shared: { en: sharedEn, vi: sharedVi },
  });

  /** How many the reader has asked for so far. */
  @state() private pages = 1;

  /** Which one the headline layout shows. */
  @state() private turn = 0;

  @state() private reader?: Reader;

  #list?: HTMLUListElement;
  #feeds = new Map<string, NewsFeed>();
  #failed = false;
  #cancelClock?: () => void;
  #isLoadingReader = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelClock?.();
    this.#cancelClock = undefined;
    this.reader?.disconnected();
  }

  // --- data ----------------------------------------------------------------------------------------------------------

  /** @internal */
  override source(): readonly unknown[] | undefined {
    const source = super.source();
    return source && [...source, this.category];
  }

  protected override urls(): string[] | undefined {
    const own = this.src?.trim();
    if (!own) return super.urls();
    return [...new Set(own.split(/\s+/))].map((url) => safeUrl(url, document.baseURI) ?? url);
  }

  protected override async fetchData(urls: readonly string[], loading: Loading): Promise<NewsFeed> {
    const get: Loading['get'] = (url) => loading.get(url, { headers: { accept: ACCEPT } });
    const answers = await Promise.allSettled(urls.map((url) => super.fetchData([url], { ...loading, get })));
    const failures: unknown[] = [];
    const feeds = answers.flatMap((answer, i) => {
      if (answer.status === 'rejected') failures.push(answer.reason);
      else this.#feeds.set(urls[i]!, answer.value);
      return this.#feeds.get(urls[i]!) ?? [];
    });
    if (failures.length === urls.length) throw failures[0];
    this.#failed = failures.length > 0;
    for (const failure of failures) {
      if (failure instanceof CivicError) this.complain(`${failure.code}: ${failure.message} (${failure.url})`);
    }
    return mergeFeeds(feeds);
  }

  protected override async read(body: Body, { url, contentType }: BodyOrigin): Promise<NewsFeed> {
    const { format, zone: timeZone } = this;
    const document = readBody(body, contentType);
    return readNews(document, { url, contentType, format, timeZone }, await formatsFor(document));
  }

  override isEmpty(feed: NewsFeed): boolean {
    return !!newestItems(feed, this.#categories).next().done;
  }

  // --- view ----------------------------------------------------------------------------------------------------------

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('pageSize') || changed.has('src')) this.pages = 1;
  }

  protected override renderContent(feed: NewsFeed): unknown {
    const items = this.#itemsOf(feed);
    const note = this.#failed ? html`<p class="quiet">${this.texts.get('some-failed')}</p>` : nothing;
    if (this.layout === 'article') return [this.#renderArticle(items[0]), note];
    const isHeadline = this.layout === 'headline';
    const turn = Math.min(this.turn, items.length - 1);
    const shown = isHeadline ? items.slice(turn, turn + 1) : items.slice(0, this.#pageSize * this.pages);
    const list = (this.#list ??= this.#createList());
    // Setting what is set already would be a change to whoever observes the page.
    if (list.className !== `items ${this.layout}`) list.className = `items ${this.layout}`;
    if (list.lang !== (feed.language ?? '')) list.lang = feed.language ?? '';
    drawRows(list, shown, this.#rowStyle);
    this.reader?.drawOpened(list);
    if (this.open !== 'link') this.#followAddress(items);
    return [
      isHeadline ? this.#renderHeadline(list, turn, items.length) : list,
      shown.length < items.length && !isHeadline
        ? html`<button class="button more" part="more" type="button" @click=${this.#onMore}>
            ${this.texts.get('more')}
          </button>`
        : nothing,
      note,
      this.reader?.renderDialog() ?? nothing,
    ];
  }

  #renderHeadline(list: Element, turn: number, count: number): unknown {
    const button = (name: 'previous' | 'next', step: number): unknown =>
      html`<button
        class="turn ${name}"
        part=${name}
        type="button"
        aria-label=${this.texts.get(name)}
        @click=${() => (this.turn = (turn + step + count) % count)}
      ></button>`;
    return html`<div class="one-line">
      <div class="now" aria-live="polite">${list}</div>
      ${
        count > 1
          ? html`<div class="turns">
              ${button('previous', -1)}<bdi class="quiet">${this.texts.get('position', { index: turn + 1, count })}</bdi
              >${button('next', 1)}
            </div>`
          : nothing
      }
    </div>`;
  }

  #renderArticle(item: NewsItem | undefined): unknown {
    if (!item) return nothing;
    if (this.reader) return this.reader.renderArticle(item);
    this.#loadReader();
    return this.renderSkeleton();
  }

  protected override renderSkeleton(): unknown {
    const { layout } = this;
    if (layout === 'article') {
      return html`<div class="item"><span class="bone title"></span>${bones(9)}</div>`;
    }
    const count = layout === 'headline' ? 1 : Math.min(this.#limit, this.#pageSize, 5);
    const picture = this.#show.has('image') ? html`<span class="picture"></span>` : nothing;
    const lines = layout === 'headline' ? 0 : (this.#show.has('date') ? 1 : 0) + (this.#show.has('summary') ? 2 : 0);
    return html`<div class="items ${layout}">
      ${Array.from(
        { length: count },
        () =>
          html`<div class="item">
            <div class="text"><span class="bone title"></span>${bones(lines)}</div>
            ${picture}
          </div>`,
      )}
    </div>`;
  }

  protected override updated(): void {
    super.updated();
    void this.#describe();
    this.reader?.updated();
  }

  // --- what the article reader asks ----------------------------------------------------------------------------------

  /** @internal Level of the news' titles. */
  get titleLevel(): number {
    const own = Math.min(Math.max(Math.trunc(this.headingLevel) || 2, 1), 6);
    return this.heading === '' ? own : Math.min(own + 1, 6);
  }

  /** @internal The date with a time, as an article says it. */
  dateLine(item: NewsItem): string | undefined {
    const date = item.published ?? item.updated;
    if (!date) return undefined;
    const said = this.texts.get('date-and-time', { date: this.#day(date), time: this.#time(date) });
    return item.published ? this.texts.get('published', { date: said }) : this.texts.get('updated', { time: said });
  }

  /** @internal A title of the news' level. */
  renderTitle(title: string): unknown {
    return this.renderHeading(title, { below: this.titleLevel - this.headingLevel, name: 'title' });
  }

  /** @internal Whether the page leaves the opening of an article to us. */
  mayOpen(item: NewsItem): boolean {
    return this.dispatchEvent(
      new CustomEvent('civic-article', { bubbles: true, composed: true, cancelable: true, detail: { item } }),
    );
  }

  /** @internal */
  get newTabText(): string | undefined {
    return this.newTab ? this.texts.get('new-tab') : undefined;
  }

  /** @internal */
  override complain(complaint: string): string {
    return super.complain(complaint);
  }

  // --- handlers ------------------------------------------------------------------------------------------------------

  #onMore = async (): Promise<void> => {
    const before = this.#list?.children.length ?? 0;
    this.pages++;
    await this.updateComplete;
    focusRow(this.#list?.children[before]);
  };

  #onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('.link');
    const row = link?.closest('.item');
    const item = row && itemOf(row);
    // A click with a key held means the browser's own ways: a new tab, a download.
    if (!item || this.open === 'link' || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#read(item);
  };

  /** Opens an article here, unless the page wants to do that itself. */
  #read(item: NewsItem): void {
    if (!this.reader?.isOpen(item) && !this.mayOpen(item)) return;
    this.#loadReader((reader) => (this.open === 'dialog' ? reader.openDialog(item) : reader.toggle(item)));
  }

  /** An address that names an article of ours opens it. */
  #followAddress(items: readonly NewsItem[]): void {
    if (this.reader) this.reader.followAddress(items);
    else if (location.hash.startsWith('#civic-article=')) this.#loadReader((reader) => reader.followAddress(items));
  }

  #loadReader(then?: (reader: Reader) => void): void {
    if (this.reader) return then?.(this.reader);
    if (this.#isLoadingReader && !then) return;
    this.#isLoadingReader = true;
    import('./article.ts')
      .then(({ Reader }) => {
        this.reader ??= new Reader(this);
        then?.(this.reader);
      })
      .catch((error: unknown) => this.complain(`article: ${String(error)}`))
      .finally(() => (this.#isLoadingReader = false));
  }

  // --- settings worked out -------------------------------------------------------------------------------------------

  get #limit(): number {
    return this.limit > 0 ? this.limit : Infinity;
  }

  get #pageSize(): number {
    return this.pageSize > 0 ? this.pageSize : Infinity;
  }

  get #show(): ReadonlySet<string> {
    return new Set(this.show.toLowerCase().split(/[\s,]+/));
  }

  /** Names may hold spaces; one attribute without commas may be one name or several. */
  get #categories(): string[] {
    const names = (this.category ?? '').split(',').filter((name) => name.trim());
    return names.length === 1 ? [names[0]!, ...names[0]!.trim().split(/\s+/)] : names;
  }

  #itemsOf(feed: NewsFeed): NewsItem[] {
    const items: NewsItem[] = [];
    for (const item of newestItems(feed, this.#categories)) {
      if (items.length >= this.#limit) break;
      items.push(item);
    }
    return items;
  }

  get #rowStyle(): RowStyle {
    const show = this.#show;
    return {
      show,
      level: this.titleLevel,
      open: this.open,
      newTab: this.newTabText,
      locale: this.texts.locale,
      dates: this.dates,
      date: (item) => {
        const date = item.published ?? item.updated;
        if (!date) return undefined;
        const relative = this.dates === 'relative' ? this.#relative(date) : undefined;
        if (relative) return relative;
        return show.has('time')
          ? this.texts.get('date-and-time', { date: this.#day(date), time: this.#time(date) })
          : this.#day(date);
      },
    };
  }

  #day(date: Date): string {
    const options: Intl.DateTimeFormatOptions =
      this.texts.get('date-style') === 'numeric'
        ? { day: '2-digit', month: '2-digit', year: 'numeric' }
        : { day: 'numeric', month: 'long', year: 'numeric' };
    return dateFormat(this.texts.locale, { ...options, timeZone: this.zone }).format(date);
  }

  #time(date: Date): string {
    return dateFormat(this.texts.locale, { timeStyle: 'short', timeZone: this.zone }).format(date);
  }

  /** Within a week of now; the clock goes on while the widget is on the page. */
  #relative(date: Date): string | undefined {
    const seconds = (date.getTime() - Date.now()) / 1000;
    const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1)!;
    if (unit === 'week' || seconds > 60) return undefined;
    this.#cancelClock ??= wakeIn(60, () => {
      this.#cancelClock = undefined;
      if (this.isConnected) this.requestUpdate();
    });
    return relativeTimeFormat(this.texts.locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
  }

  #createList(): HTMLUListElement {
    const list = document.createElement('ul');
    // Safari takes lists without bullets for no lists.
    list.setAttribute('role', 'list');
    list.setAttribute('part', 'items');
    list.addEventListener('click', this.#onClick);
    return list;
  }

  async #describe(): Promise<void> {
    if (!this.structuredData && !this.querySelector(':scope > script[type="application/ld+json"]')) return;
    const { describe } = await import('./structured-data.ts');
    describe(this, this.structuredData && this.data ? this.#itemsOf(this.data) : []);
  }
}

/** SharePoint answers what is asked for first, and XML of its own otherwise. Short enough to need no CORS preflight. */
const ACCEPT =
  'application/json;odata=nometadata,application/feed+json,application/rss+xml,application/atom+xml,*/*;q=0.8';

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

function bones(count: number): unknown {
  return Array.from({ length: count }, () => html`<span class="bone"></span>`);
}

/** The page's own formats and those of the family that a document's first character tells. */
async function formatsFor(document: unknown): Promise<NewsFormat[]> {
  const formats =
    typeof document === 'string'
      ? (await part(import('../../news/formats/xml-family.ts'))).xmlFormats
      : (await part(import('../../news/formats/json-family.ts'))).jsonFormats;
  return [...registered, ...formats];
}

declare global {
  interface HTMLElementTagNameMap {
    'district-news': DistrictNews;
  }
}
