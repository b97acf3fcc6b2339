/** Time zones as `Intl` knows them: IANA names, and offsets such as `+05:30`. */

/** Zones come from documents, too: what is kept of them is bounded. */
const MOST_FORMATTERS = 50;
const formatters = new Map<string, Intl.DateTimeFormat | undefined>();

/** Writes the day and the hour in a zone; undefined where there is no such zone. */
export function zoneFormatter(zone: string): Intl.DateTimeFormat | undefined {
  if (!formatters.has(zone)) {
    if (formatters.size >= MOST_FORMATTERS) formatters.clear();
    formatters.set(zone, newFormatter(zone));
  }
  return formatters.get(zone);
}

function newFormatter(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    return undefined;
  }
}

/** Whether there is such a zone. */
export function isTimeZone(zone = ''): boolean {
  return !!zone && !!zoneFormatter(zone);
}
