import { lineOfText, plainText, textToHtml } from '../../documents/html-text.ts';
import { at, first, isObject, object, objects, string, strings, type Json } from '../../documents/json.ts';
import { safeUrl } from '../../documents/urls.ts';
import { firstDate, zoneOfOffset } from '../dates.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { firstPicture, isPictureType, pixels } from '../pictures.ts';

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
      body.every((one) => isObject(one) && (Object.hasOwn(one, 'title') || Object.hasOwn(one, 'url')))),
  parse,
};

const PUBLISHED = ['published', 'date_published', 'pubDate', 'isoDate', 'date'];
const UPDATED = ['updated', 'date_modified', 'modified'];

function parse(body: unknown, { url, timeZone, parseDate }: NewsSource): NewsDraft {
  const feed = object(body);
  const items = objects(Array.isArray(body) ? body : feed['items']);
  const language = first(feed, 'language');
  const home = first(feed, 'home_page_url', 'url', 'link');
  const base = safeUrl(first(feed, 'feed_url'), url) ?? safeUrl(home, url) ?? url;
  const siteZone = first(feed, 'timeZone') ?? zoneOfOffset(first(items[0], ...PUBLISHED));
  const zone = { timeZone: timeZone ?? siteZone, language, parseDate };
  const date = (from: Json, names: readonly string[]): Date | undefined => firstDate(names, (name) => from[name], zone);
  return {
    title: lineOfText(first(feed, 'title')),
    url: home,
    language,
    updated: date(feed, ['updated']),
    timeZone: siteZone,
    items: items.map((item) => ({
      date: () => date(item, [...PUBLISHED, ...UPDATED]),
      pinned: item['pinned'] === true,
      build: (): ItemDraft => {
        const html = first(item, 'html', 'content_html', 'content');
        const text = first(item, 'content_text');
        const summary = first(item, 'summary', 'description', 'excerpt');
        const id = first(item, 'id', 'guid');
        return {
          base,
          id,
          title: lineOfText(first(item, 'title')),
          url: first(item, 'url', 'external_url', 'link') ?? (/^https?:/.test(id ?? '') ? id : undefined),
          summary: plainText(summary) || text || undefined,
          html: html ?? textToHtml(text),
          published: date(item, PUBLISHED),
          updated: date(item, UPDATED),
          image: firstPicture(base, ...imagesOf(item), html, summary),
          authors: people(item) ?? people(feed) ?? [],
          categories: [...strings(item['tags']), ...strings(item['categories']), ...strings(item['category'])],
          source: first(item, 'source') ?? first(item['source'], 'title', 'name'),
          pinned: item['pinned'] === true,
          protected: item['protected'] === true,
        };
      },
    })),
  };
}

function imagesOf(item: Json): NewsImage[] {
  const image = objects(item['image'])[0];
  const sources = objects(image?.['sources']).flatMap((source) => {
    const url = first(source, 'url');
    return url ? { url, width: pixels(source['width']) } : [];
  });
  return [
    {
      url: string(item['image']) ?? first(image, 'url', 'src') ?? '',
      alt: first(image, 'alt'),
      width: pixels(image?.['width']),
      height: pixels(image?.['height']),
      ...(sources.length && { sources }),
    },
    ...strings([item['banner_image'], item['thumbnail']]).map((url) => ({ url })),
    ...objects(item['attachments'])
      .filter((one) => isPictureType(first(one, 'mime_type')))
      .map((one) => ({ url: first(one, 'url') ?? '' })),
  ];
}

function people(from: Json): string[] | undefined {
  const found = [from['authors'], from['author'], from['creator']].flatMap((some) =>
    (Array.isArray(some) ? some : [some]).flatMap(
      (one) => string(one) ?? string(at(one, 'name')) ?? string(at(one, 'url')) ?? [],
    ),
  );
  return found.length ? found : undefined;
}
