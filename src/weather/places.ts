/** Which report is whose. */
import { isTimeZone } from '../documents/time-zone.ts';
import type { WeatherPlace, WeatherReport } from './model.ts';

/** Degrees that a provider's grid may be away from the place that was asked for. */
const GRID = 0.5;

/**
 * For each place its report, with the place's own name, coordinates and zone: the nearest one, since an answer may have
 * more places, or others, than were asked for (another widget's, a file made beforehand). Reports without coordinates
 * count by their order. Undefined: there is none.
 */
export function assignReports(
  reports: readonly WeatherReport[],
  places: readonly WeatherPlace[],
): (WeatherReport | undefined)[] {
  const located = reports.filter(({ place }) => place.latitude !== undefined);
  const isByOrder = !located.length && reports.length === places.length;
  return places.map((place, index) => {
    const [nearest] = located
      .map((report) => ({ report, away: distance(report.place, place) }))
      .filter(({ away }) => away <= GRID)
      .sort((one, other) => one.away - other.away);
    const report = isByOrder ? reports[index] : nearest?.report;
    if (!report) return undefined;
    const { name, latitude, longitude, timeZone } = place;
    return {
      ...report,
      place: {
        name: name || report.place.name,
        latitude: latitude ?? report.place.latitude,
        longitude: longitude ?? report.place.longitude,
        timeZone: isTimeZone(timeZone) ? timeZone : report.place.timeZone,
      },
    };
  });
}

/** In degrees, the shorter way around the globe. */
function distance(one: WeatherPlace, other: WeatherPlace): number {
  const east = Math.abs((one.longitude ?? 0) - (other.longitude ?? 0));
  return Math.hypot((one.latitude ?? 0) - (other.latitude ?? 0), Math.min(east, 360 - east));
}
