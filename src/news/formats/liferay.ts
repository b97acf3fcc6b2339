import { lineOfText, plainText } from '../../documents/html-text.ts';
import { at, first, object, objects, string, type Json } from '../../documents/json.ts';
import { firstDate } from '../dates.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { firstPicture } from '../pictures.ts';

/** Liferay headless delivery, `/o/headless-delivery/v1.0/sites/{id}/structured-contents` and `…/blog-postings`. */
export const liferay: NewsFormat = {
  name: 'liferay',
  matches: (body) => {
    const { items, totalCount } = object(body);
    if (Array.isArray(items) && items.length === 0) return totalCount !== undefined;
    return objects(items).some((item) => 'contentFields' in item || 'friendlyUrlPath' in item || 'articleBody' in item);
  },
  parse: (body, { url, timeZone, parseDate }: NewsSource): NewsDraft => ({
    items: objects(object(body)['items']).map((content) => {
      const date = (...names: string[]): Date | undefined =>
        firstDate(names, (name) => content[name], { timeZone, parseDate });
      return {
        date: () => date('datePublished', 'dateCreated', 'dateModified'),
        build: (): ItemDraft => {
          const fields = objects(content['contentFields']).flatMap(nested);
          const html = first(content, 'articleBody') ?? (fields.map(rich).filter(Boolean).join('\n') || undefined);
          const path = first(content, 'friendlyUrlPath');
          return {
            base: url,
            id: first(content, 'externalReferenceCode', 'uuid', 'id', 'key'),
            title: lineOfText(first(content, 'title', 'headline')),
            // Display pages: /w/ for web content, /b/ for blogs, on the site that answers.
            url:
              first(content, 'url', 'contentUrl') ??
              (path && (/^https?:|^\//.test(path) ? path : `/${'articleBody' in content ? 'b' : 'w'}/${path}`)),
            summary: plainText(first(content, 'description', 'alternativeHeadline')),
            html,
            published: date('datePublished', 'dateCreated'),
            updated: date('dateModified'),
            image: firstPicture(url, ...imagesOf(content, fields), html),
            authors: [string(at(content, 'creator.name')) ?? ''],
            categories: objects(content['taxonomyCategoryBriefs']).flatMap(
              (one) => first(one, 'taxonomyCategoryName') ?? [],
            ),
          };
        },
      };
    }),
  }),
};

function nested(field: Json): Json[] {
  return [
    field,
    ...objects(field['nestedContentFields']).flatMap((one) => [one, ...objects(one['nestedContentFields'])]),
  ];
}

/** The content of a field that holds text of an article: marked up, or longer than a label. */
function rich(field: Json): string {
  const data = string(at(field, 'contentFieldValue.data')) ?? '';
  return /<[a-z][^>]*>/i.test(data) || /^(?:rich.?text|html)$/i.test(first(field, 'inputControl', 'dataType') ?? '')
    ? data
    : '';
}

function imagesOf(content: Json, fields: Json[]): NewsImage[] {
  return [content['image'], ...fields.map((field) => at(field, 'contentFieldValue.image'))].map((image) => ({
    url: first(image, 'contentUrl') ?? '',
    alt: first(image, 'description', 'caption'),
  }));
}
