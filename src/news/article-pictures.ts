import { emojiOf } from '../documents/html-text.ts';
import { imageTags, sourceOf } from './pictures.ts';

/**
 * The HTML of an article with its pictures in place: what a lazy loader would load, the picture that a gallery's thumbnail
 * leads to, and characters instead of pictures of emoji. Still foreign HTML: not sanitised.
 */
export function showPictures(html: string, base?: string): string {
  let shown = '';
  let at = 0;
  for (const { get, link, from, to } of imageTags(html)) {
    const emoji = emojiOf(get);
    const { src } = sourceOf(get, link, base);
    if (!emoji && (src === undefined || src === get['src'])) continue;
    const kept =
      src === link || /\bsize-thumbnail\b/.test(get['class'] ?? '')
        ? ['alt', 'title']
        : ['alt', 'title', 'width', 'height'];
    shown += html.slice(at, from);
    shown += emoji ? escape(emoji) : `<img src="${escape(src!)}"`;
    if (!emoji)
      shown += `${kept.map((name) => (get[name] === undefined ? '' : ` ${name}="${escape(get[name])}"`)).join('')}>`;
    at = to;
  }
  return shown + html.slice(at);
}

function escape(text: string): string {
  return text.replace(/[&"<>]/g, (char) => `&#${char.charCodeAt(0)};`);
}
