import { expect } from '@open-wc/testing';
import {
  absoluteHtml,
  contentBase,
  mergeFeeds,
  newestItems,
  parseNews,
  selectItems,
  type NewsFeed,
} from '../../src/news/index.ts';
import { rss, type Entry } from '../fixtures/news/feeds.ts';

const url = 'https://ward.example/feed';
const titles = (items: Iterable<{ title: string }>): string[] => [...items].map(({ title }) => title);

describe('the items of one feed', () => {
  it('are told apart by their ids, else by link and title', () => {
    for (const [sentence, entries, expected] of [
      [
        'one link for all',
        [
          { title: 'Cúp điện tổ 1', link: 'https://ward.example/', guid: 'a' },
          { title: 'Cúp nước tổ 2', link: 'https://ward.example/', guid: 'b' },
        ],
        ['Cúp điện tổ 1', 'Cúp nước tổ 2'],
      ],
      [
        'another link for all',
        [
          { title: 'a', link: '/lich', guid: '1' },
          { title: 'b', link: '/lich', guid: '2' },
        ],
        ['a', 'b'],
      ],
      [
        'one link and no ids',
        [
          { title: 'a', link: '/lich' },
          { title: 'b', link: '/lich' },
          { title: 'a', link: '/lich' },
        ],
        ['a', 'b'],
      ],
      [
        'one id for all',
        [
          { title: 'a', link: '/1', guid: '0' },
          { title: 'b', link: '/2', guid: '0' },
        ],
        ['a', 'b'],
      ],
      [
        'an item that was changed',
        [
          { title: 'a, sửa', link: '/1', guid: '1' },
          { title: 'a', link: '/1', guid: '1' },
        ],
        ['a, sửa'],
      ],
    ] as [string, Entry[], string[]][]) {
      const items = [...newestItems(parseNews(rss(entries), { url }))];
      expect(titles(items), sentence).to.deep.equal(expected);
      expect(new Set(items.map(({ id }) => id)).size, sentence).to.equal(expected.length);
    }
  });

  it('without ids or links are told apart by their dates', () => {
    const items = ['2021-07-13', '2021-07-14'].map((date) => ({ title: 'Lịch tiếp dân', date }));
    expect([...newestItems(parseNews({ items }))]).to.have.length(2);
  });

  it('are as given where that is asked for, those that the site pins first', () => {
    const dates = ['2026-11-02', '2026-11-28', '2026-11-20'];
    const wordpress = dates.map((date, id) => ({
      id,
      date_gmt: `${date}T02:00:00`,
      link: `https://ward.example/${id}/`,
      sticky: id === 2,
      title: { rendered: `Tin ${id}` },
    }));
    const sharepoint = {
      value: dates.map((Created, Id) => ({ Id, Title: `Tin ${Id}`, Created, PromotedState: Id === 2 ? 2 : 0 })),
    };
    const drupal = {
      data: dates.map((created, id) => ({
        type: 'node--article',
        id,
        attributes: { title: `Tin ${id}`, created, sticky: id === 2 },
      })),
    };
    const plain = { items: dates.map((date, id) => ({ id, title: `Tin ${id}`, date, pinned: id === 2 })) };
    for (const document of [wordpress, sharepoint, drupal, plain]) {
      const feed = parseNews(document, { url });
      expect(titles(selectItems(feed, { sort: 'given' }))).to.deep.equal(['Tin 2', 'Tin 0', 'Tin 1']);
      expect(titles(selectItems(feed))).to.deep.equal(['Tin 1', 'Tin 2', 'Tin 0']);
      expect(feed.items.map(({ pinned }) => pinned)).to.deep.equal([undefined, undefined, true]);
    }
    const feed = parseNews(plain);
    expect(titles(selectItems(feed, { isWanted: ({ title }) => title !== 'Tin 1' }))).to.deep.equal(['Tin 2', 'Tin 0']);
  });
});

describe('several feeds', () => {
  const merged = (...bodies: [body: string | object, url: string][]): NewsFeed =>
    mergeFeeds(bodies.map(([body, url]) => parseNews(body, { url })));

  it('have the same link once, and all items of one of them', () => {
    const one = rss([
      { title: 'a', link: 'https://ward.example/lich', guid: '1' },
      { title: 'b', link: 'https://ward.example/lich', guid: '2' },
      { title: 'c', link: 'https://ward.example/', guid: '3' },
    ]);
    const other = { items: [{ title: 'x', url: 'https://ward.example/lich' }, { title: 'y' }] };
    const { items } = merged([one, url], [other, 'https://other.example/']);
    expect(titles(items)).to.have.members(['a', 'b', 'c', 'y']);
    expect(titles(newestItems(merged([one, url], [other, 'https://other.example/'])))).to.deep.equal(titles(items));
  });

  it('are in the order of `published`, else `updated`', () => {
    const atom = '<feed><entry><title>nay</title><updated>2024-05-24T10:00:00Z</updated></entry></feed>';
    const old = rss([{ title: 'xưa', date: 'Wed, 24 May 2023 10:00:00 GMT' }]);
    expect(titles(merged([old, url], [atom, 'https://b.example/']).items)).to.deep.equal(['nay', 'xưa']);
  });

  it('have ids of their own, the same at the next reading', () => {
    const feed = (title: string): object => ({ items: [{ id: '1', title }] });
    const read = () => merged([feed('A'), 'https://a.example/tin'], [feed('B'), 'https://b.example/tin']).items;
    expect(titles(read())).to.deep.equal(['A', 'B']);
    const ids = read().map(({ id }) => id);
    expect(new Set(ids).size).to.equal(2);
    expect(read().map(({ id }) => id)).to.deep.equal(ids);
  });

  it('have relative addresses that start from the item’s own feed', () => {
    const html = '&lt;p>&lt;a href="tin.html">x&lt;/a> &lt;img src=/anh/1.jpg>&lt;/p>';
    const own = rss([{ title: 'H', link: 'https://hai.example/h', description: html }]).replace(
      '<link>https://ward.example/</link>',
      '<link>https://hai.example/tin/</link>',
    );
    const item = merged([{ items: [] }, url], [own, 'https://hai.example/rss']).items[0]!;
    expect(item.image?.url).to.equal('https://hai.example/anh/1.jpg');
    expect(absoluteHtml(item.html!, contentBase(item))).to.equal(
      '<p><a href="https://hai.example/tin/tin.html">x</a> <img src="https://hai.example/anh/1.jpg"></p>',
    );
  });

  it('say the language and the zone that all of them say', () => {
    const feed = (language: string): object => ({ language, timeZone: 'Asia/Ho_Chi_Minh', items: [] });
    expect(merged([feed('vi'), url], [feed('vi'), url])).to.include({ language: 'vi', timeZone: 'Asia/Ho_Chi_Minh' });
    expect(merged([feed('vi'), url], [feed('en'), url]).language).to.equal(undefined);
  });
});
