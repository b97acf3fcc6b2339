export interface DateOptions {
  /** IANA name of the zone in which a date without a zone is read; the runtime's own when absent. */
  timeZone?: string;
  /** BCP 47 tag of the text around; it decides what `02/10/2026` means, where it can. */
  language?: string;
}

/** Reads dates of any shape: `parseDate` of date-shapes.ts, which most feeds do without. */
export type DateReader = (value: unknown, options?: DateOptions) => Date | undefined;

/** How the dates of a document are read. */
export interface DateContext extends DateOptions {
  /** Reads what isn't as the standards have it. */
  parseDate?: DateReader;
}

const CLOCK = '(?:[01]\\d|2[0-3])(?::[0-5]\\d){1,2}';
const OFFSET = '[+-](?:0\\d|1[0-3])';
const YEAR = '(?:19|20|21)\\d\\d';

/** Dates as standards have them and nearly all feeds write them: RFC 822 and ISO 8601, each with its zone. */
export const STANDARD_DATE =
  `(?:(?:[a-z]{3}, )?(\\d\\d? [a-z]{3} ${YEAR}) ${CLOCK} (?:gmt|${OFFSET}[0-5]\\d)` +
  `|(${YEAR}-\\d\\d-\\d\\d)t${CLOCK}(?:\\.\\d{1,3})?(?:z|${OFFSET}:[0-5]\\d))`;

const STANDARD = new RegExp(`^\\s*${STANDARD_DATE}\\s*$`, 'i');

/** The instant of a date in a feed; undefined when it can't be told for sure. */
export function readDate(value: unknown, context: DateContext = {}): Date | undefined {
  if (!value) return undefined;
  return (typeof value === 'string' && standardDate(value)) || context.parseDate?.(value, context);
}

/** The first of these that can be read: `get` gives what stands under a name. */
export function firstDate(
  names: readonly string[],
  get: (name: string) => unknown,
  context?: DateContext,
): Date | undefined {
  for (const name of names) {
    const found = readDate(get(name), context);
    if (found) return found;
  }
  return undefined;
}

/** A date as the standards have it. */
export function standardDate(value: string): Date | undefined {
  const [text, rfc, iso] = STANDARD.exec(value) ?? [];
  if (!text) return undefined;
  // In small letters Firefox and Safari read none of ISO's.
  const date = new Date(text.trim().toUpperCase());
  // A 31st of June would be a 1st of July.
  const day = new Date(rfc ? `${rfc} 00:00 GMT` : `${iso}T00:00Z`).getUTCDate();
  return day === Number((rfc ?? iso!.slice(8)).slice(0, 2)) ? dateOfNews(date.getTime()) : undefined;
}

/** The zeros of Hugo and .NET (year 1), PHP (year −1), SQL (1900), Unix (1970, in any zone) and .NET's last day mean "no date". */
export function dateOfNews(time: number): Date | undefined {
  return time > Date.UTC(1900, 0, 2) && time < Date.UTC(9999, 11, 30) && Math.abs(time) > 14 * 3_600_000
    ? new Date(time)
    : undefined;
}

/** The zone of an offset in a date, by a name that every engine knows; undefined for UTC, which says nothing of the place. */
export function zoneOfOffset(date: string | undefined): string | undefined {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)\s*$/.exec(date ?? '') ?? [];
  if (!sign || Number(hours) > 14 || !Number(hours! + minutes!)) return undefined;
  return Number(minutes) ? `${sign}${hours}:${minutes}` : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
}
