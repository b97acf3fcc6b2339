import { expect } from '@open-wc/testing';
import { absoluteHtml } from '../../src/documents/absolute-html.ts';
import { escapePath, resolveBase, safeUrl } from '../../src/documents/urls.ts';

const base = 'https://ward.example/news/feed';

describe('an address from outside', () => {
  it('is resolved against where it stands, and written as the browser writes it', () => {
    for (const [href, url] of [
      ['https://ward.example/tin/1?a=1&b=%20#x', 'https://ward.example/tin/1?a=1&b=%20#x'],
      ['http://ward.example/tin.html?trang=2', 'http://ward.example/tin.html?trang=2'],
      ['1.html', 'https://ward.example/news/1.html'],
      ['/1', 'https://ward.example/1'],
      ['?p=1', 'https://ward.example/news/feed?p=1'],
      ['//other.example/1', 'https://other.example/1'],
      [' \n/1\t', 'https://ward.example/1'],
      ['HTTPS://Ward.Example/Tin', 'https://ward.example/Tin'],
      ['https://ward.example', 'https://ward.example/'],
      ['https://ward.example/a/../b', 'https://ward.example/b'],
      ['https://ward.example/./b', 'https://ward.example/b'],
      ['https://ward.example:443/b', 'https://ward.example/b'],
      ['https://ward.example/tin tức', 'https://ward.example/tin%20t%E1%BB%A9c'],
      ['https://phường.example/', 'https://xn--phng-rib8295b.example/'],
      ['https:ward.example/b', 'https://ward.example/news/ward.example/b'],
    ] as const) {
      expect(safeUrl(href, base), href).to.equal(url);
    }
    expect(safeUrl(`https://ward.example/${'a'.repeat(2000)}`)).to.have.length(2021);
  });

  it('is none where it could deceive or do something, and where it is no address', () => {
    for (const href of [
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'ftp://ward.example/',
      'mailto:a@ward.example',
      'xhttp://ward.example/',
      'https://bank.example@evil.example/',
      'https://:secret@evil.example/',
      'https://',
      'https://ward.example:port/',
      '',
      ' \n',
      undefined,
      null,
      7,
      new URL(base),
    ]) {
      expect(safeUrl(href, base), String(href)).to.equal(undefined);
    }
    expect(safeUrl('/1')).to.equal(undefined);
    expect(safeUrl('/1', 'feed')).to.equal(undefined);
  });

  it('is what others start from, where it can be', () => {
    expect(resolveBase('tin/', base)).to.equal('https://ward.example/news/tin/');
    expect(resolveBase(' /tin/\n', base)).to.equal('https://ward.example/tin/');
    expect(resolveBase('https://other.example/', undefined)).to.equal('https://other.example/');
    for (const href of [undefined, '', 'https://']) expect(resolveBase(href, base), href).to.equal(base);
    expect(resolveBase('tin/', undefined)).to.equal(undefined);
  });
});

describe('a decoded path', () => {
  it('has escaped what would end it', () => {
    expect(escapePath('/a #1 50%?.aspx')).to.equal('/a %231 50%25%3F.aspx');
    expect(escapePath('tin/hai')).to.equal('tin/hai');
    expect(escapePath('https://ward.example/a?b#c')).to.equal('https://ward.example/a?b#c');
  });
});

describe('HTML that is to stand elsewhere', () => {
  it('has the addresses of its tags resolved, and nothing else changed', () => {
    for (const [html, absolute] of [
      ['<a href="1.html">x</a>', '<a href="https://ward.example/news/1.html">x</a>'],
      ["<img alt='a > b' src='/a.jpg?b=1&amp;c'>", `<img alt='a > b' src="https://ward.example/a.jpg?b=1&#38;c">`],
      ['<img src=/a.jpg width=1>', '<img src="https://ward.example/a.jpg" width=1>'],
      ['<img data-src="a.jpg">', '<img data-src="https://ward.example/news/a.jpg">'],
      [
        '<img srcset="/a.jpg 1x, /b.jpg 2x">',
        '<img srcset="https://ward.example/a.jpg 1x, https://ward.example/b.jpg 2x">',
      ],
    ] as const)
      expect(absoluteHtml(html, base), html).to.equal(absolute);
    for (const html of [
      '<a href="https://other.example/">x</a><a href="#a">y</a><a href="mailto:a@b.example">z</a>',
      '<p title="a href=/a">href="/a" src="/b"</p>',
      '1 < 2 <a href="/x"',
      '',
    ])
      expect(absoluteHtml(html, base), html).to.equal(html);
    expect(absoluteHtml('<a href="/a">', undefined)).to.equal('<a href="/a">');
  });
});
