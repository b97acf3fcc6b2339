import { seconds } from './values.ts';

/** An instant from a `Date`, an ISO 8601 text with a zone, or Unix seconds. */
export function instant(value: unknown): Date | undefined {
  if (typeof value !== 'string') return seconds(value instanceof Date ? value.getTime() / 1000 : value);
  const text = value.trim();
  return value.length < 40 && /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? seconds(Date.parse(text) / 1000) : undefined;
}

/** `scale` applied to a number; anything else is undefined, so that the bounds of values.ts see the model's unit. */
export function converted(value: unknown, scale: (value: number) => number): number | undefined {
  return typeof value === 'number' ? scale(value) : undefined;
}
