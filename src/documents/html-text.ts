import { decodeEntities } from './entities.ts';
import { tagEnd, type Scan } from './tags.ts';

/** Elements whose content is no text for readers. */
const UNREAD = /^(?:script|style|template|noscript|iframe|title|textarea|noembed|noframes)$/i;

/** Elements inside a line of text; the others part words. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)$/i;

/** Longer texts are articles: the summary of an item whose content is at hand stops after so many characters. */
export const SUMMARY = 500;

/** How a tag, a comment or a declaration starts. */
const OPENING = /^<(?:(!--)|[!?]|(\/?)([a-z][^\s/>]*))/i;

/** Control characters other than white space; they show as boxes or turn the line around. */
const CONTROLS = /[\0-\x08\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The text that a reader would see of `html`, in one line, cut at a word when longer than `max` characters. */
export function plainText(html = '', max = 5000): string {
  const scan: Scan = {};
  const enough = max * 2;
  let text = '';
  let length = 0;
  for (let at = 0; at < html.length && length <= enough;) {
    let open = html.indexOf('<', at);
    if (open < 0) open = html.length;
    text += decodeEntities(html.slice(at, Math.min(open, at + enough)));
    length += open - at;
    at = open + 1;
    const [opening, isComment, closing, name = ''] = OPENING.exec(html.slice(open, open + 40)) ?? [];
    if (isComment) {
      at = after(html, /-->|$/g, open + 4);
      continue;
    }
    const end = opening ? tagEnd(html, at, scan) : -1;
    if (end < 0) {
      text += html[open] ?? '';
      continue;
    }
    at = end + 1;
    if (!name || INLINE.test(name)) continue;
    text += ' ';
    if (!closing && html[end - 1] !== '/' && UNREAD.test(name)) at = after(html, RegExp(`(?=</${name})|$`, 'gi'), at);
  }
  // Most of a long text is cut off: its beginning will do, unless that is mostly white space.
  const head = inOneLine(text.slice(0, max + 99));
  return cut(head.length > max ? head : inOneLine(text), max);
}

function inOneLine(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(/ ?[^\S ]\s*| {2,}\s*/g, ' ')
    .trim();
}

/** Where the first match of `end` ends. */
function after(html: string, end: RegExp, from: number): number {
  end.lastIndex = from;
  end.test(html);
  return end.lastIndex;
}

/** `text` up to the last word that fits, with an ellipsis. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = text.lastIndexOf(' ', max);
  if (end <= max / 2) end = max;
  while (/[\s,;:.–-]/.test(text.charAt(end - 1))) end--;
  return `${text.slice(0, end)} …`;
}
