import { expect } from '@open-wc/testing';
import { decode } from '../../src/documents/encoding.ts';
import { encode, utf16 } from '../fixtures/news/feeds.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...all: (number | string)[]) =>
  Uint8Array.from(all.flatMap((one) => (typeof one === 'number' ? one : [...utf8(one)])));

describe('the text in bytes', () => {
  it('is what a byte order mark says, whatever else is said', () => {
    expect(decode(bytes(0xef, 0xbb, 0xbf, 'plain'), 'text/xml; charset=windows-1251')).to.equal('plain');
    expect(decode(bytes(0xef, 0xbb, 0xbf, 0xe9), 'text/xml; charset=windows-1252')).to.equal('\ufffd');
    for (const big of [false, true])
      expect(decode(utf16('phường', { bom: true, big }), 'text/xml; charset=utf-8')).to.equal('phường');
  });

  it('is no byte order mark’s where only some of its bytes are there', () => {
    for (const text of [
      'по',
      'п»т',
      'п»',
      'п їx',
      'п',
      'хх»їx',
      'я»ї',
      'яїї',
      'юг',
      'ая',
      'яб',
      'аю',
      'я',
      'ю',
      'яяя',
      'ююю',
    ])
      expect(decode(encode(text, 'windows-1251'), 'text/plain; charset=windows-1251'), text).to.equal(text);
  });

  it('is UTF-16 where every other byte of the first four is zero', () => {
    for (const big of [false, true]) expect(decode(utf16('<?xml', { big }))).to.equal('<?xml');
    for (let pattern = 0; pattern < 16; pattern++) {
      if (pattern === 0b0101 || pattern === 0b1010) continue;
      const text = Array.from('abcd', (letter, i) => ((pattern >> i) & 1 ? letter : '\0')).join('');
      expect(decode(utf8(`${text}e`)), JSON.stringify(text)).to.equal(`${text}e`);
    }
    expect(decode(utf8('a'))).to.equal('a');
    expect(decode(utf8(''))).to.equal('');
  });

  it('is in the encoding that the server names, else in that of the declaration', () => {
    const declared = (encoding: string, rest = 'Новости') => `<?xml version="1.0" encoding${encoding}?>${rest}`;
    for (const label of ['charset=koi8-r', 'Charset = "KOI8-R"', "charset='koi8-r'; q=1", 'charset=koi']) {
      expect(decode(encode('Новости', 'koi8-r'), `text/xml; ${label}`), label).to.equal('Новости');
    }
    for (const encoding of ['="koi8-r"', " = 'KOI8-R' standalone='yes'"]) {
      const text = declared(encoding);
      expect(decode(encode(text, 'koi8-r')), text).to.equal(text);
      expect(decode(encode(text, 'koi8-r'), 'text/xml; charset=no-such-thing'), text).to.equal(text);
      expect(decode(encode(text, 'windows-1251'), 'text/xml; charset=windows-1251'), text).to.equal(text);
      // Servers say Latin-1 that were never told.
      expect(decode(encode(text, 'koi8-r'), 'text/xml; charset=iso-8859-1'), text).to.equal(text);
    }
    const broken = declared('="windows-1251"', 'я');
    expect(decode(encode(broken, 'windows-1251'), 'text/xml; charset=euc-kr')).to.equal(broken);
    expect(decode(bytes('a', 0xff), 'text/plain; charset=euc-kr')).to.equal('a\ufffd');
  });

  it('is UTF-8 where it can be nothing else, and ASCII may be what its label says', () => {
    expect(decode(utf8('phường'), 'text/plain; charset=windows-1251')).to.equal('phường');
    const japanese = bytes(0x1b, '$B$3$s', 0x1b, '(B');
    expect(decode(japanese, 'text/plain; charset=iso-2022-jp')).to.equal('こん');
    expect(decode(japanese)).to.equal('\x1b$B$3$s\x1b(B');
    for (const label of ['utf-16', 'utf-16be', 'utf-8', 'no-such-thing'])
      expect(decode(utf8('plain text'), `text/plain; charset=${label}`), label).to.equal('plain text');
    expect(decode(utf8('plain text'), 'text/plain; charset=windows-1251')).to.equal('plain text');
    expect(decode(utf8('<?xml encoding="utf-16"?>x'))).to.equal('<?xml encoding="utf-16"?>x');
  });

  it('is UTF-8 with a few broken bytes, else windows-1252', () => {
    expect(decode(utf8('một tin tức').subarray(0, -3))).to.equal('một tin t\ufffd');
    expect(decode(utf8('phường phường').subarray(0, -4), 'text/plain; charset=utf-8')).to.match(/^phường ph/);
    expect(decode(bytes('é', 0xe9))).to.equal('é\ufffd');
    expect(decode(bytes('caf', 0xe9))).to.equal('café');
    expect(decode(bytes('é', 0xe9, ' ', 0xe9))).to.equal('Ã©é é');
    expect(decode(bytes('é', 0xe9, ' '), 'text/plain; charset=utf-8')).to.equal('é\ufffd ');
    expect(decode(bytes('<?xml encoding="utf-8"?>é', 0xff), 'text/plain; charset=euc-kr')).to.match(/>é\ufffd$/);
  });

  it('has its tones joined to their letters in windows-1258 only', () => {
    expect(decode(bytes('e', 0xec), 'text/plain; charset=windows-1258')).to.equal('é');
    expect(decode(utf8('e\u0301'))).to.equal('e\u0301');
  });
});
