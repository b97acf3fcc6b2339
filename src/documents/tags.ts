import { decodeEntities } from './entities.ts';

/** What is known of a text that tags are looked for in; it keeps the work linear however hostile the text is. */
export interface Scan {
  /** The last `>` of the text. */
  last?: number;
  /** A quote that never closes was met: from then on quotes don't count. */
  unquoted?: boolean;
}

/** Where the tag that opened before `from` ends: the first `>` outside attribute values, -1 when there is none. */
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

const ATTRIBUTE = /([^\s=/"'<>]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The attributes of a tag by lower-case name, values decoded; of two with one name the first counts (HTML §13.2.5.33). */
export function attributes(raw: string): Record<string, string | undefined> {
  const found = Object.create(null) as Record<string, string | undefined>;
  for (const [, name, double, single, bare] of raw.matchAll(ATTRIBUTE)) {
    found[name!.toLowerCase()] ??= decodeEntities(double ?? single ?? bare ?? '');
  }
  return found;
}
