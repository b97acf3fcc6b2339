import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { safeHtml } from '../../../src/elements/district-news/safe-html.ts';
import { HTML_VECTORS, URL_VECTORS } from '../../fixtures/news/vectors.ts';

const SEED = 20210713;

/** Markup of articles, attacks on them, and what joins and breaks both. */
const pieces = fc.constantFrom(
  ...HTML_VECTORS,
  ...URL_VECTORS.flatMap((url) => [`<a href="${url}">x</a>`, `<img src="${url}" width="600">`, url]),
  ...[
    '<p>',
    '</p>',
    '<h1>Tin</h1>',
    '<h6>',
    '<table><tr><td>',
    '</table>',
    '<b>',
    '<i',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
  ],
  ...[
    '<p style="x" id="y" class="z" onclick="w()">',
    '<svg>',
    '<math>',
    '<template>',
    '<form>',
    '<base href="//evil">',
  ],
  ...[
    '"',
    "'",
    '>',
    '<',
    '&',
    '\0',
    ' ',
    '&#x3c;',
    'Tin',
    '<img data-src="/a.png" src="data:,x">',
    '<img width="1" src="/x">',
  ],
);

const FORBIDDEN =
  'script, style, iframe, object, embed, form, input, button, textarea, select, template, base, link, meta, svg, math, video, audio, [style], [id], [srcset], [action], [formaction]';

describe('safeHtml, whatever the article', () => {
  it('leaves nothing that runs, sends, styles or leads to an unsafe address', async () => {
    const property = fc.asyncProperty(fc.array(pieces, { maxLength: 25 }), async (parts) => {
      const safe = await safeHtml(parts.join(''), {
        base: 'https://ward.example/tin/',
        level: 3,
        title: 'Tin',
        table: 'Bảng',
      });
      expect([...safe.querySelectorAll(FORBIDDEN)].map(({ localName }) => localName)).to.deep.equal([]);
      for (const element of safe.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          expect(name.startsWith('on'), name).to.be.false;
          // On other elements both are only letters.
          if (element.localName === 'a' && name === 'href')
            expect(value.trim()).to.match(/^(?:https?:\/\/|mailto:|tel:)/i);
          if (element.localName === 'img' && name === 'src') expect(value).to.match(/^https?:\/\//);
          if (/^(?:href|src)$/.test(name) && value.startsWith('http')) expect(new URL(value).username).to.equal('');
        }
        if (/^h\d$/.test(element.localName)) expect(Number(element.localName[1])).to.be.within(3, 6);
      }
    });
    await fc.assert(property, { numRuns: 300, seed: SEED });
  });
});

describe('safeHtml, attributes', () => {
  const options = { base: 'https://ward.example/', level: 3, title: 'Tin', table: 'Bảng' };
  const EVERYTHING =
    'href="/a" src="/b.png" alt="x" width="300" height="200" datetime="2026-01-05" span="2" colspan="2" rowspan="2" scope="row" start="4" reversed dir="rtl" lang="vi" title="x"';
  const OWN: Record<string, [markup: (attributes: string) => string, own: string[]]> = {
    a: [(attributes) => `<p><a ${attributes}>x</a></p>`, ['href']],
    img: [(attributes) => `<p><img ${attributes}></p>`, ['alt', 'height', 'src', 'width']],
    p: [(attributes) => `<p ${attributes}>x</p>`, []],
    ol: [(attributes) => `<ol ${attributes}><li>x</li></ol>`, ['reversed', 'start']],
    time: [(attributes) => `<p><time ${attributes}>x</time></p>`, ['datetime']],
    del: [(attributes) => `<p><del ${attributes}>x</del></p>`, ['datetime']],
    td: [(attributes) => `<table><tr><td ${attributes}>x</td></tr></table>`, ['colspan', 'rowspan']],
    th: [(attributes) => `<table><tr><th ${attributes}>x</th></tr></table>`, ['colspan', 'rowspan', 'scope']],
    col: [(attributes) => `<table><col ${attributes}><tr><td>x</td></tr></table>`, ['span']],
    blockquote: [(attributes) => `<blockquote ${attributes}>x</blockquote>`, []],
  };
  for (const [name, [markup, own]] of Object.entries(OWN)) {
    it(`<${name}> keeps ${['dir', 'lang', 'title', ...own].join(', ')}`, async () => {
      const element = (await safeHtml(markup(EVERYTHING), options)).querySelector(name)!;
      // A link that leads away and a lazy picture get attributes of the widget's own.
      const added = ['rel', 'target', 'loading', 'decoding', 'referrerpolicy'];
      const kept = element.getAttributeNames().filter((attribute) => !added.includes(attribute));
      expect(kept).to.have.members(['dir', 'lang', 'title', ...own]);
    });
  }
});
