import type { AlertPlace } from '../../alerts/model.ts';
import { findPlaces, namedPlaces } from '../named-places.ts';

export { concernsPlace } from '../../alerts/areas.ts';

/** A place with the zone of its clocks, if that is known. */
export type LocatedPlace = AlertPlace & { timeZone?: string };

/** The places as the tag names them. One that is in no gazetteer counts by its name. */
export function locatedPlaces(
  tag: ParentNode,
  attribute: string,
  locale: string,
  onUnknown: (name: string) => void,
): Promise<LocatedPlace[]> {
  return Promise.all(
    namedPlaces(tag, attribute).map(async (one): Promise<LocatedPlace> => {
      const [place] = await findPlaces([one], locale, (name) => {
        if (typeof one === 'string') onUnknown(name);
        return { name };
      });
      return { ...place!, names: typeof one === 'string' ? [one.replaceAll('-', ' ')] : [] };
    }),
  );
}
