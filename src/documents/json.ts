/** JSON of unknown shape: what is missing or of another type reads as undefined. */

export type Json = Readonly<Record<string, unknown>>;

const NOTHING: Json = Object.freeze(Object.create(null) as Json);

/** The most that is read of any list, so that a document of a few megabytes can't keep a phone busy. */
const MOST = 10_000;

/** The JSON of a body: text, UTF-8 bytes (with or without a byte order mark), or a document already parsed. @throws */
export function readJson(body: string | ArrayBuffer | Uint8Array | object): unknown {
  const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
  if (typeof body !== 'string' && !isBytes) return body;
  return JSON.parse(isBytes ? new TextDecoder().decode(body) : body.replace(/^\uFEFF/, ''));
}

/** Whether a value is an object with members: neither null nor a list. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object to read members of; anything else reads as one without members. */
export function object(value: unknown): Json {
  return isObject(value) ? value : NOTHING;
}

/** The entries of a list; none for anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value.length > MOST ? value.slice(0, MOST) : value) : [];
}

/** The objects of a list; a single object is a list of one. */
export function objects(value: unknown): Json[] {
  return isObject(value) ? [value] : list(value).filter(isObject);
}

/** A text without the white space around it, or a number as text; undefined for anything else, and for an empty text. */
export function string(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  return Number.isFinite(value) ? String(value) : undefined;
}

/** The texts of a list, or the one text. */
export function strings(value: unknown): string[] {
  return (Array.isArray(value) ? list(value) : [value]).flatMap((one) => string(one) ?? []);
}

/** A number within bounds; digits in a text are none. */
export function number(value: unknown, min = -Infinity, max = Infinity): number | undefined {
  return typeof value === 'number' && value >= min && value <= max ? value : undefined;
}

/** The text of the first of these members that has one. */
export function first(from: unknown, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = string(object(from)[key]);
    if (found) return found;
  }
  return undefined;
}

/** What stands at a path such as `a.b.0.c`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (from, key) => (typeof from === 'object' && from !== null ? (from as Json)[key] : undefined),
      value,
    );
}
