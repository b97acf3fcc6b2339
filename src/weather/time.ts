/** Days and hours in a place's own time zone, whatever the zone of the machine. */

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DD` of an instant in a zone: an IANA name, or an offset such as `+05:30`. */
export function localDate(time: Date, zone: string): string {
  return local(time, zone).slice(0, 10);
}

/** The hour, 0–23, of an instant in a zone. */
export function localHour(time: Date, zone: string): number {
  return Number(local(time, zone).slice(11, 13));
}

/** `+05:30` of an offset in seconds. */
export function offsetZone(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The offset of the nautical zone (15° each) of a longitude: what remains when neither site nor source name a zone. */
export function nauticalZone(longitude: number): string {
  return offsetZone(Math.round(longitude / 15) * 3600);
}

/** Whether the zone is an IANA name that this machine knows, or an offset. */
export function isZone(zone: string): boolean {
  try {
    local(new Date(0), zone);
    return true;
  } catch {
    return false;
  }
}

/** `YYYY-MM-DDTHH:mm` by the clocks of the zone. */
function local(time: Date, zone: string): string {
  const offset = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (offset) {
    const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
    return new Date(time.getTime() + minutes * 60_000).toISOString().slice(0, 16);
  }
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  const part = Object.fromEntries(formatter.formatToParts(time).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}
