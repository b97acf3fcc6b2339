import { decodeEntities } from './entities.ts';
import { attributes, tagEnd, type Scan } from './tags.ts';
import { isEntry, MOST, type XmlDocument, type XmlNode } from './xml.ts';

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

const NAME = /[a-z_][^\s/>=<]*/iy;
const ROOT = /^(?:[\w.-]+:)?(?:rss|rdf|feed|channel|entry|alert)$/i;

/** Elements below this depth are part of an ancestor's text, not nodes to ask for. */
const RECORDED = 9;
const DEEPEST = 200;

/** The document element's local name if it is a feed's: `rss`, `rdf`, `feed`, `channel` or `entry`. */
export function rootName(source: string): string | undefined {
  const at = rootAt(source);
  return at < 0 ? undefined : local(nameAt(source, at + 1).toLowerCase());
}

/** Where the document element opens, after whatever junk, declarations and document type stand before it. */
function rootAt(source: string): number {
  for (let at = 0; ;) {
    at = source.indexOf('<', at);
    if (at < 0) return -1;
    if (ROOT.test(nameAt(source, at + 1))) return at;
    let end: number;
    if (source.startsWith('<!--', at)) end = source.indexOf('-->', at);
    else if (/^<!doctype[^>[]*\[/i.test(source.slice(at, at + 500))) end = source.slice(at).search(/\]\s*>/) + at;
    else end = at;
    if (end < at) return -1;
    at = end + 1;
  }
}

/**
 * Reads a feed, broken or not. An element that is never closed ends where its first child starts; a crossed or stray end
 * tag, a bare `&` or `<` do no harm; an entry that the file's end cuts off is left out. Nothing is ever expanded.
 */
export function readXml(source: string, url?: string): XmlDocument {
  const document: XmlDocument = { source, url, entries: [], text, attributes: byLocalName };
  const scan: Scan = {};
  const stack: XmlNode[] = [];
  const names: string[] = [];
  const scopes: Record<string, string>[] = [];
  let main: string | undefined;
  let tooDeep = 0;
  let comments = true;

  const pop = (index: number, to: number): void => {
    while (stack.length > index) {
      const node = stack.pop()!;
      names.pop();
      scopes.pop();
      if (stack.length === index) {
        node.to = to;
        if (node.children.length && stack.length && isEntry(stack.at(-1)!)) uncross(node, stack.at(-1)!);
        if (isEntry(node)) document.entries.push(node);
        return;
      }
      if (isEntry(node)) {
        node.to = to;
        document.entries.push(node);
        continue;
      }
      node.to = node.children[0]?.at ?? to;
      for (const late of node.children) stack.at(-1)!.children.push(late);
      node.children = [];
    }
  };

  for (let at = rootAt(source); at >= 0 && document.entries.length < MOST; at = source.indexOf('<', at)) {
    const open = at++;
    const mark = source[at];
    if (mark === '!') {
      if (source.startsWith('[CDATA[', at + 1)) {
        at = source.indexOf(']]>', at);
        if (at < 0) break;
      } else if (comments && source.startsWith('--', at + 1)) {
        const end = source.indexOf('-->', at + 3);
        comments = end >= 0;
        if (comments) at = end;
      }
      continue;
    }
    const closing = mark === '/';
    const qname = nameAt(source, closing ? at + 1 : at).toLowerCase();
    if (!qname) continue;
    if (closing) {
      at += qname.length;
      if (tooDeep) tooDeep--;
      else {
        const index = names.lastIndexOf(qname);
        if (index >= 0) pop(index, open);
        if (index === 0) break;
      }
      continue;
    }
    const end = tagEnd(source, at, scan);
    if (end < 0) break;
    const empty = source[end - 1] === '/';
    const raw = source.slice(at + qname.length, empty ? end - 1 : end);
    at = end + 1;
    if (stack.length >= DEEPEST) {
      if (!empty) tooDeep++;
      continue;
    }
    const scope = scopeOf(raw, scopes.at(-1));
    const [prefix, name] = qname.includes(':') ? (qname.split(':', 2) as [string, string]) : ['', qname];
    const known = scope[prefix] ?? prefix;
    main ??= known === 'rdf' ? '' : known;
    const node: XmlNode = {
      name: !known || known === main ? name : `${known}:${name}`,
      children: [],
      document,
      at: open,
      raw,
      from: at,
      to: at,
    };
    if (isEntry(node)) {
      const unclosed = stack.findIndex(isEntry);
      if (unclosed >= 0) pop(unclosed, open);
    }
    const parent = stack.at(-1);
    node.parent = parent;
    if (parent) {
      if (stack.length < RECORDED) parent.children.push(node);
    } else document.root = node;
    if (empty) {
      if (isEntry(node)) document.entries.push(node);
      continue;
    }
    stack.push(node);
    names.push(qname);
    scopes.push(scope);
  }
  if (!document.entries.length) pop(0, source.length);
  return document;
}

/** Fields of an entry; some of their names are HTML's as well and may stand in a text. */
const TEXTS = /^(?:description|summary|content|content:encoded)$/;
const FIELDS =
  /^(?:guid|id|pubdate|dc:date|published|updated|category|dc:creator|enclosure|description|content:encoded)$/;
const HTML_FIELDS = /^(?:title|link|author|summary|content)$/;

/** `<title>a<link>b</title></link>`: another field can't stand in a field; it and what follows it belong to the entry. */
function uncross(node: XmlNode, entry: XmlNode): void {
  if (!TEXTS.test(node.name) && !FIELDS.test(node.name) && !/^(?:title|link)$/.test(node.name)) return;
  const first = node.children.findIndex(
    ({ name }) => FIELDS.test(name) || (HTML_FIELDS.test(name) && !TEXTS.test(node.name)),
  );
  if (first < 0) return;
  node.to = node.children[first]!.at;
  for (const late of node.children.splice(first)) entry.children.push(late);
}

const NO_SCOPE = Object.create(null) as Record<string, string>;

/** The document's prefixes as we know them; the document's own where we don't. */
function scopeOf(raw: string, outer = NO_SCOPE): Record<string, string> {
  if (!raw.includes('xmlns')) return outer;
  // Not a copy: a document may declare a hundred thousand, and a prefix in each of its elements.
  const scope = Object.create(outer) as Record<string, string>;
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

/** The attributes of a tag, those with a prefix by their names without it as well; not XML's own. */
function byLocalName(raw: string): Record<string, string | undefined> {
  const all = attributes(raw);
  for (const name of Object.keys(all)) {
    if (!name.startsWith('xml')) all[local(name)] ??= all[name];
  }
  return all;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An element's text: references read and CDATA taken in; markup that stands in it unescaped stays markup. */
export function text(node: XmlNode): string {
  const raw = node.document.source.slice(node.from, node.to);
  if (!raw.includes('<')) return decodeEntities(raw).trim();
  const decode = isMarkup(node) ? asHtml : decodeEntities;
  let out = '';
  let at = 0;
  for (let open = raw.indexOf('<!'); open >= 0; open = raw.indexOf('<!', at)) {
    const isCdata = raw.startsWith('[CDATA[', open + 2);
    const end = isCdata
      ? raw.indexOf(']]>', open)
      : raw.startsWith('--', open + 2)
        ? raw.indexOf('-->', open + 4)
        : open;
    if (end < 0 && !isCdata) break;
    out += decode(raw.slice(at, open));
    if (isCdata) out += raw.slice(open + 9, end < 0 ? undefined : end);
    at = end < 0 ? raw.length : end === open ? open + 2 : end + 3;
  }
  return (out + decode(raw.slice(at))).trim();
}

/** Whether elements stand unescaped in it, `<br>` aside. */
export function isMarkup(node: XmlNode): boolean {
  return node.children.some((candidate) => candidate.name !== 'br');
}

/** XHTML as HTML reads it: no prefixes, and no `<b/>`, which would make all that follows bold. */
function asHtml(xhtml: string): string {
  return xhtml
    .replace(/<(\/?)[\w.-]+:(?=[a-z])/gi, '<$1')
    .replace(/<(?!area|br|col|hr|img|source|wbr)([a-z]\w*)\b([^<>]*)\/>/gi, '<$1$2></$1>');
}
