import { expect } from '@open-wc/testing';
import { decodeEntities } from '../../src/documents/entities.ts';

describe('character references', () => {
  it('are read once: by name, as decimals and as hexadecimals', () => {
    for (const [text, read] of [
      ['a', 'a'],
      ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
      ['a&nbsp;b', 'a\xa0b'],
      ['&amp;lt;', '&lt;'],
      ['&#65;&#x42;&#X43;&#x1ecb;&#128512;', 'ABCị😀'],
    ] as const) {
      expect(decodeEntities(text), text).to.equal(read);
    }
  });

  it('stay as they are when nobody knows them', () => {
    for (const text of [
      '&',
      'a & b',
      '&unknownname;',
      '&amp',
      '&#;',
      '&#x;',
      '&#xg;',
      '&;',
      '&#12345678901;',
      '?a&b=1',
    ]) {
      expect(decodeEntities(text), text).to.equal(text);
    }
  });

  it('mean windows-1252 from 128 to 159, as in HTML', () => {
    expect(decodeEntities('&#128;&#x80;&#133;&#150;&#x92;&#159;')).to.equal('€€…–’Ÿ');
    expect(decodeEntities('&#127;&#160;')).to.equal('\x7f\xa0');
  });

  it('that no character has are shown as what is broken', () => {
    expect(decodeEntities('&#0;&#xd800;&#xdfff;&#x110000;')).to.equal('\ufffd'.repeat(4));
    expect(decodeEntities('&#xd7ff;&#xe000;&#x10ffff;')).to.equal('\ud7ff\ue000\u{10ffff}');
  });
});
