import { expect } from '@open-wc/testing';
import { parseNews, type NewsItem } from '../../src/news/index.ts';
import { rss } from '../fixtures/news/feeds.ts';

const url = 'https://ward.example/feed';
const only = (body: string | object, options = {}): NewsItem => parseNews(body, { url, ...options }).items[0]!;

describe('a collection without news', () => {
  const LINKS = { self: { href: 'https://ward.example/jsonapi/node/article' } };
  for (const [format, documents] of Object.entries({
    'json-feed': [{ version: 'https://jsonfeed.org/version/1.1', title: 'T', items: [] }],
    wordpress: [[]],
    drupal: [
      { jsonapi: { version: '1.0' }, data: [], links: LINKS },
      { data: [], links: LINKS },
    ],
    liferay: [{ actions: {}, facets: [], items: [], lastPage: 1, page: 1, pageSize: 20, totalCount: 0 }],
    sharepoint: [{ value: [] }, { d: { results: [] } }],
    plain: [{ items: [] }, []],
    rss: ['<rss><channel><title>T</title></channel></rss>'],
    atom: ['<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>'],
  })) {
    it(`is empty, not an error, in ${format}`, () => {
      for (const document of documents)
        for (const asked of ['auto', format]) {
          expect(parseNews(document, { url, format: asked }).items, JSON.stringify(document)).to.deep.equal([]);
          const text = typeof document === 'string' ? document : JSON.stringify(document);
          expect(parseNews(text, { url, format: asked }).items, text).to.deep.equal([]);
        }
    });
  }

  it('is an error where the document says that something went wrong', () => {
    for (const document of [
      { code: 'rest_no_route', message: 'No route', data: { status: 404 } },
      { jsonapi: { version: '1.0' }, errors: [{ status: '403' }] },
      { data: [] },
      { error: { code: '-1', message: 'x' } },
    ])
      expect(() => parseNews(document), JSON.stringify(document))
        .to.throw()
        .with.property('code', 'format');
  });
});

describe('an address that is a decoded path', () => {
  it('is escaped', () => {
    const path = '/trang/Tin #2 100% là gì?.aspx';
    const address = 'https://ward.example/trang/Tin%20%232%20100%25%20l%C3%A0%20g%C3%AC%3F.aspx';
    for (const row of [{ FileRef: path }, { ServerUrl: path }, { Id: 1, File: { ServerRelativeUrl: path } }])
      expect(only({ value: [{ Title: 't', ...row }] }).url, JSON.stringify(row)).to.equal(address);
    const image = JSON.stringify({ serverRelativeUrl: '/anh/a#1.jpg' });
    expect(only({ value: [{ Title: 't', Image: image }] }).image?.url).to.equal('https://ward.example/anh/a%231.jpg');
    const node = { type: 'node--x', attributes: { title: 't', path: { alias: '/tin/số #1?' } } };
    expect(only({ data: [node] }).url).to.equal('https://ward.example/tin/s%E1%BB%91%20%231%3F');
  });

  it('is left alone where it is an address', () => {
    const href = '/a%20b.aspx?ID=1#x';
    for (const row of [{ EncodedAbsUrl: href }, { Url: href }, { Url: { Url: href } }])
      expect(only({ value: [{ Title: 't', ...row }] }).url).to.equal('https://ward.example/a%20b.aspx?ID=1#x');
    expect(only({ value: [{ Title: 't', FileRef: '/Lists/Tin/3_.000' }] }).url).to.equal(
      'https://ward.example/Lists/Tin/DispForm.aspx?ID=3',
    );
  });
});

describe('a page of SharePoint', () => {
  const page = (CanvasContent1: string): NewsItem => only({ value: [{ Title: 't', CanvasContent1 }] });
  const text = '<div data-sp-canvascontrol=""><div data-sp-rte=""><p>Nội dung</p><div>hai</div></div></div>';
  const part = (inside: string): string =>
    `<div data-sp-canvascontrol=""><div data-sp-webpart="" data-sp-webpartdata="&#123;&quot;a&quot;&#58;1&#125;"><div data-sp-componentid="">0a1b</div>${inside}</div></div>`;

  it('is its text, not the data of its web parts', () => {
    const list =
      '<div data-sp-htmlproperties=""><div data-sp-prop-name="title" data-sp-searchableplaintext="true">Lists</div></div>';
    for (const canvas of [text + part(list), part(list) + text, `<div>${part(list)}${text}</div>${part('')}`]) {
      const item = page(canvas);
      expect(item.summary, canvas).to.equal('Nội dung hai');
      expect(item.html).to.contain('<p>Nội dung</p>').and.not.contain('0a1b').and.not.contain('Lists');
    }
    expect(page('<div data-sp-componentid="">0a1b').html).to.equal(undefined);
    expect(page('<p>a</p>').html).to.equal('<p>a</p>');
    expect(
      page(JSON.stringify([{ controlType: 4, innerHTML: '<p>Nội dung</p>' }, { controlType: 0 }])).summary,
    ).to.equal('Nội dung');
  });

  it('keeps the pictures of its web parts', () => {
    const item = page(
      text + part('<div data-sp-htmlproperties=""><img data-sp-prop-name="imageSource" src="/a.jpg"></div>'),
    );
    expect(item.html).to.contain('src="/a.jpg"');
    expect(item.image?.url).to.equal('https://ward.example/a.jpg');
  });
});

describe('a post of WordPress', () => {
  const post = (fields: object): NewsItem => {
    const document: object = [{ id: 1, link: 'https://ward.example/tin/', title: { rendered: 't' }, ...fields }];
    return only(document);
  };
  const size = (width: number, height: number, name = `${width}`): object => ({
    [name]: { source_url: `/u/a-${width}x${height}.jpg`, width, height },
  });
  const pictured = (width: number, height: number, sizes: object): NewsItem['image'] =>
    post({
      _embedded: {
        'wp:featuredmedia': [{ source_url: '/u/a.jpg', alt_text: 'Sân', media_details: { width, height, sizes } }],
      },
    }).image;

  it('has the sizes of its picture for lists: of its shape, and not the full one where smaller ones do', () => {
    const widths = (image: NewsItem['image']) => image?.sources?.map(({ width }) => width);
    const image = pictured(2400, 1600, {
      ...size(1024, 683),
      ...size(150, 150),
      ...size(300, 200),
      ...size(2400, 1600, 'full'),
    });
    expect(image).to.include({ url: 'https://ward.example/u/a.jpg', alt: 'Sân', width: 2400, height: 1600 });
    expect(image?.sources).to.deep.equal([
      { url: 'https://ward.example/u/a-300x200.jpg', width: 300 },
      { url: 'https://ward.example/u/a-1024x683.jpg', width: 1024 },
    ]);
    expect(widths(pictured(800, 600, { ...size(300, 225), ...size(800, 600, 'full') }))).to.deep.equal([300, 800]);
    expect(widths(pictured(2400, 1600, { ...size(1536, 1024), ...size(2048, 1365) }))).to.deep.equal([1536]);
    expect(widths(pictured(800, 600, {}))).to.equal(undefined);
  });

  it('that a password protects says so, and gives nothing away', () => {
    const media = { 'wp:featuredmedia': [{ source_url: '/u/a.jpg' }] };
    const item = post({ content: { rendered: '', protected: true }, _embedded: media });
    expect(item).to.include({ protected: true, url: 'https://ward.example/tin/' });
    expect(item.image).to.equal(undefined);
    expect(post({ excerpt: { rendered: '', protected: true }, _embedded: media })).to.include({ protected: true });
    const open = post({ content: { rendered: '<p>a</p>', protected: false }, _embedded: media });
    expect(open.protected).to.equal(undefined);
    expect(open.image?.url).to.equal('https://ward.example/u/a.jpg');
  });

  it('has its dates in the site’s own zone where nobody names one', () => {
    const posts = [
      { title: { rendered: 'a' }, link: '/a', date: '2026-11-26T09:30:00', date_gmt: '2026-11-26T02:30:00' },
      { title: { rendered: 'b' }, link: '/b', date: '2026-11-26T09:30:00', date_gmt: '0000-00-00T00:00:00' },
    ];
    const dates = (options = {}) => parseNews(posts, options).items.map(({ published }) => published?.toISOString());
    expect(parseNews(posts).timeZone).to.equal('Etc/GMT-7');
    expect(dates()).to.deep.equal(['2026-11-26T02:30:00.000Z', '2026-11-26T02:30:00.000Z']);
    expect(dates({ timeZone: 'UTC' })).to.deep.equal(['2026-11-26T02:30:00.000Z', '2026-11-26T09:30:00.000Z']);
    const india = [{ ...posts[0], date: '2026-11-26T08:00:00' }];
    expect(parseNews(india).timeZone).to.equal('+05:30');
    expect(parseNews([{ ...posts[0], date: '2026-11-26T02:30:00' }]).timeZone).to.equal(undefined);
  });
});

describe('a feed whose dates have an offset', () => {
  it('tells the zone of its other dates', () => {
    const feed = parseNews(
      rss([
        { title: 'a', date: 'Tue, 13 Jul 2021 14:21:00 +0700' },
        { title: 'b', date: '2021-07-13 14:21' },
      ]),
    );
    expect(feed.timeZone).to.equal('Etc/GMT-7');
    expect(feed.items[1]!.published?.toISOString()).to.equal('2021-07-13T07:21:00.000Z');
    const atom = '<feed><entry><title>a</title><updated>2021-07-13T14:21:00+07:00</updated></entry></feed>';
    expect(parseNews(atom).timeZone).to.equal('Etc/GMT-7');
    expect(parseNews({ items: [{ title: 'a', date: '2021-07-13T14:21:00+07:00' }] }).timeZone).to.equal('Etc/GMT-7');
  });
});

describe('NukeViet’s legal documents', () => {
  const law = (description: string): NewsItem =>
    only(rss([{ title: '[07/2026/QĐ-UBND] Quy định về chợ', date: 'Fri, 27 Nov 2026 01:00:00 GMT', description }]), {
      timeZone: 'Asia/Ho_Chi_Minh',
    });
  it('have their own date of issue where the summary starts with it, and their code in the title', () => {
    const item = law('Ngày ban hành: 05/11/2026. Trích yếu: Quy định về chợ');
    expect(item.title).to.equal('[07/2026/QĐ-UBND] Quy định về chợ');
    expect(item.published?.toISOString()).to.equal('2026-11-04T17:00:00.000Z');
    expect(law('Publtime: 05/11/2026. Introtext: x').published?.toISOString()).to.equal('2026-11-04T17:00:00.000Z');
    for (const description of [
      'Trích yếu. Ngày ban hành: 05/11/2026.',
      'Ngày ban hành: 31/02/2026. Trích yếu: x',
      'Ngày ban hành: 01/01/1970. Trích yếu: x',
      'Ngày bắt đầu hiệu lực: 05/11/2026. x',
    ])
      expect(law(description).published?.toISOString(), description).to.equal('2026-11-27T01:00:00.000Z');
  });
});
