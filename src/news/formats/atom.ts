import { isMarkup } from '../../documents/any-xml.ts';
import { readDate } from '../date.ts';
import { asHtml } from '../as-html.ts';
import { plainText } from '../../documents/html-text.ts';
import { firstImage, mediaImage } from '../pictures.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsSource } from '../model.ts';
import { safeUrl } from '../../documents/urls.ts';
import { attribute, baseOf, child, children, readXml, rootName, text, type XmlNode } from '../../documents/xml.ts';
import { atomLink, labels } from './common.ts';

/** Atom 1.0 (RFC 4287) and 0.3. */
export const atom: NewsFormat = {
  name: 'atom',
  matches: (body) => /feed|entry/.test(rootName(body) ?? ''),
  parse,
};

function parse(body: unknown, { url, timeZone }: NewsSource): NewsDraft {
  const document = readXml(String(body), url);
  const feed = document.root;
  const zone = { timeZone };
  const editors = people(feed) ?? [];
  const date = (node: XmlNode | undefined, ...names: string[]): Date | undefined => {
    for (const name of names) {
      const found = readDate(text(child(node, name)), zone);
      if (found) return found;
    }
    return undefined;
  };
  return {
    title: plain(child(feed, 'title', 'dc:title')),
    url: safeUrl(atomLink(feed), baseOf(feed)),
    language: feed && attribute(feed, 'xml:lang'),
    updated: date(feed, 'updated', 'modified', 'dc:date'),
    items: document.entries.map((entry) => ({
      date: () => date(entry, ...PUBLISHED, ...UPDATED),
      build: (): ItemDraft => {
        const base = baseOf(entry);
        const content = child(entry, 'content');
        const summary = child(entry, 'summary', 'dc:description', 'dcterms:abstract', 'media:description');
        const full = atomContent(content);
        const short = atomContent(summary);
        const title = child(entry, 'title', 'dc:title', 'media:title');
        const heading = plain(title);
        const html = full.html ?? asHtml(full.text) ?? short.html ?? (heading ? undefined : atomContent(title).html);
        return {
          base,
          id: text(child(entry, 'id')),
          title: heading,
          url: link(entry),
          summary: short.text || plainText(short.html) || full.text,
          html,
          published: date(entry, ...PUBLISHED),
          updated: date(entry, ...UPDATED),
          image: mediaImage(entry, base) ?? enclosed(entry, base) ?? firstImage(html, content ? baseOf(content) : base),
          authors: people(entry) ?? people(child(entry, 'source')) ?? editors,
          categories: children(entry, 'category', 'dc:subject', 'media:category').flatMap(labels),
          source: plain(child(child(entry, 'source'), 'title')) || undefined,
        };
      },
    })),
  };
}

const PUBLISHED = ['published', 'issued', 'created', 'dc:date', 'dcterms:created', 'dcterms:issued', 'pubdate'];
const UPDATED = ['updated', 'modified', 'dcterms:modified'];

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

function plain(node: XmlNode | undefined): string {
  const { html, text } = atomContent(node);
  return text?.replace(/\s+/g, ' ') ?? plainText(html);
}

function fromBase64(value: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(value.replace(/\s/g, '')), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function link(entry: XmlNode): string | undefined {
  const base = baseOf(entry);
  const own = atomLink(entry);
  const holder = children(entry, 'link').find((one) => (attribute(one, 'href') || text(one)) === own);
  const content = child(entry, 'content');
  return (
    safeUrl(own, holder ? baseOf(holder) : base) ??
    safeUrl(content && attribute(content, 'src'), base) ??
    safeUrl(
      children(entry, 'link')
        .map((one) => attribute(one, 'rel') === 'enclosure' && attribute(one, 'href'))
        .find(Boolean),
      base,
    ) ??
    (/^https?:/i.test(text(child(entry, 'id'))) ? safeUrl(text(child(entry, 'id'))) : undefined)
  );
}

function enclosed(entry: XmlNode, base: string | undefined): { url: string } | undefined {
  for (const one of children(entry, 'link')) {
    const url =
      attribute(one, 'rel') === 'enclosure' && attribute(one, 'type')?.startsWith('image')
        ? safeUrl(attribute(one, 'href'), base)
        : undefined;
    if (url) return { url };
  }
  return undefined;
}

function people(node: XmlNode | undefined): string[] | undefined {
  const found = children(node, 'author', 'dc:creator')
    .map((one) => plainText(text(child(one, 'name')) || text(child(one, 'email', 'uri', 'url') ?? one)))
    .filter(Boolean);
  return found.length ? found : undefined;
}
