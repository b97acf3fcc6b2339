import { plainText } from '../documents/html-text.ts';
import { attributes, tagEnd, type Scan } from '../documents/markup.ts';
import { safeUrl } from '../documents/urls.ts';
import { attribute, child, children, text, type XmlNode } from '../documents/xml.ts';
import type { NewsImage } from './model.ts';

/** Addresses of picture files. */
const FILE = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)/i;

export function isPictureFile(url: string | undefined): boolean {
  return FILE.test(url ?? '');
}

/** Whether a media type is a picture's (types are case-insensitive, RFC 2045 §5.1). */
export function isPictureType(type: string | undefined): boolean {
  return /^\s*image\b/i.test(type ?? '');
}

/** Pictures that count visitors, stand for a smiley, or show an author. */
const NO_PICTURE = new RegExp(
  String.raw`\/(?:pixel|spacer|blank|transparent|1x1|clear(?:dot)?|count(?:er)?|stats?|track(?:er|ing)?)[-_]?\d*\.(?:gif|png)\b` +
    String.raw`|\bb\.gif\b|feedburner\.com\/~|feedsportal\.com|doubleclick\.|stats\.wordpress|pixel\.wp\.com|google-analytics` +
    String.raw`|facebook\.com\/tr\b|\/emoji\/|\/smil(?:ey|ies)` +
    String.raw`|gravatar\.com|libravatar|\/avatars\/|\/\/avatars\d*\.|\/profile_images\/|[?&]d=(?:identicon|mm|mp|mystery|retro|wavatar)\b`,
  'i',
);

/** Whether an address can be the picture of an item: no pixel, no smiley, no avatar, whichever field it stands in. */
export function isPicture({ url, width, height }: NewsImage): boolean {
  return (width ?? 99) >= 16 && (height ?? 99) >= 16 && !NO_PICTURE.test(url);
}

/** The first picture of these: images as they are declared, and HTML that has some in it. */
export function firstPicture(
  base: string | undefined,
  ...candidates: readonly (NewsImage | string | undefined)[]
): NewsImage | undefined {
  for (const candidate of candidates) {
    if (typeof candidate === 'string') {
      const image = firstImage(candidate, base);
      if (image) return image;
    } else if (candidate) {
      const url = safeUrl(candidate.url, base);
      if (url && isPicture({ ...candidate, url })) return candidate;
    }
  }
  return undefined;
}

/** A picture that doesn't say its width is taken to be this wide. */
const UNKNOWN_WIDTH = 300;

/** The pictures of Media RSS, of the enclosures and of what podcasts and portals call `image`, the widest first. */
export function mediaImages(node: XmlNode, base: string | undefined): NewsImage[] {
  const groups = [
    node,
    ...children(node, 'media:group'),
    ...children(node, 'media:content'),
    ...children(node, 'media:group').flatMap((group) => children(group, 'media:content')),
  ];
  const inside = (name: string): XmlNode[] => groups.flatMap((group) => children(group, name));
  const images = [
    ...inside('media:content'),
    ...inside('media:thumbnail'),
    ...children(node, 'enclosure', 'itunes:image', 'image', 'thumbnail', 'thumb'),
  ].flatMap((media) => {
    const href = attribute(media, 'url') ?? attribute(media, 'href') ?? (text(child(media, 'url')) || text(media));
    const url = safeUrl(href, base);
    const type = attribute(media, 'medium') ?? attribute(media, 'type');
    if (!url || !(/image|thumb/.test(media.name) || (type ? isPictureType(type) : isPictureFile(url)))) return [];
    return {
      url,
      alt: plainText(text(child(media, 'media:title', 'media:description'))) || undefined,
      width: pixels(attribute(media, 'width')),
      height: pixels(attribute(media, 'height')),
    };
  });
  return images.sort((a, b) => (b.width ?? UNKNOWN_WIDTH) - (a.width ?? UNKNOWN_WIDTH));
}

/** The first picture of `html` that is one; a thumbnail that was cut to a square only where there is no other. */
export function firstImage(html: string | undefined, base?: string): NewsImage | undefined {
  if (!html) return undefined;
  let crop: NewsImage | undefined;
  for (const { get, link } of imageTags(html)) {
    const { src, isCrop } = sourceOf(get, link, base);
    const url = safeUrl(src, base);
    if (!url || /\bavatar\b/.test(get['class'] ?? '')) continue;
    const isOther = src !== get['src'] && src !== undefined && (isCrop || src === link);
    const size = (name: 'width' | 'height'): number | undefined =>
      pixels(get[name] ?? new RegExp(`\\b${name}\\s*:\\s*(\\d+)px`, 'i').exec(get['style'] ?? '')?.[1]);
    const [width, height] = isOther ? [] : [size('width'), size('height')];
    const image: NewsImage = { url, alt: get['alt'], width, height };
    if (!isPicture(image)) continue;
    const sources = isOther ? [] : listSources(srcset(get['data-srcset'] ?? get['srcset'], base));
    if (sources.length) image.sources = sources;
    if (!isCrop) return image;
    crop ??= image;
  }
  return crop;
}

type Attributes = Record<string, string | undefined>;

/** The `<img>` of `html` with their attributes, what the link around each leads to, and where the tag stands. */
export function* imageTags(html: string): Generator<{ get: Attributes; link?: string; from: number; to: number }> {
  const scan: Scan = {};
  const tags = /<(?:(img)(?=[\s/])|a(?=\s)|\/a(?=[\s>]))/gi;
  let link: string | undefined;
  for (let match; (match = tags.exec(html));) {
    const from = match.index;
    const end = tagEnd(html, from + 1, scan);
    if (end < 0) return;
    const raw = html.slice(from + match[0].length, end);
    tags.lastIndex = end;
    if (match[1]) yield { get: attributes(raw), link, from, to: end + 1 };
    else link = match[0] === '</a' ? undefined : attributes(raw)['href'];
  }
}

/** Where lazy loaders keep the address of a picture while `src` has a placeholder. */
const LAZY = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'src'];

/** The address of the picture that an `<img>` stands for. */
export function sourceOf(get: Attributes, link: string | undefined, base?: string): { src?: string; isCrop?: boolean } {
  const given = LAZY.map((name) => get[name]).find((src) => isUsable(src, base));
  const src = given ?? srcset(get['data-srcset'] ?? get['data-lazy-srcset'] ?? get['srcset'], base).at(-1)?.url;
  const isThumbnail = /\bsize-thumbnail\b/.test(get['class'] ?? '') || (pixels(get['width']) ?? 999) <= UNKNOWN_WIDTH;
  if (isThumbnail && isPictureFile(link) && isUsable(link, base)) return { src: link };
  // WordPress keeps the picture beside what it cuts from it: `a-150x150.jpg` was `a.jpg`.
  if (/\bsize-thumbnail\b/.test(get['class'] ?? ''))
    return { src: src?.replace(/-\d+x\d+(?=\.\w+$)/, ''), isCrop: true };
  return { src };
}

/** A relative address counts also where its base isn't known yet. */
function isUsable(src: string | undefined, base: string | undefined): boolean {
  return !!safeUrl(src, base ?? 'https://base.invalid/');
}

/** The candidates of a `srcset` that say their width, the narrowest first. */
function srcset(value: string | undefined, base: string | undefined): { url: string; width: number }[] {
  const candidates = (value ?? '').split(/,\s+|\s,/).flatMap((one) => {
    const [, src, width] = /^\s*(\S+)\s+(\d{1,5})w\s*,?$/.exec(one) ?? [];
    const url = safeUrl(src, base);
    return url ? { url, width: Number(width) } : [];
  });
  return candidates.sort((a, b) => a.width - b.width);
}

/** Wider pictures are for articles. */
const WIDEST_IN_LIST = 1200;

/** Those of a picture's sizes, the narrowest first, that a list may load: not the full one where smaller ones do. */
export function listSources<Source extends { width?: number }>(sizes: readonly Source[]): Source[] {
  const fitting = sizes.filter(({ width = 0 }) => width <= WIDEST_IN_LIST);
  return fitting.length ? fitting : sizes.slice(0, 1);
}

/** A number of pixels as attributes give it; per cents and nonsense are undefined. */
export function pixels(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && value < 1e5 ? Math.round(value) : undefined;
  const digits = typeof value === 'string' ? /^\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}
