import { decodeEntities } from './entities.ts';
import { attributes, commentEnd, isBlock, isHidden, isHtmlName, tagEnd, type Scan } from './markup.ts';

/** Longer texts are articles: the summary of an item whose content is at hand stops after so many characters. */
export const SUMMARY = 500;

/** The text that a reader would see of `html`, in one line, cut at a word when longer than `max` characters. */
export function plainText(html = '', max = 5000): string {
  return cut(
    oneLine(
      read(html, max * 2, () => true),
      max,
    ),
    max,
  );
}

/**
 * The text of a title that may hold markup. Only names of HTML elements are markup: `Meeting <Board> and <b>others</b>` is
 * `Meeting <Board> and others`. What isn't closed takes nothing away.
 */
export function titleText(html = '', max = 5000): string {
  return html.includes('<') ? cut(oneLine(read(html, max * 2, isHtmlName), max), max) : lineOfText(html, max);
}

/** Text without markup in one line; character references are read, brackets stay. */
export function lineOfText(text = '', max = 5000): string {
  return cut(oneLine(decodeEntities(text), max), max);
}

/** The text that a reader would see of `html`, block by block. */
export function paragraphsOf(html: string): string[] {
  return read(html, html.length, () => true, BREAK)
    .split(BREAK)
    .map((text) => oneLine(text, html.length))
    .filter(Boolean);
}

/** A control character that no text has: they are removed. */
const BREAK = '\u001e';

/** How a tag or a declaration opens. */
const OPENING = /^<(?:[!?]|(\/?)([a-z][^\s/>]*))/i;

/** The text of `html` until `enough` of it has been read; `isMarkup` tells by their names which tags are. */
function read(html: string, enough: number, isMarkup: (name: string) => boolean, between = ' '): string {
  const scan: Scan = {};
  const unclosed = new Set<string>();
  let text = '';
  let length = 0;
  for (let at = 0; at < html.length && length <= enough;) {
    let open = html.indexOf('<', at);
    if (open < 0) open = html.length;
    text += decodeEntities(html.slice(at, Math.min(open, at + enough)));
    length += open - at;
    at = open + 1;
    if (html.startsWith('<!--', open)) {
      const end = commentEnd(html, open, scan);
      if (end >= 0) at = end;
      else if (!isMarkup('!')) text += '<';
      else at = open + 4;
      continue;
    }
    // CDATA that was escaped once too often.
    if (html.startsWith('<![CDATA[', open)) {
      const end = unclosed.has(']]>') ? -1 : html.indexOf(']]>', open);
      if (end < 0) unclosed.add(']]>');
      else text += decodeEntities(html.slice(open + 9, Math.min(end, open + 9 + enough)));
      at = end < 0 ? open + 9 : end + 3;
      continue;
    }
    const [opening, closing, name = '!'] = OPENING.exec(html.slice(open, open + 40)) ?? [];
    const end = opening && isMarkup(name) ? tagEnd(html, at, scan) : -1;
    if (end < 0) {
      text += html[open] ?? '';
      continue;
    }
    const tag = html.slice(at + name.length, end);
    at = end + 1;
    const emoji = /^img$/i.test(name) && emojiOf(attributes(tag));
    if (emoji) text += emoji;
    else if (isBlock(name)) text += between;
    if (closing || tag.endsWith('/') || !isHidden(name) || unclosed.has(name)) continue;
    const close = html.slice(at).search(new RegExp(`</${name}`, 'i'));
    if (close >= 0) at += close;
    else if (isMarkup('!')) break;
    else unclosed.add(name);
  }
  return text;
}

/** The character that a picture of an emoji or a smiley stands for. */
export function emojiOf(image: Record<string, string | undefined>): string | undefined {
  const alt = image['alt']?.trim() ?? '';
  const isNamed =
    /\b(?:emoji|wp-smiley)\b/.test(image['class'] ?? '') || /\/(?:emoji|smilies)\b/.test(image['src'] ?? '');
  return alt &&
    alt.length <= 16 &&
    (isNamed || /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f]+$/u.test(alt))
    ? alt
    : undefined;
}

/** Control characters other than white space; they show as boxes or turn the line around. */
const CONTROLS = /[\0-\x08\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The beginning of a long text will do, unless that is mostly white space. */
function oneLine(text: string, max: number): string {
  const clean = (part: string): string =>
    part
      .replace(CONTROLS, '')
      .replace(/ ?[^\S ]\s*| {2,}\s*/g, ' ')
      .trim();
  const head = clean(text.slice(0, max + 99));
  return head.length > max ? head : clean(text);
}

/** `text` up to the last word that fits, with an ellipsis. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = text.lastIndexOf(' ', max);
  if (end <= max / 2) end = max;
  while (/[\s,;:.–-]/.test(text.charAt(end - 1))) end--;
  return `${text.slice(0, end)} …`;
}

/** Plain text as HTML, paragraph by paragraph. */
export function textToHtml(text: string | undefined): string | undefined {
  return text
    ?.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;' })[char] ?? '&gt;')
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}
