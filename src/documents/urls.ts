import { decodeEntities } from './entities.ts';
import { tagEnd, type Scan } from './markup.ts';

/** Addresses that the URL parser would leave as they are; it takes as long as all else that is read of an item. */
const PLAIN = /^https?:\/\/(?!.*xn--)(?:[a-z][a-z\d-]*\.)+[a-z]+(?:\/(?!\.)[\w.~-]*)+(?:\?[\w.~%&=+-]*)?$/;

/**
 * The one way in for addresses from outside: resolved against `base`, `http:` and `https:` only, and no user info, which
 * lets `https://bank@evil.example` pass for a bank (WHATWG URL §4.4).
 */
export function safeUrl(href: unknown, base?: string): string | undefined {
  if (typeof href !== 'string' || !href.trim()) return undefined;
  if (href.length < 999 && PLAIN.test(href)) return href;
  try {
    const url = new URL(href.trim(), base);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** `href` resolved against `base` for use as a base itself; `base` when it can't be resolved. */
export function resolveBase(href: string | undefined, base: string | undefined): string | undefined {
  try {
    return href ? new URL(href.trim(), base).href : base;
  } catch {
    return base;
  }
}

/** `{url}/{path}`, before a query if there is one. */
export function addressBelow(url: string, path: string): string {
  return url.replace(/\/?(?:\?([^#]*))?(?:#.*)?$/, (_, query?: string) => `/${path}${query ? `?${query}` : ''}`);
}

/** A decoded path as it stands in an address: what would end it is escaped (RFC 3986 §2.4), the URL parser does the rest. */
export function escapePath(path: string): string {
  return /^[a-z][a-z\d+.-]*:/i.test(path) ? path : path.replace(/[%?#]/g, encodeURIComponent);
}

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
