import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { safeUrl } from '../../documents/urls.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { schedule } from '../../endpoint/refresh-scheduler.ts';
import { CivicError, loadChunk } from '../../errors.ts';
import { news as newsEn } from '../../i18n/en/news.ts';
import { dateFormat, relativeTimeFormat } from '../../i18n/format.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { news as newsVi } from '../../i18n/vi/news.ts';
import { isServer } from '../../is-server.ts';
import { ofCategories } from '../../news/categories.ts';
import { mergeFeeds } from '../../news/merge.ts';
import type { NewsFeed, NewsItem } from '../../news/model.ts';
import { readNews } from '../../news/parse.ts';
import { type Selection, selectItems } from '../../news/selection.ts';
import { absolute, type Body, type BodyOrigin, flag, WidgetElement } from '../widget-element.ts';
import { headingLevelOf } from '../widget-frame.ts';
import type { ArticleReader } from './article-reader.ts';
import { styles } from './district-news.styles.ts';
import { focusRow, type NewsTexts, renderHeadline, renderList, renderSkeleton } from './news-list.ts';
import { describe } from './structured-data.ts';

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
 * @csspart see-all - the link to the page with all news
 * @csspart pinned - the word that marks what the site keeps before all others
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

  /** Shown besides the title: any of `date time image summary source author category`. */
  @property() show = 'date summary';

  /** Only news of these categories, separated by commas; `tin-tuc` is `Tin tức` as well. */
  @property() category?: string;

  /** News of these categories are left out; written as in `category`. */
  @property() exclude?: string;

  /** `newest` first, or as `given` by the feed, what it pins first. */
  @property() sort: 'newest' | 'given' = 'newest';

  /** Address of the page with all news: a link that stays, below the list. */
  @property({ attribute: 'see-all' }) seeAll?: string;

  /** Where a title leads: `link` to the item's page, `inline` below the title, `dialog` in a dialog. */
  @property() open: 'link' | 'inline' | 'dialog' = 'link';

  /** Links open a new tab, and say so. */
  @property({ attribute: 'new-tab', type: Boolean, converter: flag }) newTab = false;

  /** `absolute` dates, or `relative` ones ("3 hours ago") for the first week. */
  @property() dates: 'absolute' | 'relative' = 'absolute';

  /** Describes the news on show to search engines: schema.org `NewsArticle`, as JSON-LD beside the widget's children. */
  @property({ attribute: 'structured-data', type: Boolean, converter: flag }) structuredData = false;

  protected override readonly path = 'news';

  protected override readonly texts = new TextsController<NewsTexts>(this, {
    name: 'news',
    en: newsEn,
    vi: newsVi,
  });

  /** Shows articles in the page; loaded when the first is opened. */
  @state() private reader?: ArticleReader;
  /** How many pages the reader has asked for so far. */
  @state() private pages = 1;
  /** Which item the headline layout shows. */
  @state() private turn = 0;

  #loadingReader?: Promise<ArticleReader>;
  /** The last feed of each source, used when one of several fails. */
  #feeds = new Map<string, NewsFeed>();
  #hasFailedSource = false;
  readonly #brokenPictures = new Set<string>();
  #cancelClock?: () => void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelClock?.();
    this.#cancelClock = undefined;
    this.reader?.disconnected();
  }

  // --- data ----------------------------------------------------------------------------------------------------------

  protected override source(): readonly unknown[] | undefined {
    return super.source()?.concat(this.category, this.exclude, this.sort);
  }

  protected override async load(loading: Loading): Promise<NewsFeed> {
    // The article layout needs the article reader at once; the other layouts load it when a title is opened.
    const reader = this.layout === 'article' ? this.#loadReader() : undefined;
    const [feed] = await Promise.all([super.load(loading), reader?.catch(this.#onReaderError)]);
    return feed;
  }

  protected override urls(): string[] | undefined {
    const own = this.src?.trim();
    return own ? [...new Set(own.split(/\s+/).map(absolute))] : super.urls();
  }

  /** Several sources merged. Of a source that fails, the last news stay. */
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
    this.#hasFailedSource = failures.length > 0;
    for (const failure of failures) {
      if (failure instanceof CivicError) this.complain(`${failure.code}: ${failure.message} (${failure.url})`);
    }
    return mergeFeeds(feeds);
  }

  protected override read(body: Body, origin: BodyOrigin): Promise<NewsFeed> {
    return readNews(body, { ...origin, format: this.format, timeZone: this.zone });
  }

  protected override isEmpty(feed: NewsFeed): boolean {
    return !!selectItems(feed, this.#selection).next().done;
  }

  // --- view ----------------------------------------------------------------------------------------------------------

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('src')) this.#hasFailedSource = false;
    if (changed.has('pageSize') || changed.has('src')) this.pages = 1;
  }

  protected override renderContent(feed: NewsFeed): unknown {
    const items = this.#itemsOf(feed);
    const note = this.#hasFailedSource ? html`<p class="quiet">${this.texts.get('some-failed')}</p>` : nothing;
    const all = this.#renderSeeAll();
    if (this.layout === 'article') return [this.#renderArticle(items[0]), note, all];
    if (this.layout === 'headline') {
      const turn = Math.min(this.turn, items.length - 1);
      const list = this.#renderList(items.slice(turn, turn + 1));
      const onTurn = (to: number): void => void (this.turn = to);
      return [
        renderHeadline(list, { texts: this.texts, turn, count: items.length, onTurn }),
        note,
        all,
        this.#renderDialog(items),
      ];
    }
    const shown = this.pageSize > 0 ? items.slice(0, this.pageSize * this.pages) : items;
    const more = html`<button class="button more" part="more" type="button" @click=${this.#onMore}>
      ${this.texts.get('more')}
    </button>`;
    return [
      this.#renderList(shown),
      shown.length < items.length ? more : nothing,
      note,
      all,
      this.#renderDialog(items),
    ];
  }

  protected override renderSkeleton(): TemplateResult {
    const { layout, limit, pageSize } = this;
    return renderSkeleton({ layout, limit, pageSize, show: this.#shown });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.reader?.updated();
    if (this.structuredData || changed.get('structuredData')) {
      describe(this, this.structuredData && this.data ? this.#itemsOf(this.data) : []);
    }
  }

  #renderSeeAll(): unknown {
    const url = safeUrl(this.seeAll, isServer ? undefined : document.baseURI);
    return url ? html`<p class="see-all"><a part="see-all" href=${url}>${this.texts.get('see-all')}</a></p>` : nothing;
  }

  #renderList(items: readonly NewsItem[]): TemplateResult {
    const { layout, open, newTab, texts, reader } = this;
    return renderList(items, {
      ...{ layout, open, newTab, texts, sort: this.sort, show: this.#shown, titleLevel: this.#titleLevel },
      language: this.data?.language,
      date: ({ published, updated }) => {
        const date = published ?? updated;
        return date && (this.#relativeDate(date) ?? this.#date(date, this.#shown.has('time')));
      },
      article: (item) =>
        open === 'inline' && reader?.isOpen(item) ? reader.renderArticle(item, { isBelowTitle: true }) : undefined,
      brokenPictures: this.#brokenPictures,
      onBrokenPicture: (url) => {
        this.#brokenPictures.add(url);
        this.requestUpdate();
      },
      onOpen: this.#onOpen,
    });
  }

  #renderArticle(item: NewsItem | undefined): unknown {
    if (!item) return nothing;
    if (this.reader) return this.reader.renderArticle(item);
    // The layout was changed after the load.
    this.#loadReader().catch(this.#onReaderError);
    return this.renderSkeleton();
  }

  /** The dialog with the open article, or with the one that the page's URL names. */
  #renderDialog(items: readonly NewsItem[]): unknown {
    if (this.open === 'link' || isServer) return nothing;
    if (!this.reader) {
      if (location.hash.startsWith('#civic-article=')) this.#withReader((reader) => reader.followAddress(items));
      return nothing;
    }
    this.reader.followAddress(items);
    return this.reader.renderDialog();
  }

  // --- derived from attributes -------------------------------------------------------------------------------------------

  get #shown(): ReadonlySet<string> {
    return new Set(this.show.toLowerCase().split(/[\s,]+/));
  }

  /** Level of the news' titles: below the widget's own, if that is shown. */
  get #titleLevel(): number {
    const own = headingLevelOf(this.headingLevel);
    return this.heading === '' ? own : Math.min(own + 1, 6);
  }

  get #selection(): Selection {
    const isWanted = ofNames(this.category);
    const isExcluded = ofNames(this.exclude);
    return {
      sort: this.sort === 'given' ? 'given' : 'newest',
      isWanted: (item) => (!isWanted || isWanted(item)) && !isExcluded?.(item),
    };
  }

  /** As many as are wanted. */
  #itemsOf(feed: NewsFeed): NewsItem[] {
    const items: NewsItem[] = [];
    for (const item of selectItems(feed, this.#selection)) {
      if (this.limit > 0 && items.length >= this.limit) break;
      items.push(item);
    }
    return items;
  }

  /** The day, or the day and the time, in the page's language. */
  #date(date: Date, withTime: boolean): string {
    const { texts } = this;
    // The site's own zone, where nobody names one.
    const timeZone = this.zone ?? this.data?.timeZone;
    const style: Intl.DateTimeFormatOptions =
      texts.get('date-style') === 'numeric' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'long' };
    const day = dateFormat(texts.locale, { ...style, year: 'numeric', timeZone }).format(date);
    if (!withTime) return day;
    const time = dateFormat(texts.locale, { timeStyle: 'short', timeZone }).format(date);
    return texts.get('date-and-time', { date: day, time });
  }

  /** "3 hours ago", with `dates="relative"` and within a week of now; updated every minute while the widget is in the page. */
  #relativeDate(date: Date): string | undefined {
    if (this.dates !== 'relative') return undefined;
    const seconds = (date.getTime() - Date.now()) / 1000;
    const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1)!;
    if (unit === 'week' || seconds > 60) return undefined;
    if (this.isConnected) {
      this.#cancelClock ??= schedule(60, () => {
        this.#cancelClock = undefined;
        this.requestUpdate();
      });
    }
    return relativeTimeFormat(this.texts.locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
  }

  // --- reading in the page --------------------------------------------------------------------------------------------------

  #onMore = async (): Promise<void> => {
    const list = this.renderRoot.querySelector('.items');
    const before = list?.children.length ?? 0;
    this.pages++;
    await this.updateComplete;
    // Focusing at once would lay the new rows out before the press can be painted.
    requestAnimationFrame(() => setTimeout(() => focusRow(list?.children[before])));
  };

  #onOpen = (event: MouseEvent, item: NewsItem): void => {
    const { ctrlKey, metaKey, shiftKey, altKey } = event;
    // A click with a modifier key is the browser's: a new tab, a download.
    if (ctrlKey || metaKey || shiftKey || altKey) return;
    event.preventDefault();
    if (!this.reader?.isOpen(item) && !this.#mayOpen(item)) return;
    this.#withReader((reader) => (this.open === 'dialog' ? reader.openDialog(item) : reader.toggle(item)));
  };

  /** False when the page has cancelled `civic-article` and opens the article itself. */
  #mayOpen(item: NewsItem): boolean {
    return this.dispatchEvent(
      new CustomEvent('civic-article', { bubbles: true, composed: true, cancelable: true, detail: { item } }),
    );
  }

  #withReader(then: (reader: ArticleReader) => void): void {
    if (this.reader) return then(this.reader);
    this.#loadReader()
      // The widget may have been removed meanwhile.
      .then((reader) => this.isConnected && then(reader))
      .catch(this.#onReaderError);
  }

  #onReaderError = (error: unknown): void => void this.complain(`article: ${String(error)}`);

  #loadReader(): Promise<ArticleReader> {
    return (this.#loadingReader ??= loadChunk(import('./article-reader.ts')).then(
      ({ ArticleReader, styles, texts }) => {
        this.adopt(styles);
        return (this.reader = new ArticleReader({
          texts: this.texts.add('news-article', texts),
          root: () => this.renderRoot,
          isConnected: () => this.isConnected,
          drawsAsServer: () => this.drawsAsServer,
          requestUpdate: () => this.requestUpdate(),
          complain: (complaint) => void this.complain(complaint),
          mayOpen: (item) => this.#mayOpen(item),
          date: (date) => this.#date(date, true),
          options: () => ({
            open: this.open,
            newTab: this.newTab,
            titleLevel: this.#titleLevel,
            language: this.data?.language,
          }),
        }));
      },
      (error: unknown) => {
        this.#loadingReader = undefined;
        throw error;
      },
    ));
  }
}

/** SharePoint answers what is asked for first, and XML of its own otherwise. Short enough to need no CORS preflight. */
const ACCEPT = 'application/json;odata=nometadata,*/*;q=0.8';

/** Whether an item is of the named categories. Names may hold spaces; without commas they may be one name or several. */
function ofNames(attribute = ''): ((item: NewsItem) => boolean) | undefined {
  const names = attribute.split(',').filter((name) => name.trim());
  if (!names.length) return undefined;
  return ofCategories(names.length === 1 ? [names[0]!, ...names[0]!.trim().split(/\s+/)] : names);
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

declare global {
  interface HTMLElementTagNameMap {
    'district-news': DistrictNews;
  }
  interface GlobalEventHandlersEventMap {
    'civic-article': CustomEvent<{ item: NewsItem }>;
  }
}
