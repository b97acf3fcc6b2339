import { numberFormat, pluralRules } from './format.ts';
import type { Text, Values } from './texts.ts';

/** A text with its placeholders filled; a plural is chosen by `values.count`. */
export function fill(text: Text, values: Values, locale: string): string {
  const { count } = values;
  const form = typeof text === 'string' ? text : (text[pluralRules(locale).select(Number(count))] ?? text.other);
  return form.replace(/\{([\w-]+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numberFormat(locale).format(value) : (value ?? placeholder);
  });
}
