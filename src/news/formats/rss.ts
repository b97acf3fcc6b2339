import { readDate } from '../date.ts';
import { plainText, SUMMARY } from '../../documents/html-text.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { safeUrl } from '../../documents/urls.ts';
import { attribute, baseOf, child, children, readXml, rootName, text, type XmlNode } from '../../documents/xml.ts';

/** How an item is read: names of elements, the earlier name first, and what is done about some of them. */
export interface Ways {
  title: string[];
  full: string[];
  short: string[];
  published: string[];
  updated: string[];
  category: string[];
  authors: string[][];
  /** Elements inside an author's. */
  name: string[];
  labels(category: XmlNode): string[];
  atomLink?(node: XmlNode | undefined): string | undefined;
  atomContent?(node: XmlNode): { html?: string; text?: string };
  pictureOf?(node: XmlNode, base: string | undefined, ...html: (string | undefined)[]): NewsImage | undefined;
  /** Addresses of what comes with an item. */
  enclosed?(node: XmlNode): (string | undefined)[];
  date(said: string, zone: Zone): Date | undefined;
}

interface Zone {
  timeZone?: string;
  language?: string;
  generator: string;
}

/** The ways of plain RSS; with rss-ways.ts, atom.ts and pictures.ts they become more. */
export const ways: Ways = {
  title: ['title'],
  full: ['content:encoded'],
  short: ['description'],
  published: ['pubdate', 'dc:date'],
  updated: ['lastbuilddate'],
  category: ['category'],
  authors: [['dc:creator'], ['author', 'managingeditor']],
  name: [],
  labels: (category) => [plain(category)],
  date: readDate,
};

/** RSS 0.91–2.0 with the modules content, dc, dcterms, media, itunes and atom (https://www.rssboard.org/rss-specification). */
export const rss: NewsFormat = {
  name: 'rss',
  matches: (body) => /rss|channel/.test(`${rootName(body)}`),
  parse,
};

function parse(body: unknown, { url, timeZone }: NewsSource): NewsDraft {
  const { root, entries } = readXml(String(body), url);
  const channel = child(root, 'channel') ?? root;
  const said = (...names: string[]): string => text(child(channel, ...names));
  const language = said('language', 'dc:language') || undefined;
  const zone = { timeZone, language, generator: said('generator') };
  const link = said('link') || ways.atomLink?.(channel);
  const home = link && safeUrl(link, baseOf(channel));
  const editors = authors(channel);
  return {
    title: plainText(said(...ways.title)),
    url: home,
    language,
    updated: date(channel, zone, ['lastbuilddate', ...ways.published, ...ways.updated]),
    items: entries.map((node) => ({
      date: () => date(node, zone, [...ways.published, ...ways.updated]),
      build: () => item(node, zone, home ?? url, editors),
    })),
  };
}

/** The first of these dates that can be read. */
function date(node: XmlNode | undefined, zone: Zone, names: readonly string[]): Date | undefined {
  for (const name of names) {
    const found = ways.date(text(child(node, name)), zone);
    if (found) return found;
  }
  return undefined;
}

function item(node: XmlNode, zone: Zone, channelUrl: string | undefined, editors: string[]): ItemDraft {
  const base = baseOf(node, channelUrl);
  const atomNode = child(node, 'atom:content', 'atom:summary');
  const atom = atomNode && ways.atomContent?.(atomNode);
  const description = text(child(node, ...ways.short));
  const html = text(child(node, ...ways.full)) || atom?.html || description;
  const people = authors(node);
  return {
    base,
    id: text(child(node, 'guid')) || attribute(node, 'about'),
    title: plain(child(node, ...ways.title)),
    url: link(node, base),
    summary: plainText(description || (atom?.html ?? atom?.text), html ? SUMMARY : undefined),
    html,
    published: date(node, zone, ways.published),
    updated: date(node, zone, ways.updated),
    image: ways.pictureOf?.(node, base, html, description),
    authors: people.length ? people : editors,
    categories: children(node, ...ways.category).flatMap(ways.labels),
    source: plain(child(node, 'source')),
  };
}

/** `<link>`, else Atom's, else the guid where it is a permalink, else what the item is about or encloses. */
function link(node: XmlNode, base: string | undefined): string | undefined {
  const guid = child(node, 'guid');
  const id = text(guid);
  const isPermalink = guid && !/false/i.test(attribute(guid, 'ispermalink') ?? '') && /^https?:/i.test(id);
  return [
    ...children(node, 'link').map((one) => text(one) || attribute(one, 'href')),
    ways.atomLink?.(node),
    isPermalink && id,
    attribute(node, 'about'),
    text(child(node, 'url')),
    ...(ways.enclosed?.(node) ?? []),
  ]
    .map((one) => safeUrl(one, base))
    .find(Boolean);
}

/** `mail@example.com (Name)`, `Name <mail@example.com>` and a bare name; one element a person, or the names in one. */
function authors(node: XmlNode | undefined): string[] {
  for (const names of ways.authors) {
    const found = children(node, ...names)
      .map((one) => plain(child(one, ...ways.name) ?? one, 200))
      .map((name) => name.replace(/^\S+@\S+\s*\((.+)\)$|^(.+?)\s*<[^<>]+@[^<>]+>$/, '$1$2'))
      .filter(Boolean);
    if (found.length) return found;
  }
  return [];
}

function plain(node: XmlNode | undefined, max?: number): string {
  return plainText(text(node), max);
}
