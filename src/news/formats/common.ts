import { attribute, children, text, type XmlNode } from '../../documents/xml.ts';
import { slug } from '../categories.ts';
import { plainText } from '../../documents/html-text.ts';

/** The address of the page among Atom's links: `rel="alternate"`, HTML before other types, or no `rel` at all. */
export function atomLink(node: XmlNode | undefined): string | undefined {
  const links = children(node, 'link', 'atom:link').map((one) => ({
    rel: (attribute(one, 'rel') ?? 'alternate').trim().toLowerCase(),
    href: attribute(one, 'href') || text(one),
    type: attribute(one, 'type') ?? 'html',
  }));
  const pages = links.filter((one) => one.href && /(?:^|\/)alternate$/.test(one.rel));
  return (pages.find((one) => one.type.includes('html')) ?? pages[0])?.href;
}

/** What a category is called: by its label and, where that is another word, by its term. */
export function labels(node: XmlNode): string[] {
  const label = plainText(attribute(node, 'label'));
  const term = plainText(text(node) || attribute(node, 'term') || attribute(node, 'text'));
  if (!label || !term) return [label || term];
  return slug(label) === slug(term) ? [label] : [label, term];
}
