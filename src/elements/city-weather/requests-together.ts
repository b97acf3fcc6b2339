import type { WeatherFormat, WeatherPlace, WeatherRequest, WeatherWanted } from '../../weather/model.ts';

interface Gathering {
  places: Map<string, WeatherPlace>;
  wanted: WeatherWanted;
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
  wanted: WeatherWanted = NOTHING_MORE,
): Promise<WeatherRequest[]> {
  if (!places.length || !format.requests) return [{ url: src, places: [...places] }];
  const key = `${format.name} ${src}`;
  const known = gatherings.get(key) ?? [];
  gatherings.set(key, known);
  let gathering = known.find((asked) => covers(asked, places, wanted));
  if (!gathering) {
    gathering = known.find((asked) => open.has(asked)) ?? gather(src, format, known);
    for (const place of places) {
      const at = placeKey(place);
      if (!gathering.places.has(at)) gathering.places.set(at, place);
    }
    const { show, hours, days } = gathering.wanted;
    gathering.wanted = {
      show: [...new Set([...show, ...wanted.show])],
      hours: Math.max(hours, wanted.hours),
      days: Math.max(days, wanted.days),
    };
  }
  const wantedPlaces = new Set(places.map(placeKey));
  const requests = await gathering.requests;
  return requests.filter((request) => request.places.some((place) => wantedPlaces.has(placeKey(place))));
}

/** Gatherings that still take places: until the current task, in which the page's widgets are upgraded, is over. */
const open = new WeakSet<Gathering>();

function gather(src: string, format: Pick<WeatherFormat, 'requests'>, known: Gathering[]): Gathering {
  const gathering: Gathering = {
    places: new Map(),
    wanted: NOTHING_MORE,
    requests: new Promise((resolve) => {
      setTimeout(() => {
        open.delete(gathering);
        resolve(format.requests!(src, [...gathering.places.values()], gathering.wanted));
      });
    }),
  };
  open.add(gathering);
  known.unshift(gathering);
  known.splice(MAX_GATHERINGS);
  return gathering;
}

function covers(
  { places, wanted }: Gathering,
  asked: readonly WeatherPlace[],
  { show, hours, days }: WeatherWanted,
): boolean {
  return (
    hours <= wanted.hours &&
    days <= wanted.days &&
    show.every((part) => wanted.show.includes(part)) &&
    asked.every((place) => places.has(placeKey(place)))
  );
}

/** Places nearer than the rounding of a request are one. */
export function placeKey({ latitude = 0, longitude = 0 }: WeatherPlace): string {
  return `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
}
