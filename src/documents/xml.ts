import { decodeEntities } from './entities.ts';
import { attributes } from './tags.ts';
import { resolveBase } from './urls.ts';

/** An element of a feed or an alert. Text and attributes stay in the source until somebody asks: most of a long feed is never shown. */
export interface XmlNode {
  /** `prefix:local` in lower case, by the prefixes that any-xml.ts knows, whatever the document calls them; none for the feed's own. */
  name: string;
  parent?: XmlNode;
  children: XmlNode[];
  document: XmlDocument;
  /** Where the tag opens, and what stands between the element's name and the end of the tag. */
  at: number;
  raw: string;
  attributes?: Record<string, string | undefined>;
  /** Content from and to, as offsets in the source. */
  from: number;
  to: number;
}

export interface XmlDocument {
  source: string;
  url?: string;
  root?: XmlNode;
  /** All complete `<item>` or `<entry>`, wherever they stand. */
  entries: XmlNode[];
  /** How its elements' texts and attributes are read where it isn't plain: see any-xml.ts. */
  text?(node: XmlNode): string;
  attributes?(raw: string): Record<string, string | undefined>;
}

/** What reads documents of any kind: any-xml.ts. */
interface AnyXml {
  rootName(source: string): string | undefined;
  readXml(source: string, url?: string): XmlDocument;
  text(node: XmlNode): string;
}

let any: AnyXml | undefined;

/** From now on every document is read: see any-xml.ts, which plain RSS does without. */
export function knowXml(all: AnyXml | undefined): void {
  any = all;
}

/** More entries than any feed has; they bound the work on a document made to cost. */
export const MOST = 10_000;

/** What stands before the document element of plain RSS. */
const PROLOG = /^\s*(?:<(?:!--[^<>]*--|[!?]\w[^<>[]*)>\s*)*(?=<rss[\s>])/i;

/** A tag as the standard has it, from where it opens; of prefixes in its attributes only XML's own. */
const TAG = /<(\/?)([a-z_][^\s/>=<]*)((?:\s+(?:xml\w*:)?[^\s/>=<"':]+=(?:"[^"<]*"|'[^'<]*'))*\s*)(\/?)>/iy;

/** Names bound to another namespace than everywhere, or one of the namespaces in any-xml.ts to another name. */
const UNUSUAL =
  /xmlns(?:=|:(?!(atom|content|itunes|rdf|xhtml)=\S*\1|dc=\S*dc\/el|dcterms=\S*dc\/t|media=\S*yahoo)\S*(?:atom|content|dc\/|yahoo|itunes|rdf-|xhtml|g\/rss|t\/rss|netscape|userland|harvard))/i;

/** The document element's local name if it is a feed's: `rss`, `rdf`, `feed`, `channel` or `entry`. */
export function rootName(source: unknown): string | undefined {
  return typeof source !== 'string' ? undefined : PROLOG.test(source) ? 'rss' : any?.rootName(source);
}

/** Reads a feed, broken or not; any but plain RSS only with any-xml.ts. @throws without it */
export function readXml(source: string, url?: string): XmlDocument {
  return readPlain(source, url) ?? any!.readXml(source, url);
}

/** RSS as nearly everybody writes it: well-formed, the items in the channel, nothing but text in their fields. */
function readPlain(source: string, url?: string): XmlDocument | undefined {
  const document: XmlDocument = { source, url, entries: [] };
  const { entries } = document;
  const stack: XmlNode[] = [];
  const names: string[] = [];
  let at = PROLOG.exec(source)?.[0].length ?? -1;
  for (; at >= 0; at = source.indexOf('<', at)) {
    if (source.startsWith('<![CDATA[', at)) {
      at = source.indexOf(']]>', at);
      if (at < 0) return undefined;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(source);
    if (!tag) return undefined;
    const [whole, closing, written, raw, empty] = tag as unknown as [string, string, string, string, string];
    const qname = written.toLowerCase();
    const from = at + whole.length;
    const depth = stack.length;
    if (closing) {
      if (names.pop() !== qname) return undefined;
      const node = stack.pop()!;
      node.to = at;
      if (isEntry(node)) entries.push(node);
      if (!stack.length) return entries.length < MOST ? document : undefined;
    } else {
      if (raw.includes('xmlns') && (depth || UNUSUAL.test(raw))) return undefined;
      const parent = stack.at(-1);
      const node: XmlNode = { name: qname, parent, children: [], document, at, raw, from, to: from };
      if (isEntry(node) ? depth !== 2 : depth > 3) return undefined;
      if (parent) parent.children.push(node);
      else document.root = node;
      if (!empty) {
        stack.push(node);
        names.push(qname);
      } else if (isEntry(node)) entries.push(node);
    }
    at = from;
  }
  return undefined;
}

export function isEntry({ name }: XmlNode): boolean {
  return name === 'item' || name === 'entry';
}

/** The first child of one of these names, the earlier name first. */
export function child(node: XmlNode | undefined, ...names: string[]): XmlNode | undefined {
  for (const name of names) {
    const found = node?.children.find((candidate) => candidate.name === name);
    if (found) return found;
  }
  return undefined;
}

export function children(node: XmlNode | undefined, ...names: string[]): XmlNode[] {
  return node?.children.filter((candidate) => names.includes(candidate.name)) ?? [];
}

/** An attribute by its local name: `rdf:about` is `about`, but `xml:base` stays `xml:base`. */
export function attribute(node: XmlNode, name: string): string | undefined {
  // Most elements have none.
  if (!node.raw) return undefined;
  return (node.attributes ??= (node.document.attributes ?? attributes)(node.raw))[name];
}

/** An element's text: references read and CDATA taken in; markup that stands in it unescaped stays markup. */
export function text(node: XmlNode | undefined): string {
  if (!node) return '';
  const { document, from, to, children } = node;
  const special = document.text ?? (children.length ? any!.text : undefined);
  if (special) return special(node);
  const raw = document.source.slice(from, to);
  const read = raw.includes('<')
    ? raw.replace(/<!\[CDATA\[([^]*?)\]\]>|[^<]+/g, (part, cdata?: string) => cdata ?? decodeEntities(part))
    : decodeEntities(raw);
  return read.trim();
}

/** What relative addresses in `node` start from (XML Base): `fallback`, the document's own, where no `xml:base` says more. */
export function baseOf(node: XmlNode | undefined, fallback = node?.document.url): string | undefined {
  return node ? resolveBase(attribute(node, 'xml:base'), baseOf(node.parent, fallback)) : fallback;
}
