import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../../src/elements/district-news/district-news.define.ts';
import type { DistrictNews } from '../../../src/elements/district-news/district-news.ts';
import { rss } from '../../fixtures/news/feeds.ts';
import { HTML_VECTORS, URL_VECTORS } from '../../fixtures/news/vectors.ts';
import { until } from '../../helpers/endpoint.ts';

declare global {
  interface Window {
    pwned(): void;
  }
}

const ALLOWED = new Set([
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  ...'SECTION DIV UL LI P A SPAN BDI TIME IMG BUTTON ARTICLE'.split(' '),
]);
const ALL = 'date time image summary source author category';

/** A feed of one item that has the vector everywhere, escaped or in CDATA. */
function feed(vector: string, { cdata = false } = {}): string {
  const put = (text: string): string =>
    cdata
      ? `<![CDATA[${text.replaceAll(']]>', '')}]]>`
      : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = put(vector)
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;');
  return rss([
    {
      title: put(vector),
      link: put(vector),
      guid: put(vector),
      description: put(vector),
      more: `<content:encoded>${put(`<p>Tin</p>${vector}<p>Hết</p>`)}</content:encoded><author>${put(vector)}</author><category>${put(vector)}</category><source url="${quoted}">${put(vector)}</source><media:thumbnail url="${quoted}"/>`,
    },
    { title: 'Tin', link: 'https://ward.example/1' },
  ]);
}

/** What in the widget isn't text and structure of ours, or harmless structure of an article. */
function faults(root: ParentNode, isArticle: boolean): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const inContent = isArticle && element.closest('.content');
    if (!inContent && !ALLOWED.has(element.tagName)) found.push(`<${element.localName}>`);
    if (inContent && element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
      found.push(`foreign <${element.localName}>`);
    if (
      /^(?:script|style|link|meta|base|iframe|object|embed|template|slot|form|input|select|textarea|svg|math|dialog)$/i.test(
        element.localName,
      )
    ) {
      found.push(`<${element.localName}>`);
    }
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^is$|^srcdoc$|^formaction$|^ping$|^srcset$/i.test(name))
        found.push(`${element.localName}[${name}]`);
      if (inContent && /^(?:id|name)$/.test(name)) found.push(`${element.localName}[${name}]`);
      if (
        inContent &&
        name === 'class' &&
        !['scroll', 'visually-hidden'].includes(value) &&
        !element.matches('.content')
      )
        found.push(`class ${value}`);
      if (/^(?:href|src|action|data)$/.test(name) && value !== '#') {
        const url = URL.canParse(value) ? new URL(value) : undefined;
        if (!url || !/^(?:https?|mailto|tel):$/.test(url.protocol) || url.username) found.push(`${name}=${value}`);
      }
    }
  }
  return found;
}

describe('hostile news', () => {
  let calls = 0;
  let element: DistrictNews;
  beforeEach(async () => {
    calls = 0;
    window.pwned = () => calls++;
    element = await fixture<DistrictNews>(html`<district-news heading="" show=${ALL}></district-news>`);
  });
  afterEach(() => Reflect.deleteProperty(window, 'pwned'));

  async function show(document: string, layout: DistrictNews['layout']): Promise<string[]> {
    element.layout = layout;
    const loaded = oneEvent(element, 'civic-load');
    element.data = document;
    await loaded;
    if (layout === 'article') {
      await until(
        () => element.shadowRoot?.querySelector('.content > div, .content > p'),
        `the article is shown: ${document}`,
      );
      // While DOMPurify works, where the browser has no sanitizer, paragraphs of text are shown; without HTML they stay.
      for (let i = 0; i < 10 && !element.shadowRoot?.querySelector('.content > div'); i++)
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return faults(element.shadowRoot!, layout === 'article');
  }

  for (const layout of ['list', 'article'] as const) {
    it(`is text in title, summary, link, picture, author, category and source: ${layout}`, async () => {
      for (const vector of [...HTML_VECTORS, ...URL_VECTORS]) {
        for (const cdata of [false, true]) {
          expect(await show(feed(vector, { cdata }), layout), vector).to.deep.equal([]);
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(calls).to.equal(0);
      expect(getComputedStyle(element).display).to.equal('block');
    }).timeout(120_000);
  }

  it('is text when the page itself gives it as data', async () => {
    for (const vector of [...HTML_VECTORS, ...URL_VECTORS]) {
      const item = {
        id: vector,
        title: vector,
        url: vector,
        summary: vector,
        html: vector,
        image: { url: vector, alt: vector },
        authors: [vector],
        categories: [vector],
        source: vector,
      };
      expect(await show(JSON.stringify({ title: vector, url: vector, items: [item] }), 'list'), vector).to.deep.equal(
        [],
      );
    }
    expect(calls).to.equal(0);
  }).timeout(60_000);

  it('keeps the article’s harmless structure while it drops the rest', async () => {
    const text =
      '<h1>Một</h1><p onclick="pwned()" style="color:red" class="x" id="y">Hai <b>ba</b> <font>bốn</font></p><script>pwned()</script><table><tr><td colspan=2>năm</td></tr></table><form><input>sáu</form>';
    await show(rss([{ title: 'a', link: 'https://ward.example/', description: `<![CDATA[${text}]]>` }]), 'article');
    const content = element.shadowRoot!.querySelector('.content')!;
    expect(content.querySelector('p')?.attributes).to.have.length(0);
    expect(content.querySelector('b')?.textContent).to.equal('ba');
    expect(content.querySelector('.scroll td')).to.have.attribute('colspan', '2');
    expect(content.textContent).to.match(/Một\s*Hai ba bốn\s*năm\s*sáu/);
  });
});
