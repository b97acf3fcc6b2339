import { readDate } from '../date.ts';
import { plainText } from '../../documents/html-text.ts';
import { firstImage } from '../pictures.ts';
import { at, first, object, objects, string, strings, type Json } from '../../documents/json.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';

/**
 * SharePoint list items, `/_api/web/lists/getbytitle('Pages')/items`: JSON light (`value`) and verbose (`d.results`); lists
 * name their columns as they like, so the usual ones of pages, announcements and news posts are tried in turn.
 */
export const sharepoint: NewsFormat = {
  name: 'sharepoint',
  matches: (body) => rows(body) !== undefined,
  parse: (body, { url, timeZone }: NewsSource): NewsDraft => ({
    items: objects(rows(body)).map((row) => {
      const date = (...keys: string[]): Date | undefined => {
        for (const key of keys) {
          const found = readDate(row[key], { timeZone });
          if (found) return found;
        }
        return undefined;
      };
      const published = (): Date | undefined =>
        date(
          'ArticleStartDate',
          'FirstPublishedDate',
          'PublishedDate',
          'PublishDate',
          'PublishingStartDate',
          'Created',
        );
      return {
        date: () => published() ?? date('Modified'),
        build: (): ItemDraft => {
          const html = first(
            row,
            'PublishingPageContent',
            'Body',
            'Content',
            'CanvasContent1',
            'WikiField',
            'PageContent',
          );
          return {
            base: url,
            id: first(row, 'GUID', 'UniqueId', 'Id', 'ID'),
            title: plainText(first(row, 'Title', 'FileLeafRef')),
            url: address(row),
            summary: plainText(
              first(row, 'Description', 'Comments', 'Summary', 'Abstract', 'RollupContent', 'ArticleByLine'),
            ),
            html,
            published: published(),
            updated: date('Modified'),
            image: imageOf(row, url) ?? firstImage(html, url),
            authors: ['Author', 'Author0', 'PublishingContact', 'AuthorByline']
              .flatMap((key) => objects(row[key]).flatMap((one) => first(one, 'Title', 'LookupValue', 'Name') ?? []))
              .slice(0, 1),
            categories: ['Category', 'Categories', 'NewsCategory', 'TaxKeyword'].flatMap((key) => labels(row[key])),
          };
        },
      };
    }),
  }),
};

/** The list in the answer; `value` alone is OData in general, so its rows must look like SharePoint's. */
function rows(body: unknown): unknown {
  const verbose = at(body, 'd.results') ?? at(body, 'd');
  if (verbose) return verbose;
  const value = object(body)['value'];
  return Array.isArray(value) &&
    value.every((one) => ['Title', 'Id', 'ID', 'FileRef', 'FileLeafRef'].some((key) => key in object(one)))
    ? value
    : undefined;
}

function address(row: Json): string | undefined {
  const link = row['Url'] ?? row['URL'] ?? row['LinkUrl'];
  const file = first(row, 'FileRef', 'ServerUrl');
  return (
    first(row, 'EncodedAbsUrl', 'AbsoluteUrl', 'Path', 'LinkingUrl') ??
    string(object(link)['Url']) ??
    string(link) ??
    // What isn't a page has a number for a name; people look at it in the list's form.
    file?.replace(/^(.*\/lists\/[^/]+)\/(?:.*\/)?(\d+)_\.000$/i, '$1/DispForm.aspx?ID=$2') ??
    string(at(row, 'File.ServerRelativeUrl')) ??
    string(at(row, 'OriginalSourceUrl'))
  );
}

/**
 * A picture column is an object, an `<img>`, an address, or JSON in a string (modern image columns). Those of publishing pages
 * are no columns of REST: they are in FieldValuesAsHtml, or in lines of MetaInfo, each with its kind.
 */
function imageOf(row: Json, base: string | undefined): NewsImage | undefined {
  const lines = string(at(row, 'FieldValuesAsText.MetaInfo')) ?? '';
  for (const key of [
    'BannerImageUrl',
    'PublishingPageImage',
    'PublishingRollupImage',
    'Image',
    'Picture',
    'Thumbnail',
    'BackgroundImageLocation',
  ]) {
    let value: unknown =
      row[key] ?? at(row, `FieldValuesAsHtml.${key}`) ?? new RegExp(`^${key}:SW\\|(.*)`, 'm').exec(lines)?.[1];
    if (typeof value === 'string' && value.startsWith('{')) {
      try {
        value = JSON.parse(value);
      } catch {
        continue;
      }
    }
    const text = string(value);
    if (text?.includes('<')) {
      const image = firstImage(text, base);
      if (image) return image;
    } else {
      const url = text ?? first(object(value), 'Url', 'serverRelativeUrl');
      // Pages describe their picture by its address.
      const alt = first(object(value), 'Description');
      if (url) return { url, alt: alt === url ? undefined : alt };
    }
  }
  return undefined;
}

/** Choice columns are texts or lists of them, taxonomy and lookup columns objects; verbose wraps both in `results`. */
function labels(value: unknown): string[] {
  const list = object(value)['results'] ?? value;
  return [...strings(list), ...objects(list).flatMap((one) => first(one, 'Label', 'Title', 'LookupValue') ?? [])];
}
