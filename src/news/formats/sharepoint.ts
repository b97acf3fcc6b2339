import { lineOfText, plainText } from '../../documents/html-text.ts';
import { at, first, list, object, objects, string, strings, type Json } from '../../documents/json.ts';
import { tagEnd, type Scan } from '../../documents/markup.ts';
import { escapePath } from '../../documents/urls.ts';
import { firstDate } from '../dates.ts';
import type { ItemDraft, NewsDraft, NewsFormat, NewsImage, NewsSource } from '../model.ts';
import { firstPicture } from '../pictures.ts';

// Lists name their columns as they like: the usual ones of pages, announcements and news posts, tried in turn.
const PUBLISHED = [
  ...['ArticleStartDate', 'FirstPublishedDate', 'PublishedDate', 'PublishDate', 'PublishingStartDate', 'Created'],
];
const CONTENT = ['PublishingPageContent', 'Body', 'Content', 'CanvasContent1', 'WikiField', 'PageContent'];
const SUMMARY = ['Description', 'Comments', 'Summary', 'Abstract', 'RollupContent', 'ArticleByLine'];
const AUTHOR = ['Author', 'Author0', 'PublishingContact', 'AuthorByline'];
const CATEGORY = ['Category', 'Categories', 'NewsCategory', 'TaxKeyword'];
const PICTURE = [
  ...['BannerImageUrl', 'PublishingPageImage', 'PublishingRollupImage', 'Image', 'Picture', 'Thumbnail'],
  'BackgroundImageLocation',
];

/** SharePoint list items, `/_api/web/lists/getbytitle('Pages')/items`: JSON light (`value`) and verbose (`d.results`). */
export const sharepoint: NewsFormat = {
  name: 'sharepoint',
  matches: (body) => rows(body) !== undefined,
  parse: (body, { url, timeZone, parseDate }: NewsSource): NewsDraft => ({
    items: objects(rows(body)).map((row) => {
      const date = (names: readonly string[]): Date | undefined =>
        firstDate(names, (name) => row[name], { timeZone, parseDate });
      // 2 is a page that was promoted to the news; others in the list are ordinary ones.
      const pinned = Number(row['PromotedState']) === 2;
      return {
        date: () => date([...PUBLISHED, 'Modified']),
        pinned,
        build: (): ItemDraft => {
          const html = canvasText(first(row, ...CONTENT));
          return {
            base: url,
            id: first(row, 'GUID', 'UniqueId', 'Id', 'ID'),
            title: lineOfText(first(row, 'Title', 'FileLeafRef')),
            url: address(row),
            summary: plainText(first(row, ...SUMMARY)),
            html,
            published: date(PUBLISHED),
            updated: date(['Modified']),
            image: firstPicture(url, ...imagesOf(row), html),
            authors: AUTHOR.flatMap((key) =>
              objects(row[key]).flatMap((one) => first(one, 'Title', 'LookupValue', 'Name') ?? []),
            ).slice(0, 1),
            categories: CATEGORY.flatMap((key) => labels(row[key])),
            pinned,
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

/** `FileRef` and its kin are decoded paths; the other columns hold addresses. */
function address(row: Json): string | undefined {
  const link = row['Url'] ?? row['URL'] ?? row['LinkUrl'];
  const file = first(row, 'FileRef', 'ServerUrl');
  const served = string(at(row, 'File.ServerRelativeUrl'));
  return (
    first(row, 'EncodedAbsUrl', 'AbsoluteUrl', 'Path', 'LinkingUrl') ??
    string(object(link)['Url']) ??
    string(link) ??
    // What isn't a page has a number for a name; people look at it in the list's form.
    (file && escapePath(file).replace(/^(.*\/lists\/[^/]+)\/(?:.*\/)?(\d+)_\.000$/i, '$1/DispForm.aspx?ID=$2')) ??
    (served && escapePath(served)) ??
    string(at(row, 'OriginalSourceUrl'))
  );
}

/**
 * A picture column is an object, an `<img>`, an address, or JSON in a string (modern image columns). Those of publishing pages
 * are no columns of REST: they are in FieldValuesAsHtml, or in lines of MetaInfo, each with its kind.
 */
function imagesOf(row: Json): (NewsImage | string)[] {
  const lines = string(at(row, 'FieldValuesAsText.MetaInfo')) ?? '';
  return PICTURE.flatMap((key) => {
    const value = fromJson(
      row[key] ?? at(row, `FieldValuesAsHtml.${key}`) ?? new RegExp(`^${key}:SW\\|(.*)`, 'm').exec(lines)?.[1],
    );
    const text = string(value);
    if (text?.includes('<')) return text;
    const path = first(value, 'serverRelativeUrl');
    const url = text ?? first(value, 'Url') ?? (path && escapePath(path));
    // Pages describe their picture by its address.
    const alt = first(value, 'Description');
    return url ? { url, alt: alt === url ? undefined : alt } : [];
  });
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** The text of a modern page, whose canvas is HTML or JSON: what its text parts hold, and the pictures of the others. */
function canvasText(content: string | undefined): string | undefined {
  const parts = content?.startsWith('[') ? list(fromJson(content)) : [];
  if (parts.length) return parts.map((part) => first(part, 'innerHTML') ?? '').join('\n') || undefined;
  return content && withoutWebParts(content);
}

/** Elements that hold data about a web part: its id, its settings, and words of it for the search engine. */
const WEB_PART = /\sdata-sp-(?:webpart|webpartdata|componentid|htmlproperties|prop-name|canvasdataversion)\b/i;

function withoutWebParts(html: string): string {
  if (!WEB_PART.test(html)) return html;
  const scan: Scan = {};
  const tags = /<(\/?)([a-z][^\s/>]*)/gi;
  let kept = '';
  let at = 0;
  /** The kind of element that is being left out, and how many of it are open. */
  let left = '';
  let depth = 0;
  for (let tag; (tag = tags.exec(html));) {
    const end = tagEnd(html, tag.index + 1, scan);
    if (end < 0) break;
    tags.lastIndex = end;
    const name = tag[2]!.toLowerCase();
    const raw = html.slice(tag.index, end + 1);
    if (!left) {
      // The canvas around a text part has such attributes as well.
      if (
        tag[1] ||
        /^(?:br|hr|img|input|link|meta)$/.test(name) ||
        !WEB_PART.test(raw) ||
        /\sdata-sp-(?:rte|canvascontrol)\b/i.test(raw)
      )
        continue;
      kept += html.slice(at, tag.index);
      left = name;
      depth = 1;
    } else if (name === left) depth += tag[1] ? -1 : 1;
    else if (name === 'img') kept += raw;
    if (depth > 0) continue;
    left = '';
    at = end + 1;
  }
  return left ? kept : kept + html.slice(at);
}

/** Choice columns are texts or lists of them, taxonomy and lookup columns objects; verbose wraps both in `results`. */
function labels(value: unknown): string[] {
  const list = object(value)['results'] ?? value;
  return [...strings(list), ...objects(list).flatMap((one) => first(one, 'Label', 'Title', 'LookupValue') ?? [])];
}
