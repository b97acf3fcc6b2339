import { decodeEntities } from './entities.ts';
import { attributes, commentEnd, isHtmlName, tagEnd, type Scan } from './markup.ts';
import { resolveBase } from './urls.ts';

/** An element of a feed or an alert. Its text and attributes stay in the source until somebody asks for them. */
export interface XmlNode {
  /** `prefix:local` in lower case, by the prefixes of `NAMESPACES` whatever the document calls them; none for the feed's own. */
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
}

/** The prefixes by which the formats ask for elements, and what their namespaces look like in the wild. */
const NAMESPACES: readonly [prefix: string, uri: RegExp][] = [
  ['atom', /w3\.org\/2005\/atom|purl\.org\/atom/i],
  ['content', /modules\/content/i],
  ['dc', /dc\/elements/i],
  ['dcterms', /dc\/terms/i],
  ['media', /search\.yahoo/i],
  ['itunes', /itunes/i],
  ['rdf', /rdf-syntax/i],
  ['xhtml', /1999\/xhtml/i],
  ['', /purl\.org\/(?:net\/)?rss[\d./]*#?$|netscape\.com|userland\.com|harvard\.edu/i],
];

/** More entries than any feed has, and elements deeper than any are nested: bounds for documents made to cost. */
const MOST = 10_000;
const DEEPEST = 200;

/** Elements below this depth are part of an ancestor's text, not nodes to ask for. */
const RECORDED = 9;

const ROOT = /^(?:[\w.-]+:)?(?:rss|rdf|feed|channel|entry|alert)$/i;

/** Elements that hold fields and entries; they never end early. */
const CONTAINER = /^(?:\w+:)?(?:rss|rdf|feed|channel|alert)$/;

/** A tag as the standard has it. */
const TAG = /<(\/?)([a-z_][^\s/>=<]*)((?:\s+[^\s/>=<"']+=(?:"[^"<]*"|'[^'<]*'))*\s*)(\/?)>/iy;
const NAME = /[a-z_][^\s/>=<]*/iy;

/** The document element's local name if it is a feed's or an alert's: `rss`, `rdf`, `feed`, `channel`, `entry`, `alert`. */
export function rootName(source: unknown): string | undefined {
  const at = typeof source === 'string' ? rootAt(source) : -1;
  return at < 0 ? undefined : localName(nameAt(source as string, at + 1).toLowerCase());
}

/** Where the document element opens, behind whatever junk, declarations and document type stand before it. */
function rootAt(source: string): number {
  const scan: Scan = {};
  for (let at = 0; ;) {
    at = source.indexOf('<', at);
    if (at < 0) return -1;
    if (ROOT.test(nameAt(source, at + 1))) return at;
    let end = at + 1;
    if (source.startsWith('<!--', at)) end = commentEnd(source, at, scan);
    else if (/^<!doctype[^>[]*\[/i.test(source.slice(at, at + 500))) end = source.slice(at).search(/\]\s*>/) + at;
    if (end <= at) return -1;
    at = end;
  }
}

/**
 * Reads a feed or an alert, broken or not. An element that is never closed ends where the next field starts; a crossed or
 * stray end tag, a bare `&` or `<` do no harm; an entry that the file's end cuts off is left out. Nothing is ever expanded.
 */
export function readXml(source: string, url?: string): XmlDocument {
  const document: XmlDocument = { source, url, entries: [] };
  const { entries } = document;
  const scan: Scan = {};
  const stack: XmlNode[] = [];
  const qnames: string[] = [];
  const scopes: Scope[] = [];
  let main: string | undefined;
  let tooDeep = 0;

  /** Closes the element at `index` and all that are open inside it. */
  const close = (index: number, to: number): void => {
    while (stack.length > index) {
      const node = stack.pop()!;
      const parent = stack.at(-1);
      qnames.pop();
      scopes.pop();
      node.to = to;
      if (isEntry(node)) entries.push(node);
      else if (stack.length > index) endEarly(node, parent!);
      else if (node.children.length && parent && isEntry(parent)) uncross(node, parent);
    }
  };

  for (let at = rootAt(source); at >= 0 && entries.length < MOST; at = source.indexOf('<', at)) {
    const open = at;
    const mark = source.charCodeAt(open + 1);
    if (mark === 0x21 /* ! */) {
      let end = open + 2;
      if (source.startsWith('[CDATA[', end)) {
        end = source.indexOf(']]>', end);
        if (end < 0) break;
      } else if (source.startsWith('--', end)) end = Math.max(end, commentEnd(source, open, scan));
      at = end;
      continue;
    }
    TAG.lastIndex = open;
    const tag = TAG.exec(source);
    const isClosing = tag ? tag[1] === '/' : mark === 0x2f; /* / */
    const qname = (tag ? tag[2]! : nameAt(source, open + (isClosing ? 2 : 1))).toLowerCase();
    at = open + 1 + qname.length;
    if (!qname) continue;
    if (isClosing) {
      if (tooDeep) tooDeep--;
      else {
        const index = qnames.lastIndexOf(qname);
        if (index >= 0) close(index, open);
        if (index === 0) break;
      }
      continue;
    }
    const end = tag ? TAG.lastIndex - 1 : tagEnd(source, at, scan);
    if (end < 0) break;
    const isEmpty = source[end - 1] === '/';
    const raw = tag ? tag[3]! : source.slice(at, isEmpty ? end - 1 : end);
    at = end + 1;
    if (stack.length >= DEEPEST) {
      if (!isEmpty) tooDeep++;
      continue;
    }
    const scope = scopeOf(raw, scopes.at(-1));
    const colon = qname.indexOf(':');
    const prefix = colon < 0 ? '' : qname.slice(0, colon);
    const local = colon < 0 ? qname : qname.slice(colon + 1);
    const known = scope[prefix] ?? prefix;
    main ??= known === 'rdf' ? '' : known;
    const name = !known || known === main ? local : `${known}:${local}`;
    const node: XmlNode = { name, parent: undefined, children: [], document, at: open, raw, from: at, to: at };
    if (isEntry(node)) {
      const unclosed = stack.findIndex(isEntry);
      if (unclosed >= 0) close(unclosed, open);
    }
    const parent = stack.at(-1);
    node.parent = parent;
    if (!parent) document.root = node;
    else if (stack.length < RECORDED) parent.children.push(node);
    if (!isEmpty) {
      stack.push(node);
      qnames.push(qname);
      scopes.push(scope);
    } else if (isEntry(node)) entries.push(node);
  }

  // What the file's end cuts off: entries are left out, the fields of the feed end where the next one starts.
  while (stack.length) {
    const node = stack.pop()!;
    node.to = source.length;
    if (stack.length && !isEntry(node)) endEarly(node, stack.at(-1)!);
  }
  return document;
}

/** Fields of an entry. Some of their names are HTML's as well, and may stand in a text. */
const TEXTS = /^(?:description|summary|content|content:encoded)$/;
const FIELDS =
  /^(?:guid|id|pubdate|dc:date|published|updated|category|dc:creator|enclosure|description|content:encoded)$/;
const HTML_FIELDS = /^(?:title|link|author|summary|content)$/;

/** An element without an end tag ends where the first child starts that is no markup; the rest belongs to its parent. */
function endEarly(node: XmlNode, parent: XmlNode): void {
  if (CONTAINER.test(node.name)) return;
  const isMarkup = ({ name }: XmlNode): boolean =>
    name.startsWith('xhtml:') || (isHtmlName(name) && !HTML_FIELDS.test(name));
  const first =
    TEXTS.test(node.name) || /^(?:title|div|xhtml:\w+)$/.test(node.name)
      ? node.children.findIndex((child) => !isMarkup(child))
      : 0;
  moveUp(node, first, parent);
}

/** `<title>a<link>b</title></link>`: a field can't stand in a field; it and what follows it belong to the entry. */
function uncross(node: XmlNode, entry: XmlNode): void {
  if (!TEXTS.test(node.name) && !FIELDS.test(node.name) && !/^(?:title|link)$/.test(node.name)) return;
  const first = node.children.findIndex(
    ({ name }) => FIELDS.test(name) || (HTML_FIELDS.test(name) && !TEXTS.test(node.name)),
  );
  moveUp(node, first, entry);
}

/** Ends `node` where its child at `first` starts; that and the following ones become children of `parent`. */
function moveUp(node: XmlNode, first: number, parent: XmlNode): void {
  if (first < 0 || !node.children.length) return;
  node.to = node.children[first]!.at;
  for (const late of node.children.splice(first)) {
    late.parent = parent;
    parent.children.push(late);
  }
}

type Scope = Record<string, string>;
const NO_SCOPE = Object.create(null) as Scope;

/** The document's prefixes by our names for their namespaces; by the document's own where we have none. */
function scopeOf(raw: string, outer = NO_SCOPE): Scope {
  if (!raw.includes('xmlns')) return outer;
  // Not a copy: a document may declare a hundred thousand, and a prefix in each of its elements.
  const scope = Object.create(outer) as Scope;
  for (const [name, uri] of Object.entries(attributes(raw))) {
    if (!/^xmlns(?::|$)/.test(name)) continue;
    const prefix = name.slice(6);
    scope[prefix] =
      NAMESPACES.find(([, known]) => known.test(uri!))?.[0] ?? (prefix || (outer === NO_SCOPE || !uri ? '' : 'other'));
  }
  return scope;
}

function nameAt(source: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.test(source) ? source.slice(at, NAME.lastIndex) : '';
}

/** A name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function isEntry({ name }: XmlNode): boolean {
  return name === 'item' || name === 'entry';
}

/** The first child of one of these names, the earlier name first. */
export function child(node: XmlNode | undefined, ...names: readonly string[]): XmlNode | undefined {
  for (const name of names) {
    const found = node?.children.find((candidate) => candidate.name === name);
    if (found) return found;
  }
  return undefined;
}

export function children(node: XmlNode | undefined, ...names: readonly string[]): XmlNode[] {
  return node?.children.filter((candidate) => names.includes(candidate.name)) ?? [];
}

/** An attribute by its name, or by its name without the prefix: `rdf:about` is `about`, but `xml:base` stays `xml:base`. */
export function attribute(node: XmlNode | undefined, name: string): string | undefined {
  // Most elements have none.
  if (!node?.raw) return undefined;
  if (!node.attributes) {
    node.attributes = attributes(node.raw);
    for (const name of Object.keys(node.attributes)) {
      if (!name.startsWith('xml')) node.attributes[localName(name)] ??= node.attributes[name];
    }
  }
  return node.attributes[name];
}

/** An element's text: references read and CDATA taken in; markup that stands in it unescaped stays markup. */
export function text(node: XmlNode | undefined): string {
  if (!node) return '';
  const raw = node.document.source.slice(node.from, node.to);
  if (!raw.includes('<')) return decodeEntities(raw).trim();
  const decode = isMarkup(node) ? withoutPrefixes : decodeEntities;
  const scan: Scan = {};
  let out = '';
  let at = 0;
  for (let open = raw.indexOf('<!'); open >= 0; open = raw.indexOf('<!', at)) {
    const isCdata = raw.startsWith('[CDATA[', open + 2);
    let end = -1;
    if (isCdata) end = raw.indexOf(']]>', open);
    else if (raw.startsWith('--', open + 2)) end = commentEnd(raw, open, scan);
    if (end < 0 && !isCdata) {
      out += decode(raw.slice(at, open + 2));
      at = open + 2;
      continue;
    }
    out += decode(raw.slice(at, open));
    if (isCdata) out += raw.slice(open + 9, end < 0 ? undefined : end);
    at = end < 0 ? raw.length : isCdata ? end + 3 : end;
  }
  return (out + decode(raw.slice(at))).trim();
}

/** Whether elements stand unescaped in it, `<br>` aside. */
export function isMarkup(node: XmlNode): boolean {
  return node.children.some((candidate) => candidate.name !== 'br');
}

/** XHTML as HTML reads it: no prefixes, and no `<b/>`, which would make all that follows bold. */
function withoutPrefixes(xhtml: string): string {
  return xhtml
    .replace(/<(\/?)[\w.-]+:(?=[a-z])/gi, '<$1')
    .replace(/<(?!area|br|col|hr|img|source|wbr)([a-z]\w*)\b([^<>]*)\/>/gi, '<$1$2></$1>');
}

/** What relative addresses in `node` start from (XML Base): `fallback`, the document's own, where no `xml:base` says more. */
export function baseOf(node: XmlNode | undefined, fallback = node?.document.url): string | undefined {
  return node ? resolveBase(attribute(node, 'xml:base'), baseOf(node.parent, fallback)) : fallback;
}
