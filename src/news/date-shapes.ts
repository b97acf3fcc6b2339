import { dateOfNews, standardDate, type DateOptions } from './dates.ts';

/** RFC 822's zones and those that feeds really use, in hours; names that mean several zones are left out on purpose. */
const ZONES: Record<string, number | string> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  cet: 1,
  met: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  mez: 1,
  eet: 2,
  eest: 3,
  msk: 3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
  at: 'America/Halifax',
  ict: 7,
  wib: 7,
  hkt: 8,
  sgt: 8,
  pht: 8,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A month's own name or abbreviation, not a word that begins like one (`marras` is November). */
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

const TIME =
  /(?:t|\b)(\d{1,2})(?::|h|giờ )(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?m\b\.?|\s*\b(sa|ch)\b)?/i;
const ZONE = /^\s*(?:(?:gmt|utc?)?\s*([+-])(\d{1,2}):?(\d{2})?(?!\d)|([a-z]+(?:\/[a-z_]+){1,2})|([a-z]{1,4})\b)/i;

/**
 * The shapes of a day, once weekday, time and zone are gone. `2026-10-02` and `20261002` (ISO 8601), `2 Oct 2026`
 * (RFC 822), `Oct 2, 2026`, `2 tháng 10, 2026`, `2.10.2026`; a slashed one is looked at in `slashed`.
 */
const ISO = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))$/;
/** A year, or a year and a month: nothing else may stand there (`Spring, 2024` is no date). */
const ISO_MONTH = /^(\d{4})(?:-(\d{2}))?$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s-]*${MONTH}[\\s,-]*(\\d{2}|\\d{4})$`, 'i');
const MONTH_FIRST = new RegExp(`^${MONTH}\\s*(\\d{1,2})(?:st|nd|rd|th)?[\\s,]+(\\d{4})$`, 'i');
const VIETNAMESE = /^(\d{1,2})\s*(?:tháng|thg)\s*(\d{1,2})[\s,]*(?:năm\s*)?(\d{4})$/i;
const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})$/;

/**
 * The instant that a date in a feed means, undefined when it can't be told for sure: an unknown zone, `02/10/2026` in a
 * language that isn't known, a 31st of June, the zero of a program. Reads ISO 8601 and W3C-DTF, RFC 822/2822 with the errors
 * that feeds make, asctime, .NET (`10/2/2026 9:25:00 AM`, `/Date(1790907900000)/`), Vietnamese (`13/07/2021 | 14:21`), and
 * numbers and digits as seconds or milliseconds since 1970.
 */
export function parseDate(value: unknown, options: DateOptions = {}): Date | undefined {
  if (!value) return undefined;
  if (value instanceof Date) return dateOfNews(value.getTime());
  if (typeof value === 'number')
    return value >= 1e8 && value < 1e14 ? dateOfNews(value < 1e11 ? value * 1000 : value) : undefined;
  if (typeof value !== 'string' || value.length > 200) return undefined;
  return standardDate(value) ?? anyDate(value, options);
}

function anyDate(value: string, options: DateOptions): Date | undefined {
  const epoch = /^\s*(?:\/Date\((-?\d+)[^)]*\)\/|(\d{10}|\d{13}))\s*$/.exec(value);
  if (epoch) return epoch[1] ? dateOfNews(+epoch[1]) : parseDate(+epoch[2]!);

  let rest = value
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    // Basic format (ISO 8601-1 §5.4).
    .replace(/^(\d{8})T?(\d\d)(\d\d)(\d\d)(?!\d)/, '$1T$2:$3:$4');
  for (let inner = ''; inner !== rest;) {
    inner = rest;
    // Comments (RFC 822 §3.1.4) nest; one that holds the zone is kept.
    rest = rest.replace(/\(((?:\\.|[^()\\])*)\)/, (_, comment: string) =>
      /^(?:gmt|utc)\s*[+-]/i.test(comment) ? ` ${comment}` : ' ',
    );
  }

  const time = TIME.exec(rest);
  let zone: number | string | undefined;
  if (time) {
    let after = rest.slice(time.index + time[0].length);
    const before = rest.slice(0, time.index);
    const found = ZONE.exec(after);
    // `Sun Jan 4 16:29:06 EST 2004`, and `14:21, 13 Jul 2021` where a word that follows is a month.
    if (found && !(found[5] && MONTHS.includes(found[5].slice(0, 3).toLowerCase()))) {
      zone = zoneOf(found);
      if (zone === undefined) return undefined;
      after = after.slice(found[0].length);
    }
    rest = `${before} ${after}`;
  } else {
    // A day with a zone but without a time: `2003-12-31Z`.
    const found = /(?<=\d)z$/i.exec(rest);
    if (found) {
      zone = 0;
      rest = rest.slice(0, -1);
    }
  }

  const day = dayOf(clean(rest), time, options) ?? monthOf(rest);
  if (!day) return undefined;
  const [year, month, date] = day;
  let hour = +(time?.[1] ?? 0);
  const minute = +(time?.[2] ?? 0);
  const second = +(time?.[3] ?? 0);
  const half = (time?.[5] ?? (time?.[6] && (time[6].toLowerCase() === 'sa' ? 'a' : 'p')))?.toLowerCase();
  if (half) {
    if (half === 'p' && hour < 12) hour += 12;
    else if (half === 'a' && hour === 12) hour = 0;
  }
  if (month < 1 || month > 12 || date < 1 || date > new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate())
    return undefined;
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60) return undefined;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, date);
  local.setUTCHours(hour, minute, second, Math.trunc(+`0.${time?.[4] ?? 0}` * 1000));
  return dateOfNews(
    typeof zone === 'number' ? local.getTime() - zone * 3_600_000 : inZone(local.getTime(), zone ?? options.timeZone),
  );
}

/** Hours, or an IANA name; undefined when nobody can say. */
function zoneOf([, sign, hours, minutes, iana, name]: RegExpExecArray): number | string | undefined {
  if (sign)
    return +hours! > 14 || +(minutes ?? 0) > 59
      ? undefined
      : (sign === '-' ? -1 : 1) * (+hours! + +(minutes ?? 0) / 60);
  return iana ?? ZONES[name!.toLowerCase()];
}

/** Without the weekday (in any language: it says nothing new), the words around a date and what divides it from a time. */
function clean(rest: string): string {
  return rest
    .replace(/^(?:thứ \d|\p{L}[\p{L}\p{M}.]*(?: \p{L}[\p{L}\p{M}.]*)?)\s*,\s*(?=[^,\s])/iu, '')
    .replace(
      /^(?:(?:sun|mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur)(?:day)?\b\.?\s|thứ (?:\d|\p{L}+)\s|chủ nhật\s|ngày\s|[\s,|]|-\s)+/iu,
      '',
    )
    .replace(/(?:[\s,|-]|\slúc|\sat)+$/i, '')
    .replace(/\s+[,|-]\s+/g, ' ');
}

type Day = [year: number, month: number, date: number];

function dayOf(text: string, time: RegExpExecArray | null, options: DateOptions): Day | undefined {
  let found = ISO.exec(text);
  if (found) return [+found[1]!, +(found[3] ?? found[5]!), +(found[4] ?? found[6]!)];
  if ((found = DAY_FIRST.exec(text))) return [fullYear(found[3]!), numberOf(found[2]!), +found[1]!];
  if ((found = MONTH_FIRST.exec(text))) return [+found[3]!, numberOf(found[1]!), +found[2]!];
  if ((found = VIETNAMESE.exec(text))) return [+found[3]!, +found[2]!, +found[1]!];
  if (!(found = SLASHED.exec(text))) return undefined;
  const [first, second] = [+found[1]!, +found[3]!];
  const year = fullYear(found[4]!);
  if (found[2] === '-' && found[4]!.length === 2) return undefined;
  if (first > 12 || first === second || found[2] === '.') return [year, second, first];
  if (second > 12) return [year, first, second];
  const isDayFirst = dayComesFirst(text, time, options);
  return isDayFirst === undefined ? undefined : isDayFirst ? [year, second, first] : [year, first, second];
}

/**
 * Whether `2/10/2026` is the second of October; undefined when nothing tells. Vietnamese has the day first, but portals that
 * write AM or PM are .NET in its default language, American English, which has no leading zeros.
 */
function dayComesFirst(
  day: string,
  time: RegExpExecArray | null,
  { language, timeZone }: DateOptions,
): boolean | undefined {
  if (time?.[6]) return true;
  if (/^en-us\b/i.test(language ?? '')) return false;
  const isVietnamese = language ? /^vi\b/i.test(language) : /^Asia\/(?:Ho_Chi_Minh|Saigon)$/.test(timeZone ?? '');
  if (isVietnamese && time?.[5]) return /^0|\D0/.test(day) ? undefined : false;
  return isVietnamese && language ? true : undefined;
}

function monthOf(text: string): Day | undefined {
  const [found, year, month] = ISO_MONTH.exec(text) ?? [];
  return found ? [+year!, +(month ?? 1), 1] : undefined;
}

/** Two digits as RFC 2822 §4.3 reads them. */
function fullYear(year: string): number {
  return year.length > 2 ? +year : +year + (+year < 50 ? 2000 : 1900);
}

function numberOf(month: string): number {
  return MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
}

/** One formatter a zone; a page names one or two. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The instant at which a clock in `zone` shows the wall time that `local` is in UTC. NaN for a zone that nobody knows. */
function inZone(local: number, zone: string | undefined): number {
  if (!zone) {
    const wall = new Date(local);
    const date = new Date(2000, 0);
    date.setFullYear(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
    return date.setHours(wall.getUTCHours(), wall.getUTCMinutes(), wall.getUTCSeconds(), wall.getUTCMilliseconds());
  }
  try {
    let clock = clocks.get(zone);
    if (!clock) {
      clock = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
      if (clocks.size > 20) clocks.clear();
      clocks.set(zone, clock);
    }
    const offset = (instant: number): number => {
      const part: Record<string, number> = {};
      for (const { type, value } of clock.formatToParts(instant)) part[type] = +value;
      return (
        Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']) -
        Math.floor(instant / 1000) * 1000
      );
    };
    const first = local - offset(local);
    return local - offset(first);
  } catch {
    return NaN;
  }
}
