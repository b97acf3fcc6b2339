import { loadChunk } from '../errors.ts';
import { rootName } from '../documents/xml.ts';
import type { NewsBody } from './body.ts';
import { COMMON_DATE } from './date.ts';
import { registered } from './formats/registry.ts';
import { rss } from './formats/rss.ts';
import type { NewsFeed } from './model.ts';
import { toFeed } from './feed.ts';
import type { ParseOptions } from './parse.ts';

/** Where load-more.ts must look closer: names of HTML, dates unlike the standards', pictures, rarer elements. */
const RARE = new RegExp(
  '[&;](?!(?:amp|lt|gt|quot|apos|nbsp);)[a-z]\\w+;|#x?0*(?:[89][\\da-f]|1[2-5]\\d);' +
    `|<(?:\\w+:)?\\w*(?:date|created|issued|published|modified)d?\\b[^<>]*>\\s*(?!</|${COMMON_DATE}\\s*<)\\S` +
    // A channel's own picture has elements inside, and its own address is no item's.
    '|[<;]img|<(?:(?:link|item)\\s|image(?!>\\s*<[a-z])|category[^<>]*\\s(?:label|term|text)\\b' +
    '|enclosure|body|fullitem|summary|date|published|updated|thumb|(?:dcterms|itunes|media|xhtml):' +
    '|dc:(?!creator|date)|content:(?!encoded)|atom:(?!link[^<>]*rel="(?:self|hub)))|nukeviet',
  'i',
);

/**
 * Reads a feed as `parseNews` does, and loads no more code for it than the document needs: none for plain RSS.
 *
 * @throws {CivicError} `format`, or `network` when a part can't be had
 */
export async function loadNews(body: NewsBody, options: ParseOptions): Promise<NewsFeed> {
  const { format = 'auto', url } = options;
  const text = textOf(body, options.contentType);
  const isRss = !registered.length && /^(?:auto|rss)$/.test(format) && text && rootName(text) === 'rss';
  if (isRss && !RARE.test(text)) {
    try {
      return toFeed(rss.parse(text, options), url);
    } catch {
      // Not as plain as it looked.
    }
  }
  const isJson = /^\s*[[{]/.test(text ?? '');
  // What load-more.ts would ask for next.
  const [{ loadAny }] = await loadChunk(
    Promise.all([import('./load-more.ts'), isJson && import('./formats/json-family.ts')]),
  );
  return loadAny(text ?? body, options);
}

/** A text, or bytes that are UTF-8 without a word against it. */
function textOf(body: NewsBody, contentType = ''): string | undefined {
  if (!(body instanceof Uint8Array)) return typeof body === 'string' ? body : undefined;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    // All at once takes Chromium two to three times as long.
    for (let at = 0; at < body.length; at += 65_536) {
      text += decoder.decode(body.subarray(at, at + 65_536), { stream: true });
    }
    text += decoder.decode();
    if (!/(?:charset|encoding)\s*=\s*(?!["']?utf-?8)|\0/i.test(contentType + text.slice(0, 400))) return text;
  } catch {
    // Another encoding.
  }
  return undefined;
}
