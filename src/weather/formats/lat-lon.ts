import type { WeatherPlace, WeatherRequest } from '../model.ts';
import { isLocated, rounded, withQuery } from '../requests.ts';

/** The URLs of a provider that takes `lat` and `lon` of one place (MET Norway, OpenWeather). */
export function latLonRequests(src: string, places: readonly WeatherPlace[]): WeatherRequest[] {
  const located = places.filter(isLocated);
  if (!located.length) return [{ url: src, places: [...places] }];
  return located.map((place) => ({
    url: withQuery(src, { lat: rounded(place.latitude), lon: rounded(place.longitude) }),
    places: [place],
  }));
}
