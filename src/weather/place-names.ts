/** Which places a page asks for. */
import type { WeatherPlace } from './model.ts';

/**
 * The places of a `places` attribute, in its order: keys of the gazetteer as text, `Name@latitude,longitude` as places.
 * Words that are no key belong to the name before the next `@`: `ha-noi Cù lao Chàm@15.95,108.51`.
 */
export function parsePlaces(attribute: string): (string | WeatherPlace)[] {
  const words = attribute.replace(/\s*([@,])\s*/g, '$1').replace(/\s+/g, ' ');
  return (words.match(PLACES) ?? []).map((place) => {
    const [, name = '', north, east] = /^(.*)@(-?[\d.]+),(-?[\d.]+)$/.exec(place) ?? [];
    const [latitude, longitude] = [Number(north), Number(east)];
    const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return isOnEarth ? { name, latitude, longitude } : place;
  });
}

/** A key, words up to the end of one with an `@`, or a word. */
const PLACES = /[a-z]+(?:-[a-z]+)*(?!\S)|(?! )[^@]*@\S*|\S+/g;
