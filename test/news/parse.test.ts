import { expect } from '@open-wc/testing';
import { CivicError, type NewsItem, newestItems, parseNews, registerNewsFormat } from '../../src/news/index.ts';
import { registeredFormats } from '../../src/news/parse.ts';
import * as feeds from '../fixtures/news/feeds.ts';
import { rss } from '../fixtures/news/feeds.ts';

const url = 'https://ward.example/feeds/news?page=1';
const only = (body: Parameters<typeof parseNews>[0], options = {}): NewsItem => {
  const { items } = parseNews(body, { url, timeZone: 'Asia/Ho_Chi_Minh', ...options });
  expect(items).to.have.length(1);
  return items[0]!;
};
const published = Date.UTC(2021, 6, 13, 7, 21);

describe('parseNews', () => {
  describe('reads every format, told from the content', () => {
    const formats: [string, unknown, Partial<Record<keyof NewsItem, unknown>>?][] = [
      [
        'rss',
        rss([
          { title: 'Lịch tiếp dân', link: '/1', date: 'Tue, 13 Jul 2021 14:21:00 +0700', description: 'Từ 8 giờ.' },
        ]),
      ],
      ['rdf', feeds.rdf, { authors: ['Văn phòng'] }],
      ['json-feed', feeds.jsonFeed, { url: 'https://ward.example/1', categories: ['Thông báo'] }],
      [
        'wordpress',
        feeds.wordpress,
        {
          title: 'Lịch tiếp dân – tháng 7',
          summary: 'Sáng thứ Năm […]',
          categories: ['Thông báo', 'tiếp dân'],
          image: { url: 'https://ward.example/anh.jpg', alt: 'Phòng tiếp dân', width: 1200, height: 800 },
        },
      ],
      [
        'drupal',
        feeds.drupal,
        {
          summary: 'Sáng thứ Năm',
          authors: ['Văn phòng'],
          categories: ['Thông báo'],
          image: { url: 'https://ward.example/files/anh.jpg', alt: 'Phòng', width: 600, height: 400 },
        },
      ],
      ['liferay', feeds.liferay, { url: 'https://ward.example/w/lich-tiep-dan', categories: ['Thông báo'] }],
      [
        'sharepoint',
        feeds.sharepoint,
        { url: 'https://ward.example/Pages/lich-tiep-dan.aspx', categories: ['Thông báo'] },
      ],
      ['sharepoint, verbose', feeds.sharepointVerbose, { authors: ['Văn phòng'], categories: ['Thông báo'] }],
      ['plain', feeds.plain, { authors: ['Văn phòng'], url: 'https://ward.example/1' }],
    ];
    for (const [name, document, expected = {}] of formats) {
      it(name, () => {
        const item = only(document as object);
        expect(item.title).to.match(/^Lịch tiếp dân/);
        expect(item.published?.getTime()).to.equal(published);
        for (const [key, value] of Object.entries(expected)) {
          expect(JSON.parse(JSON.stringify(item[key as keyof NewsItem])), key).to.deep.equal(value);
        }
        if (name !== 'rss' && name !== 'rdf') expect(item.html).to.contain('<p>Từ 8 giờ.</p>');
        if (typeof document === 'string') return;
        // The same as text, as bytes, under a wrong Content-Type.
        const text = `\n ${JSON.stringify(document)}`;
        expect(only(text, { contentType: 'text/xml' }).title).to.equal(item.title);
        expect(only(new TextEncoder().encode(text), { contentType: 'application/rss+xml' }).title).to.equal(item.title);
      });
    }

    it('drupal in a folder: aliases start from what stands before /jsonapi', () => {
      const item = only(feeds.drupal, { url: 'https://city.example/phuong/vi/jsonapi/node/article?sort=-created' });
      expect(item.url).to.equal('https://city.example/phuong/vi/tin/lich-tiep-dan');
    });

    it('atom, with its kinds of text, its links and xml:base', () => {
      const feed = parseNews(feeds.atom, { url });
      const [item] = feed.items;
      expect(feed).to.include({ title: 'Phường & dân', url: 'https://ward.example/', language: 'vi' });
      expect(item).to.include({
        title: 'Lịch tiếp dân & giải quyết đơn',
        url: 'https://ward.example/tin/lich.html',
        summary: 'Sáng thứ Năm, <phòng 1>.',
      });
      expect(item?.html).to.contain('<p>Từ 8 giờ.</p><p></p>');
      expect(item?.image?.url).to.equal('https://ward.example/tin/anh.jpg');
      expect(item?.authors).to.deep.equal(['Văn phòng']);
      expect(item?.categories).to.deep.equal(['Thông báo']);
      expect(item?.updated?.toISOString()).to.equal('2021-07-14T01:00:00.000Z');
    });

    it('one that the page registers, first of all and only where it matches', () => {
      registerNewsFormat({
        name: 'lines',
        matches: (body) => typeof body === 'string' && body.startsWith('LINES'),
        parse: (body) => ({
          items: String(body)
            .split('\n')
            .slice(1)
            .map((title) => ({ title, url: title.includes('!') ? 'javascript:alert(1)' : `/${title}` })),
        }),
      });
      try {
        const { items } = parseNews('LINES\nmột\nhai!', { url });
        expect(items.map((item) => item.url)).to.deep.equal(['https://ward.example/m%E1%BB%99t', undefined]);
        expect(items[0]).to.deep.include({ title: 'một', authors: [], categories: [] });
        expect(only(feeds.rdf).title).to.equal('Lịch tiếp dân');
      } finally {
        for (const { name } of registeredFormats) registeredFormats.delete(name);
      }
    });

    it('none of them: an error with the code `format`, whatever comes', () => {
      const nonsense = [
        '',
        '<html><title>Sign in</title>',
        '{"error": 1}',
        '{"a"',
        '[1, 2]',
        'null',
        new ArrayBuffer(0),
        {},
        [3],
      ];
      for (const body of nonsense) {
        expect(() => parseNews(body), JSON.stringify(body))
          .to.throw(CivicError)
          .with.property('code', 'format');
      }
      expect(() => parseNews(feeds.rdf, { format: 'atomic' }))
        .to.throw(CivicError)
        .with.property('code', 'format');
    });
  });

  describe('reads broken feeds', () => {
    const first = (document: string): NewsItem => parseNews(document, { url }).items[0]!;

    it('decodes entities once more where sites escape twice, inside CDATA as well', () => {
      expect(first(rss([{ title: '<![CDATA[Ng&ocirc;i sao &amp; t&abreve;ng]]>' }])).title).to.equal('Ngôi sao & tăng');
      expect(first(rss([{ title: 'H&amp;#7897;i ngh&amp;#x1ECB;' }])).title).to.equal('Hội nghị');
      expect(first(rss([{ title: 'Caf&eacute; &nbsp;&mdash; &unknown; &' }])).title).to.equal('Café — &unknown; &');
    });

    it('leaves a bare & in an address alone', () => {
      const item = first(
        rss([{ title: 'a', link: '/x?a=1&b=2&copy=3', more: '<enclosure url="/i.jpg?w=1&h=2" type="image/jpeg"/>' }]),
      );
      expect(item.url).to.equal('https://ward.example/x?a=1&b=2&copy=3');
      expect(item.image?.url).to.equal('https://ward.example/i.jpg?w=1&h=2');
    });

    it('ends an element that is never closed where the next one starts, and ignores crossed and stray tags', () => {
      const broken = [
        '<title>Một<link>https://e.example/1</link><description>Hai</br></description>',
        '<title>Một<link>https://e.example/1</title></link><description>Hai</description>',
        '<link>https://e.example/1<title>Một</link></title></b><description>Hai</description>',
        '<description>Hai<title>Một</title><link>https://e.example/1</link><guid>1</guid>',
      ];
      for (const fields of broken) {
        const item = first(`<rss><channel><item>${fields}</item></channel></rss>`);
        expect(item, fields).to.include({ title: 'Một', url: 'https://e.example/1', summary: 'Hai' });
      }
      const { items } = parseNews('<rss><channel><item><title>a</title><item><title>b</title></channel></rss>');
      expect(items.map(({ title }) => title)).to.deep.equal(['a', 'b']);
    });

    it('reads past junk before the declaration, comments and a DOCTYPE, and expands none of its entities', () => {
      const doctype = '<!DOCTYPE rss [<!ENTITY boom "<rss><item><title>x</title></item></rss>"><!ENTITY a "aaa">]>';
      const item = first(
        `<br><b>Warning</b>: x\n<?xml version="1.0"?><!-- <rss> -->${doctype}${rss([{ title: 'Tin &boom;&a;' }], { declaration: '' })}`,
      );
      expect(item.title).to.equal('Tin &boom;&a;');
    });

    it('shows the complete items of a file that was cut off', () => {
      const whole = rss(feeds.numbered(3));
      const cut = whole.slice(0, whole.indexOf('tin/3'));
      expect(parseNews(cut).items.map(({ title }) => title)).to.deep.equal(['Tin số 1', 'Tin số 2']);
      const bytes = new TextEncoder().encode(whole).subarray(0, whole.indexOf('Tin số 2') + 60);
      expect(parseNews(bytes).items[0]?.title).to.equal('Tin số 1');
    });

    it('reads feeds by their namespaces, whatever their prefixes', () => {
      const item = first(
        '<r:rss xmlns:r="http://backend.userland.com/rss2" xmlns:m="urn:other"><r:channel><r:item><m:title>no</m:title><r:title>yes</r:title></r:item></r:channel></r:rss>',
      );
      expect(item.title).to.equal('yes');
    });

    it('keeps markup that stands unescaped in a description', () => {
      const item = first(rss([{ title: 'a', description: '<p>Một <b>hai</b></p><item-like/>' }]));
      expect(item.summary).to.equal('Một hai');
      expect(item.html).to.contain('<b>hai</b>');
    });
  });

  describe('decides the encoding from the bytes', () => {
    const text = 'Tin tức phường';
    const feed = (encoding: string, title = text): string =>
      `<?xml version="1.0" encoding="${encoding}"?><rss><channel><item><title>${title}</title></item></channel></rss>`;
    const title = (bytes: Uint8Array, contentType?: string): string =>
      parseNews(bytes, { contentType }).items[0]!.title;

    it('UTF-16 with and without a BOM', () => {
      for (const options of [{}, { bom: true }, { big: true }, { bom: true, big: true }]) {
        expect(title(feeds.utf16(feed('utf-16'), options)), JSON.stringify(options)).to.equal(text);
      }
    });

    it('windows-1258, whose tones are letters of their own', () => {
      const decomposed = feed('windows-1258')
        .normalize('NFD')
        .replaceAll('u\u031b', 'ư')
        .replaceAll('o\u031b', 'ơ')
        .replaceAll('o\u0302', 'ô');
      expect(title(feeds.encode(decomposed, 'windows-1258'))).to.equal(text);
    });

    it('the declaration before a server’s latin-1, another charset before the declaration', () => {
      expect(title(feeds.encode(feed('koi8-r', 'Новости'), 'koi8-r'), 'text/xml; charset=iso-8859-1')).to.equal(
        'Новости',
      );
      expect(
        title(feeds.encode(feed('utf-8', 'Новости'), 'windows-1251'), 'text/xml; charset="windows-1251"'),
      ).to.equal('Новости');
      expect(title(feeds.encode(feed('iso-8859-2', 'Łódź'), 'iso-8859-2'))).to.equal('Łódź');
    });

    it('UTF-8 whatever the labels say, and windows-1252 where nothing else fits', () => {
      expect(title(new TextEncoder().encode(feed('iso-8859-1')), 'text/xml; charset=us-ascii')).to.equal(text);
      expect(title(feeds.encode(feed('utf-8', 'Café “à la carte”'), 'windows-1252'))).to.equal('Café “à la carte”');
      expect(title(new TextEncoder().encode(feed('no-such-thing')))).to.equal(text);
    });
  });

  describe('gives what a reader needs', () => {
    it('makes a title of the summary’s first words, and drops what has neither title, summary nor link', () => {
      const long = 'Ủy ban nhân dân phường thông báo lịch tiếp công dân định kỳ tháng bảy năm nay tại trụ sở';
      const { items } = parseNews(
        rss([{ description: long }, { guid: 'x', date: 'Tue, 13 Jul 2021 14:21:00 GMT' }, { link: '/3' }]),
        { url },
      );
      expect(items).to.have.length(2);
      expect(items[0]?.title).to.match(/^Ủy ban nhân dân phường thông báo lịch .+ …$/);
      expect(items[1]?.title).to.equal('https://ward.example/3');
    });

    it('lets only http and https through, without a user in the host', () => {
      const bad = [
        'javascript:alert(1)',
        ' jAvA\nscript:alert(1)',
        'data:text/html,x',
        'https://bank.example@evil.example/',
        'vbscript:x',
        'file:///etc/passwd',
        'https://',
        'blob:https://a/b',
      ];
      for (const link of bad) {
        const item = parseNews(
          rss([{ title: 'a', link: `<![CDATA[${link}]]>`, more: `<media:thumbnail url="${link}"/>` }]),
        ).items[0]!;
        expect(item.url, link).to.equal(undefined);
        expect(item.image, link).to.equal(undefined);
      }
      expect(parseNews(rss([{ title: 'a', link: '//ward.example/x' }])).items[0]?.url).to.equal(
        'https://ward.example/x',
      );
    });

    it('chooses the widest of the declared pictures, else the first real one of the text', () => {
      const pixel = '&lt;img src="https://t.example/pixel.gif" width="1" height="1"&gt;';
      const text = `${pixel}&lt;img src="data:image/gif;base64,R0" data-src="/trong-bai.jpg" alt="Ảnh"&gt;`;
      const media =
        '<media:thumbnail url="/nho.jpg" width="75"/><media:content url="/to.jpg" medium="image" width="900" height="600"/>';
      expect(only(rss([{ title: 'a', description: text, more: media }])).image).to.include({
        url: 'https://ward.example/to.jpg',
        width: 900,
        height: 600,
      });
      expect(only(rss([{ title: 'a', description: text }])).image).to.include({
        url: 'https://ward.example/trong-bai.jpg',
        alt: 'Ảnh',
      });
      expect(only(rss([{ title: 'a', description: pixel }])).image).to.equal(undefined);
      expect(only(rss([{ title: 'a', more: '<enclosure url="/a.mp3" type="audio/mpeg"/>' }])).image).to.equal(
        undefined,
      );
    });

    it('names authors without their addresses, and the feed’s own where an item has none', () => {
      expect(only(rss([{ title: 'a', more: '<author>an@ward.example (Nguyễn An)</author>' }])).authors).to.deep.equal([
        'Nguyễn An',
      ]);
      expect(
        only(rss([{ title: 'a' }], { channel: '<managingEditor>Ban biên tập</managingEditor>' })).authors,
      ).to.deep.equal(['Ban biên tập']);
    });

    it('keeps the document’s order; newestItems sorts, undated last, each item once, by category', () => {
      const entries = [
        { title: 'cũ', link: '/1', date: 'Mon, 12 Jul 2021 00:00:00 GMT', more: '<category>Tin tức</category>' },
        { title: 'không ngày', link: '/2', more: '<category>Tin Tức</category>' },
        { title: 'mới', link: '/3', date: 'Tue, 13 Jul 2021 00:00:00 GMT', more: '<category>Thông báo</category>' },
        { title: 'cũ', link: '/1', date: 'Mon, 12 Jul 2021 00:00:00 GMT' },
      ];
      const feed = parseNews(rss(entries));
      expect(feed.items.map(({ title }) => title)).to.deep.equal(['cũ', 'không ngày', 'mới', 'cũ']);
      expect([...newestItems(feed)].map(({ title }) => title)).to.deep.equal(['mới', 'cũ', 'không ngày']);
      expect([...newestItems(feed, ['tin-tuc'])].map(({ title }) => title)).to.deep.equal(['cũ', 'không ngày']);
    });

    it('gives a feed that can be copied and written as JSON, and read again', () => {
      const feed = parseNews(rss(feeds.numbered(2)));
      expect({ ...feed }.items).to.have.length(2);
      expect(parseNews(JSON.stringify(feed)).items).to.deep.equal(feed.items);
    });
  });
});
