import { knowNames } from '../endpoint/entities.ts';
import { part } from '../endpoint/part.ts';
import { rootName } from '../endpoint/xml.ts';
import type { NewsBody } from './body.ts';
import { COMMON_DATE, knowDates } from './date.ts';
import { registered } from './formats/registry.ts';
import type { NewsFeed, NewsFormat } from './model.ts';
import { readDocument, readNews, type ParseOptions } from './parse.ts';

/**
 * Reads a feed as `parseNews` does, and loads no more code for it than the document needs.
 *
 * @throws {CivicError} `format`, or `network` when a part can't be had
 */
export async function loadNews(body: NewsBody, options: ParseOptions): Promise<NewsFeed> {
  const { contentType, format = 'auto' } = options;
  const text = textOf(body, contentType) ?? (await part(import('./body.ts'))).readText(body, contentType);
  const document = readDocument(text);
  const formats =
    format !== 'auto'
      ? (await part(import('./index.ts'))).newsFormats()
      : typeof document === 'string'
        ? await loadXml(document)
        : await loadJson(text);
  return readNews(document, options, [...registered, ...formats]);
}

/** Text, what isn't bytes at all, and bytes that are UTF-8 without a word against it; undefined: look closer. */
function textOf(body: NewsBody, contentType = ''): string | object | undefined {
  if (!(body instanceof Uint8Array)) return ArrayBuffer.isView(body) || body instanceof ArrayBuffer ? undefined : body;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    // All at once takes Chromium two to three times as long.
    for (let at = 0; at < body.length; at += 65_536) {
      text += decoder.decode(body.subarray(at, at + 65_536), { stream: true });
    }
    text += decoder.decode();
    const isOther = /(?:charset|encoding)\s*=\s*(?!["']?utf-?8)|\0/i.test(contentType + text.slice(0, 400));
    return isOther ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A date that isn't as the standards have it, in an XML document or a JSON Feed. */
const RARE_DATE = new RegExp(
  '(?:<(?:\\w+:)?(?:pubdate|date|created|issued|published|modified|updated|lastbuilddate)\\b[^<>]*>' +
    `|"(?:date\\w*|published|updated|modified|pubdate|isodate)"\\s*:\\s*"?)\\s*(?!</|${COMMON_DATE}\\s*[<"])[^\\s"]`,
  'i',
);
/** One of HTML's names besides the common ones, escaped once or more often. */
const RARE_NAME = /(?:&|\\u0026)(?:(?:amp|#38|#x26);)*(?!(?:amp|lt|gt|quot|apos|nbsp);)[a-z]\w+;/i;
const PICTURE = /(?:<|&lt;)img|enclosure|<(?:\w+:)?(?:image|thumb|group|content(?!:))/i;
const ATOM = /<(?!media|itunes)\w+:(?:content|summary)\b/i;

const loadNames = () => import('../endpoint/entity-names.ts').then(({ named }) => knowNames(named));
const loadDates = () => import('./dates.ts').then(({ parseDate }) => knowDates(parseDate));

/** The JSON formats; a JSON Feed says its dates as the standards do, the others each in a way of their own. */
async function loadJson(text: string | object): Promise<NewsFormat[]> {
  const isPlain = typeof text === 'string' && text.includes('jsonfeed.org/');
  const [{ jsonFormats }] = await part(
    Promise.all([
      import('./formats/json-family.ts'),
      isPlain && !RARE_NAME.test(text) ? undefined : loadNames(),
      isPlain && !RARE_DATE.test(text) ? undefined : loadDates(),
    ]),
  );
  return jsonFormats;
}

/** The format of an XML document, and what reads the rarer things that stand in it. */
async function loadXml(document: string): Promise<NewsFormat[]> {
  const has = (pattern: RegExp): boolean => pattern.test(document);
  const isAtom = /feed|entry/.test(rootName(document) ?? '');
  const [rss, atom] = await part(
    Promise.all([
      isAtom ? undefined : import('./formats/rss.ts'),
      isAtom || has(ATOM) ? import('./formats/atom.ts') : undefined,
      has(RARE_NAME) ? loadNames() : undefined,
      has(RARE_DATE) ? loadDates() : undefined,
    ]),
  );
  if (!rss) return atom ? [atom.atom] : [];
  if (atom) rss.knowAtom(atom.atomContent);
  // A channel's own picture comes before the first item.
  if (PICTURE.test(document.slice(Math.max(0, document.indexOf('<item'))))) {
    rss.knowPictures((await part(import('./pictures.ts'))).pictureOf);
  }
  return [rss.rss, rss.rdf];
}
