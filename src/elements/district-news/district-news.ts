import type { PropertyValues } from 'lit';
import { property, state } from '../property.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { part } from '../../endpoint/part.ts';
import { news as en } from '../../i18n/en/news.ts';
import { type Rooms, TextsController } from '../../i18n/texts-controller.ts';
import { news as vi } from '../../i18n/vi/news.ts';
import { ofCategories } from '../../news/categories.ts';
import type { NewsFeed, NewsItem } from '../../news/model.ts';
import { readNews } from '../../news/parse.ts';
import { selectItems } from '../../news/selection.ts';
import { absolute } from '../asking.ts';
import { type Body, type BodyOrigin, WidgetElement } from '../widget-element.ts';
import { styles } from './district-news.styles.ts';
import type { Extras } from './extras.ts';
import { ACCEPT, createList, dayIn, itemsOf, nameList, plainStyle, shownOf, titleLevelOf } from './list-view.ts';
import { printStyles } from './print.styles.ts';
import { drawRows } from './row-updates.ts';
import type { RowStyle } from './rows.ts';

export type NewsTexts = typeof en;

const ROOMS: Rooms = [{ name: 'news', en, vi }];

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
  static override styles = [...WidgetElement.styles, styles, printStyles];

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
  override readonly texts = new TextsController<NewsTexts>(this, ROOMS);

  /** All that a plain list does without; loads when an attribute asks for it. */
  @state() private extras?: Extras;

  #list?: HTMLUListElement;
  #loadingExtras?: Promise<Extras>;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.extras?.disconnected();
  }

  // --- data ----------------------------------------------------------------------------------------------------------

  /** @internal */
  override source(): readonly unknown[] | undefined {
    const source = super.source();
    // Not spread: that would leave room for more, and each widget keeps it.
    return source?.concat(this.category);
  }

  /** @internal */
  override async load(loading: Loading): Promise<NewsFeed> {
    const [feed] = await Promise.all([super.load(loading), this.#loadExtras()]);
    return feed;
  }

  protected override urls(): string[] | undefined {
    const own = this.src?.trim();
    return own ? [...new Set(own.split(/\s+/).map(absolute))] : super.urls();
  }

  protected override async fetchData(urls: readonly string[], loading: Loading): Promise<NewsFeed> {
    const get: Loading['get'] = (url) => loading.get(url, { headers: { accept: ACCEPT } });
    const fetchOne = (url: string): Promise<NewsFeed> => super.fetchData([url], { ...loading, get });
    const extras = urls.length > 1 ? await this.#loadExtras() : undefined;
    return extras ? extras.fetchSeveral(urls, fetchOne) : fetchOne(urls[0] ?? '');
  }

  protected override read(body: Body, origin: BodyOrigin): Promise<NewsFeed> {
    return readNews(body, { ...origin, format: this.format, timeZone: this.zone });
  }

  override isEmpty(feed: NewsFeed): boolean {
    return !!selectItems(feed, { isWanted: this.#isWanted }).next().done;
  }

  // --- view ----------------------------------------------------------------------------------------------------------

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.extras?.hostChanged(changed);
  }

  protected override renderContent(feed: NewsFeed): unknown {
    const items = this.#itemsOf(feed);
    return this.extras ? this.extras.renderContent(items) : this.drawList(items);
  }

  /** With the styles of its layout, or it would grow when they come. */
  protected override async loadSkeleton() {
    const [skeleton] = await Promise.all([import('./skeleton.ts'), this.#loadExtras().catch(() => undefined)]);
    return skeleton;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.extras?.hostUpdated();
    // An attribute that changed since the load.
    this.#loadExtras().catch((error: unknown) => this.complain(String(error)));
    if (this.structuredData || changed.get('structuredData')) void this.#describe();
  }

  /** @internal The list, showing these. */
  drawList(items: readonly NewsItem[]): HTMLUListElement {
    const list = (this.#list ??= this.renderRoot.querySelector<HTMLUListElement>('[part=items]') ?? createList());
    nameList(list, this.layout, this.data?.language);
    drawRows(list, items, this.rowStyle);
    return list;
  }

  // --- what the extras ask -------------------------------------------------------------------------------------------

  /** @internal What is shown besides the title. */
  get shown(): ReadonlySet<string> {
    return shownOf(this.show);
  }

  /** @internal Level of the news' titles. */
  get titleLevel(): number {
    return titleLevelOf(this);
  }

  /** @internal The day, or the day and the time, as readers of the page's language see it. */
  day(date: Date, withTime = false): string {
    return dayIn(this, withTime)(date);
  }

  // --- settings worked out -------------------------------------------------------------------------------------------

  /** Names may hold spaces; one attribute without commas may be one name or several. */
  get #isWanted(): ((item: NewsItem) => boolean) | undefined {
    const names = (this.category ?? '').split(',').filter((name) => name.trim());
    if (!names.length) return undefined;
    return ofCategories(names.length === 1 ? [names[0]!, ...names[0]!.trim().split(/\s+/)] : names);
  }

  #itemsOf(feed: NewsFeed): NewsItem[] {
    return itemsOf(feed, this.limit, this.#isWanted);
  }

  /** @internal */
  get rowStyle(): RowStyle {
    const { extras } = this;
    const plain = plainStyle(this);
    if (!extras) return plain;
    return {
      ...plain,
      newTab: extras.newTab,
      dates: this.dates,
      date: (item) => {
        const date = item.published ?? item.updated;
        return date && (extras.relativeDate(date) ?? plain.date(item));
      },
      link: extras.drawLink,
      image: extras.drawImage,
    };
  }

  #loadExtras(): Promise<Extras | undefined> {
    const { layout, pageSize, open, newTab, dates, extras } = this;
    const isPlain =
      layout === 'list' &&
      !(pageSize > 0) &&
      open === 'link' &&
      !newTab &&
      dates !== 'relative' &&
      !this.shown.has('image') &&
      !/\s/.test(this.src?.trim() ?? '');
    return extras || isPlain ? Promise.resolve(extras) : this.#importExtras();
  }

  #importExtras(): Promise<Extras> {
    return (this.#loadingExtras ??= part(importExtras(this.layout))
      .then(([{ Extras, styles }, article]) => {
        this.adopt(...styles);
        return (this.extras = new Extras(this, article?.Reader));
      })
      .finally(() => (this.#loadingExtras = undefined)));
  }

  async #describe(): Promise<void> {
    const { describe } = await import('./structured-data.ts');
    describe(this, this.structuredData && this.data ? this.#itemsOf(this.data) : []);
  }
}

/** An article in full is the first thing to see; in the other layouts what draws it waits for a reader. */
function importExtras(layout: string) {
  const article = Promise.resolve(layout === 'article' ? import('./article.ts') : undefined);
  return Promise.all([import('./extras.ts'), article]);
}

declare global {
  interface HTMLElementTagNameMap {
    'district-news': DistrictNews;
  }
}
