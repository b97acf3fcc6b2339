import type { WeatherPlace } from './model.ts';
import * as read from './values.ts';

/**
 * The places of a `places` attribute, in its order: keys of the gazetteer as text, `Name@latitude,longitude` as places.
 * Words that are no key belong to the name before the next `@`: `ha-noi Cù lao Chàm@15.95,108.51`.
 */
export function parsePlaces(attribute: string): (string | WeatherPlace)[] {
  const words = attribute
    .replace(/\s*([@,])\s*/g, '$1')
    .split(/\s+/)
    .filter(Boolean);
  const places: (string | WeatherPlace)[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const end = words.findIndex((other, at) => at >= index && other.includes('@'));
    if (end < 0 || (end > index && /^[a-z]+(-[a-z]+)*$/.test(word))) {
      places.push(word);
      continue;
    }
    const span = words.slice(index, end + 1).join(' ');
    const [, name = '', north, east] = /^(.*)@(-?[\d.]+),(-?[\d.]+)$/.exec(span) ?? [];
    const latitude = read.latitude(Number(north));
    const longitude = read.longitude(Number(east));
    places.push(latitude === undefined || longitude === undefined ? span : { name, latitude, longitude });
    index = end;
  }
  return places;
}
