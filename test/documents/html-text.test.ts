import { expect } from '@open-wc/testing';

import { slug } from '../../src/news/categories.ts';
import { cut, emojiOf, lineOfText, plainText, textToHtml, titleText } from '../../src/documents/html-text.ts';

describe('the text of HTML', () => {
  it('is what a reader sees: words apart where blocks are, together where a word is only marked', () => {
    for (const [html, text] of [
      [undefined, ''],
      ['', ''],
      ['<p>Một</p><p>hai</p>', 'Một hai'],
      ['ph<b>ư</b>ờng', 'phường'],
      ['a<br>b<hr/>c', 'a b c'],
      ['  a \n\t b ', 'a b'],
      ['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
      ['a<', 'a<'],
      ['a<b', 'a<b'],
      ['<p title="a > b">c</p>', 'c'],
      ['&lt;p&gt;', '<p>'],
      ['a<!-- <p>no</p> -->b', 'ab'],
      ['a<!---->b', 'ab'],
      ['a<!doctype html>b<?php echo "x" ?>c', 'abc'],
      ['a\u202eb\0c', 'abc'],
    ] as const) {
      expect(plainText(html), html).to.equal(text);
    }
  });

  it('is without what is not written for readers', () => {
    for (const name of ['script', 'style', 'template', 'noscript', 'iframe', 'title', 'textarea']) {
      expect(plainText(`a<${name} x="1">no <i>never</i></${name}>b`), name).to.equal('a b');
      expect(plainText(`a<${name}>no</${name.toUpperCase()}>b`), name).to.equal('a b');
      expect(plainText(`a<${name}>no end`), name).to.equal('a');
      expect(plainText(`a<${name}/>b`), name).to.equal('a b');
      expect(plainText(`a</${name}>b`), name).to.equal('a b');
    }
    expect(plainText('a<script>1</script>b<script>2</script>c')).to.equal('a b c');
    expect(plainText('a<!-- 1 -->b<!-- 2 -->c<!-- no end')).to.equal('abc no end');
  });

  it('is cut after the last word that fits', () => {
    expect(plainText('một hai ba bốn', 10)).to.equal('một hai ba …');
    expect(plainText('một hai ba bốn', 9)).to.equal('một hai …');
    expect(plainText('<p>một</p> <p>hai</p>', 7)).to.equal('một hai');
    expect(cut('một hai', 7)).to.equal('một hai');
    expect(cut('một, hai', 6)).to.equal('một …');
    expect(cut('một –  hai', 7)).to.equal('một …');
    expect(cut('Donaudampfschifffahrt', 5)).to.equal('Donau …');
    expect(cut('a Donaudampfschifffahrt', 10)).to.equal('a Donaudam …');
    expect(plainText('một '.repeat(1000), 20)).to.equal('một một một một một …');
    expect(plainText('<b>một</b> '.repeat(1000), 20)).to.equal('một một một một một …');
  });
});

describe('the text of a title', () => {
  it('keeps what only looks like markup, and is cut as texts are', () => {
    for (const [html, text] of [
      [undefined, ''],
      ['a <b>b</b> <c>', 'a b <c>'],
      ['a</b>b<o:p>c', 'ab<o:p>c'],
      ['a<p>b', 'a b'],
      ['<!-- a -->b<!-- c', 'b<!-- c'],
      ['<title>a</title>b', 'b'],
      ['<title>a', 'a'],
      ['<![CDATA[a &amp; b]]> c <![CDATA[d', 'a & b c d'],
      [' a\n\u202eb ', 'a b'],
    ] as const)
      expect(titleText(html), html).to.equal(text);
    expect(titleText('<i>một</i> hai ba bốn', 10)).to.equal('một hai ba …');
    expect(titleText('một hai ba bốn', 10)).to.equal('một hai ba …');
  });

  it('without markup has brackets', () => {
    expect(lineOfText(' a <b>\n&amp; c ')).to.equal('a <b> & c');
    expect(lineOfText(undefined)).to.equal('');
    expect(lineOfText('x'.repeat(9000), Infinity)).to.have.length(9000);
  });
});

describe('the character of a picture', () => {
  it('is its alternative text where that is an emoji or the picture is called one', () => {
    for (const [image, character] of [
      [{ alt: '🎉' }, '🎉'],
      [{ alt: '👩‍🏫' }, '👩‍🏫'],
      [{ alt: ':-)', class: 'x wp-smiley' }, ':-)'],
      [{ alt: ' 🎉 ', class: 'emoji' }, '🎉'],
      [{ alt: '❤️', src: '/images/emoji/2764.png' }, '❤️'],
      [{ alt: 'Lễ hội 🎉' }, undefined],
      [{ alt: '', class: 'emoji' }, undefined],
      [{ class: 'emoji' }, undefined],
      [{ alt: 'a picture of many words', class: 'emoji' }, undefined],
      [{ alt: '1' }, undefined],
    ] as const)
      expect(emojiOf(image), JSON.stringify(image)).to.equal(character);
  });
});

describe('text as HTML', () => {
  it('has its paragraphs, and no markup of its own', () => {
    expect(textToHtml(undefined)).to.equal(undefined);
    expect(textToHtml('a < b > c & d\ne\n \t\nf')).to.equal('<p>a &lt; b &gt; c &amp; d\ne</p>\n<p>f</p>');
  });
});

describe('a name in an address', () => {
  it('is in small letters without marks, its words joined by single hyphens', () => {
    expect(slug('Tin tức')).to.equal('tin-tuc');
    expect(slug(' Đô thị – Đất đai (2026)! ')).to.equal('do-thi-dat-dai-2026');
    expect(slug('tin-tuc')).to.equal('tin-tuc');
  });
});
