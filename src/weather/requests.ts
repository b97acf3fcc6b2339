import type { WeatherPart, WeatherPlace, WeatherRequest, WeatherWanted } from './model.ts';

/** Places that one request asks for. */
export const PLACES_PER_REQUEST = 100;

/** Hours asked for beyond those shown, so that a report that can't be renewed still has hours ahead. */
const SPARE_HOURS = 6;

/** What each part of a widget asks of Open-Meteo, beside temperature and sky. */
const VARIABLES: Partial<Record<WeatherPart, Partial<Record<'current' | 'hourly' | 'daily', string>>>> = {
  'feels-like': { current: 'apparent_temperature' },
  humidity: { current: 'relative_humidity_2m' },
  wind: { current: 'wind_speed_10m,wind_direction_10m,wind_gusts_10m' },
  rain: { current: 'precipitation', hourly: 'precipitation,precipitation_probability' },
  uv: { hourly: 'uv_index', daily: 'uv_index_max' },
  sun: { daily: 'sunrise,sunset' },
  hours: {
    hourly:
      'temperature_2m,weather_code,is_day,precipitation,precipitation_probability,wind_speed_10m,wind_direction_10m',
  },
  days: { daily: 'weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,precipitation_probability_max' },
};

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
export function coordinateRequests(
  src: string,
  places: readonly WeatherPlace[],
  parameters: Record<string, string>,
): WeatherRequest[] {
  const located = places.filter(isLocated);
  if (!located.length) return [{ url: src, places: [...places] }];
  const requests: WeatherRequest[] = [];
  for (let start = 0; start < located.length; start += PLACES_PER_REQUEST) {
    const some = located.slice(start, start + PLACES_PER_REQUEST);
    const coordinates = {
      latitude: some.map(({ latitude }) => rounded(latitude)).join(),
      longitude: some.map(({ longitude }) => rounded(longitude)).join(),
    };
    requests.push({ url: withQuery(src, { ...coordinates, ...parameters }), places: some });
  }
  return requests;
}

function openMeteoQuery({ show, hours, days }: WeatherWanted): Record<string, string> {
  const asked = { current: ['temperature_2m,weather_code,is_day'], hourly: [] as string[], daily: [] as string[] };
  for (const part of show) {
    for (const [block, variables] of Object.entries(VARIABLES[part] ?? {})) {
      asked[block as keyof typeof asked].push(variables);
    }
  }
  const query: Record<string, string> = {};
  for (const [block, variables] of Object.entries(asked)) {
    if (variables.length) query[block] = [...new Set(variables.join().split(','))].join();
  }
  if (query['hourly']) query['forecast_hours'] = String(Math.max(show.includes('hours') ? hours : 1, 1) + SPARE_HOURS);
  // Open-Meteo has 16 days.
  query['forecast_days'] = String(Math.min(show.includes('days') ? days : 1, 16));
  return { ...query, timezone: 'auto', timeformat: 'unixtime', wind_speed_unit: 'ms' };
}

/** `src` may be relative; commas stay readable, as both the provider's documentation and logs have them. */
export function withQuery(src: string, parameters: Record<string, string>): string {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(src) ?? [];
  const given = new URLSearchParams(query);
  const added = Object.entries(parameters)
    .filter(([name]) => !given.has(name))
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  return `${path}?${[...(query ? [query] : []), ...added].join('&')}${fragment}`;
}

export function isLocated({ latitude, longitude }: WeatherPlace): boolean {
  return latitude !== undefined && longitude !== undefined;
}

export function rounded(degrees = 0): string {
  return String(Math.round(degrees * 100) / 100 + 0);
}
