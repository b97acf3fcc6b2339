import { lineOfText, plainText, SUMMARY, titleText } from '../../documents/html-text.ts';
import { at, object, objects, string, type Json } from '../../documents/json.ts';
import { readDate, zoneOfOffset, type DateReader } from '../dates.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { firstPicture, listSources, pixels } from '../pictures.ts';

/** WordPress REST API, `/wp-json/wp/v2/posts`, with or without `_embed` (https://developer.wordpress.org/rest-api/reference/posts/). */
export const wordpress: NewsFormat = {
  name: 'wordpress',
  matches: (body) =>
    (Array.isArray(body) && body.length === 0) ||
    objects(body).some((post) => 'rendered' in object(post['title']) || ('date_gmt' in post && 'link' in post)),
  parse: (body, { url, timeZone, parseDate }: NewsSource): NewsDraft => {
    const posts = objects(body);
    const siteZone = posts.map((post) => zoneOf(post, parseDate)).find(Boolean);
    const date = (post: Json, name: string): Date | undefined =>
      // `date_gmt` is UTC without saying so; `date` is in the site's zone. A draft's `0000-00-00` is none.
      readDate(post[`${name}_gmt`], { timeZone: 'UTC', parseDate }) ??
      readDate(post[name], { timeZone: timeZone ?? siteZone, parseDate });
    return {
      timeZone: siteZone,
      items: posts.map((post) => ({
        date: () => date(post, 'date') ?? date(post, 'modified'),
        pinned: post['sticky'] === true,
        build: (): ItemDraft => {
          const html = rendered(post['content']);
          const excerpt = rendered(post['excerpt']);
          const link = string(post['link']);
          const title = rendered(post['title']);
          return {
            base: link ?? url,
            id: rendered(post['guid']) ?? string(post['id']),
            title: titleText(title),
            rawTitle: title,
            url: link ?? rendered(post['guid']),
            summary: plainText(excerpt, html ? SUMMARY : undefined),
            html,
            published: date(post, 'date'),
            updated: date(post, 'modified'),
            image: firstPicture(link ?? url, ...imagesOf(post), html, excerpt),
            authors: objects(at(post, '_embedded.author')).map((one) => titleText(string(one['name']))),
            categories: [at(post, '_embedded.wp:term')].flat(2).map((term) => titleText(string(object(term)['name']))),
            pinned: post['sticky'] === true,
            protected: at(post, 'content.protected') === true || at(post, 'excerpt.protected') === true,
          };
        },
      })),
    };
  },
};

/** `{ "rendered": "…" }`, or the bare text that some plugins make of it. */
function rendered(value: unknown): string | undefined {
  return string(object(value)['rendered']) ?? string(value);
}

/** The site's own zone: by how much a post's `date` is ahead of the same moment in UTC. */
function zoneOf(post: Json, parseDate?: DateReader): string | undefined {
  const local = readDate(post['date'], { timeZone: 'UTC', parseDate });
  const utc = readDate(post['date_gmt'], { timeZone: 'UTC', parseDate });
  if (!local || !utc) return undefined;
  const minutes = Math.round((local.getTime() - utc.getTime()) / 60_000);
  const two = (count: number): string => String(Math.floor(count)).padStart(2, '0');
  return zoneOfOffset(`${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`);
}

/** Where themes and plugins put the featured picture when it isn't embedded. */
const ELSEWHERE = [
  'jetpack_featured_media_url',
  'featured_image_src',
  'featured_media_src_url',
  'featured_image_url',
  'featured_media_url',
  'fimg_url',
  'yoast_head_json.og_image.0.url',
  'better_featured_image.source_url',
];

function imagesOf(post: Json): NewsImage[] {
  const media = object(at(post, '_embedded.wp:featuredmedia.0'));
  const details = object(media['media_details']);
  const [width, height] = [pixels(details['width']), pixels(details['height'])];
  const sources = sizesOf(details, width, height);
  const url = string(media['source_url']) ?? string(at(details, 'sizes.full.source_url')) ?? '';
  const alt = lineOfText(string(media['alt_text'])) || undefined;
  return [
    { url, alt, width, height, ...(sources.length && { sources }) },
    ...ELSEWHERE.map((path) => ({ url: string(at(post, path)) ?? '' })),
  ];
}

/** The sizes that WordPress keeps of a picture, for lists; what is cut to another shape isn't the same picture. */
function sizesOf(details: Json, width = 0, height = 0): { url: string; width: number }[] {
  const sizes = Object.values(object(details['sizes'])).flatMap((size) => {
    const { source_url: source, width: w, height: h } = object(size);
    const [url, wide = 0, high = 0] = [string(source), pixels(w), pixels(h)];
    const isSameShape =
      !width || !height || Math.abs(wide * height - high * width) <= width + height + 0.02 * width * high;
    return url && wide && isSameShape ? { url, width: wide } : [];
  });
  return listSources(sizes.sort((a, b) => a.width - b.width));
}
