import { isServer } from '../is-server.ts';
import { findPlace, keyOf } from '../weather/gazetteer.ts';
import type { WeatherPlace } from '../weather/model.ts';
import { parsePlaces } from '../weather/place-names.ts';

/** The places as a tag names them: in its attribute by a key or by coordinates, or by `<weather-place>` children. */
export function namedPlaces(tag: ParentNode, attribute: string): (string | WeatherPlace)[] {
  // On a server, elements have no children.
  const elements = isServer ? [] : [...tag.querySelectorAll(':scope > weather-place')];
  const children = elements.map((place): WeatherPlace => {
    const [name = '', latitude, longitude, timeZone] = ['name', 'latitude', 'longitude', 'time-zone'].map(
      (attribute) => place.getAttribute(attribute) || undefined,
    );
    return {
      name,
      latitude: latitude && Number(latitude),
      longitude: longitude && Number(longitude),
      timeZone,
    } as WeatherPlace;
  });
  return [...parsePlaces(attribute), ...children];
}

/** The places that are known, in the page's language. `onUnknown` says what stands for one that is in no gazetteer. */
export async function findPlaces<Place extends WeatherPlace>(
  named: readonly (string | WeatherPlace)[],
  locale: string,
  onUnknown: (name: string) => Place | undefined,
): Promise<WeatherPlace[]> {
  const found = await Promise.all(
    named.map(async (named) => {
      const place: WeatherPlace = typeof named === 'string' ? { name: named } : named;
      const { name, latitude, longitude } = place;
      if (latitude !== undefined && longitude !== undefined) return place;
      const key = keyOf(name);
      const known = await findPlace(key, locale);
      if (!known) return onUnknown(name);
      // A name is shown as it is written, a key is no name.
      return name === key ? known : { ...known, name };
    }),
  );
  return found.filter((place) => place !== undefined);
}
