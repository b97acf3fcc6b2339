import { findPlaces, type NamedPlace, namedPlaces } from '../named-places.ts';

export { concernsPlace } from '../../alerts/areas.ts';

/** The places as the tag names them. One that is in no gazetteer counts by its name. */
export function locatedPlaces(
  tag: ParentNode,
  attribute: string,
  locale: string,
  onUnknown: (name: string) => void,
): Promise<NamedPlace[]> {
  const named = namedPlaces(tag, attribute);
  return findPlaces(named, locale, (name) => {
    if (named.includes(name)) onUnknown(name);
    return { name, names: [name.replaceAll('-', ' ')] };
  });
}
