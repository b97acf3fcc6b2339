import { expect } from '@open-wc/testing';
import { parseNews, type NewsImage } from '../../src/news/index.ts';
import { firstImage, pixels } from '../../src/news/pictures.ts';
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
