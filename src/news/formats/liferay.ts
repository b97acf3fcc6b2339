import { readDate } from '../date.ts';
import { plainText } from '../../documents/html-text.ts';
import { firstImage } from '../pictures.ts';
import { at, first, object, objects, string, type Json } from '../../documents/json.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsSource } from '../model.ts';

/** Liferay headless delivery, `/o/headless-delivery/v1.0/sites/{id}/structured-contents` and `…/blog-postings`. */
export const liferay: NewsFormat = {
  name: 'liferay',
  matches: (body) => {
    const items = objects(object(body)['items']);
    return items.some((item) => 'contentFields' in item || 'friendlyUrlPath' in item || 'articleBody' in item);
  },
  parse: (body, { url, timeZone }: NewsSource): NewsDraft => ({
    items: objects(object(body)['items']).map((content) => {
      const published = (): Date | undefined =>
        readDate(content['datePublished'], { timeZone }) ?? readDate(content['dateCreated'], { timeZone });
      const updated = (): Date | undefined => readDate(content['dateModified'], { timeZone });
      return {
        date: () => published() ?? updated(),
        build: (): ItemDraft => {
          const fields = objects(content['contentFields']).flatMap(nested);
          const html = first(content, 'articleBody') ?? (fields.map(rich).filter(Boolean).join('\n') || undefined);
          const path = first(content, 'friendlyUrlPath');
          return {
            base: url,
            id: first(content, 'externalReferenceCode', 'uuid', 'id', 'key'),
            title: plainText(first(content, 'title', 'headline')),
            // Display pages: /w/ for web content, /b/ for blogs, on the site that answers.
            url:
              first(content, 'url', 'contentUrl') ??
              (path && (/^https?:|^\//.test(path) ? path : `/${'articleBody' in content ? 'b' : 'w'}/${path}`)),
            summary: plainText(first(content, 'description', 'alternativeHeadline')),
            html,
            published: published(),
            updated: updated(),
            image: imageOf(content, fields) ?? firstImage(html, url),
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

function imageOf(content: Json, fields: Json[]): { url: string; alt?: string } | undefined {
  for (const image of [content['image'], ...fields.map((field) => at(field, 'contentFieldValue.image'))].map(object)) {
    const url = first(image, 'contentUrl');
    if (url) return { url, alt: first(image, 'description', 'caption') };
  }
  return undefined;
}
