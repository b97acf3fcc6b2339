import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import '../../../src/elements/civic-settings/civic-settings.define.ts';
import '../../../src/elements/district-news/district-news.define.ts';
import type { DistrictNews } from '../../../src/elements/district-news/district-news.ts';
import { clearCache } from '../../../src/endpoint/response-cache.ts';
import type { NewsItem } from '../../../src/news/model.ts';
import * as feeds from '../../fixtures/news/feeds.ts';
import { numbered, rss } from '../../fixtures/news/feeds.ts';
import { endpoint, json, REFUSED, until } from '../../helpers/endpoint.ts';
import { hearConsole } from '../../helpers/console.ts';

const xml = (body: string) => ({ body, headers: { 'content-type': 'text/xml' } });
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

async function shown(content: ReturnType<typeof html>): Promise<DistrictNews> {
  const element = await fixture<HTMLElement>(content);
  const news = (element.matches('district-news') ? element : element.querySelector('district-news'))!;
  await until(() => news.state !== 'loading' && news.state !== 'idle', 'something is shown');
  await news.updateComplete;
  return news;
}

const all = (news: DistrictNews, selector: string): HTMLElement[] => [
  ...news.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const one = (news: DistrictNews, selector: string): HTMLElement | undefined => all(news, selector)[0];
const titles = (news: DistrictNews): string[] => all(news, '.item .title').map((title) => title.textContent.trim());
const text = (news: DistrictNews, selector: string): string | undefined =>
  one(news, selector)?.textContent.replace(/\s+/g, ' ').trim();

describe('<district-news>', () => {
  const lines = hearConsole();
  beforeEach(() => {
    clearCache();
  });
  afterEach(() => {
    history.replaceState(null, '', location.pathname + location.search);
  });

  describe('as a list', () => {
    it('shows the five newest, with day and summary, each title a link', async () => {
      const { url } = await endpoint(xml(rss([...numbered(3, 4), ...numbered(3), ...numbered(3, 7)])));
      const news = await shown(html`<district-news src=${url} lang="vi" time-zone="Asia/Ho_Chi_Minh"></district-news>`);
      expect(titles(news)).to.deep.equal([1, 2, 3, 4, 5].map((n) => `Tin số ${n}`));
      expect(text(news, '.meta')).to.equal('13/07/2021');
      expect(text(news, '.summary')).to.equal('Nội dung tóm tắt của tin số 1.');
      expect(one(news, 'h3 a')).to.have.property('href', 'https://ward.example/tin/1');
      expect(one(news, 'ul')).to.have.attribute('role', 'list');
    });

    it('leaves categories out, and has a link to all news that stays', async () => {
      const of = (category: string) => `<category>${category}</category>`;
      const [notice, tender] = numbered(2);
      const { url } = await endpoint(
        xml(
          rss([
            { ...notice!, more: of('Thông báo') },
            { ...tender!, more: of('Đấu thầu') },
          ]),
        ),
      );
      const news = await shown(
        html`<district-news src=${url} lang="vi" exclude="Đấu thầu" see-all="/tin-tuc"></district-news>`,
      );
      expect(titles(news)).to.deep.equal(['Tin số 1']);
      const link = one(news, '[part=see-all]') as HTMLAnchorElement;
      expect(link.href).to.equal(new URL('/tin-tuc', location.href).href);
      expect(link.textContent.trim()).not.to.equal('');
      news.setAttribute('see-all', 'javascript:alert(1)');
      await news.updateComplete;
      expect(one(news, '[part=see-all]')).to.equal(undefined);
    });

    it('reads JSON as well, and gives the whole model', async () => {
      const { url } = await endpoint(json(feeds.wordpress));
      const news = await shown(html`<district-news src=${url}></district-news>`);
      expect(titles(news)).to.deep.equal(['Lịch tiếp dân – tháng 7']);
      expect(news.data?.items[0]).to.include({ url: 'https://ward.example/lich-tiep-dan/' });
    });

    it('asks for JSON before XML, as SharePoint wants to be asked', async () => {
      const { url, asked } = await endpoint(json(feeds.sharepoint));
      const news = await shown(html`<district-news src=${url}></district-news>`);
      expect(titles(news)).to.deep.equal(['Lịch tiếp dân']);
      expect((await asked())[0]?.headers['accept']).to.match(/^application\/json;odata=nometadata,.*\*\/\*/);
    });

    it('shows what `show` names, and nothing else', async () => {
      const more = '<category>Thông báo</category><author>Văn phòng</author><source url="x">Báo</source>';
      const { url } = await endpoint(xml(rss([{ ...numbered(1)[0], more }])));
      const news = await shown(
        html`<district-news
          src=${url}
          lang="vi"
          time-zone="Asia/Ho_Chi_Minh"
          show="date time source author category"
        ></district-news>`,
      );
      expect(all(news, '.meta > *').map((part) => part.textContent)).to.deep.equal([
        '13/07/2021 | 14:21',
        'Báo',
        'Văn phòng',
        'Thông báo',
      ]);
      // A dot inside an isolated text would stand on the wrong side of it where the page goes the other way.
      const dots = (selector: string) => all(news, selector).map((part) => getComputedStyle(part, '::before').content);
      expect(dots('.meta > *')).to.deep.equal(['none', '" · "', '" · "', '" · "']);
      expect(dots('.meta bdi')).to.deep.equal(['none', 'none', 'none']);
      expect(one(news, '.summary')).not.to.exist;
      news.show = '';
      await news.updateComplete;
      expect(one(news, '.meta')).not.to.exist;
      expect(titles(news)).to.deep.equal(['Tin số 1']);
    });

    it('says dates of this week in words when asked, and in the reader’s language', async () => {
      const date = new Date(Date.now() - 3 * 3_600_000 - 1000).toUTCString();
      const { url } = await endpoint(xml(rss([{ title: 'a', link: 'https://ward.example/', date }, ...numbered(1)])));
      const news = await shown(
        html`<district-news src=${url} lang="en" dates="relative" time-zone="UTC"></district-news>`,
      );
      expect(all(news, 'time').map((time) => time.textContent)).to.deep.equal(['3 hours ago', 'July 13, 2021']);
      news.lang = 'vi';
      await nextFrame();
      await news.updateComplete;
      expect(text(news, 'time')).to.equal('3 giờ trước');
    });

    it('keeps a box for each picture, and takes it away without a trace when the picture fails', async () => {
      const more = (src: string) => `<media:content url="${src}" medium="image"/>`;
      const { url } = await endpoint(
        xml(rss([{ ...numbered(1)[0], more: more(`${location.origin}/missing.jpg`) }, { ...numbered(1, 2)[0] }])),
      );
      const news = await fixture<DistrictNews>(html`<district-news src=${url} show="image"></district-news>`);
      await oneEvent(news, 'civic-load');
      const picture = one(news, '.picture');
      if (picture) {
        expect(picture.getBoundingClientRect().height).to.be.above(50);
        const image = picture.querySelector('img')!;
        expect(image).to.include({ loading: 'lazy', decoding: 'async', referrerPolicy: 'no-referrer' });
      }
      await until(() => !one(news, '.picture'), 'the box is gone');
      expect(one(news, 'img')).not.to.exist;
    });

    it('opens new tabs only when asked, and says so to everyone', async () => {
      const { url } = await endpoint(xml(rss(numbered(1))));
      const news = await shown(html`<district-news src=${url} lang="en" new-tab></district-news>`);
      expect(one(news, 'a')).to.include({ target: '_blank', rel: 'noopener' });
      expect(text(news, 'a')).to.equal('Tin số 1 (opens in a new tab)');
      news.newTab = false;
      await news.updateComplete;
      expect(one(news, 'a')).to.include({ target: '' });
    });

    it('keeps to the categories that are asked for, by name or as addresses spell them', async () => {
      const entries = numbered(3).map((entry, i) => ({
        ...entry,
        more: `<category>${i ? 'Tin tức' : 'Thông báo'}</category>`,
      }));
      const { url } = await endpoint(xml(rss(entries)));
      const news = await shown(html`<district-news src=${url} category="tin-tuc"></district-news>`);
      expect(titles(news)).to.deep.equal(['Tin số 2', 'Tin số 3']);
      news.category = 'Thông báo';
      await until(() => titles(news).join() === 'Tin số 1', 'the other category is shown');
      news.category = 'Văn hoá';
      await until(() => text(news, '[part=message]'), 'a sentence says that nothing is left');
      expect(news.state).to.equal('empty');
    });

    it('shows a page at a time; "more" moves the focus to the first new title', async () => {
      const { url } = await endpoint(xml(rss(numbered(9))));
      const news = await shown(html`<district-news src=${url} limit="7" page-size="3"></district-news>`);
      expect(titles(news)).to.have.length(3);
      one(news, '[part=more]')!.click();
      await until(
        () => news.shadowRoot?.activeElement?.textContent === 'Tin số 4',
        'the focus is on the first new title',
      );
      expect(titles(news)).to.have.length(6);
      one(news, '[part=more]')!.click();
      await until(() => titles(news).length === 7, 'all are shown');
      expect(one(news, '[part=more]')).not.to.exist;
    });

    it('touches only what changed when one new item comes among 1,000, and keeps the focus and the place', async () => {
      const { url } = await endpoint(xml(rss(numbered(1000, 2))), xml(rss(numbered(1001))));
      const page = await fixture<HTMLElement>(
        html`<div style="block-size: 300px; overflow: auto"><district-news src=${url} limit="0"></district-news></div>`,
      );
      const news = page.querySelector('district-news')!;
      await until(() => titles(news).length === 1000, 'all are shown');
      const link = all(news, 'a')[750]!;
      link.scrollIntoView();
      link.focus();
      // WebKit has no scroll anchoring: there the page itself stays where it is.
      const isAnchored = CSS.supports('overflow-anchor', 'auto');
      const topOf = () => (isAnchored ? link.getBoundingClientRect().top : page.scrollTop);
      await nextFrame();
      const top = topOf();
      const changes: MutationRecord[] = [];
      const observer = new MutationObserver((records) => changes.push(...records));
      observer.observe(news.shadowRoot!.querySelector('ul')!, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      await news.reload();
      changes.push(...observer.takeRecords());
      expect(titles(news)[0]).to.equal('Tin số 1');
      expect(titles(news)).to.have.length(1001);
      expect(changes.length).to.be.within(1, 5);
      expect(news.shadowRoot?.activeElement === link, 'the focus stays').to.equal(true);
      await nextFrame();
      expect(Math.abs(topOf() - top), 'the row stays where it was').to.be.lessThan(2);
    });

    it('changes the one row whose news changed, and gives items with one id a row each', async () => {
      const [a, b] = numbered(2) as [feeds.Entry, feeds.Entry];
      const { url } = await endpoint(
        xml(rss([a, { ...b, guid: a.guid }])),
        xml(
          rss([
            { ...a, title: 'Tin đã sửa' },
            { ...b, guid: a.guid },
          ]),
        ),
      );
      const news = await shown(html`<district-news src=${url}></district-news>`);
      const [first, second] = all(news, '.item');
      first!.querySelector('a')!.focus();
      await news.reload();
      expect(titles(news)).to.deep.equal(['Tin đã sửa', 'Tin số 2']);
      expect(all(news, '.item')[1]).to.equal(second);
      expect(news.shadowRoot?.activeElement?.textContent).to.equal('Tin đã sửa');
    });
  });

  describe('of several sources', () => {
    it('merges them, the same link once, each with its source', async () => {
      const one = await endpoint(xml(rss(numbered(2))));
      const two = await endpoint(
        xml(rss([...numbered(1, 2), ...numbered(1, 3)]).replace('Phường Hoàng Liệt', 'Phường Mai Động')),
      );
      const news = await shown(html`<district-news src=${`${one.url}\n ${two.url}`} show="source"></district-news>`);
      expect(titles(news)).to.deep.equal(['Tin số 1', 'Tin số 2', 'Tin số 3']);
      expect(all(news, '.source').map((source) => source.textContent)).to.deep.equal([
        'Phường Hoàng Liệt',
        'Phường Hoàng Liệt',
        'Phường Mai Động',
      ]);
    });

    it('shows the ones that answer and says that others don’t; fails only when none does', async () => {
      const { url } = await endpoint(xml(rss(numbered(1))), { status: 404 });
      const news = await shown(html`<district-news src="${url} ${REFUSED}x" lang="en"></district-news>`);
      expect(news.state).to.equal('ready');
      expect(titles(news)).to.deep.equal(['Tin số 1']);
      expect(one(news, 'section')?.textContent).to.contain('Some sources cannot be reached');
      expect(lines.join()).to.contain('<district-news> network');
      await news.reload();
      expect(news.state).to.equal('stale');
      expect(titles(news)).to.deep.equal(['Tin số 1']);
    });
  });

  describe('in other layouts', () => {
    it('headline: one at a time, and the next only when asked', async () => {
      const { url } = await endpoint(xml(rss(numbered(3))));
      const news = await shown(html`<district-news src=${url} layout="headline" lang="vi"></district-news>`);
      expect(titles(news)).to.deep.equal(['Tin số 1']);
      one(news, '[part=next]')!.click();
      await news.updateComplete;
      expect(titles(news)).to.deep.equal(['Tin số 2']);
      expect(text(news, '.turns')).to.equal('2 / 3');
      one(news, '[part=previous]')!.click();
      one(news, '[part=previous]')!.click();
      await news.updateComplete;
      await until(() => titles(news)[0] !== 'Tin số 2', 'it went back');
      expect(one(news, '.now')).to.have.attribute('aria-live', 'polite');
    });

    it('article: the newest in full, as the ward’s page had it', async () => {
      const entry = {
        ...numbered(1)[0],
        more: '<content:encoded><![CDATA[<h2>Mục</h2><p>Chiều ngày 08/7/2021</p>]]></content:encoded>',
      };
      const { url } = await endpoint(xml(rss([...numbered(1, 2), entry])));
      const news = await shown(
        html`<district-news src=${url} layout="article" lang="vi" time-zone="Asia/Ho_Chi_Minh"></district-news>`,
      );
      await until(() => one(news, '.content p'), 'the article is shown');
      expect(text(news, 'h3')).to.equal('Tin số 1');
      expect(text(news, 'time')).to.equal('Ngày đăng: 13/07/2021 | 14:21');
      expect(text(news, '.content h4')).to.equal('Mục');
      expect(text(news, '.content')).to.equal('MụcChiều ngày 08/7/2021');
    });
  });

  describe('reads articles here', () => {
    const entries = numbered(2).map((entry) => ({
      ...entry,
      description: `<![CDATA[<p>Toàn văn của ${entry.title}</p>]]>`,
    }));

    it('in place, below the title, until it is pressed again', async () => {
      const { url } = await endpoint(xml(rss(entries)));
      const news = await shown(html`<district-news src=${url} open="inline"></district-news>`);
      const button = one(news, 'h3 button')!;
      expect(button).to.have.attribute('aria-expanded', 'false');
      button.click();
      await until(() => one(news, '.content p'), 'the article is shown');
      expect(button).to.have.attribute('aria-expanded', 'true');
      expect(text(news, '.content')).to.equal('Toàn văn của Tin số 1');
      button.click();
      await until(() => !one(news, '.content'), 'it is gone');
      expect(button).to.have.attribute('aria-expanded', 'false');
    });

    it('in a dialog: focus in and back, Escape, the back button, and an address of its own', async () => {
      const { url } = await endpoint(xml(rss(entries)));
      const news = await shown(html`<district-news src=${url} open="dialog" lang="en"></district-news>`);
      const link = all(news, 'h3 a')[1]!;
      link.focus();
      link.click();
      await until(() => one(news, 'dialog[open] .content p'), 'the dialog is open');
      const dialog = one(news, 'dialog') as HTMLDialogElement;
      expect(text(news, 'dialog .content')).to.equal('Toàn văn của Tin số 2');
      expect(dialog.contains(news.shadowRoot!.activeElement)).to.equal(true);
      const address = location.hash;
      expect(address).to.match(/^#civic-article=\w+$/);

      one(news, '[part=close]')!.click();
      await until(() => !one(news, 'dialog') && !location.hash, 'the dialog is closed and the address as before');
      expect(news.shadowRoot?.activeElement).to.equal(link);

      link.click();
      await until(() => one(news, 'dialog[open]'), 'it opens again');
      history.back();
      await until(() => !one(news, 'dialog'), 'the back button closes it');
      expect(news.shadowRoot?.activeElement).to.equal(link);

      history.replaceState(null, '', address);
      const other = await shown(html`<district-news src=${url} open="dialog"></district-news>`);
      await until(() => one(other, 'dialog[open] .content p'), 'the address opens it');
      expect(text(other, 'dialog .content')).to.equal('Toàn văn của Tin số 2');
      (one(other, 'dialog') as HTMLDialogElement).close();
      await until(() => !one(other, 'dialog') && !location.hash, 'it is closed');
    });

    it('unless the page wants to do that itself', async () => {
      const { url } = await endpoint(xml(rss(entries)));
      const news = await shown(html`<district-news src=${url} open="dialog"></district-news>`);
      const asked: NewsItem[] = [];
      news.addEventListener('civic-article', (event) => {
        event.preventDefault();
        asked.push((event as CustomEvent<{ item: NewsItem }>).detail.item);
      });
      one(news, 'h3 a')!.click();
      await nextFrame();
      expect(asked.map(({ title }) => title)).to.deep.equal(['Tin số 1']);
      expect(one(news, 'dialog')).not.to.exist;
    });

    it('with safe links, headings below the title, tables that scroll, and no pixel that counts', async () => {
      const body =
        '<h1>Mục</h1><h3>Tiểu mục</h3><p><a href="../2">xa</a><a href="javascript:alert(1)">xấu</a><a href="mailto:a@ward.example">thư</a></p>' +
        `<img src="${PICTURE}"><img src="/1.gif" width="1" height="1"><table><caption>Số liệu</caption><tr><td>1</td></tr></table><p>&nbsp;</p>`;
      const { url } = await endpoint(xml(rss([{ ...entries[0], description: `<![CDATA[${body}]]>` }])));
      const news = await shown(
        html`<district-news src=${url} layout="article" heading-level="3" lang="en" new-tab></district-news>`,
      );
      await until(() => one(news, '.content table'), 'the article is shown');
      expect(all(news, '.content :is(h1, h2, h3, h4, h5, h6)').map(({ localName }) => localName)).to.deep.equal([
        'h5',
        'h6',
      ]);
      const links = all(news, '.content a');
      expect(links.map((link) => link.getAttribute('href'))).to.deep.equal([
        'https://ward.example/2',
        null,
        'mailto:a@ward.example',
      ]);
      expect(links[0]).to.include({ rel: 'noopener noreferrer nofollow', target: '_blank' });
      expect(one(news, '.content img')).not.to.exist;
      expect(one(news, '.scroll')).to.include({ tabIndex: 0, ariaLabel: 'Số liệu' });
      expect(all(news, '.content p')).to.have.length(1);
    });

    it('in a size that all articles of the page share', async () => {
      const { url } = await endpoint(xml(rss(entries)));
      const [a, b] = [
        await shown(html`<district-news src=${url} layout="article" lang="en"></district-news>`),
        await shown(html`<district-news src=${url} layout="article" lang="en"></district-news>`),
      ];
      await until(() => one(a, '.content p') && one(b, '.content p'), 'both are shown');
      const size = (news: DistrictNews): number => parseFloat(getComputedStyle(one(news, '.content')!).fontSize);
      const normal = size(a);
      all(a, '.tool')
        .find((tool) => tool.textContent.includes('Larger text'))!
        .click();
      await until(() => size(b) > normal, 'the other is larger too');
      all(b, '.tool')
        .find((tool) => tool.textContent.includes('Normal text size'))!
        .click();
      await until(() => size(a) === normal, 'both are as before');
    });

    it('and prints one alone, with title, date, source and address', async () => {
      const { url } = await endpoint(xml(rss([{ ...entries[0], more: '<source url="x">Báo Phường</source>' }])));
      const news = await shown(
        html`<district-news src=${url} layout="article" lang="vi" time-zone="Asia/Ho_Chi_Minh"></district-news>`,
      );
      await until(() => one(news, '.content p'), 'the article is shown');
      const append = DocumentFragment.prototype.append;
      let printed: string[] | undefined;
      ShadowRoot.prototype.append = function (...nodes) {
        append.apply(this, nodes);
        const frame = nodes[0] as HTMLIFrameElement;
        frame.contentWindow!.print = () =>
          (printed = [...frame.contentDocument!.body.children].map((part) => part.textContent));
      };
      try {
        all(news, '.tool')
          .find((tool) => tool.textContent.trim() === 'In bài')!
          .click();
        await until(() => printed, 'it is printed');
      } finally {
        Reflect.deleteProperty(ShadowRoot.prototype, 'append');
      }
      expect(printed).to.deep.equal([
        'Tin số 1',
        'Ngày đăng: 13/07/2021 | 14:21 · Nguồn: Báo Phường',
        'Toàn văn của Tin số 1',
        'https://ward.example/tin/1',
      ]);
    });
  });

  it('describes the news to search engines when asked, and stops when not', async () => {
    const { url } = await endpoint(xml(rss([{ ...numbered(1)[0], title: 'Tin &lt;/script&gt;' }])));
    const news = await shown(html`<district-news src=${url} structured-data></district-news>`);
    const script = (): Element | null => news.querySelector('script[type="application/ld+json"]');
    await until(script, 'the description is there');
    expect(script()!.textContent).not.to.contain('<');
    const { '@graph': graph } = JSON.parse(script()!.textContent) as { '@graph': Record<string, unknown>[] };
    expect(graph[0]).to.include({
      '@type': 'NewsArticle',
      url: 'https://ward.example/tin/1',
      datePublished: '2021-07-13T07:21:00.000Z',
    });
    news.structuredData = false;
    await until(() => !script(), 'it is gone');
  });

  it('passes axe in every layout', async () => {
    const { url } = await endpoint(
      xml(rss(numbered(4).map((entry) => ({ ...entry, description: '<![CDATA[<p>Toàn văn</p>]]>' })))),
    );
    for (const layout of ['list', 'cards', 'featured', 'headline', 'article'] as const) {
      const news = await shown(
        html`<district-news
          src=${url}
          layout=${layout}
          show="date time summary source author category"
          page-size="2"
        ></district-news>`,
      );
      if (layout === 'article') await until(() => one(news, '.content p'), 'the article is shown');
      await expect(news).to.be.accessible();
    }
    const news = await shown(html`<district-news src=${url} open="dialog"></district-news>`);
    one(news, 'h3 a')!.click();
    await until(() => one(news, 'dialog[open] .content p'), 'the dialog is open');
    await expect(news).to.be.accessible();
    one(news, '[part=close]')!.click();
    await until(() => !location.hash, 'the address is as before');
  }).timeout(60_000);
});
