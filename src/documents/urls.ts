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
