import { expect } from '@open-wc/testing';
import { attributes, commentEnd, isBlock, isHtmlName, tagEnd, type Scan } from '../../src/documents/markup.ts';

describe('the end of a tag', () => {
  it('is the first > outside its attributes’ values', () => {
    for (const [tag, rest] of [
      ['<a>', '> b'],
      ['<a title="1 > 0">', ' b> c'],
      ["<a title='1 > 0' href=x>", 'b'],
      ['<a title = "1 > 0"', '>b="c"'],
      ['<a x="" y=">">', ''],
      ['<a x="\'>" y=\'">\'>', '"'],
      ["<a title=Let's>", "'>"],
    ] as const) {
      const end = tagEnd(tag + rest, 1, {});
      expect((tag + rest).slice(0, end + 1), tag).to.equal(tag.endsWith('>') ? tag : `${tag}>`);
    }
  });

  it('is none where there is no >', () => {
    expect(tagEnd('<a b', 1, {})).to.equal(-1);
    expect(tagEnd('<a> <b', 5, {})).to.equal(-1);
    expect(tagEnd('', 0, {})).to.equal(-1);
    expect(tagEnd('<>', 1, {})).to.equal(1);
  });

  it('is the first > where a quote never closes, from then on', () => {
    const source = '<a x="1>b</a><c y="2>3">';
    const unclosed = '<a x=\'1>b</a><c y="2>3">';
    const scan: Scan = {};
    expect(tagEnd(unclosed, 1, scan)).to.equal(unclosed.indexOf('>'));
    expect(tagEnd(unclosed, unclosed.indexOf('<c'), scan)).to.equal(unclosed.indexOf('>', unclosed.indexOf('<c')));
    // This one closes at the next quote, as HTML reads it.
    expect(tagEnd(source, 1, {})).to.equal(source.indexOf('>3'));
  });
});

describe('the attributes of a tag', () => {
  it('are read however they are quoted; the first of a name counts', () => {
    expect({ ...attributes(` a="1 > 0" B='x"y' c=d/e f g="" h = "i" a="2" j="&amp;&lt;" k=&quot;`) }).to.deep.equal({
      a: '1 > 0',
      b: 'x"y',
      c: 'd/e',
      f: '',
      g: '',
      h: 'i',
      j: '&<',
      k: '"',
    });
    expect({ ...attributes('') }).to.deep.equal({});
  });

  it('are only those that are written', () => {
    expect(attributes('a="1"')['constructor']).to.equal(undefined);
    expect(attributes('__proto__="1"')['__proto__']).to.equal('1');
  });
});

describe('the end of a comment', () => {
  it('is behind its -->', () => {
    for (const [text, rest] of [
      ['<!-- a -->b', 'b'],
      ['<!----->b', 'b'],
      ['<!-->b -->', 'b -->'],
      ['<!--->b', 'b'],
      ['<!-- a -- b -->c', 'c'],
      ['<!-- <!-- a -->b -->', 'b -->'],
    ] as const)
      expect(text.slice(commentEnd(text, 0, {})), text).to.equal(rest);
  });

  it('is none where it never closes, which is looked for once', () => {
    const scan: Scan = {};
    for (const text of ['<!-- a', '<!--', '<!-- a --']) expect(commentEnd(text, 0, {}), text).to.equal(-1);
    expect(commentEnd('<!-- a', 0, scan)).to.equal(-1);
    expect(scan.uncommented).to.equal(true);
  });
});

describe('the name of an element', () => {
  it('is HTML’s or not, and parts words or not', () => {
    for (const name of ['b', 'SPAN', 'p', 'h6', 'hr', 'script', 'font', 'img', 'time'])
      expect(isHtmlName(name), name).to.equal(true);
    for (const name of ['ban', 'gorilla', 'blink', 'h7', 'x-y', 'o:p', 'bb', 'spans'])
      expect(isHtmlName(name), name).to.equal(false);
    expect(['p', 'BR', 'td', 'title', 'img'].every(isBlock)).to.equal(true);
    expect(['b', 'a', 'font', 'label', 'o:p', 'wbr'].some(isBlock)).to.equal(false);
  });
});
