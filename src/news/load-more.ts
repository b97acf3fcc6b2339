import * as anyXml from '../documents/any-xml.ts';
import { characterAt } from '../documents/c1.ts';
import { knowC1, knowNames } from '../documents/entities.ts';
import { loadChunk } from '../errors.ts';
import { knowXml, rootName } from '../documents/xml.ts';
import type { NewsBody } from './body.ts';
import { COMMON_DATE, knowDates } from './date.ts';
import { registered } from './formats/registry.ts';
import { rdf } from './formats/rdf.ts';
import { rss, ways } from './formats/rss.ts';
import { allWays } from './formats/rss-ways.ts';
import type { NewsFeed, NewsFormat } from './model.ts';
import { readDocument } from './document.ts';
import { readNews, type ParseOptions } from './parse.ts';

/** Reads any feed, and loads what reads the rarer things that stand in it. @throws {CivicError} */
export async function loadAny(body: NewsBody, options: ParseOptions): Promise<NewsFeed> {
  const { contentType, format = 'auto' } = options;
  knowC1(characterAt);
  knowXml(anyXml);
  Object.assign(ways, allWays);
  const text = typeof body === 'string' ? body : (await loadChunk(import('./body.ts'))).readText(body, contentType);
  const document = readDocument(text);
  const formats =
    format !== 'auto'
      ? (await loadChunk(import('./index.ts'))).newsFormats()
      : typeof document === 'string'
        ? await loadXml(document)
        : await loadJson(text);
  return readNews(document, options, [...registered, ...formats]);
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

const loadNames = () => import('../documents/entity-names.ts').then(({ named }) => knowNames(named));
const loadDates = () => import('./dates.ts').then(({ parseDate }) => knowDates(parseDate));

/** The JSON formats; a JSON Feed says its dates as the standards do, the others each in a way of their own. */
async function loadJson(text: string | object): Promise<NewsFormat[]> {
  const isPlain = typeof text === 'string' && text.includes('jsonfeed.org/');
  const [{ jsonFormats }] = await loadChunk(
    Promise.all([
      import('./formats/json-family.ts'),
      isPlain && !RARE_NAME.test(text) ? undefined : loadNames(),
      isPlain && !RARE_DATE.test(text) ? undefined : loadDates(),
    ]),
  );
  return jsonFormats;
}

/** The formats of an XML document, and what reads the rarer things that stand in it. */
async function loadXml(document: string): Promise<NewsFormat[]> {
  const has = (pattern: RegExp): boolean => pattern.test(document);
  const isAtom = /feed|entry/.test(rootName(document) ?? '');
  const hasAtom = has(ATOM);
  // A channel's own picture comes before the first item.
  const hasPicture = !isAtom && PICTURE.test(document.slice(Math.max(0, document.indexOf('<item'))));
  const [atom, pictures] = await loadChunk(
    Promise.all([
      isAtom || hasAtom ? import('./formats/atom.ts') : undefined,
      hasPicture ? import('./pictures.ts') : undefined,
      has(RARE_NAME) ? loadNames() : undefined,
      has(RARE_DATE) ? loadDates() : undefined,
    ]),
  );
  if (isAtom) return [atom!.atom];
  if (atom) ways.atomContent = atom.atomContent;
  if (pictures) ways.pictureOf = pictures.pictureOf;
  return [rss, rdf];
}
