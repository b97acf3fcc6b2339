import { readDate } from '../date.ts';
import { plainText } from '../../documents/html-text.ts';
import { firstImage, pixels } from '../pictures.ts';
import { at, first, object, objects, string, type Json } from '../../documents/json.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { resolveBase } from '../../documents/urls.ts';

/** Drupal JSON:API, `/jsonapi/node/article?include=field_image` (https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module). */
export const drupal: NewsFormat = {
  name: 'drupal',
  matches: (body) =>
    objects(object(body)['data']).some((one) => typeof one['type'] === 'string' && 'attributes' in one),
  parse,
};

function parse(body: unknown, { url, timeZone }: NewsSource): NewsDraft {
  const document = object(body);
  const included = new Map(objects(document['included']).map((one) => [key(one), one]));
  // Aliases start from the site, which may live in a folder: what stands before /jsonapi.
  const self = resolveBase(string(at(document, 'links.self.href')), url) ?? url;
  const site = self?.replace(/\/jsonapi\b[^]*$/, '/');
  const zone = { timeZone };
  return {
    items: objects(document['data']).map((node) => {
      const attributes = object(node['attributes']);
      const updated = (): Date | undefined => readDate(attributes['changed'], zone);
      const published = (): Date | undefined =>
        readDate(attributes['published_at'], zone) ??
        readDate(attributes['field_date'], zone) ??
        readDate(attributes['created'], zone);
      return {
        date: () => published() ?? updated(),
        build: (): ItemDraft => {
          const body = object(
            Object.entries(attributes).find(([name, value]) => /^(?:field_)?(?:body|content)/.test(name) && value)?.[1],
          );
          const html = first(body, 'processed', 'value') ?? first(attributes, 'body');
          const number = string(attributes['drupal_internal__nid']);
          const alias = string(at(attributes, 'path.alias'))?.replace(/^\//, '') ?? (number && `node/${number}`);
          const related = relations(node, included);
          return {
            base: site,
            id: string(node['id']),
            title: plainText(first(attributes, 'title', 'name', 'label')),
            url: alias,
            summary: plainText(
              first(body, 'summary') ??
                first(object(attributes['field_summary']), 'processed', 'value') ??
                first(attributes, 'field_summary', 'field_teaser'),
            ),
            html,
            published: published(),
            updated: updated(),
            image: related.map((one) => imageOf(one.node, one.meta, included)).find(Boolean) ?? firstImage(html, site),
            authors: related
              .filter((one) => one.name === 'uid' || String(one.node['type']).startsWith('user--'))
              .flatMap((one) => first(object(one.node['attributes']), 'display_name', 'name') ?? []),
            categories: related
              .filter((one) => String(one.node['type']).startsWith('taxonomy_term--'))
              .flatMap((one) => first(object(one.node['attributes']), 'name') ?? []),
          };
        },
      };
    }),
  };
}

function key(node: Json): string {
  return `${String(node['type'])} ${String(node['id'])}`;
}

interface Related {
  name: string;
  node: Json;
  meta: Json;
}

/** What a node refers to, as far as the answer includes it. */
function relations(node: Json, included: Map<string, Json>): Related[] {
  return Object.entries(object(node['relationships'])).flatMap(([name, value]) =>
    objects(object(value)['data']).flatMap((one) => {
      const found = included.get(key(one));
      return found ? [{ name, node: found, meta: object(one['meta']) }] : [];
    }),
  );
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?|$)/i;

/** A file's address, straight or one step away in a media entity; never the thumbnail of a document. */
function imageOf(node: Json, meta: Json, included: Map<string, Json>): NewsImage | undefined {
  if (String(node['type']).startsWith('file--')) {
    const uri = at(node, 'attributes.uri');
    const url = string(object(uri)['url']) ?? string(at(node, 'attributes.url')) ?? string(uri);
    const mime = string(at(node, 'attributes.filemime'));
    if (!url || !(mime ? mime.startsWith('image/') : PICTURE.test(url))) return undefined;
    return { url, alt: string(meta['alt']), width: pixels(meta['width']), height: pixels(meta['height']) };
  }
  if (!String(node['type']).startsWith('media--')) return undefined;
  return relations(node, included)
    .map((one) => imageOf(one.node, one.meta, included))
    .find(Boolean);
}
