import { expect } from '@open-wc/testing';
import { decodeEntities } from '../../src/documents/entities.ts';
import { numericReferences, numericReferencesIn } from '../../src/documents/entity-names.ts';

describe('names of HTML', () => {
  it('become numbers, however often they are escaped', () => {
    for (const [text, read] of [
      ['Ng&ocirc;i sao', 'Ng&#244;i sao'],
      ['t&abreve;ng &hellip; &NBSP;', 't&#259;ng &#8230; &#160;'],
      ['&Eacute;&eacute;', '&#201;&#233;'],
      [
        '&amp;hellip; &amp;amp;hellip; &#38;hellip; &#x26;hellip;',
        '&amp;#8230; &amp;amp;#8230; &#38;#8230; &#x26;#8230;',
      ],
      ['&excl;&bsol;', '&#33;&#92;'],
    ] as const)
      expect(numericReferences(text), text).to.equal(read);
    expect(decodeEntities(numericReferences('Ng&ocirc;i &lt;sao&gt; &amp;hellip;'))).to.equal('Ngôi <sao> &#8230;');
  });

  it('that XML has, that nobody knows or that are none stay as they are', () => {
    for (const text of [
      '',
      '&amp;&lt;&gt;&quot;&apos;&nbsp;',
      '&unknown; &constructor; &xacute;',
      'a;hellip; & b; ?a&copy=1',
    ])
      expect(numericReferences(text), text).to.equal(text);
  });

  it('are found in all texts of a JSON document, which is itself where it has none', () => {
    const document = { a: ['Ng&ocirc;i', { b: '&hellip;' }], n: 1, z: null };
    expect(numericReferencesIn(document)).to.deep.equal({ a: ['Ng&#244;i', { b: '&#8230;' }], n: 1, z: null });
    for (const value of [{ a: ['b', { c: 1 }] }, [], new Date(0), 'a', 1, null, undefined])
      expect(numericReferencesIn(value)).to.equal(value);
    let asked = 0;
    const lazy = {
      get items() {
        asked++;
        return ['&hellip;'];
      },
    };
    expect(numericReferencesIn(lazy)).to.equal(lazy);
    expect(asked).to.equal(0);
    expect(numericReferencesIn(JSON.parse('{"__proto__":"&hellip;"}'))).to.deep.equal(
      JSON.parse('{"__proto__":"&#8230;"}'),
    );
  });
});
