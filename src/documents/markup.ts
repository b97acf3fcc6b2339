/** Tags and comments, as XML and HTML write them. */
import { decodeEntities } from './entities.ts';

/** What a scan of one text has found out; it keeps the work linear however hostile the text is. */
export interface Scan {
  /** The last `>` of the text. */
  last?: number;
  /** A quote never closes: from then on quotes don't count. */
  unquoted?: boolean;
  /** A comment never closes: there is no other that does. */
  uncommented?: boolean;
}

/** Where the tag that opens before `from` ends: the first `>` outside attribute values, or -1. */
export function tagEnd(text: string, from: number, scan: Scan): number {
  scan.last ??= text.lastIndexOf('>');
  if (from > scan.last) return -1;
  const marks = /=\s*["']|>/g;
  marks.lastIndex = from;
  for (let mark; !scan.unquoted && (mark = marks.exec(text));) {
    if (mark[0] === '>') return mark.index;
    marks.lastIndex = text.indexOf(mark[0].at(-1)!, marks.lastIndex) + 1;
    if (!marks.lastIndex) break;
  }
  scan.unquoted = true;
  return text.indexOf('>', from);
}

/** Behind the comment that opens at `open`, -1 when it never closes. `<!-->` is a whole one (HTML §13.2.5.43). */
export function commentEnd(text: string, open: number, scan: Scan): number {
  const [empty] = /^<!---?>/.exec(text.slice(open, open + 6)) ?? [];
  if (empty) return open + empty.length;
  const close = scan.uncommented ? -1 : text.indexOf('-->', open + 4);
  scan.uncommented = close < 0;
  return close < 0 ? -1 : close + 3;
}

const ATTRIBUTE = /([^\s=/"'<>]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The attributes of a tag by lower-case name, values decoded; of two with one name the first counts (HTML §13.2.5.33). */
export function attributes(raw: string): Record<string, string | undefined> {
  const found = Object.create(null) as Record<string, string | undefined>;
  for (const [, name, double, single, bare] of raw.matchAll(ATTRIBUTE)) {
    found[name!.toLowerCase()] ??= decodeEntities(double ?? single ?? bare ?? '');
  }
  return found;
}

/** Elements whose content is no text for readers. */
const HIDDEN = /^(?:iframe|noembed|noframes|noscript|script|style|template|textarea|title)$/i;

/** Other elements that part words; unknown ones stand in a line of text. */
const BLOCK =
  /^(?:address|article|aside|audio|blockquote|body|br|button|canvas|caption|center|col|colgroup|dd|details|dialog|dir|div|d[lt]|embed|fieldset|figcaption|figure|footer|form|h[1-6r]|head|header|hgroup|html|img|input|legend|li|link|main|map|math|menu|meta|nav|object|ol|optgroup|option|p|picture|pre|progress|search|section|select|source|summary|svg|table|tbody|td|tfoot|th|thead|tr|track|ul|video)$/i;

const INLINE =
  /^(?:a|abbr|acronym|area|b|base|bd[io]|big|cite|code|data|datalist|del|dfn|em|font|i|ins|kbd|label|mark|meter|nobr|output|q|r[pt]|ruby|s|samp|slot|small|span|strike|strong|su[bp]|time|tt|u|var|wbr)$/i;

export function isHidden(name: string): boolean {
  return HIDDEN.test(name);
}

/** Whether an element parts the words before it from those after it. */
export function isBlock(name: string): boolean {
  return BLOCK.test(name) || HIDDEN.test(name);
}

/** Whether HTML has an element of this name. */
export function isHtmlName(name: string): boolean {
  return INLINE.test(name) || isBlock(name);
}
