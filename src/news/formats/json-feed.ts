import { readDate } from '../date.ts';
import { asHtml } from '../as-html.ts';
import { plainText } from '../../documents/html-text.ts';
import { firstImage, pixels } from '../pictures.ts';
import { at, first, object, objects, string, strings, type Json } from '../../documents/json.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { safeUrl } from '../../documents/urls.ts';

/** JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/). */
export const jsonFeed: NewsFormat = {
  name: 'json-feed',
  matches: (body) => !!string(object(body)['version'])?.includes('jsonfeed.org'),
  parse,
};

/** Our own model as JSON: `{ "items": [...] }`, or the bare list; JSON Feed's and RSS's names do as well. */
export const plain: NewsFormat = {
  name: 'plain',
  matches: (body) =>
    Array.isArray(object(body)['items']) ||
    (Array.isArray(body) &&
      body.every((one) => Object.hasOwn(object(one), 'title') || Object.hasOwn(object(one), 'url'))),
  parse,
};

function parse(body: unknown, { url, timeZone }: NewsSource): NewsDraft {
  const feed = object(body);
  const language = first(feed, 'language');
  const home = first(feed, 'home_page_url', 'url', 'link');
  const zone = { timeZone, language };
  const date = (item: Json, ...keys: string[]): Date | undefined => {
    for (const key of keys) {
      const found = readDate(item[key], zone);
      if (found) return found;
    }
    return undefined;
  };
  return {
    title: plainText(first(feed, 'title')),
    url: home,
    language,
    updated: date(feed, 'updated'),
    items: objects(Array.isArray(body) ? body : feed['items']).map((item) => ({
      date: () => date(item, ...PUBLISHED, ...UPDATED),
      build: (): ItemDraft => {
        const html = first(item, 'html', 'content_html', 'content');
        const text = first(item, 'content_text');
        const summary = first(item, 'summary', 'description', 'excerpt');
        return {
          base: safeUrl(first(feed, 'feed_url'), url) ?? safeUrl(home, url) ?? url,
          id: first(item, 'id', 'guid'),
          title: plainText(first(item, 'title')),
          url:
            first(item, 'url', 'external_url', 'link') ??
            (/^https?:/.test(first(item, 'id') ?? '') ? first(item, 'id') : undefined),
          summary: plainText(summary) || text || undefined,
          html: html ?? asHtml(text),
          published: date(item, ...PUBLISHED),
          updated: date(item, ...UPDATED),
          image: imageOf(item) ?? firstImage(html, url) ?? firstImage(summary, url),
          authors: people(item) ?? people(feed) ?? [],
          categories: [...strings(item['tags']), ...strings(item['categories']), ...strings(item['category'])],
          source: first(item, 'source') ?? first(object(item['source']), 'title', 'name'),
        };
      },
    })),
  };
}

const PUBLISHED = ['published', 'date_published', 'pubDate', 'isoDate', 'date'];
const UPDATED = ['updated', 'date_modified', 'modified'];

function imageOf(item: Json): NewsImage | undefined {
  const image = objects(item['image'])[0];
  const url =
    string(item['image']) ??
    first(image ?? {}, 'url', 'src') ??
    first(item, 'banner_image', 'thumbnail') ??
    objects(item['attachments'])
      .filter((one) => first(one, 'mime_type')?.startsWith('image/'))
      .map((one) => first(one, 'url'))[0];
  return url
    ? { url, alt: image && first(image, 'alt'), width: pixels(image?.['width']), height: pixels(image?.['height']) }
    : undefined;
}

function people(from: Json): string[] | undefined {
  const found = [from['authors'], from['author'], from['creator']].flatMap((some) =>
    (Array.isArray(some) ? some : [some]).flatMap(
      (one) => string(one) ?? (string(at(one, 'name')) || string(at(one, 'url'))) ?? [],
    ),
  );
  return found.length ? found : undefined;
}
