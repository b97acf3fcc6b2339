import { type Answer, once } from '../../endpoint/answers.ts';
import { findPlace, keyOf } from '../../weather/gazetteer.ts';
import type { WeatherPart, WeatherPlace, WeatherReport, WeatherRequest, WeatherWanted } from '../../weather/model.ts';
import { readWeather } from '../../weather/parse.ts';
import { assignReports } from '../../weather/places.ts';
import type { Body } from '../widget-element.ts';

/** Where reports come from unless the page says otherwise. */
export const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast';

/** Takes a line for the developer. */
type Complain = (complaint: string) => void;

/** What is to be shown, as attributes have it. */
export function wantedOf(parts: string, hours: number, days: number): WeatherWanted {
  return {
    show: parts.split(/\s+/).filter(Boolean) as WeatherPart[],
    hours: count(hours, 24),
    days: count(days, 5),
  };
}

/** The places that are known, in the page's language. */
export async function findPlaces(
  named: readonly (string | WeatherPlace)[],
  locale: string,
  complain: Complain,
): Promise<WeatherPlace[]> {
  const found = await Promise.all(
    named.map(async (named) => {
      const place: WeatherPlace = typeof named === 'string' ? { name: named } : named;
      const { name, latitude, longitude } = place;
      if (latitude !== undefined && longitude !== undefined) return place;
      const key = keyOf(name);
      const known = await findPlace(key, locale);
      if (!known) complain(`places: "${name}" is not in the gazetteer; Name@latitude,longitude would do`);
      // A name is shown as it is written, a key is no name.
      return known && name !== key ? { ...known, name } : known;
    }),
  );
  return found.filter((place) => place !== undefined);
}

/** The reports that the requests bring. */
export async function askReports(
  requests: readonly WeatherRequest[],
  format: string,
  get: (url: string) => Promise<Answer>,
): Promise<WeatherReport[]> {
  const load = async ({ url, places }: WeatherRequest): Promise<WeatherReport[]> =>
    once(await get(url), `weather ${format}`, ({ bytes, url }) => readReports(bytes, format, url, places));
  return (await Promise.all(requests.map(load))).flat();
}

/** The reports of the places, or all of them where no place was named. */
export function assigned(
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

/** The reports of a body. */
export async function readReports(
  body: Body,
  format: string,
  url: string,
  places: WeatherPlace[],
): Promise<WeatherReport[]> {
  return readWeather(body, { format, url, places });
}

function count(value: number, fallback: number): number {
  return value >= 0 ? Math.trunc(value) : fallback;
}
