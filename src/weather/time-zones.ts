/** Days and hours in a place's own time zone, whatever the zone of the machine. A zone is an IANA name or an offset such as `+05:30`. */
import { zoneFormatter } from '../documents/time-zone.ts';

/** `YYYY-MM-DD` of an instant in a zone. */
export function localDate(time: Date, zone: string): string {
  return local(time, zone).slice(0, 10);
}

/** The hour, 0–23, of an instant in a zone. */
export function localHour(time: Date, zone: string): number {
  return Number(local(time, zone).slice(11, 13));
}

/** The seconds of an offset; undefined for any other zone. */
export function offsetOf(zone = ''): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60 : undefined;
}

/** `+05:30` of an offset in seconds. */
export function offsetZone(seconds: number): string {
  const time = new Date(Math.abs(seconds) * 1000).toISOString();
  return `${seconds < 0 ? '-' : '+'}${time.slice(11, 16)}`;
}

/** The offset of the nautical zone (15° each) of a longitude: what remains when neither site nor source name a zone. */
export function nauticalZone(longitude: number): string {
  return offsetZone(Math.round(longitude / 15) * 3600);
}

/** What starts with `YYYY-MM-DDTHH` by the clocks of the zone. */
function local(time: Date, zone: string): string {
  const offset = offsetOf(zone);
  if (offset !== undefined) return new Date(time.getTime() + offset * 1000).toISOString();
  const parts = zoneFormatter(zone)?.formatToParts(time) ?? [];
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}`;
}
