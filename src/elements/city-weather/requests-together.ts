import type { WeatherFormat, WeatherPlace, WeatherRequest, WeatherWanted } from '../../weather/model.ts';
import { findWeatherFormat } from '../../weather/parse.ts';
import { rounded } from '../../weather/requests.ts';

interface Gathering {
  places: Map<string, WeatherPlace>;
  wanted: WeatherWanted;
  /** It still takes places: until the current task, in which the page's widgets are upgraded, is over. */
  isOpen: boolean;
  requests: Promise<WeatherRequest[]>;
}

/** Questions that are being gathered, and those that have been asked: whoever wants no more than they did joins them. */
const gatherings = new Map<string, Gathering[]>();
const MAX_GATHERINGS = 20;

const NOTHING_MORE: WeatherWanted = { show: [], hours: 0, days: 0 };

/**
 * The requests that bring `places` to this widget: those of all widgets on the page that ask the same source at the
 * same time are put together, so that a hundred widgets with a place each make one request.
 */
export async function requestsTogether(
  src: string,
  format: Pick<WeatherFormat, 'name' | 'requests'>,
  places: readonly WeatherPlace[],
  { show, hours, days }: WeatherWanted = NOTHING_MORE,
): Promise<WeatherRequest[]> {
  if (!places.length || !format.requests) return [{ url: src, places: [...places] }];
  const key = `${format.name} ${src}`;
  const known = gatherings.get(key) ?? [];
  gatherings.set(key, known);
  const keys = places.map(placeKey);
  let gathering = known.find(
    ({ places, wanted }) =>
      hours <= wanted.hours &&
      days <= wanted.days &&
      show.every((part) => wanted.show.includes(part)) &&
      keys.every((key) => places.has(key)),
  );
  if (!gathering) {
    gathering = known.find(({ isOpen }) => isOpen) ?? gather(src, format, known);
    for (const place of places) gathering.places.set(placeKey(place), place);
    const { wanted } = gathering;
    gathering.wanted = {
      show: [...new Set([...wanted.show, ...show])],
      hours: Math.max(hours, wanted.hours),
      days: Math.max(days, wanted.days),
    };
  }
  const requests = await gathering.requests;
  return requests.filter(({ places }) => places.some((place) => keys.includes(placeKey(place))));
}

function gather(src: string, format: Pick<WeatherFormat, 'requests'>, known: Gathering[]): Gathering {
  const gathering: Gathering = {
    places: new Map(),
    wanted: NOTHING_MORE,
    isOpen: true,
    requests: new Promise((resolve) => {
      setTimeout(() => {
        gathering.isOpen = false;
        resolve(format.requests!(src, [...gathering.places.values()], gathering.wanted));
      });
    }),
  };
  known.unshift(gathering);
  known.splice(MAX_GATHERINGS);
  return gathering;
}

/** Places nearer than the rounding of a request are one. */
export function placeKey({ latitude, longitude }: WeatherPlace): string {
  return `${rounded(latitude)},${rounded(longitude)}`;
}

export { findWeatherFormat as formatOf };
