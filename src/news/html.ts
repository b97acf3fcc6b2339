import { decodeEntities } from '../endpoint/entities.ts';
import { tagEnd, type Scan } from '../endpoint/tags.ts';

/** Elements whose content is no text for readers. */
const UNREAD = /^(?:script|style|template|noscript|iframe|title|textarea|noembed|noframes)$/;

/** Elements inside a line of text; the others part words. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)$/;

/** Longer texts are articles: the summary of an item whose content is at hand stops after so many characters. */
export const SUMMARY = 500;

/** The text that a reader would see of `html`, in one line, cut at a word when longer than `max` characters. */
export function plainText(html: string | undefined, max = 5000): string {
  if (!html) return '';
  const ends = new Map<string, number>();
  let length = 0;
  let at = 0;
  const scan: Scan = {};
  let text = '';
  while (at < html.length && length <= max * 2) {
    let open = html.indexOf('<', at);
    if (open < 0) open = html.length;
    if (open > at) {
      text += decodeEntities(html.slice(at, Math.min(open, at + max * 2)));
      length += open - at;
    }
    at = open;
    if (open === html.length) break;
    if (html.startsWith('<!--', open)) {
      at = find(html, '-->', open + 4, ends) + 3;
      continue;
    }
    const name = /^<\/?([a-z][^\s/>]*)/i.exec(html.slice(open, open + 40))?.[1]?.toLowerCase();
    const end = name || html[open + 1] === '!' || html[open + 1] === '?' ? tagEnd(html, open + 1, scan) : -1;
    if (end < 0) {
      text += '<';
      at = open + 1;
      continue;
    }
    at = end + 1;
    if (!name || INLINE.test(name)) continue;
    text += ' ';
    if (html[open + 1] !== '/' && html[end - 1] !== '/' && UNREAD.test(name)) {
      at = find(html, `</${name}`, at, ends);
    }
  }
  if (UNTIDY.test(text)) text = text.replace(CONTROLS, '').replace(/\s{2,}|[^\S ]/g, ' ');
  return cut(text.trim(), max);
}

/** Control characters other than white space; they show as boxes or turn the line around. */
const CONTROLS = /[\0-\x08\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const UNTIDY = RegExp(`\\s\\s|[^\\S ]|${CONTROLS.source}`);

/** `text` up to the last word that fits, with an ellipsis. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = text.lastIndexOf(' ', max);
  if (end <= max / 2) end = max;
  while (/[\s,;:.–-]/.test(text.charAt(end - 1))) end--;
  return `${text.slice(0, end)} …`;
}

/** Where `needle` comes next, or the end of the text; a needle that is nowhere is looked for only once. */
function find(html: string, needle: string, from: number, ends: Map<string, number>): number {
  if (ends.has(needle)) return html.length;
  let at = html.indexOf(needle, from);
  if (at < 0 && needle.startsWith('</')) at = html.toLowerCase().indexOf(needle, from);
  if (at >= 0) return at;
  ends.set(needle, 0);
  return html.length;
}

/** Plain text as HTML, paragraph by paragraph. */
export function asHtml(text: string | undefined): string | undefined {
  return text
    ?.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;' })[char] ?? '&gt;')
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}

/** `Tin tức` as addresses spell it: `tin-tuc`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
