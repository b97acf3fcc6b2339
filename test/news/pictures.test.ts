import { expect } from '@open-wc/testing';
import { parseNews, type NewsImage } from '../../src/news/index.ts';
import { showPictures } from '../../src/news/article-pictures.ts';
import { firstImage, listSources, pixels } from '../../src/news/pictures.ts';
import { rss } from '../fixtures/news/feeds.ts';

const base = 'https://ward.example/';
const pictureOf = (more: string): NewsImage | undefined =>
  parseNews(
    rss([{ title: 'a', more }]).replace('<rss ', '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '),
    {
      url: base,
    },
  ).items[0]!.image;

describe('the picture of an item', () => {
  it('is found wherever feeds declare one', () => {
    for (const more of [
      '<media:content url="/a.jpg"/>',
      '<media:content url="/a" medium="image"/>',
      '<media:content url="/a" type="image/webp"/>',
      '<media:thumbnail url="/a"/>',
      '<media:group><media:content url="/a.png"/></media:group>',
      '<media:group><media:thumbnail url="/a"/></media:group>',
      '<media:content url="/a.mp4" type="video/mp4"><media:thumbnail url="/a"/></media:content>',
      '<media:group><media:content url="/f.mp4" type="video/mp4"><media:thumbnail url="/a"/></media:content></media:group>',
      '<enclosure url="/a.jpg?w=1" type="image/jpeg"/>',
      '<itunes:image href="/a"/>',
      '<image><url>/a</url></image>',
      '<image>/a</image>',
      '<thumbnail>/a</thumbnail>',
      '<thumb>/a</thumb>',
    ]) {
      expect(pictureOf(more)?.url, more).to.match(/^https:\/\/ward\.example\/a(\.\w+)?(\?w=1)?$/);
    }
  });

  it('is none of what is declared for the ear, for a player, or under no address', () => {
    for (const more of [
      '<media:content url="/a.mp4" type="video/mp4"/>',
      '<media:content url="/a.jpg" medium="video"/>',
      '<enclosure url="/a.mp3" type="audio/mpeg"/>',
      '<enclosure url="/a.pdf"/>',
      '<media:thumbnail url="javascript:alert(1)"/>',
      '<media:thumbnail/>',
    ]) {
      expect(pictureOf(more), more).to.equal(undefined);
    }
  });

  it('is the widest; one that does not say its width counts as 300 pixels; the first of equals', () => {
    const media = (url: string, width?: number) =>
      `<media:content medium="image" url="/${url}" ${width ? `width="${width}"` : ''}/>`;
    const widest = (...all: [string, number?][]) =>
      pictureOf(all.map((one) => media(...one)).join(''))?.url.slice(base.length);
    expect(widest(['a', 100], ['b', 800], ['c', 400])).to.equal('b');
    expect(widest(['a'], ['b', 299])).to.equal('a');
    expect(widest(['a'], ['b', 301])).to.equal('b');
    expect(widest(['a', 299], ['b'])).to.equal('b');
    expect(widest(['a', 500], ['b', 500])).to.equal('a');
  });

  it('has its text and its size', () => {
    const media = (text: string) =>
      pictureOf(`<media:content url="/a.jpg" width="640" height="480px">${text}</media:content>`);
    expect(media('<media:title>Trụ sở &amp;amp; sân</media:title>')).to.deep.equal({
      url: `${base}a.jpg`,
      alt: 'Trụ sở & sân',
      width: 640,
      height: 480,
    });
    expect(media('<media:description>Sân</media:description>')!.alt).to.equal('Sân');
    expect(media('')!.alt).to.equal(undefined);
  });
});

describe('the first picture of a text', () => {
  const url = (html: string) => firstImage(html, base)?.url.slice(base.length);

  it('is the one that a lazy loader would show', () => {
    expect(url('<img src="/a.jpg">')).to.equal('a.jpg');
    for (const name of ['data-src', 'data-original', 'data-lazy-src']) {
      expect(url(`<img src="data:image/gif;base64,R0" ${name}="/a.jpg">`), name).to.equal('a.jpg');
      expect(url(`<img src="/small.jpg" ${name}="/a.jpg">`), name).to.equal('a.jpg');
    }
    expect(url('<IMG/src="/a.jpg">')).to.equal('a.jpg');
    expect(url('<imgur src="/a.jpg">')).to.equal(undefined);
    expect(url('<img src="/a.jpg"')).to.equal(undefined);
    expect(url('')).to.equal(undefined);
  });

  it('is no pixel that counts, no smiley and nothing under 16 pixels', () => {
    for (const small of [
      '<img src="/s/pixel.gif">',
      '<img src="/1x1.png">',
      '<img src="/emoji/1.png">',
      '<img src="https://www.facebook.com/tr?id=1">',
      '<img src="https://stats.wordpress.com/b.gif">',
      '<img src="/b.jpg" width="15">',
      '<img src="/b.jpg" height=15>',
      '<img src="/b.jpg" style="height:20px; width : 15px">',
      '<img src="/b.jpg" style="HEIGHT: 1px">',
      '<img>',
    ]) {
      expect(url(`${small}<img src="/a.jpg">`), small).to.equal('a.jpg');
    }
    expect(firstImage('<img src="/a.jpg" width="16" height="16" alt="x">', base)).to.deep.equal({
      url: `${base}a.jpg`,
      alt: 'x',
      width: 16,
      height: 16,
    });
    expect(firstImage('<img src="/a.jpg" style="width:120px;height:90px">', base)).to.deep.include({
      width: 120,
      height: 90,
    });
  });

  it('has a size only in whole pixels', () => {
    expect([0, 640, 640.4, 99_999, -1, 100_000, NaN].map(pixels)).to.deep.equal([
      0,
      640,
      640,
      99_999,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['640', ' 640px ', '640.75', '640 px'].map(pixels)).to.deep.equal([640, 640, 640, 640]);
    for (const value of ['100%', 'auto', '', '1000000', 'x640', '640x', '64e1', null, true, ['640']]) {
      expect(pixels(value), String(value)).to.equal(undefined);
    }
  });
});

describe('no picture of an item', () => {
  const avatar = 'https://1.gravatar.com/avatar/3f?s=96&amp;d=mm';
  const pixel = 'https://t.example/x.gif';
  const html = '<description>&lt;img src="/a.jpg"&gt;</description>';

  it('is an avatar, a pixel or a smiley, whichever field it stands in', () => {
    for (const more of [
      `<media:content url="${avatar}" medium="image"/>`,
      `<media:thumbnail url="${avatar}"/>`,
      `<enclosure url="${avatar}" type="image/png"/>`,
      `<itunes:image href="${avatar}"/>`,
      '<image>https://avatars.githubusercontent.com/u/1</image>',
      `<media:content url="${pixel}" medium="image" width="1" height="1"/>`,
      `<media:thumbnail url="${pixel}" width="1"/>`,
      '<enclosure url="https://t.example/pixel.gif" type="image/gif"/>',
      '<enclosure url="https://s.w.org/images/core/emoji/15/72x72/1f389.png" type="image/png"/>',
      `<content:encoded>&lt;img class="avatar photo" src="/b.jpg"&gt;</content:encoded>`,
    ])
      expect(pictureOf(more + html)?.url, more).to.equal(`${base}a.jpg`);
    const image = (fields: object) =>
      parseNews({ items: [{ title: 'a', html: '<img src="/a.jpg">', ...fields }] }, { url: base }).items[0]!.image?.url;
    for (const fields of [
      { image: 'https://1.gravatar.com/avatar/3f' },
      { image: { url: '/p', width: 1, height: 1 } },
      { banner_image: 'https://t.example/1x1.gif' },
      { attachments: [{ mime_type: 'image/gif', url: 'https://t.example/pixel.gif' }] },
    ])
      expect(image(fields), JSON.stringify(fields)).to.equal(`${base}a.jpg`);
    expect(image({ image: '/station-1.png' })).to.equal(`${base}station-1.png`);
    expect(image({ image: { url: '/p', width: 1 }, banner_image: '/b.jpg' })).to.equal(`${base}b.jpg`);
  });
});

describe('a media type', () => {
  it('is a picture’s in letters of any case, in every format', () => {
    const jsonFeed = (mime_type: string) => ({
      version: 'https://jsonfeed.org/version/1',
      items: [{ id: '1', attachments: [{ mime_type, url: '/a?id=1' }] }],
    });
    const drupal = (filemime: string) => ({
      data: [
        {
          type: 'node--x',
          attributes: { title: 't' },
          relationships: { i: { data: { type: 'file--file', id: '1' } } },
        },
      ],
      included: [{ type: 'file--file', id: '1', attributes: { uri: { url: '/a?id=1' }, filemime } }],
    });
    for (const type of ['image/jpeg', 'IMAGE/JPEG', ' Image/Png; q=1'])
      for (const document of [
        rss([{ title: 'a', more: `<enclosure url="/a?id=1" type="${type}"/>` }]),
        rss([{ title: 'a', more: `<media:content url="/a?id=1" type="${type}"/>` }]),
        `<feed><entry><title>a</title><link rel="enclosure" type="${type}" href="/a?id=1"/></entry></feed>`,
        jsonFeed(type),
        drupal(type),
      ])
        expect(parseNews(document, { url: base }).items[0]!.image?.url, `${type} ${JSON.stringify(document)}`).to.equal(
          `${base}a?id=1`,
        );
    expect(pictureOf('<media:content url="/a?id=1" medium="IMAGE"/>')?.url).to.equal(`${base}a?id=1`);
  });
});

describe('the pictures of an article', () => {
  const PLACEHOLDER = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

  it('are those that a lazy loader would show', () => {
    for (const name of ['data-src', 'data-original', 'data-lazy-src', 'data-lazy'])
      expect(showPictures(`a<img src="${PLACEHOLDER}" ${name}="/a.jpg?x=1&amp;y" alt="B" width=640>b`), name).to.equal(
        'a<img src="/a.jpg?x=1&#38;y" alt="B" width="640">b',
      );
    const srcset = `<img src="${PLACEHOLDER}" data-srcset="/s.jpg 300w, /l.jpg 800w">`;
    expect(showPictures(srcset, base)).to.equal(`<img src="${base}l.jpg">`);
    expect(firstImage(srcset, base)?.sources).to.deep.equal([
      { url: `${base}s.jpg`, width: 300 },
      { url: `${base}l.jpg`, width: 800 },
    ]);
  });

  it('are those that a gallery’s thumbnails lead to', () => {
    const thumbnail =
      '<img width="150" height="150" class="attachment-thumbnail size-thumbnail" src="/u/a-150x150.jpg" alt="A">';
    expect(showPictures(`<a href="/u/a.jpg">${thumbnail}</a>`)).to.equal(
      '<a href="/u/a.jpg"><img src="/u/a.jpg" alt="A"></a>',
    );
    expect(showPictures(`<a href="/trang/">${thumbnail}</a>`)).to.equal(
      '<a href="/trang/"><img src="/u/a.jpg" alt="A"></a>',
    );
    expect(showPictures('<a href="/b.png"><img src="/s.jpg" width="120"></a>')).to.contain('<img src="/b.png">');
    for (const html of [
      '<a href="/b.png"><img src="/s.jpg" width="640"></a>',
      '<a href="/b">x</a><img src="/s.jpg" width="120">',
    ])
      expect(showPictures(html), html).to.equal(html);
    expect(firstImage(`<a href="/u/a.jpg">${thumbnail}</a>`, base)).to.deep.include({
      url: `${base}u/a.jpg`,
      width: undefined,
    });
    expect(firstImage(`<a href="/x/">${thumbnail}</a><img src="/b.jpg">`, base)?.url).to.equal(`${base}b.jpg`);
    expect(firstImage(`<a href="/x/">${thumbnail}</a>`, base)?.url).to.equal(`${base}u/a.jpg`);
  });

  it('of emoji are characters; all else stays as it is', () => {
    expect(showPictures('a <img src="/e.png" class="emoji" alt="🎉"> b <img alt="👍🏽" src="/f.png">')).to.equal(
      'a 🎉 b 👍🏽',
    );
    expect(showPictures('<img class="wp-smiley" alt=":)" src="/includes/smilies/simple-smile.png">')).to.equal(':)');
    for (const html of [
      '',
      '<p>a</p>',
      '<img src="/a.jpg" alt="Lễ hội 🎉">',
      '<img alt="<b>" class="x">',
      '<img src="/a.jpg"',
    ])
      expect(showPictures(html), html).to.equal(html);
    expect(showPictures('<img class="emoji" alt="&lt;b&gt;" src="/e.png">')).to.equal('&#60;b&#62;');
  });
});

describe('the sizes that a list may load', () => {
  it('are not those of the full picture where smaller ones do', () => {
    const of = (...widths: number[]) => listSources(widths.map((width) => ({ width }))).map(({ width }) => width);
    expect(of(300, 768, 1024, 2560)).to.deep.equal([300, 768, 1024]);
    expect(of(1536, 2560)).to.deep.equal([1536]);
    expect(of()).to.deep.equal([]);
  });
});
