import { readDate } from '../date.ts';
import { plainText, SUMMARY } from '../../documents/html-text.ts';
import { firstImage, pixels } from '../pictures.ts';
import { at, object, objects, string, type Json } from '../../documents/json.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';

/** WordPress REST API, `/wp-json/wp/v2/posts`, with or without `_embed` (https://developer.wordpress.org/rest-api/reference/posts/). */
export const wordpress: NewsFormat = {
  name: 'wordpress',
  matches: (body) =>
    objects(body).some((post) => 'rendered' in object(post['title']) || ('date_gmt' in post && 'link' in post)),
  parse: (body, { url, timeZone }: NewsSource): NewsDraft => ({
    items: objects(body).map((post) => {
      const published = (): Date | undefined => date(post, 'date', timeZone);
      const updated = (): Date | undefined => date(post, 'modified', timeZone);
      return {
        date: () => published() ?? updated(),
        build: (): ItemDraft => {
          const html = rendered(post['content']);
          return {
            base: string(post['link']) ?? url,
            id: rendered(post['guid']) ?? string(post['id']),
            title: plainText(rendered(post['title'])),
            url: string(post['link']) ?? rendered(post['guid']),
            summary: plainText(rendered(post['excerpt']), html ? SUMMARY : undefined),
            html,
            published: published(),
            updated: updated(),
            image:
              imageOf(post) ??
              firstImage(html, string(post['link'])) ??
              firstImage(rendered(post['excerpt']), string(post['link'])),
            authors: objects(at(post, '_embedded.author')).flatMap((one) => plainText(string(one['name']))),
            categories: [at(post, '_embedded.wp:term')]
              .flat(2)
              .map(object)
              .flatMap((term) => plainText(string(term['name']))),
          };
        },
      };
    }),
  }),
};

/** `{ "rendered": "…" }`, or the bare text that some plugins make of it. */
function rendered(value: unknown): string | undefined {
  return string(object(value)['rendered']) ?? string(value);
}

/** `date_gmt` is UTC without saying so; `date` is in the site's zone. A draft's `0000-00-00` is none. */
function date(post: Json, name: string, timeZone: string | undefined): Date | undefined {
  const utc = string(post[`${name}_gmt`]);
  return (utc && readDate(utc, { timeZone: 'UTC' })) || readDate(post[name], { timeZone });
}

function imageOf(post: Json): NewsImage | undefined {
  const media = object(at(post, '_embedded.wp:featuredmedia.0'));
  const full = at(media, 'media_details.sizes.full');
  const url = string(media['source_url']) ?? string(at(full, 'source_url'));
  if (url) {
    const details = object(media['media_details']);
    return {
      url,
      alt: plainText(string(media['alt_text'])) || undefined,
      width: pixels(details['width']),
      height: pixels(details['height']),
    };
  }
  for (const path of [
    'jetpack_featured_media_url',
    'featured_image_src',
    'featured_media_src_url',
    'featured_image_url',
    'featured_media_url',
    'fimg_url',
    'yoast_head_json.og_image.0.url',
    'better_featured_image.source_url',
  ]) {
    const found = string(at(post, path));
    if (found) return { url: found };
  }
  return undefined;
}
