import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { type NewsListOptions, renderList } from '../../../src/elements/district-news/news-list.ts';
import { shared } from '../../../src/i18n/en/shared.ts';
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
const options = (more: Partial<NewsListOptions> = {}): NewsListOptions => ({
  texts: { locale: 'en', get: (key) => (key === 'new-tab' ? shared['new-tab'] : key) },
  layout: 'list',
  sort: 'newest',
  language: undefined,
  show: new Set(['date', 'summary']),
  titleLevel: 3,
  open: 'link',
  newTab: false,
  date: ({ published }) => published?.toISOString().slice(0, 10),
  article: () => undefined,
  brokenPictures: new Set(),
  onBrokenPicture: () => undefined,
  onOpen: () => undefined,
  ...more,
});
const items = [item('1', { summary: 'More of it' }), item('2'), item('2')];

describe('a list of news', () => {
  let root: HTMLElement;
  const draw = (these: readonly NewsItem[], more?: Partial<NewsListOptions>): Element[] => {
    render(renderList(these, options(more)), root);
    return [...root.querySelectorAll('.item')];
  };
  const titles = (): (string | null)[] => [...root.querySelectorAll('.title')].map(({ textContent }) => textContent);
  const records = (draw: () => void): MutationRecord[] => {
    const seen = new MutationObserver(() => undefined);
    seen.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    draw();
    return seen.takeRecords();
  };
  beforeEach(() => (root = document.createElement('div')));

  it('shows its items in their order, also two of one id', () => {
    draw(items);
    expect(titles()).to.deep.equal(['News 1', 'News 2', 'News 2']);
  });

  it('stays as it is when the same is drawn again', () => {
    draw(items);
    expect(records(() => draw([...items]))).to.deep.equal([]);
  });

  it('keeps the rows of items that move', () => {
    const [first, second] = draw(items);
    expect(draw([items[1]!, items[0]!])).to.deep.equal([second, first]);
  });

  it('makes no more than five changes for one new item at the top of a thousand', () => {
    const many = Array.from({ length: 1000 }, (_, index) => item(`${index}`));
    const [first] = draw(many);
    expect(records(() => draw([item('new'), ...many])).length).to.be.within(1, 5);
    expect(root.querySelectorAll('.item')[1]).to.equal(first);
  });
});

describe('a row', () => {
  const row = (one: NewsItem, more?: Partial<NewsListOptions>): Element => {
    const root = document.createElement('div');
    render(renderList([one], options(more)), root);
    return root.querySelector('.item')!;
  };
  const link = (one: NewsItem, more?: Partial<NewsListOptions>): Element => row(one, more).querySelector('.link')!;

  it('has no line for nothing', () => {
    expect(row(item('1', { published: undefined })).querySelector('.meta')).to.equal(null);
    expect(row(item('1'), { show: new Set(['source', 'author']) }).querySelector('.meta')).to.equal(null);
  });

  it('says what a link does', () => {
    const newTab = link(item('1'), { newTab: true });
    expect(newTab).to.have.attribute('target', '_blank');
    expect(newTab).to.have.attribute('rel', 'noopener');
    expect(newTab.textContent.replace(/\s+/g, ' ').trim()).to.equal('News 1 (opens in a new tab)');
    expect(newTab.querySelector('span')).to.have.attribute('lang', 'en');
    expect(link(item('1', { url: undefined }), { newTab: true }).localName).to.equal('span');
    const dialog = link(item('1', { url: undefined }), { open: 'dialog' });
    expect(dialog).to.have.attribute('href', '#');
    expect(dialog).to.have.attribute('aria-haspopup', 'dialog');
    const inline = link(item('1'), { open: 'inline' });
    expect(inline).to.have.attribute('type', 'button');
    expect(inline).to.have.attribute('aria-expanded', 'false');
  });

  it('names source, authors and categories where they are asked for, each a text of its own direction', () => {
    const one = item('1', { source: 'Ward', authors: ['An', ''], categories: ['Roads'] });
    const meta = row(one, { show: new Set(['author', 'source', 'category']) }).querySelector('.meta')!;
    expect([...meta.children].map((part) => [part.className, part.getAttribute('part'), part.innerHTML])).to.satisfy(
      (parts: string[][]) =>
        parts.map(([name, part]) => `${name} ${part}`).join() === 'source source,author author,category category',
    );
    expect([...meta.querySelectorAll('bdi')].map(({ textContent }) => textContent)).to.deep.equal([
      'Ward',
      'An',
      'Roads',
    ]);
  });
});
