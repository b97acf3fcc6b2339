import { expect } from '@open-wc/testing';
import { parseNews } from '../../src/news/index.ts';
import { rss } from '../fixtures/news/feeds.ts';

const url = 'https://ward.example/feed';
const titlesOf = (body: string | object): string[] => parseNews(body, { url }).items.map(({ title }) => title);

describe('a title is text', () => {
  it('in RSS: only the names of HTML’s elements are markup', () => {
    for (const [title, read] of [
      ['Họp &lt;Ban công tác&gt; sáng thứ Hai', 'Họp <Ban công tác> sáng thứ Hai'],
      ['<![CDATA[Sách <tương lai> và <b>hiện tại</b>]]>', 'Sách <tương lai> và hiện tại'],
      ['Họp <Ban> quý <i>hai</i>', 'Họp <Ban> quý hai'],
      ['x &lt;y&gt; z', 'x <y> z'],
      ['1 &lt; 2 &amp; 3 &gt; 2', '1 < 2 & 3 > 2'],
      ['&lt;Nhà văn hóa>', '<Nhà văn hóa>'],
      ['T<![CDATA[<b>h</b><font color="red">ô</font><u>n</u>g]]> báo', 'Thông báo'],
      ['a<![CDATA[<br>]]>b<![CDATA[<p>c</p>]]>', 'a b c'],
      // Twice escaped.
      ['Ng&amp;ocirc;i &amp;amp; sao', 'Ngôi & sao'],
      ['&lt;![CDATA[Ngôi sao]]&gt;', 'Ngôi sao'],
    ] as const)
      expect(titlesOf(rss([{ title }])), title).to.deep.equal([read]);
  });

  it('from which nothing that isn’t closed takes anything away', () => {
    for (const [title, read] of [
      ['Họp &lt;!-- quý hai', 'Họp <!-- quý hai'],
      ['Họp <!-- quý hai', 'Họp <!-- quý hai'],
      ['Họp &lt;!-->quý hai', 'Họp quý hai'],
      ['Họp <!-->quý hai', 'Họp quý hai'],
      ['Họp &lt;!--->quý hai', 'Họp quý hai'],
      ['Họp &lt;!-- a -- b -->quý hai', 'Họp quý hai'],
      ['Họp &lt;! quý &gt; hai', 'Họp <! quý > hai'],
      ['Họp &lt;? quý ?&gt; hai', 'Họp <? quý ?> hai'],
      ['Thẻ &lt;script&gt; trong trang', 'Thẻ trong trang'],
      ['Thẻ &lt;style&gt;a{}&lt;/style&gt; trong trang', 'Thẻ trong trang'],
    ] as const)
      expect(titlesOf(rss([{ title }])), title).to.deep.equal([read]);
  });

  it('in JSON: brackets always stay', () => {
    const title = 'Không còn <marquee> và <b> &amp; <Ban>';
    const read = 'Không còn <marquee> và <b> & <Ban>';
    for (const document of [
      { version: 'https://jsonfeed.org/version/1.1', title, items: [{ id: '1', title }] },
      { title, items: [{ title }] },
      [{ title }],
      { data: [{ type: 'node--article', attributes: { title } }] },
      { items: [{ title, friendlyUrlPath: 'x' }] },
      { value: [{ Title: title }] },
      { d: { results: [{ Title: title }] } },
    ])
      expect(titlesOf(document), JSON.stringify(document)).to.deep.equal([read]);
    // WordPress gives HTML.
    expect(titlesOf([{ title: { rendered: 'Sách &#8211; <em>tương</em> lai <Ban>' } }])).to.deep.equal([
      'Sách – tương lai <Ban>',
    ]);
  });

  it('in Atom by its type, also of the feed, and in a broken document', () => {
    const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
    const feed = (title: string, end = '</feed>') =>
      `<feed xmlns="http://www.w3.org/2005/Atom">${title}<link href="/"/><entry><title>a</title></entry>${end}`;
    for (const [document, read] of [
      [feed('<title>Tin &lt;b&gt; phường</title>'), 'Tin <b> phường'],
      [feed('<title type="html">Tin &lt;b&gt;ph&lt;/b&gt;ường &lt;Ban&gt;</title>'), 'Tin phường <Ban>'],
      [feed(`<title type="xhtml"><div ${XHTML}>Tin <b>ph</b>ường</div></title>`), 'Tin phường'],
      [feed(`<title type="xhtml"><div ${XHTML}>Tin <b>ph</b>ường</div></title>`, ''), 'Tin phường'],
      [feed(`<title type="xhtml"><div ${XHTML}>Tin <b>ph</b>ường</title>`), 'Tin phường'],
      [feed(`<title type="xhtml"><div ${XHTML}>Tin <b>ph</b>ường</div>`), 'Tin phường'],
      [feed(`<title type="xhtml"><div ${XHTML}>Tin <b>ph</b>ường</div>`, ''), 'Tin phường'],
      [
        feed('<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">Tin phường</x:div></title>'),
        'Tin phường',
      ],
    ] as const) {
      const read_ = parseNews(document, { url });
      expect(read_.title, document).to.equal(read);
      expect(read_.items.map(({ title }) => title)).to.deep.equal(['a']);
    }
    const channel = '<rss><channel><title>Tin phường</title><item><title>a</title></item></rss>';
    expect(parseNews(channel).title).to.equal('Tin phường');
  });

  it('or markup and nothing else: still an item', () => {
    const title = '&lt;b&gt;&lt;/b&gt;';
    expect(titlesOf(rss([{ title }, { title: 'a' }]))).to.deep.equal(['<b></b>', 'a']);
    expect(titlesOf(rss([{ title: '&lt;canvas&gt;', guid: '1' }, { title: 'a' }]))).to.deep.equal(['<canvas>', 'a']);
    expect(titlesOf(rss([{ title, description: 'Một hai' }]))).to.deep.equal(['Một hai']);
    const pictured = rss([
      { title: '&lt;img src="/a.jpg"&gt;', description: '&lt;img src="/a.jpg"&gt;' },
      { title: 'a' },
    ]);
    expect(parseNews(pictured, { url }).items.map(({ image }) => image?.url)).to.deep.equal([
      'https://ward.example/a.jpg',
      undefined,
    ]);
  });

  it('and shows the characters of emoji', () => {
    const emoji = '<img src="https://s.w.org/images/core/emoji/15.0.3/72x72/1f389.png" alt="🎉" class="wp-smiley" />';
    expect(titlesOf([{ title: { rendered: `Khai hội ${emoji}` } }])).to.deep.equal(['Khai hội 🎉']);
    const [item] = parseNews(rss([{ title: 'a', description: `<![CDATA[<p>Vui ${emoji} lắm</p>]]>` }])).items;
    expect(item!.summary).to.equal('Vui 🎉 lắm');
    expect(item!.image).to.equal(undefined);
  });
});
