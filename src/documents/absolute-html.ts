import { decodeEntities } from './entities.ts';
import { tagEnd, type Scan } from './markup.ts';
import { resolveBase } from './urls.ts';

/** An attribute with a value, and the names of those that hold addresses. Bounded, or a long name would cost its square. */
const ATTRIBUTE = /([^\s=/"'<>]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const ADDRESS = /^(?:href|src|poster|srcset|data-(?:[\w-]*src|[\w-]*srcset|original|lazy))$/i;

/** `html` with the relative addresses in its tags resolved against `base`, so that it can stand elsewhere. */
export function absoluteHtml(html: string, base: string | undefined): string {
  if (!base) return html;
  const scan: Scan = {};
  const tags = /<[a-z]/gi;
  let absolute = '';
  let at = 0;
  for (let tag; (tag = tags.exec(html));) {
    const end = tagEnd(html, tag.index + 1, scan);
    if (end < 0) break;
    absolute +=
      html.slice(at, tag.index) +
      html.slice(tag.index, end).replace(ATTRIBUTE, (whole, name: string, ...values) => {
        if (!ADDRESS.test(name)) return whole;
        const [double, single, bare] = values as (string | undefined)[];
        const given = decodeEntities(double ?? single ?? bare ?? '');
        const resolved = /srcset$/i.test(name)
          ? given.replace(/(^|,\s+)([^\s,]+)/g, (_, comma: string, one: string) => comma + resolve(one, base))
          : resolve(given, base);
        return resolved === given
          ? whole
          : `${name}="${resolved.replace(/[&"<>]/g, (char) => `&#${char.charCodeAt(0)};`)}"`;
      });
    at = tags.lastIndex = end;
  }
  return absolute + html.slice(at);
}

/** Addresses with a scheme, and those of a place in the text itself, stay as they are. */
function resolve(href: string, base: string): string {
  return /^\s*(?:[a-z][a-z\d+.-]*:|#|$)/i.test(href) ? href : (resolveBase(href, base) ?? href);
}
