/** URLs that ask for places. */
import type { WeatherPlace, WeatherRequest } from './model.ts';

/** Places that one request asks for. */
export const PLACES_PER_REQUEST = 100;

/** Parameters of a query, of letters, digits and `.,-_` only: commas stay readable, as both the provider's documentation and logs have them. */
export type Query = Record<string, string | number>;

/**
 * `src` with `parameters` and the coordinates of up to 100 places in each, as Open-Meteo's APIs take them. Coordinates
 * are rounded to 0.01° (about 1 km, finer than the models' grids) so that caches hit.
 */
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

/** The URLs of a provider that takes `lat` and `lon` of one place (MET Norway, OpenWeather). */
export function latLonRequests(src: string, places: readonly WeatherPlace[]): WeatherRequest[] {
  const located = places.filter(isLocated);
  if (!located.length) return [{ url: src, places: [...places] }];
  return located.map((place) => ({
    url: withQuery(src, { lat: rounded(place.latitude), lon: rounded(place.longitude) }),
    places: [place],
  }));
}

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
