import { readDate } from '../date.ts';
import { plainText, SUMMARY } from '../html.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { safeUrl } from '../../endpoint/urls.ts';
import { attribute, baseOf, child, children, readXml, rootName, text, type XmlNode } from '../../endpoint/xml.ts';
import { atomLink, categories } from './common.ts';

type PictureOf = (node: XmlNode, base: string | undefined, ...html: (string | undefined)[]) => NewsImage | undefined;
type AtomContent = (node: XmlNode) => { html?: string; text?: string };

let pictureOf: PictureOf | undefined;
let atomContent: AtomContent | undefined;

/** From now on pictures are found: see pictures.ts. */
export function knowPictures(find: PictureOf): void {
  pictureOf = find;
}

/** From now on Atom's elements in RSS are read: see atom.ts. */
export function knowAtom(read: AtomContent): void {
  atomContent = read;
}

/** RSS 0.91–2.0 with the modules content, dc, dcterms, media, itunes and atom (https://www.rssboard.org/rss-specification). */
export const rss: NewsFormat = {
  name: 'rss',
  matches: (body) => /rss|channel/.test(rootName(body) ?? ''),
  parse,
};

/** RSS 0.90 and 1.0 (https://web.resource.org/rss/1.0/spec): the same words, the items beside the channel. */
export const rdf: NewsFormat = { name: 'rdf', matches: (body) => rootName(body) === 'rdf', parse };

function parse(body: unknown, { url, timeZone }: NewsSource): NewsDraft {
  const document = readXml(String(body), url);
  const channel = child(document.root, 'channel') ?? document.root;
  const language = text(child(channel, 'language', 'dc:language')) || undefined;
  const hasHoursOnly = /^\s*nukeviet/i.test(text(child(channel, 'generator')));
  const zone = { timeZone, language, hasHoursOnly };
  const link = text(child(channel, 'link')) || atomLink(channel) || undefined;
  const base = safeUrl(link, baseOf(channel)) ?? url;
  const editors = authors(channel) ?? [];
  return {
    title: plainText(text(child(channel, 'title', 'dc:title', 'atom:title', 'media:title'))),
    url: link && safeUrl(link, baseOf(channel)),
    language,
    updated: date(channel, zone, 'lastbuilddate', 'pubdate', 'dc:date', 'atom:updated', 'dcterms:modified'),
    items: document.entries.map((node) => ({
      date: () => date(node, zone, ...PUBLISHED, ...UPDATED),
      build: () => item(node, zone, base, editors),
    })),
  };
}

const PUBLISHED = [
  'pubdate',
  'dc:date',
  'atom:published',
  'dcterms:created',
  'dcterms:issued',
  'date',
  'published',
  'atom:issued',
];
const UPDATED = ['dcterms:modified', 'atom:updated', 'atom:modified', 'updated', 'lastbuilddate'];

type Zone = Parameters<typeof readDate>[1] & { hasHoursOnly: boolean };

/** The first of these dates that can be read. */
function date(node: XmlNode | undefined, zone: Zone, ...names: string[]): Date | undefined {
  for (const name of names) {
    const found = readDate(text(child(node, name)), zone);
    // NukeViet writes the month in place of the minutes. Within an hour the document's order, the newest first, is true.
    if (!found) continue;
    if (zone.hasHoursOnly && found.getUTCMinutes() === found.getUTCMonth() + 1) found.setUTCMinutes(0, 0);
    return found;
  }
  return undefined;
}

function item(node: XmlNode, zone: Zone, channelUrl: string | undefined, editors: string[]): ItemDraft {
  const base = baseOf(node, channelUrl);
  const full = child(node, 'content:encoded', 'xhtml:body', 'body', 'xhtml:div', 'fullitem', 'content:items');
  const atomNode = child(node, 'atom:content', 'atom:summary');
  const atom = atomNode && atomContent?.(atomNode);
  const short = child(
    node,
    'description',
    'dc:description',
    'dcterms:abstract',
    'media:description',
    'itunes:summary',
    'summary',
    'itunes:subtitle',
  );
  const description = text(short);
  const html = text(full) || atom?.html || description;
  const guid = child(node, 'guid');
  const id = text(guid) || attribute(node, 'about');
  return {
    base,
    id,
    title: plainText(text(child(node, 'title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'))),
    url: link(node, base),
    summary: plainText(description || (atom?.html ?? atom?.text), html ? SUMMARY : undefined),
    html,
    published: date(node, zone, ...PUBLISHED),
    updated: date(node, zone, ...UPDATED),
    image: pictureOf?.(node, base, html, description),
    authors: authors(node) ?? editors,
    categories: categories(
      children(node, 'category', 'dc:subject', 'media:category', 'atom:category', 'itunes:category'),
    ),
    source: plainText(text(child(node, 'source'))) || undefined,
  };
}

/** `<link>`, else Atom's, else the guid where it is a permalink, else what the item is about or encloses. */
function link(node: XmlNode, base: string | undefined): string | undefined {
  for (const candidate of addresses(node)) {
    const url = safeUrl(candidate, base);
    if (url) return url;
  }
  return undefined;
}

function* addresses(node: XmlNode): Generator<string | undefined> {
  for (const one of children(node, 'link')) yield text(one) || attribute(one, 'href');
  yield atomLink(node);
  const guid = child(node, 'guid');
  if (guid && attribute(guid, 'ispermalink')?.trim().toLowerCase() !== 'false' && /^https?:/i.test(text(guid))) {
    yield text(guid);
  }
  yield attribute(node, 'about');
  yield text(child(node, 'url'));
  yield enclosures(node)
    .map((one) => attribute(one, 'url'))
    .find(Boolean);
}

function enclosures(node: XmlNode): XmlNode[] {
  return children(node, 'enclosure', 'media:content');
}

/** `mail@example.com (Name)`, `Name <mail@example.com>` and a bare name; one element a person, or the names in one. */
function authors(node: XmlNode | undefined): string[] | undefined {
  for (const names of [
    ['dc:creator', 'dc:author'],
    ['author', 'managingeditor'],
    ['atom:author'],
    ['itunes:author'],
    ['dc:contributor', 'media:credit'],
  ]) {
    const found = children(node, ...names)
      .map((one) => plainText(text(child(one, 'name', 'atom:name', 'email', 'atom:email') ?? one), 200))
      .map((name) => /^\S+@\S+\s*\((.+)\)$/.exec(name)?.[1] ?? /^(.+?)\s*<[^<>]+@[^<>]+>$/.exec(name)?.[1] ?? name)
      .filter(Boolean);
    if (found.length) return found;
  }
  return undefined;
}
