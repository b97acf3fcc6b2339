/** Safe steps through JSON of unknown shape. */

export type Json = Readonly<Record<string, unknown>>;

/** An object, or one without anything in it. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** The objects of a list; a single object is a list of one. */
export function objects(value: unknown): Json[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is Json => typeof one === 'object' && one !== null);
}

/** A text or a number as text; undefined for anything else, and for what is empty. */
export function string(value: unknown): string | undefined {
  return (
    (typeof value === 'string' && value.trim()) || (typeof value === 'number' ? String(value) : undefined) || undefined
  );
}

/** The texts of a list, or of one text. */
export function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one) => string(one) ?? []);
}

/** The first of these that has a text. */
export function first(from: Json, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const found = string(from[key]);
    if (found) return found;
  }
  return undefined;
}

/** What stands at `a.b.0.c`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((from, key) => object(from)[key], value);
}
