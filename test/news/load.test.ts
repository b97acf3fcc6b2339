import { expect } from '@open-wc/testing';
import { decodeEntities, knowNames } from '../../src/documents/entities.ts';
import { CivicError } from '../../src/errors.ts';
import { knowXml, readXml } from '../../src/documents/xml.ts';
import { knowDates, readDate } from '../../src/news/date.ts';
import { knowEverything } from '../../src/news/everything.ts';
import { rss as rssFormat, ways } from '../../src/news/formats/rss.ts';
import { parseNews } from '../../src/news/index.ts';
import { loadNews } from '../../src/news/load.ts';
import { readNews } from '../../src/news/parse.ts';
import * as feeds from '../fixtures/news/feeds.ts';

const options = { url: 'https://ward.example/feed', timeZone: 'Asia/Ho_Chi_Minh' };
const said = (feed: object): string => JSON.stringify({ ...feed, items: (feed as { items: unknown[] }).items });

describe('loadNews', () => {
  for (const [name, feed] of Object.entries(feeds)) {
    if (typeof feed === 'function') continue;
    it(`says of ${name} what parseNews says, as text, as bytes and as an object`, async () => {
      const text = typeof feed === 'string' ? feed : JSON.stringify(feed);
      const bytes = new TextEncoder().encode(text);
      const expected = said(parseNews(text, options));
      for (const body of [feed, text, bytes, bytes.buffer, new DataView(bytes.buffer)]) {
        expect(said(await loadNews(body, options))).to.equal(expected);
      }
    });
  }

  it('reads bytes in another encoding, whoever says so', async () => {
    const title = async (text: string, contentType?: string) =>
      (await loadNews(feeds.encode(text, 'windows-1258'), { ...options, contentType })).items[0]!.title;
    const rss = (declaration = '') => `${declaration}<rss><channel><item><title>Nước</title></item></channel></rss>`;
    const decomposed = (text: string) => text.replace('ớ', 'ơ\u0301');
    expect(await title(decomposed(rss('<?xml version="1.0" encoding="windows-1258"?>')))).to.equal('Nước');
    expect(await title(decomposed(rss()), 'text/xml; charset=windows-1258')).to.equal('Nước');
    const utf16 = feeds.utf16(rss(), { bom: true });
    expect((await loadNews(utf16, options)).items[0]!.title).to.equal('Nước');
  });

  it('reads the format that is asked for, and refuses what is no feed', async () => {
    expect((await loadNews(feeds.plain, { ...options, format: 'plain' })).items).to.have.length(1);
    for (const [body, format] of [
      ['<html><title>Sign in</title></html>', 'auto'],
      ['{"error": 1}', 'auto'],
      ['<html></html>', 'rss'],
    ] as const) {
      const error = await loadNews(body, { ...options, format }).catch((error: unknown) => error);
      expect(error).to.be.instanceOf(CivicError);
      expect(error).to.include({ code: 'format', url: options.url });
    }
  });
});

describe('what loadNews loads for a document', () => {
  beforeEach(() => {
    knowNames(() => undefined);
    knowDates(() => undefined);
    ways.pictureOf = ways.atomContent = undefined;
  });
  afterEach(knowEverything);

  /** Which of the rarer things can be read by now. */
  function known(): string[] {
    const probe = feeds.rss([{ title: 'a', more: '<enclosure url="/a.jpg"/><atom:content>b</atom:content>' }]);
    const [item] = readNews(probe, options, [rssFormat]).items;
    const all = {
      names: decodeEntities('&eacute;') === 'é',
      dates: readDate('13/07/2021', options),
      pictures: item!.image,
      atom: item!.summary,
    };
    return Object.entries(all).flatMap(([name, is]) => (is ? name : []));
  }

  const item = (more: string): string => feeds.rss([{ title: 'a', more }]);
  const news = { version: 'https://jsonfeed.org/version/1.1', items: [{ title: 'a' }] };
  const jsonFeed = (fields: object): string => JSON.stringify({ ...news, items: [{ title: 'a', ...fields }] });
  const common = 'Tue, 13 Jul 2021 14:21:00 +0700';

  for (const [parts, documents] of [
    [
      'nothing more',
      [
        item(''),
        feeds.rss(feeds.numbered(2)),
        item(`<pubDate> ${common}\n</pubDate><dc:date>2021-07-13T07:21:00Z</dc:date>`),
        item('<pubDate></pubDate><pubDate/>'),
        item('<description>&lt;p&gt;&amp;amp; &quot;&apos; &nbsp;&amp;nbsp; &#233; a & b; &amp;amp</description>'),
        item('<content:encoded>x</content:encoded><itunes:summary>x</itunes:summary>'),
        feeds.rss([{ title: 'a' }], { channel: '<image><url>/a.png</url></image>' }),
        '<feed><title>a</title><entry><title>b</title><updated>2021-07-13T07:21:00Z</updated></entry></feed>',
        '<entry><title>b</title></entry>',
        jsonFeed({}),
        jsonFeed({ date_published: '2021-07-13T14:21:00+07:00', date_modified: common, content_html: '&lt;&nbsp;' }),
        jsonFeed({ date_published: '' }),
      ],
    ],
    [
      'names',
      [
        item('<description>Caf&eacute;</description>'),
        item('<description>Caf&EACUTE;</description>'),
        item('<description>Caf&amp;eacute;</description>'),
        item('<description>Caf&#38;amp;#x26;eacute;</description>'),
        jsonFeed({ content_html: 'Caf&eacute;' }),
        jsonFeed({ content_html: 'Caf&amp;eacute;' }),
        jsonFeed({ content_html: 'Café' }).replace('é', '\\u0026eacute;'),
        '<feed><entry><title>Caf&eacute;</title></entry></feed>',
      ],
    ],
    [
      'dates',
      [
        ...['pubDate', 'dc:date', 'date', 'created', 'dcterms:issued', 'published', 'modified', 'atom:updated'].map(
          (name) => item(`<${name}>13/07/2021</${name}>`),
        ),
        feeds.rss([{ title: 'a' }], { channel: '<lastBuildDate>13/07/2021</lastBuildDate>' }),
        item('<pubDate lang="vi">\n 13/07/2021</pubDate>'),
        item('<pubDate>Tue, 13 Jul 2021 14:21:00 +0700, sáng</pubDate>'),
        item('<pubDate><![CDATA[2021-07-13T07:21:00Z]]></pubDate>'),
        ...['date_published', 'date', 'published', 'updated', 'modified', 'pubDate', 'isoDate'].map((name) =>
          jsonFeed({ [name]: '13/07/2021' }),
        ),
        jsonFeed({ date_modified: 1626160860 }),
        '<feed><entry><title>b</title><updated>13/07/2021</updated></entry></feed>',
      ],
    ],
    [
      'pictures',
      [
        item('<enclosure url="/a.jpg"/>'),
        item('<media:thumbnail url="/a.jpg"/>'),
        item('<thumb>/a.jpg</thumb>'),
        item('<image>/a.jpg</image>'),
        item('<media:group><media:content url="/a.jpg"/></media:group>'),
        item('<media:content url="/a.jpg"/>'),
        item('<description>&lt;IMG src="/a.jpg"></description>'),
        item('<description><![CDATA[<img src="/a.jpg">]]></description>'),
        // Nothing says where the channel's own fields end.
        '<rss><channel><image>/a.jpg</image></channel></rss>',
      ],
    ],
    ['pictures, atom', [item('<atom:content>b</atom:content>')]],
    ['atom', [item('<atom:summary>b</atom:summary>'), item('<atom:summary type="html">b</atom:summary>')]],
    ['names, dates', [JSON.stringify(feeds.plain), feeds.plain, news, JSON.stringify(feeds.wordpress)]],
  ] as const) {
    it(`is ${parts} where nothing else is needed`, async () => {
      const wanted = parts === 'nothing more' ? [] : parts.split(', ');
      for (const document of documents) {
        knowNames(() => undefined);
        knowDates(() => undefined);
        ways.pictureOf = ways.atomContent = undefined;
        await loadNews(document, options);
        expect(known(), JSON.stringify(document)).to.have.members(wanted);
      }
    });
  }

  it('is nothing that reads other documents where it is plain RSS', async () => {
    knowXml(undefined);
    const plain = `<?xml version="1.0"?><!-- generator="x" -->
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>News</title><atom:link href="/feed" rel="self"/><image><url>/a.png</url></image>
          <item><title>A &amp; b</title><description><![CDATA[<p>C</p>]]></description><pubDate>${common}</pubDate>
            <dc:creator>D</dc:creator><category><![CDATA[E]]></category></item>
        </channel></rss>`;
    const [read] = (await loadNews(plain, options)).items;
    expect(read).to.deep.include({ title: 'A & b', summary: 'C', authors: ['D'], categories: ['E'] });
    expect(() => readXml('<feed></feed>')).to.throw();
    await loadNews('<feed><entry><title>b</title></entry></feed>', options);
    expect(readXml('<feed></feed>').root).to.include({ name: 'feed' });
  });

  it('is all that it says', async () => {
    const document = feeds.rss([
      {
        description: 'Caf&eacute; &lt;img src="/a.jpg"&gt;',
        date: '13/07/2021 14:21',
        more: '<atom:content type="html">&lt;p&gt;b</atom:content>',
      },
    ]);
    const [read] = (await loadNews(new TextEncoder().encode(document), options)).items;
    expect(read).to.deep.include({
      summary: 'Café',
      html: '<p>b',
      published: new Date('2021-07-13T07:21:00Z'),
    });
    expect(read!.image?.url).to.equal('https://ward.example/a.jpg');
  });
});
