/**
 * Where submissions to an address are kept: one place for each address and id, and for each one-time code.
 * The code itself is not stored.
 */
export function scopeOf(url: string, id: string): string {
  const code = codeOf(url);
  return `${url.replace(/[?#].*/s, '')} ${id}${code ? ` ${fnv1a(code)}` : ''}`;
}

/** The one-time code in an address: in the fragment (`#code=…`), which is in no log, or in the query. */
export function codeOf(url: string): string | undefined {
  return /[?&#]code=([^&#]+)/.exec(url)?.[1];
}

/** The header that brings a code from the fragment of an address; a code in the query is in the address itself. */
export function codeHeader(url: string): Record<string, string> {
  const code = codeOf(url.replace(/^[^#]*/, ''));
  return code === undefined ? {} : { 'Civic-Code': code };
}

/** FNV-1a, 32 bits: tells codes apart without keeping them. */
function fnv1a(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}
