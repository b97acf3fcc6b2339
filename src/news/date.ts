import type { DateOptions } from './dates.ts';

const CLOCK = '(?:[01]\\d|2[0-3])(?::[0-5]\\d){1,2}';
const OFFSET = '[+-](?:0\\d|1[0-3])';

/** Dates as standards have them and nearly all feeds write them: RFC 822 and ISO 8601, each with its zone. */
export const COMMON_DATE =
  `(?:(?:[a-z]{3}, )?(\\d\\d? [a-z]{3} [12]\\d{3}) ${CLOCK} (?:gmt|${OFFSET}[0-5]\\d)` +
  `|([12]\\d{3}-\\d\\d-\\d\\d)t${CLOCK}(?:\\.\\d{1,3})?(?:z|${OFFSET}:[0-5]\\d))`;

const COMMON = new RegExp(`^\\s*${COMMON_DATE}\\s*$`, 'i');

type ReadDate = (value: unknown, options: DateOptions) => Date | undefined;

let rare: ReadDate | undefined;

/** From now on all dates are read that dates.ts knows, which is larger than what most documents need. */
export function knowDates(parseDate: ReadDate): void {
  rare = parseDate;
}

/** The instant of a date in a feed; undefined when it can't be told for sure. */
export function readDate(value: unknown, options: DateOptions = {}): Date | undefined {
  if (!value) return undefined;
  const [text, rfc, iso] = (typeof value === 'string' && COMMON.exec(value)) || [];
  if (text) {
    // In small letters Firefox and Safari read none of ISO's.
    const date = new Date(text.trim().toUpperCase());
    // A 31st of June would be a 1st of July.
    const day = new Date(rfc ? `${rfc} 00:00 GMT` : `${iso}T00:00Z`).getUTCDate();
    if (date.getTime() && day === +(rfc ?? iso!.slice(8)).slice(0, 2)) return date;
  }
  return rare?.(value, options);
}
