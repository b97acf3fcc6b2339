import type { Text, Values } from './texts.ts';

/**
 * `Intl` formatters, created once per locale and options: creating one costs a hundred times what using it costs.
 * All numbers, dates, units and lists are formatted with these.
 */
const formatters = new Map<string, unknown>();

/** A page in one language uses about twenty; the limit is for pages that change zones and languages all day. */
const MAX_FORMATTERS = 200;

function kept<Formatter, Options>(Kind: new (locale: string, options?: Options) => Formatter) {
  return (locale: string, options?: Options): Formatter => {
    const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`;
    const formatter = (formatters.get(key) as Formatter | undefined) ?? new Kind(locale, options);
    // The least recently used goes first.
    formatters.delete(key);
    formatters.set(key, formatter);
    if (formatters.size > MAX_FORMATTERS) formatters.delete(formatters.keys().next().value!);
    return formatter;
  };
}

export const dateFormat = kept<Intl.DateTimeFormat, Intl.DateTimeFormatOptions>(Intl.DateTimeFormat);
export const numberFormat = kept<Intl.NumberFormat, Intl.NumberFormatOptions>(Intl.NumberFormat);
export const relativeTimeFormat = kept<Intl.RelativeTimeFormat, Intl.RelativeTimeFormatOptions>(
  Intl.RelativeTimeFormat,
);
export const listFormat = kept<Intl.ListFormat, Intl.ListFormatOptions>(Intl.ListFormat);
export const pluralRules = kept<Intl.PluralRules, Intl.PluralRulesOptions>(Intl.PluralRules);

/** A text with its placeholders filled; `values.count` selects the plural form. */
export function fill(text: Text, values: Values, locale: string): string {
  const { count } = values;
  const form = typeof text === 'string' ? text : (text[pluralRules(locale).select(Number(count))] ?? text.other);
  return form.replace(/\{([\w-]+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numberFormat(locale).format(value) : (value ?? placeholder);
  });
}
