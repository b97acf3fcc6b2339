import { expect } from '@open-wc/testing';
import { mergeFeeds, newestItems, parseNews, registerNewsFormat } from '../../src/news/index.ts';
import { contentBase } from '../../src/news/lazy-feed.ts';
import { registeredFormats } from '../../src/news/parse.ts';
import { rss } from '../fixtures/news/feeds.ts';

const url = 'https://ward.example/feed';

describe('several feeds', () => {
  const feed = (title: string, ...days: number[]) =>
    parseNews(
      {
        title,
        items: days.map((day) => ({ title: `${title} ${day}`, url: `/${day}`, date: `2021-07-${10 + day}T00:00:00Z` })),
      },
      { url },
    );

  it('are one: the newest first, one link once, each with the name of its source', () => {
    const merged = mergeFeeds([feed('A', 1, 3), feed('B', 2, 3), parseNews([{ title: 'undated' }], { url })]);
    expect(merged.items.map(({ title, source }) => [title, source])).to.deep.equal([
      ['A 3', 'A'],
      ['B 2', 'B'],
      ['A 1', 'A'],
      ['undated', undefined],
    ]);
    expect(merged.items.map(contentBase)).to.deep.equal([url, url, url, url]);
    const one = feed('A', 1);
    expect(mergeFeeds([one])).to.equal(one);
  });

  it('keep the source that an item names itself', () => {
    const named = parseNews(rss([{ title: 'a', more: '<source url="/">Báo</source>' }]));
    expect(mergeFeeds([named, feed('B', 1)]).items.map(({ source }) => source)).to.deep.equal(['B', 'Báo']);
  });

  it('may be models of the page’s own', () => {
    const item = { id: '1', title: 'a', url: 'https://a.example/1', authors: [], categories: ['Tin tức', 'Khác'] };
    const own = { title: 'own', items: [item, { ...item, id: '2', url: 'https://a.example/2', categories: [] }] };
    expect([...newestItems(own, ['tin-tuc'])].map(({ id }) => id)).to.deep.equal(['1']);
    expect(contentBase(item)).to.equal(item.url);
  });
});

describe('a format that the page registers', () => {
  it('takes the place of the one of its name, and fails as a format does', () => {
    const format = (name: string, title: string) => ({
      name,
      matches: (body: unknown) => body === 'OWN',
      parse: () => ({ items: [{ title }] }),
    });
    try {
      registerNewsFormat(format('own', 'old'));
      registerNewsFormat(format('other', 'other'));
      registerNewsFormat(format('own', 'new'));
      expect([...registeredFormats].map(({ name }) => name)).to.deep.equal(['own', 'other']);
      expect(parseNews('OWN').items[0]!.title).to.equal('new');
      const broken = {
        name: 'own',
        matches: (body: unknown) => body === 'OWN',
        parse: (): never => {
          throw new TypeError('broken');
        },
      };
      registerNewsFormat(broken);
      expect(() => parseNews('OWN', { url }))
        .to.throw(/cannot be read: TypeError: broken/)
        .with.property('code', 'format');
      registerNewsFormat({ ...broken, matches: broken.parse });
      expect(parseNews('OWN').items[0]!.title).to.equal('other');
    } finally {
      for (const { name } of registeredFormats) registeredFormats.delete(name);
    }
    expect(() => parseNews('<html></html>', { format: 'rss', url })).to.throw(/not "rss"/);
    expect(parseNews('<rss><channel></channel></rss>', { format: 'rss' }).items).to.deep.equal([]);
  });
});
