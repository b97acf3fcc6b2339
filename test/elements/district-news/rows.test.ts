import { expect } from '@open-wc/testing';
import { drawLink as link } from '../../../src/elements/district-news/row-links.ts';
import { drawRows, itemsOf } from '../../../src/elements/district-news/row-updates.ts';
import { firstRows, type RowStyle } from '../../../src/elements/district-news/rows.ts';
import type { NewsItem } from '../../../src/news/model.ts';

const item = (id: string, more: Partial<NewsItem> = {}): NewsItem => ({
  id,
  title: `News ${id}`,
  url: `https://ward.example/${id}`,
  published: new Date('2021-07-13T07:21:00Z'),
  authors: [],
  categories: [],
  ...more,
});
const style = (more: Partial<RowStyle> = {}): RowStyle => ({
  show: new Set(['date', 'summary']),
  level: 3,
  open: 'link',
  locale: 'en',
  dates: 'absolute',
  date: ({ published }) => published?.toISOString().slice(0, 10),
  ...more,
});
const items = [item('1', { summary: 'More of it' }), item('2'), item('2')];

describe('the first rows of a list', () => {
  let list: HTMLElement;
  beforeEach(() => {
    list = document.createElement('ul');
    firstRows(list, items, style());
  });

  it('are what the list shows', () => {
    expect(itemsOf(list)).to.deep.equal(items);
    expect([...list.children].map((row) => row.querySelector('.title')!.textContent)).to.deep.equal([
      'News 1',
      'News 2',
      'News 2',
    ]);
  });

  it('stay as they are when the same is drawn again', () => {
    const rows = [...list.children];
    const seen = new MutationObserver(() => undefined);
    seen.observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
    drawRows(list, [...items], style());
    expect(seen.takeRecords()).to.deep.equal([]);
    expect([...list.children]).to.deep.equal(rows);
  });

  it('are kept where only their neighbours change, and drawn anew in another way', () => {
    const [first, second] = list.children;
    drawRows(list, [items[1]!, items[0]!], style());
    expect([...list.children]).to.deep.equal([second, first]);
    drawRows(list, [items[1]!, items[0]!], style({ level: 4 }));
    expect(list.querySelectorAll('h4')).to.have.length(2);
    expect(list.contains(first!)).to.equal(false);
  });

  it('are the rows that an update would have drawn', () => {
    const other = document.createElement('ul');
    drawRows(other, items, style());
    expect(other.innerHTML).to.equal(list.innerHTML);
  });
});

describe('a row', () => {
  const html = (one: NewsItem, how: Partial<RowStyle>): string => {
    const list = document.createElement('ul');
    firstRows(list, [one], style(how));
    return list.querySelector('.item')!.innerHTML;
  };

  it('has no line for nothing', () => {
    expect(html(item('1', { published: undefined }), {})).not.to.contain('meta');
    expect(html(item('1'), { show: new Set(['source', 'author']) })).not.to.contain('meta');
  });

  it('says what a link does', () => {
    expect(html(item('1'), { link, newTab: 'opens a new tab', locale: 'vi' })).to.contain(
      'target="_blank" rel="noopener">News 1<span class="visually-hidden" part="visually-hidden" lang="vi"> opens a new tab</span>',
    );
    expect(html(item('1', { url: undefined }), { link, newTab: 'opens a new tab' })).to.contain('<span class="link"');
    expect(html(item('1', { url: undefined }), { link, open: 'dialog' })).to.match(
      /<a [^>]*href="#" aria-haspopup="dialog"/,
    );
    expect(html(item('1'), { link, open: 'inline' })).to.match(/<button [^>]*type="button" aria-expanded="false"/);
  });

  it('names source, authors and categories where they are asked for, each a text of its own direction', () => {
    const one = item('1', { source: 'Ward', authors: ['An', ''], categories: ['Roads'] });
    expect(html(one, { show: new Set(['author', 'source', 'category']) })).to.contain(
      '<span class="source" part="source"><bdi>Ward</bdi></span>' +
        '<span class="author" part="author"><bdi>An</bdi></span>' +
        '<span class="category" part="category"><bdi>Roads</bdi></span>',
    );
  });
});
