import { attribute, child, children, text, type XmlNode } from '../documents/xml.ts';
import { attributes, tagEnd, type Scan } from '../documents/tags.ts';
import { safeUrl } from '../documents/urls.ts';
import { plainText } from '../documents/html-text.ts';
import type { NewsImage } from './model.ts';

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)/i;

/** The picture of an entry: what it declares, else the first in its texts. */
export function pictureOf(
  node: XmlNode,
  base: string | undefined,
  ...html: (string | undefined)[]
): NewsImage | undefined {
  return mediaImage(node, base) ?? html.map((one) => firstImage(one, base)).find(Boolean);
}

/** The widest of Media RSS, of the enclosures and of what podcasts and portals call `image`. */
export function mediaImage(node: XmlNode, base: string | undefined): NewsImage | undefined {
  const groups = [
    node,
    ...children(node, 'media:group'),
    ...children(node, 'media:content'),
    ...children(node, 'media:group').flatMap((group) => children(group, 'media:content')),
  ];
  const inside = (...names: string[]): XmlNode[] => groups.flatMap((group) => children(group, ...names));
  let best: NewsImage | undefined;
  for (const media of [
    ...inside('media:content'),
    ...inside('media:thumbnail'),
    ...children(node, 'enclosure', 'itunes:image', 'image', 'thumbnail', 'thumb'),
  ]) {
    const href = attribute(media, 'url') ?? attribute(media, 'href') ?? (text(child(media, 'url')) || text(media));
    const url = safeUrl(href, base);
    const type = attribute(media, 'medium') ?? attribute(media, 'type') ?? '';
    const isPicture = /image|thumb/.test(media.name) || (type ? type.startsWith('image') : PICTURE.test(url ?? ''));
    if (!url || !isPicture) continue;
    const width = pixels(attribute(media, 'width'));
    if (best && (width ?? UNKNOWN_WIDTH) <= (best.width ?? UNKNOWN_WIDTH)) continue;
    best = {
      url,
      alt: plainText(text(child(media, 'media:title', 'media:description'))) || undefined,
      width,
      height: pixels(attribute(media, 'height')),
    };
  }
  return best;
}

const UNKNOWN_WIDTH = 300;

/** Pictures that count visitors or stand for a smiley. */
const NO_PICTURE =
  /\/(?:pixel|spacer|blank|transparent|1x1|clear|count|stat|track)[\w-]*\.(?:gif|png)|feedburner\.com\/~|feedsportal\.com|doubleclick\.|\/emoji\/|\/smil(?:ey|ies)|b\.gif\b|gravatar\.com|stats\.wordpress|pixel\.wp\.com|google-analytics|facebook\.com\/tr\b/i;

/** The first real picture of `html`: no tracking pixel, no emoji, no data: placeholder of a lazy loader. */
export function firstImage(html: string | undefined, base?: string): NewsImage | undefined {
  if (!html) return undefined;
  const scan: Scan = {};
  const tag = /<img(?=[\s/])/gi;
  for (let match; (match = tag.exec(html));) {
    const end = tagEnd(html, match.index + 1, scan);
    if (end < 0) return undefined;
    tag.lastIndex = end;
    const get = attributes(html.slice(match.index + 4, end));
    const width = pixels(get['width'] ?? /\bwidth\s*:\s*(\d+)px/i.exec(get['style'] ?? '')?.[1]);
    const height = pixels(get['height'] ?? /\bheight\s*:\s*(\d+)px/i.exec(get['style'] ?? '')?.[1]);
    if ((width ?? 99) < 16 || (height ?? 99) < 16) continue;
    for (const name of ['data-src', 'data-original', 'data-lazy-src', 'src']) {
      const url = safeUrl(get[name], base);
      if (url && !NO_PICTURE.test(url)) return { url, alt: get['alt'], width, height };
    }
  }
  return undefined;
}

/** A number of pixels as attributes give it; per cents and nonsense are undefined. */
export function pixels(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && value < 1e5 ? Math.round(value) : undefined;
  const digits = typeof value === 'string' ? /^\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}
