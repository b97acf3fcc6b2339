import { plainText, SUMMARY, titleText } from '../../documents/html-text.ts';
import { safeUrl } from '../../documents/urls.ts';
import { attribute, baseOf, child, children, readXml, rootName, text, type XmlNode } from '../../documents/xml.ts';
import { firstDate, readDate, zoneOfOffset, type DateContext } from '../dates.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsSource } from '../model.ts';
import { firstPicture, mediaImages } from '../pictures.ts';
import { atomContent, labelsOf, pageLink } from './xml-fields.ts';

/** RSS 0.91–2.0 with the modules content, dc, dcterms, media, itunes and atom (https://www.rssboard.org/rss-specification). */
export const rss: NewsFormat = {
  name: 'rss',
  matches: (body) => /rss|channel/.test(rootName(body) ?? ''),
  parse,
};

/** RSS 0.90 and 1.0 (https://web.resource.org/rss/1.0/spec): the same words, the items beside the channel. */
export const rdf: NewsFormat = { name: 'rdf', matches: (body) => rootName(body) === 'rdf', parse };

// Names of elements that say the same, the earlier name first.
const TITLE = ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'];
const FULL = ['content:encoded', 'xhtml:body', 'body', 'xhtml:div', 'fullitem', 'content:items'];
const SHORT = [
  ...['description', 'dc:description', 'dcterms:abstract', 'media:description'],
  ...['itunes:summary', 'summary', 'itunes:subtitle'],
];
const PUBLISHED = [
  ...['pubdate', 'dc:date', 'atom:published', 'dcterms:created', 'dcterms:issued'],
  ...['date', 'published', 'atom:issued'],
];
const UPDATED = ['dcterms:modified', 'atom:updated', 'atom:modified', 'updated', 'lastbuilddate'];
const CATEGORY = ['category', 'dc:subject', 'media:category', 'atom:category', 'itunes:category'];
const AUTHORS = [
  ['dc:creator', 'dc:author'],
  ['author', 'managingeditor'],
  ['atom:author'],
  ['itunes:author'],
  ['dc:contributor', 'media:credit'],
];
const NAME = ['name', 'atom:name', 'email', 'atom:email'];

interface Channel {
  zone: DateContext;
  /** Whether the minutes of its dates are wrong. */
  writesMonthAsMinutes: boolean;
  /** Whether its items are legal documents, with their date of issue in the summary. */
  hasDatesOfIssue: boolean;
  /** What relative addresses start from. */
  base: string | undefined;
  authors: string[];
}

function parse(body: unknown, { url, timeZone, parseDate }: NewsSource): NewsDraft {
  const source = String(body);
  const { root, entries } = readXml(source, url);
  const node = child(root, 'channel') ?? root;
  const said = (...names: string[]): string => text(child(node, ...names));
  const language = said('language', 'dc:language') || undefined;
  const link = said('link') || pageLink(node);
  const home = link && safeUrl(link, baseOf(node));
  const siteZone = zoneOfOffset(text(child(entries[0] ?? node, ...PUBLISHED, ...UPDATED)));
  const channel: Channel = {
    zone: { timeZone: timeZone ?? siteZone, language, parseDate },
    // NukeViet 4.0 to 4.5; the generator of 4.6 is "NukeViet v4.x".
    writesMonthAsMinutes: /^nukeviet v4\.0\b/i.test(said('generator')),
    hasDatesOfIssue: DATE_OF_ISSUE.test(source),
    base: home ?? url,
    authors: authors(node),
  };
  return {
    title: titleText(said(...TITLE)),
    url: home,
    language,
    updated: date(node, channel, ['lastbuilddate', ...PUBLISHED, ...UPDATED]),
    timeZone: siteZone,
    items: entries.map((entry) => ({
      date: () => dateOfIssue(entry, channel) ?? date(entry, channel, [...PUBLISHED, ...UPDATED]),
      build: () => item(entry, channel),
    })),
  };
}

function item(node: XmlNode, channel: Channel): ItemDraft {
  const base = baseOf(node, channel.base);
  const atom = atomContent(child(node, 'atom:content', 'atom:summary'));
  const description = text(child(node, ...SHORT));
  const html = text(child(node, ...FULL)) || atom.html || description;
  const people = authors(node);
  const title = text(child(node, ...TITLE));
  return {
    base,
    id: text(child(node, 'guid')) || attribute(node, 'about'),
    title: titleText(title),
    rawTitle: title,
    url: link(node, base),
    summary: plainText(description || (atom.html ?? atom.text), html ? SUMMARY : undefined),
    html,
    published: dateOfIssue(node, channel) ?? date(node, channel, PUBLISHED),
    updated: date(node, channel, UPDATED),
    image: firstPicture(base, ...mediaImages(node, base), html, description),
    authors: people.length ? people : channel.authors,
    categories: children(node, ...CATEGORY).flatMap(labelsOf),
    source: titleText(text(child(node, 'source'))),
  };
}

/** The first of these dates that can be read. */
function date(node: XmlNode | undefined, channel: Channel, names: readonly string[]): Date | undefined {
  const found = firstDate(names, (name) => text(child(node, name)), channel.zone);
  // Within an hour the document's order, the newest first, is true.
  if (found && channel.writesMonthAsMinutes && found.getUTCMinutes() === found.getUTCMonth() + 1) {
    found.setUTCMinutes(0, 0);
  }
  return found;
}

/** How the summary of NukeViet's legal documents starts; their `pubDate` is the day on which they were put on the site. */
const DATE_OF_ISSUE = /(?:Ngày ban hành|Publtime): (\d\d\/\d\d\/\d{4})\./;

function dateOfIssue(node: XmlNode, { zone, hasDatesOfIssue }: Channel): Date | undefined {
  const start = hasDatesOfIssue ? text(child(node, 'description')).trimStart().slice(0, 30) : '';
  const found = DATE_OF_ISSUE.exec(start);
  return found?.index === 0 ? readDate(found[1], { ...zone, language: 'vi' }) : undefined;
}

/** `<link>`, else Atom's, else the guid where it is a permalink, else what the item is about or encloses. */
function link(node: XmlNode, base: string | undefined): string | undefined {
  const guid = child(node, 'guid');
  const id = text(guid);
  const isPermalink = !/false/i.test(attribute(guid, 'ispermalink') ?? '') && /^https?:/i.test(id);
  const candidates = [
    ...children(node, 'link').map((one) => text(one) || attribute(one, 'href')),
    pageLink(node),
    isPermalink && id,
    attribute(node, 'about'),
    text(child(node, 'url')),
    ...children(node, 'enclosure', 'media:content').map((one) => attribute(one, 'url')),
  ];
  return candidates.map((one) => safeUrl(one, base)).find(Boolean);
}

/** `mail@example.com (Name)`, `Name <mail@example.com>` and a bare name; one element a person, or the names in one. */
function authors(node: XmlNode | undefined): string[] {
  for (const names of AUTHORS) {
    const found = children(node, ...names)
      .map((one) => titleText(text(child(one, ...NAME) ?? one), 200))
      .map((name) => name.replace(/^\S+@\S+\s*\((.+)\)$|^(.+?)\s*<[^<>]+@[^<>]+>$/, '$1$2'))
      .filter(Boolean);
    if (found.length) return found;
  }
  return [];
}
