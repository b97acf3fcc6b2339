/** Elements that RSS and Atom have in common. */
import { titleText } from '../../documents/html-text.ts';
import { attribute, children, isMarkup, text, type XmlNode } from '../../documents/xml.ts';
import { slug } from '../categories.ts';

/** A text construct or a content element (RFC 4287 §3.1, §4.1.3; `mode` is Atom 0.3's): as HTML, or as plain text. */
export function atomContent(node: XmlNode | undefined): { html?: string; text?: string } {
  if (!node || attribute(node, 'src')) return {};
  const type = attribute(node, 'type')?.trim().toLowerCase() ?? '';
  const mode = attribute(node, 'mode');
  const value = text(node);
  if (mode === 'base64' || (/^\w+\/./.test(type) && !/^text\/|xml$/.test(type))) return { html: fromBase64(value) };
  if (/html|xml/.test(type) || isMarkup(node) || mode === 'escaped') return { html: value };
  return { text: value };
}

/** The address of the page among Atom's links: `rel="alternate"`, HTML before other types, or no `rel` at all. */
export function pageLink(node: XmlNode | undefined): string | undefined {
  const links = children(node, 'link', 'atom:link').map((one) => ({
    rel: (attribute(one, 'rel') ?? 'alternate').trim().toLowerCase(),
    href: attribute(one, 'href') || text(one),
    type: (attribute(one, 'type') ?? 'html').toLowerCase(),
  }));
  const pages = links.filter((one) => one.href && /(?:^|\/)alternate$/.test(one.rel));
  return (pages.find((one) => one.type.includes('html')) ?? pages[0])?.href;
}

/** What a category is called: by its label and, where that is another word, by its term. */
export function labelsOf(category: XmlNode): string[] {
  const label = titleText(attribute(category, 'label'));
  const term = titleText(text(category) || attribute(category, 'term') || attribute(category, 'text'));
  if (!label || !term) return [label || term];
  return slug(label) === slug(term) ? [label] : [label, term];
}

function fromBase64(value: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(value.replace(/\s/g, '')), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
