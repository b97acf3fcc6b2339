import { pixels, plainText, slug } from '../html.ts';
import type { NewsImage } from '../model.ts';
import { safeUrl } from '../../endpoint/urls.ts';
import { attribute, child, children, text, type XmlNode } from '../../endpoint/xml.ts';

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)/i;

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

/** What categories are called: by their label and, where that is another word, by their term. */
export function categories(nodes: readonly XmlNode[]): string[] {
  return nodes.flatMap((node) => {
    const label = plainText(attribute(node, 'label'));
    const term = plainText(text(node) || attribute(node, 'term') || attribute(node, 'text'));
    return slug(label) === slug(term) ? [label || term] : [label, term];
  });
}
