import { BLOCKS, COLUMNS } from './formats/open-meteo-columns.ts';
import type { WeatherPlace, WeatherRequest, WeatherWanted } from './model.ts';

/** Places that one request asks for. */
export const PLACES_PER_REQUEST = 100;

/** Hours asked for beyond those shown, so that a report that can't be renewed still has hours ahead. */
const SPARE_HOURS = 6;

/**
 * The URLs that ask Open-Meteo, or a relay that takes its query, for all that a widget shows, 100 places in one.
 * Coordinates are rounded to 0.01° (about 1 km, finer than the models' grids) so that caches hit.
 * Parameters that `src` already has are kept.
 */
export function openMeteoRequests(
  src: string,
  places: readonly WeatherPlace[],
  wanted: WeatherWanted,
): WeatherRequest[] {
  return coordinateRequests(src, places, openMeteoQuery(wanted));
}

/** `src` with `parameters` and the coordinates of up to 100 places in each. */
export function coordinateRequests(src: string, places: readonly WeatherPlace[], parameters: Query): WeatherRequest[] {
  const located = places.filter(isLocated);
  if (!located.length) return [{ url: src, places: [...places] }];
  const requests: WeatherRequest[] = [];
  while (located.length) {
    const some = located.splice(0, PLACES_PER_REQUEST);
    const latitude = some.map((place) => rounded(place.latitude)).join();
    const longitude = some.map((place) => rounded(place.longitude)).join();
    requests.push({ url: withQuery(src, { latitude, longitude, ...parameters }), places: some });
  }
  return requests;
}

function openMeteoQuery({ show, hours, days }: WeatherWanted): Query {
  const asked = ['always', ...show] as readonly string[];
  const query: Query = {};
  BLOCKS.forEach((block, index) => {
    const names = Object.entries(COLUMNS).flatMap(([name, [, , , parts]]) =>
      parts
        .split('/')
        [index]?.split(' ')
        .some((part) => asked.includes(part))
        ? name
        : [],
    );
    if (names.length) query[block] = names.join();
  });
  if (query['hourly']) query['forecast_hours'] = Math.max(show.includes('hours') ? hours : 1, 1) + SPARE_HOURS;
  // Open-Meteo has 16 days.
  query['forecast_days'] = show.includes('days') ? Math.min(days, 16) : 1;
  return { ...query, timezone: 'auto', timeformat: 'unixtime', wind_speed_unit: 'ms' };
}

/** Parameters of a query, of letters, digits and `.,-_` only: commas stay readable, as both the provider's documentation and logs have them. */
type Query = Record<string, string | number>;

/** Adds what `src`, which may be relative, doesn't say itself. */
export function withQuery(src: string, parameters: Query): string {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(src) ?? [];
  const given = new URLSearchParams(query);
  const added = Object.entries(parameters).flatMap(([name, value]) => (given.has(name) ? [] : `${name}=${value}`));
  return `${path}?${[...(query ? [query] : []), ...added].join('&')}${fragment}`;
}

export function isLocated({ latitude, longitude }: WeatherPlace): boolean {
  return latitude !== undefined && longitude !== undefined;
}

export function rounded(degrees = 0): string {
  return String(Math.round(degrees * 100) / 100 + 0);
}
