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
