import { expect } from '@open-wc/testing';
import { attribute, baseOf, child, children, readXml, rootName, text, type XmlNode } from '../../src/documents/xml.ts';
import { isMarkup } from '../../src/documents/xml.ts';

/** The item that `fields` make. */
const item = (fields: string): XmlNode =>
  readXml(`<rss><channel><item>${fields}</item></channel></rss>`, 'https://ward.example/feed').entries[0]!;
const field = (fields: string, name: string): string => text(child(item(fields), name));
const titles = (source: string): string[] => readXml(source).entries.map((entry) => text(child(entry, 'title')));

describe('the root of a feed', () => {
  it('is found behind whatever stands before it', () => {
    for (const [source, name] of [
      ['<rss>', 'rss'],
      ['<RSS version="2.0">', 'rss'],
      ['<r:rss xmlns:r="x">', 'rss'],
      ['<rdf:RDF>', 'rdf'],
      ['<?xml version="1.0"?>\n<feed>', 'feed'],
      ['\ufeff <br>Warning: x\n<channel>', 'channel'],
      ['<!-- <rss> --><feed>', 'feed'],
      ['<!doctype rss><feed>', 'feed'],
      ['<!DOCTYPE rss [<!ENTITY a "<rss>">]><feed>', 'feed'],
      ['a ]> b <!DOCTYPE rss [ <!ENTITY a "<rss>"> ] ><feed>', 'feed'],
      ['a < b <alert>', 'alert'],
    ] as const) {
      expect(rootName(source), source).to.equal(name);
    }
  });

  it('is none in what is no feed', () => {
    for (const source of [
      '',
      'rss',
      '<html><body>',
      '<rss-like>',
      '<!-- <rss>',
      '<!DOCTYPE rss [<!ENTITY a "<rss>">',
      '< rss>',
      undefined,
      7,
      { rss: '<rss>' },
    ]) {
      expect(rootName(source), String(source)).to.equal(undefined);
    }
    expect(readXml('no feed').entries).to.deep.equal([]);
    expect(readXml('no feed').root).to.equal(undefined);
  });
});

describe('the elements of a feed', () => {
  it('are read past comments, and CDATA is text', () => {
    expect(field('<!-- <title>no</title> --><title>yes</title>', 'title')).to.equal('yes');
    expect(field('<!-- a --><!-- <title>no</title> --><title>yes</title>', 'title')).to.equal('yes');
    expect(field('<title><![CDATA[a </title> <b>]]></title>', 'title')).to.equal('a </title> <b>');
    expect(field('<title><![CDATA[<item><title>a]]></title>', 'title')).to.equal('<item><title>a');
    expect(field('<description><![CDATA[<!-- ]]></description><title>yes</title>', 'title')).to.equal('yes');
    // A comment that never ends is none.
    expect(field('<!-- a<title>yes</title><!-- b<link>c</link>', 'title')).to.equal('yes');
    expect(titles('<rss><item><title>a</title></item><item><title><![CDATA[b</title></item></rss>')).to.deep.equal([
      'a',
    ]);
  });

  it('end where they do, however they are written', () => {
    for (const fields of [
      '<title>a</title><link/>',
      '<link/><title>a</title>',
      '<title/ ><title>a</title>',
      '<b><i></b></i><title>a</title>',
      '</b></></ ><title>a</title>',
      '<title >a</title >',
      '<TITLE>a</Title>',
      '<title x="</title>">a</title>',
      '<title x="a > b" y=\'>\'>a</title>',
    ]) {
      const names = children(item(fields), 'title').map(text).filter(Boolean);
      expect(names, fields).to.deep.equal(['a']);
    }
    expect(field('<title>1 < 2 <3 & 4</title>', 'title')).to.equal('1 < 2 <3 & 4');
    expect(field('<title/><description>a</description>', 'title')).to.equal('');
    expect(field('<title/><description>a</description>', 'description')).to.equal('a');
    expect(titles('<rss><item/><item><title>a</title></item></rss>')).to.deep.equal(['', 'a']);
    expect(titles('<rss><item><title>a</title></item></rss><item><title>b</title></item>')).to.deep.equal(['a']);
    expect(titles('<entry><title>a</title><entry><title>b</title></entry>')).to.deep.equal(['a', 'b']);
    expect(titles('<rss><item><title>a</title></item><item><title>b</title><link hre')).to.deep.equal(['a']);
  });

  it('are found behind markup of any depth', () => {
    const deep = `${'<b>'.repeat(250)}a${'<br/>'.repeat(300)}${'</b>'.repeat(250)}`;
    expect(field(`<description>${deep}</description><title>a</title>`, 'title')).to.equal('a');
  });

  it('are as many as a feed has, and not as many as a hostile document has', () => {
    expect(readXml(`<rss>${'<item></item>'.repeat(300)}</rss>`).entries).to.have.length(300);
    expect(readXml(`<rss>${'<item></item>'.repeat(10_050)}</rss>`).entries).to.have.length(10_000);
  });

  it('stand where they were written when a document without entries is cut off', () => {
    const { root } = readXml('<alert><identifier>1</identifier><info><event>Bão');
    expect(text(child(root, 'identifier'))).to.equal('1');
    expect(text(child(root, 'event'))).to.equal('Bão');
    expect(text(readXml('<alert>a</alert>b').root)).to.equal('a');
  });

  it('belong to the entry where a field can’t hold them', () => {
    for (const [fields, title, other] of [
      ['<title>a<link>b</title></link>', 'a', 'link'],
      ['<title>a<summary>b</summary></title>', 'a', 'summary'],
      ['<title>a</title><description>c<guid>b</guid></description>', 'a', 'guid'],
      ['<title>a</title><summary>c<updated>b</updated></summary>', 'a', 'updated'],
      ['<title>a<pubDate>b</pubDate></title>', 'a', 'pubdate'],
    ] as const) {
      expect(field(fields, 'title'), fields).to.equal(title);
      expect(field(fields, other), fields).to.equal('b');
    }
    expect(field('<description>c<guid>b</guid> d</description>', 'description')).to.equal('c');
    // HTML has these names as well, and a source has fields of its own.
    expect(field('<description>a <title>b</title></description>', 'title')).to.equal('');
    expect(field('<title>a <b>c</b></title>', 'title')).to.equal('a <b>c</b>');
    expect(field('<source>a<id>b</id></source>', 'id')).to.equal('');
    expect(field('<source>a<title>b</title></source>', 'title')).to.equal('');
    expect(field('<subtitle>a<guid>b</guid></subtitle>', 'guid')).to.equal('');
    expect(field('<title-note>a<guid>b</guid></title-note>', 'guid')).to.equal('');
  });

  it('have our prefixes, whatever the document calls their namespaces', () => {
    const DC = 'http://purl.org/dc/elements/1.1/';
    const ATOM = 'http://www.w3.org/2005/Atom';
    for (const [source, name] of [
      [`<rss xmlns:d="${DC}"><item><d:date/></item></rss>`, 'dc:date'],
      [`<rss><item><d:date xmlns:d="${DC}"/></item></rss>`, 'dc:date'],
      ['<rss><item><DC:Date/></item></rss>', 'dc:date'],
      ['<rss xmlns:dc="urn:other"><item><dc:date/></item></rss>', 'dc:date'],
      ['<rss xmlns:x="urn:other"><item><x:date/></item></rss>', 'x:date'],
      [`<rss data-xmlns:x="${DC}"><item><x:date/></item></rss>`, 'x:date'],
      [`<rss><item xmlns="${ATOM}"><date/></item></rss>`, undefined],
      [`<rss><item><date xmlns="${ATOM}"/></item></rss>`, 'atom:date'],
      [`<rss xmlns:d="${DC}"><item><date xmlns="urn:other"/></item></rss>`, 'other:date'],
      ['<rss xmlns="urn:other"><item><date/></item></rss>', 'date'],
      ['<rss xmlns="urn:other"><item><date xmlns=""/></item></rss>', 'date'],
      [`<rss xmlns:d="${DC}"><item><date xmlns=""/></item></rss>`, 'date'],
      [`<feed xmlns="${ATOM}"><entry><date/></entry></feed>`, 'date'],
      [`<a:feed xmlns:a="${ATOM}"><a:entry><a:date/></a:entry></a:feed>`, 'date'],
      [`<feed xmlns="${ATOM}" xmlns:d="${DC}"><entry><d:date/></entry></feed>`, 'dc:date'],
      ['<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item><date/></item></rdf:RDF>', 'date'],
      ['<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item><rdf:li/></item></rdf:RDF>', 'rdf:li'],
      ['<rss><item><a xmlns="urn:other"/><date/></item></rss>', 'date'],
    ] as const) {
      const [entry] = readXml(source).entries;
      expect(entry?.children.at(-1)?.name, source).to.equal(name);
    }
  });
});

describe('an element', () => {
  it('has attributes by their names, with a prefix or without', () => {
    const node = child(item('<link HREF="/a?b=1&amp;c" rdf:about=\'x\' xml:base="y" n=/z/ empty="" bare/>'), 'link')!;
    expect(attribute(node, 'href')).to.equal('/a?b=1&c');
    expect(attribute(node, 'about')).to.equal('x');
    expect(attribute(node, 'rdf:about')).to.equal('x');
    expect(attribute(node, 'xml:base')).to.equal('y');
    expect(attribute(node, 'base')).to.equal(undefined);
    expect(attribute(node, 'n')).to.equal('/z/');
    expect(attribute(node, 'empty')).to.equal('');
    expect(attribute(node, 'bare')).to.equal('');
    expect(attribute(node, 'other')).to.equal(undefined);
    expect(attribute(child(item('<link n=/z/>'), 'link')!, 'n')).to.equal('/z');
    expect(attribute(child(item('<link>a</link>'), 'link')!, 'href')).to.equal(undefined);
  });

  it('has the children that are asked for, the earlier name first', () => {
    const node = item('<b>1</b><a>2</a><b>3</b><c>4</c>');
    expect(text(child(node, 'a', 'b'))).to.equal('2');
    expect(text(child(node, 'x', 'b'))).to.equal('1');
    expect(child(node, 'x')).to.equal(undefined);
    expect(child(undefined, 'a')).to.equal(undefined);
    expect(children(node, 'b', 'a').map(text)).to.deep.equal(['1', '2', '3']);
    expect(children(undefined, 'a')).to.deep.equal([]);
  });

  it('has text: references read once, CDATA as it is, comments left out', () => {
    for (const [content, read] of [
      ['', ''],
      [' \n a \t', 'a'],
      ['a &amp;lt; b', 'a &lt; b'],
      ['<![CDATA[ a &amp; b ]]>', 'a &amp; b'],
      ['&amp; <![CDATA[&amp;]]> &amp;<![CDATA[<b>]]>&lt;', '& &amp; &<b><'],
      ['a<!-- b -->c', 'ac'],
      ['a<!-- b --><!-- c -->d', 'ad'],
      ['a<!-- <![CDATA[b]]> -->c', 'ac'],
      ['a <!-- b', 'a <!-- b'],
      ['a<!-->b', 'ab'],
      ['a<!-- b -- c -->d', 'ad'],
      ['a <! b > c', 'a <! b > c'],
      ['a <!-- b <![CDATA[<c>]]>', 'a <!-- b <c>'],
      ['a<br>&amp;<br/>b', 'a<br>&<br/>b'],
    ] as const) {
      expect(field(`<title>${content}</title>`, 'title'), content).to.equal(read);
    }
    expect(text(undefined)).to.equal('');
    expect(text(readXml('<alert>a &amp; <![CDATA[b').root)).to.equal('a & b');
  });

  it('has markup as HTML reads it: without prefixes, and nothing that would stay open', () => {
    for (const [content, read] of [
      ['<p>a &amp; b</p>', '<p>a &amp; b</p>'],
      ['<x:p>a<x:br/><x-y:b class="c"/></x:p>', '<p>a<br/><b class="c"></b></p>'],
      ['<p/><img src="a.jpg"/><hr/><i/>', '<p></p><img src="a.jpg"/><hr/><i></i>'],
      ['<b>a</b><![CDATA[<x:p/>]]>', '<b>a</b><x:p/>'],
      ['<b>a</b><!-- b -->', '<b>a</b>'],
      ['<P>a</P><DIV/>', '<P>a</P><DIV></DIV>'],
      ['<p>a: <b>b</b></p>', '<p>a: <b>b</b></p>'],
    ] as const) {
      const node = child(item(`<summary>${content}</summary>`), 'summary')!;
      expect(isMarkup(node), content).to.equal(true);
      expect(text(node), content).to.equal(read);
    }
    expect(isMarkup(child(item('<summary>a<br/>b</summary>'), 'summary')!)).to.equal(false);
  });

  it('has a base that its ancestors’ bases lead to', () => {
    const { entries, root } = readXml(
      '<feed xml:base="/tin/"><entry><link/><content xml:base="7/"/></entry><entry xml:base="https://other.example/"><link/></entry><entry xml:base=" "><link/></entry></feed>',
      'https://ward.example/feed',
    );
    const [one, other, empty] = entries.map((entry) => child(entry, 'link')!);
    expect(baseOf(root)).to.equal('https://ward.example/tin/');
    expect(baseOf(one)).to.equal('https://ward.example/tin/');
    expect(baseOf(child(entries[0], 'content'))).to.equal('https://ward.example/tin/7/');
    expect(baseOf(other)).to.equal('https://other.example/');
    expect(baseOf(empty)).to.equal('https://ward.example/tin/');
    expect(baseOf(item('<link/>').children[0], 'https://site.example/')).to.equal('https://site.example/');
    expect(baseOf(item('<link/>').children[0])).to.equal('https://ward.example/feed');
    expect(baseOf(undefined, 'https://site.example/')).to.equal('https://site.example/');
    expect(baseOf(undefined)).to.equal(undefined);
  });
});
