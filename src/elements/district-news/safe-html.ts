import type { Config } from 'dompurify';
import { pixels } from '../../news/pictures.ts';
import { safeUrl } from '../../documents/urls.ts';

/**
 * The one place where foreign HTML becomes DOM. The platform's sanitizer does it where there is one, DOMPurify elsewhere,
 * both by the same short lists: no scripts, forms, frames or embeds, no `id`, `class`, `style` or events.
 */
const ELEMENTS =
  'a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'.split(
    ' ',
  );

/** Elements that are dropped while their content stays. */
const UNWRAPPED =
  'address article aside big center fieldset font footer form header label main nav picture section strike tt'.split(
    ' ',
  );

/** Attributes that every element may have, and those that belong to some. */
const GLOBAL_ATTRIBUTES = ['dir', 'lang', 'title'];
const OWN_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  col: ['span'],
  colgroup: ['span'],
  del: ['datetime'],
  img: ['alt', 'height', 'src', 'width'],
  ins: ['datetime'],
  ol: ['reversed', 'start'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};
const ATTRIBUTES = [...new Set([...GLOBAL_ATTRIBUTES, ...Object.values(OWN_ATTRIBUTES).flat()])];

type HtmlSanitizer = new (config: {
  dataAttributes: boolean;
  elements: string[];
  replaceWithChildrenElements: string[];
  attributes: string[];
}) => object;

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
    };
  }
}

export interface SafeHtmlOptions {
  /** What relative addresses start from. */
  base?: string;
  /** Level of the uppermost heading, 1–6. */
  level: number;
  /** The title of the article: a heading that only repeats it is dropped. */
  title: string;
  /** Said after links when they open a new tab. */
  newTab?: string;
  /** Name of a table that has no caption. */
  table: string;
}

/** `html` as inert nodes that can do no harm; a promise only where DOMPurify has to be fetched first. */
export function safeHtml(html: string, options: SafeHtmlOptions): DocumentFragment | Promise<DocumentFragment> {
  const native = sanitize(html);
  return native ? finish(native, options) : purify(html).then((content) => finish(content, options));
}

let sanitizer: object | undefined;

/** Into a document without a window: nothing is fetched and nothing runs while the tree is still foreign. */
function sanitize(html: string): DocumentFragment | undefined {
  const { body } = document.implementation.createHTMLDocument('');
  const { setHTML } = body as { setHTML?: (this: Element, html: string, options: object) => void };
  const { Sanitizer } = window as { Sanitizer?: HtmlSanitizer };
  if (!setHTML || !Sanitizer) return undefined;
  sanitizer ??= new Sanitizer({
    elements: ELEMENTS,
    replaceWithChildrenElements: UNWRAPPED,
    attributes: ATTRIBUTES,
    dataAttributes: false,
  });
  setHTML.call(body, html, { sanitizer });
  return contentOf(body);
}

function contentOf(body: Element): DocumentFragment {
  const content = body.ownerDocument.createDocumentFragment();
  content.append(...body.childNodes);
  return content;
}

/** Where the one policy is kept that all copies on the page share; in the script-tag build Lit has made it already. */
const POLICY = Symbol.for('civic-widgets.policy');
const shared = globalThis as { [POLICY]?: { createHTML(html: string): string } };

async function purify(html: string): Promise<DocumentFragment> {
  const { default: DOMPurify } = await import('dompurify');
  shared[POLICY] ??= window.trustedTypes?.createPolicy('civic-widgets', { createHTML: (html) => html });
  const config: Config = {
    ALLOWED_TAGS: ELEMENTS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM: true,
    TRUSTED_TYPES_POLICY: shared[POLICY] as Config['TRUSTED_TYPES_POLICY'],
  };
  return contentOf(DOMPurify.sanitize(html, config) as unknown as Element);
}

/** Addresses resolved and checked, headings below the article's own, tables that scroll, pictures that fit. */
function finish(content: DocumentFragment, options: SafeHtmlOptions): DocumentFragment {
  for (const element of content.querySelectorAll('*')) {
    const allowed = [...GLOBAL_ATTRIBUTES, ...(OWN_ATTRIBUTES[element.localName] ?? [])];
    for (const name of element.getAttributeNames()) if (!allowed.includes(name)) element.removeAttribute(name);
  }
  for (const link of content.querySelectorAll('a')) finishLink(link, options);
  for (const image of content.querySelectorAll('img')) finishImage(image, options.base);
  for (const one of content.querySelectorAll('p, div, span, h1, h2, h3, h4, h5, h6')) {
    // What editors leave behind: <p>&nbsp;</p>.
    if (!one.textContent.trim() && !one.querySelector('img, hr, table')) one.remove();
  }
  finishHeadings(content, options);
  for (const table of content.querySelectorAll('table')) {
    if (table.parentElement?.closest('table')) continue;
    const scroll = content.ownerDocument.createElement('div');
    scroll.className = 'scroll';
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', table.caption?.textContent.trim() || options.table);
    table.replaceWith(scroll);
    scroll.append(table);
  }
  return content;
}

function finishLink(link: HTMLAnchorElement, { base, newTab }: SafeHtmlOptions): void {
  const href = link.getAttribute('href') ?? '';
  const url = /^\s*(?:mailto|tel):/i.test(href) ? href.trim() : safeUrl(href, base);
  if (!url) return link.removeAttribute('href');
  link.setAttribute('href', url);
  link.rel = 'noopener noreferrer nofollow';
  if (!newTab || !url.startsWith('http')) return;
  link.target = '_blank';
  const said = link.ownerDocument.createElement('span');
  said.className = 'visually-hidden';
  said.textContent = ` ${newTab}`;
  link.append(said);
}

function finishImage(image: HTMLImageElement, base: string | undefined): void {
  const url = safeUrl(image.getAttribute('src'), base);
  const width = pixels(image.getAttribute('width'));
  const height = pixels(image.getAttribute('height'));
  // Too small to see: it counts visitors.
  if (!url || (width ?? 9) < 3 || (height ?? 9) < 3) return image.remove();
  image.loading = 'lazy';
  image.decoding = 'async';
  image.referrerPolicy = 'no-referrer';
  if (!image.hasAttribute('alt')) image.alt = '';
  image.addEventListener('error', () => image.remove(), { once: true });
  image.src = url;
}

function finishHeadings(content: DocumentFragment, { level, title }: SafeHtmlOptions): void {
  const headings = [...content.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const first = headings[0];
  if (first?.textContent.trim() === title && content.textContent.trim().startsWith(title)) {
    first.remove();
    headings.shift();
  }
  const top = Math.min(...headings.map(levelOf));
  for (const heading of headings) {
    const shifted = content.ownerDocument.createElement(`h${Math.min(levelOf(heading) - top + level, 6)}`);
    for (const name of ['lang', 'dir']) {
      const value = heading.getAttribute(name);
      if (value) shifted.setAttribute(name, value);
    }
    shifted.append(...heading.childNodes);
    heading.replaceWith(shifted);
  }
}

function levelOf(heading: Element): number {
  return Number(heading.localName.slice(1));
}
