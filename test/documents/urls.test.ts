import { expect } from '@open-wc/testing';
import { resolveBase, safeUrl } from '../../src/documents/urls.ts';

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
