/** Members that documents of polls and surveys share, read tolerantly: what has no meaning is not told. */

/** One of the words that are known. */
export function oneOf<Known>(known: readonly Known[], value: unknown, fallback: Known): Known {
  return known.find((each) => each === value) ?? fallback;
}

/** A whole number from 0 to 10¹³, also as digits (PHP); anything else is not told. */
export function count(value: unknown): number | null {
  const whole = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isInteger(whole) && (whole as number) >= 0 && (whole as number) <= 1e13 ? (whole as number) : null;
}

/** A date as it was written, if it is one. */
export function dateText(value: unknown): string | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
}

/** The id in a document, else the last part of its address. */
export function idOf(id: string | undefined, url = ''): string {
  return id ?? /([^/?#]+)\/?(?:[?#]|$)/.exec(url)?.[1] ?? '';
}

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
