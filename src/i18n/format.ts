/**
 * `Intl` formatters, made once per locale and options: making one costs a hundred times what using it does.
 * Numbers, dates, units and lists are formatted by these only.
 */
const formatters = new Map<string, unknown>();

function kept<Formatter, Options>(Kind: new (locale: string, options?: Options) => Formatter) {
  return (locale: string, options?: Options): Formatter => {
    const key = `${Kind.name} ${locale} ${JSON.stringify(options)}`;
    if (!formatters.has(key)) formatters.set(key, new Kind(locale, options));
    return formatters.get(key) as Formatter;
  };
}

export const dateFormat = kept<Intl.DateTimeFormat, Intl.DateTimeFormatOptions>(Intl.DateTimeFormat);
export const numberFormat = kept<Intl.NumberFormat, Intl.NumberFormatOptions>(Intl.NumberFormat);
export const relativeTimeFormat = kept<Intl.RelativeTimeFormat, Intl.RelativeTimeFormatOptions>(
  Intl.RelativeTimeFormat,
);
export const listFormat = kept<Intl.ListFormat, Intl.ListFormatOptions>(Intl.ListFormat);
export const pluralRules = kept<Intl.PluralRules, Intl.PluralRulesOptions>(Intl.PluralRules);

/** Whether `Intl` knows the IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    dateFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
