/** Names of time zones: IANA's, and offsets such as `+05:30`. */

/** The seconds of an offset; undefined for any other zone. */
export function offsetOf(zone = ''): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60 : undefined;
}

const known = new Map<string, boolean>();

/** Whether the zone is an IANA name that this machine knows, or an offset. */
export function isZone(zone: string): boolean {
  if (!known.has(zone)) known.set(zone, offsetOf(zone) !== undefined || isName(zone));
  return known.get(zone)!;
}

function isName(zone: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return false;
  }
}
