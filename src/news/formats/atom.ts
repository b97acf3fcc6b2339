import { lineOfText, plainText, textToHtml, titleText } from '../../documents/html-text.ts';
import { safeUrl } from '../../documents/urls.ts';
import { attribute, baseOf, child, children, readXml, rootName, text, type XmlNode } from '../../documents/xml.ts';
import { firstDate, zoneOfOffset, type DateContext } from '../dates.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { firstPicture, isPictureType, mediaImages } from '../pictures.ts';
import { atomContent, labelsOf, pageLink } from './xml-fields.ts';

/** Atom 1.0 (RFC 4287) and 0.3. */
export const atom: NewsFormat = {
  name: 'atom',
  matches: (body) => /feed|entry/.test(rootName(body) ?? ''),
  parse,
};

const PUBLISHED = ['published', 'issued', 'created', 'dc:date', 'dcterms:created', 'dcterms:issued', 'pubdate'];
const UPDATED = ['updated', 'modified', 'dcterms:modified'];

function parse(body: unknown, { url, timeZone, parseDate }: NewsSource): NewsDraft {
  const { root: feed, entries } = readXml(String(body), url);
  const dates = [...PUBLISHED, ...UPDATED];
  const said = entries.flatMap((entry) => text(child(entry, ...dates)) || []);
  const siteZone = zoneOfOffset(said[0]);
  const zone: DateContext = { timeZone: timeZone ?? siteZone, parseDate };
  const editors = people(feed) ?? [];
  const date = (node: XmlNode | undefined, names: readonly string[]): Date | undefined =>
    firstDate(names, (name) => text(child(node, name)), zone);
  return {
    title: titleOf(child(feed, 'title', 'dc:title')),
    url: safeUrl(pageLink(feed), baseOf(feed)),
    language: attribute(feed, 'xml:lang'),
    updated: date(feed, ['updated', 'modified', 'dc:date']),
    timeZone: siteZone,
    items: entries.map((entry) => ({
      date: () => date(entry, dates),
      build: (): ItemDraft => {
        const base = baseOf(entry);
        const content = child(entry, 'content');
        const full = atomContent(content);
        const short = atomContent(child(entry, 'summary', 'dc:description', 'dcterms:abstract', 'media:description'));
        const title = child(entry, 'title', 'dc:title', 'media:title');
        const heading = titleOf(title);
        const html =
          full.html ?? textToHtml(full.text) ?? short.html ?? (heading ? undefined : atomContent(title).html);
        return {
          base,
          id: text(child(entry, 'id')),
          title: heading,
          rawTitle: text(title),
          url: linkOf(entry),
          summary: short.text || plainText(short.html) || full.text,
          html,
          published: date(entry, PUBLISHED),
          updated: date(entry, UPDATED),
          image: firstPicture(content ? baseOf(content) : base, ...mediaImages(entry, base), ...enclosed(entry), html),
          authors: people(entry) ?? people(child(entry, 'source')) ?? editors,
          categories: children(entry, 'category', 'dc:subject', 'media:category').flatMap(labelsOf),
          source: titleOf(child(child(entry, 'source'), 'title')) || undefined,
        };
      },
    })),
  };
}

/** Plain text as it stands; of HTML what a reader sees. */
function titleOf(node: XmlNode | undefined): string {
  const { html, text } = atomContent(node);
  return text === undefined ? titleText(html) : lineOfText(text, Infinity);
}

/** The page's link, else the address of the content, of an enclosure, or the id where it is an address. */
function linkOf(entry: XmlNode): string | undefined {
  const base = baseOf(entry);
  const own = pageLink(entry);
  const holder = children(entry, 'link').find((one) => (attribute(one, 'href') || text(one)) === own);
  const id = text(child(entry, 'id'));
  return (
    safeUrl(own, holder ? baseOf(holder) : base) ??
    safeUrl(attribute(child(entry, 'content'), 'src'), base) ??
    safeUrl(attribute(enclosures(entry)[0], 'href'), base) ??
    (/^https?:/i.test(id) ? safeUrl(id) : undefined)
  );
}

function enclosures(entry: XmlNode): XmlNode[] {
  return children(entry, 'link').filter((one) => attribute(one, 'rel') === 'enclosure');
}

function enclosed(entry: XmlNode): (NewsImage | undefined)[] {
  return enclosures(entry).map((one) => {
    const url = isPictureType(attribute(one, 'type')) ? safeUrl(attribute(one, 'href'), baseOf(one)) : undefined;
    return url ? { url } : undefined;
  });
}

function people(node: XmlNode | undefined): string[] | undefined {
  const found = children(node, 'author', 'dc:creator')
    .map((one) => titleText(text(child(one, 'name')) || text(child(one, 'email', 'uri', 'url') ?? one)))
    .filter(Boolean);
  return found.length ? found : undefined;
}
