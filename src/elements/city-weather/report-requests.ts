import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { once } from '../../endpoint/response-cache.ts';
import type {
  WeatherFormat,
  WeatherPart,
  WeatherPlace,
  WeatherReport,
  WeatherRequest,
  WeatherWanted,
} from '../../weather/model.ts';
import { findWeatherFormat, readWeather } from '../../weather/parse.ts';
import { assignReports } from '../../weather/places.ts';
import { rounded } from '../../weather/requests.ts';

/** Where reports come from unless the page says otherwise. */
export const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast';

/** Takes a line for the developer. */
type Complain = (complaint: string) => void;

/** What is to be shown, as attributes have it. */
export function wantedOf(parts: string, hours: number, days: number): WeatherWanted {
  const count = (value: number, fallback: number) => (value >= 0 ? Math.trunc(value) : fallback);
  return {
    show: parts.split(/\s+/).filter(Boolean) as WeatherPart[],
    hours: count(hours, 24),
    days: count(days, 5),
  };
}

/** Asks `src` for the places, together with the other widgets of the page. */
export async function fetchReports(
  src: string,
  format: string,
  places: readonly WeatherPlace[],
  wanted: WeatherWanted,
  get: Loading['get'],
): Promise<WeatherReport[]> {
  const requests = await gatherRequests(src, await findWeatherFormat(format), places, wanted);
  const load = async ({ url, places }: WeatherRequest): Promise<WeatherReport[]> => {
    const { answer } = await get(url);
    return once(answer, `weather ${format}`, ({ bytes, url }) => readWeather(bytes, { format, url, places }));
  };
  return (await Promise.all(requests.map(load))).flat();
}

/** The reports of the places, or all of them where no place was named; they belong to the caller. */
export function assignedReports(
  reports: readonly WeatherReport[],
  places: readonly WeatherPlace[],
  complain: Complain,
): WeatherReport[] {
  if (!places.length) return reports.map((report) => ({ ...report }));
  return assignReports(reports, places).flatMap((report, index) => {
    if (!report) complain(`places: no report of ${places[index]!.name}`);
    return report ?? [];
  });
}

interface Gathering {
  places: Map<string, WeatherPlace>;
  wanted: WeatherWanted;
  /** It still takes places: until the current task, in which the page's widgets are upgraded, is over. */
  isOpen: boolean;
  requests: Promise<WeatherRequest[]>;
}

/** What is being gathered and what was asked before: whoever wants no more than a gathering asks for joins it. */
const gatherings = new Map<string, Gathering[]>();
const MAX_GATHERINGS = 20;

const NOTHING_MORE: WeatherWanted = { show: [], hours: 0, days: 0 };

/**
 * The requests that bring `places` to this widget: those of all widgets on the page that ask the same source at the
 * same time are put together, so that a hundred widgets with a place each make one request.
 */
export async function gatherRequests(
  src: string,
  format: Pick<WeatherFormat, 'name' | 'requests'>,
  places: readonly WeatherPlace[],
  { show, hours, days, chart = [] }: WeatherWanted = NOTHING_MORE,
): Promise<WeatherRequest[]> {
  if (!places.length || !format.requests) return [{ url: src, places: [...places] }];
  const key = `${format.name} ${src}`;
  const known = gatherings.get(key) ?? [];
  gatherings.set(key, known);
  const keys = places.map(coordinatesOf);
  let gathering = known.find(
    ({ places, wanted }) =>
      hours <= wanted.hours &&
      days <= wanted.days &&
      show.every((part) => wanted.show.includes(part)) &&
      chart.every((name) => wanted.chart?.includes(name)) &&
      keys.every((key) => places.has(key)),
  );
  if (!gathering) {
    gathering = known.find(({ isOpen }) => isOpen) ?? startGathering(src, format, known);
    for (const place of places) gathering.places.set(coordinatesOf(place), place);
    const { wanted } = gathering;
    gathering.wanted = {
      show: [...new Set([...wanted.show, ...show])],
      hours: Math.max(hours, wanted.hours),
      days: Math.max(days, wanted.days),
      chart: [...new Set([...(wanted.chart ?? []), ...chart])],
    };
  }
  const requests = await gathering.requests;
  return requests.filter(({ places }) => places.some((place) => keys.includes(coordinatesOf(place))));
}

function startGathering(src: string, format: Pick<WeatherFormat, 'requests'>, known: Gathering[]): Gathering {
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

/** Coordinates as a request has them: places nearer than their rounding are one. */
export function coordinatesOf({ latitude, longitude }: WeatherPlace): string {
  return `${rounded(latitude)},${rounded(longitude)}`;
}
