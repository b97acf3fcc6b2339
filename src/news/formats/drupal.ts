import { lineOfText, plainText } from '../../documents/html-text.ts';
import { at, first, object, objects, string, type Json } from '../../documents/json.ts';
import { escapePath, resolveBase } from '../../documents/urls.ts';
import { firstDate } from '../dates.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { firstPicture, isPictureFile, isPictureType, pixels } from '../pictures.ts';

/** Drupal JSON:API, `/jsonapi/node/article?include=field_image` (https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module). */
export const drupal: NewsFormat = {
  name: 'drupal',
  matches: (body) => {
    const { data, jsonapi, links } = object(body);
    // An empty collection is a success (JSON:API §7.1).
    if (Array.isArray(data) && data.length === 0) return !!jsonapi || !!links;
    return objects(data).some((one) => typeof one['type'] === 'string' && 'attributes' in one);
  },
  parse,
};

function parse(body: unknown, { url, timeZone, parseDate }: NewsSource): NewsDraft {
  const document = object(body);
  const included = new Map(objects(document['included']).map((one) => [key(one), one]));
  // Aliases start from the site, which may live in a folder: what stands before /jsonapi.
  const self = resolveBase(string(at(document, 'links.self.href')), url) ?? url;
  const site = self?.replace(/\/jsonapi\b[^]*$/, '/');
  return {
    items: objects(document['data']).map((node) => {
      const attributes = object(node['attributes']);
      const date = (...names: string[]): Date | undefined =>
        firstDate(names, (name) => attributes[name], { timeZone, parseDate });
      return {
        date: () => date('published_at', 'field_date', 'created', 'changed'),
        pinned: attributes['sticky'] === true,
        build: (): ItemDraft => {
          const body = object(
            Object.entries(attributes).find(([name, value]) => /^(?:field_)?(?:body|content)/.test(name) && value)?.[1],
          );
          const html = first(body, 'processed', 'value') ?? first(attributes, 'body');
          const number = string(attributes['drupal_internal__nid']);
          const alias =
            escapePath(string(at(attributes, 'path.alias')) ?? '').replace(/^\//, '') ||
            (number ? `node/${number}` : undefined);
          const related = relations(node, included);
          return {
            base: site,
            id: string(node['id']),
            title: lineOfText(first(attributes, 'title', 'name', 'label')),
            url: alias,
            summary: plainText(
              first(body, 'summary') ??
                first(attributes['field_summary'], 'processed', 'value') ??
                first(attributes, 'field_summary', 'field_teaser'),
            ),
            html,
            published: date('published_at', 'field_date', 'created'),
            updated: date('changed'),
            image: firstPicture(site, ...related.map((one) => imageOf(one.node, one.meta, included)), html),
            pinned: attributes['sticky'] === true,
            authors: related
              .filter((one) => one.name === 'uid' || String(one.node['type']).startsWith('user--'))
              .flatMap((one) => first(one.node['attributes'], 'display_name', 'name') ?? []),
            categories: related
              .filter((one) => String(one.node['type']).startsWith('taxonomy_term--'))
              .flatMap((one) => first(one.node['attributes'], 'name') ?? []),
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

/** A file's address, straight or one step away in a media entity; never the thumbnail of a document. */
function imageOf(node: Json, meta: Json, included: Map<string, Json>): NewsImage | undefined {
  if (String(node['type']).startsWith('file--')) {
    const uri = at(node, 'attributes.uri');
    const url = string(object(uri)['url']) ?? string(at(node, 'attributes.url')) ?? string(uri);
    const mime = string(at(node, 'attributes.filemime'));
    if (!url || !(mime ? isPictureType(mime) : isPictureFile(url))) return undefined;
    return { url, alt: string(meta['alt']), width: pixels(meta['width']), height: pixels(meta['height']) };
  }
  if (!String(node['type']).startsWith('media--')) return undefined;
  return relations(node, included)
    .map((one) => imageOf(one.node, one.meta, included))
    .find(Boolean);
}
