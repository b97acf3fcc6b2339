import { once, type Loaded } from '../../endpoint/cache.ts';
import { part } from '../../endpoint/part.ts';
import { assignReports } from '../../weather/assign.ts';
import { openMeteo } from '../../weather/formats/open-meteo.ts';
import { findPlace, keyOf } from '../../weather/gazetteer.ts';
import type { WeatherFormat, WeatherPart, WeatherPlace, WeatherReport, WeatherWanted } from '../../weather/model.ts';
import { readWeather, weatherFormat } from '../../weather/parse.ts';
import { parsePlaces } from '../../weather/places.ts';
import type { Body } from '../widget-element.ts';
import { requestsTogether } from './requests-together.ts';

/** Where reports come from unless the page says otherwise. */
export const OPEN_METEO = 'https://api.open-meteo.com/v1/forecast';

/** Takes a line for the developer. */
type Complain = (complaint: string) => void;

/** What the layout has room for of what is to be shown. */
export function wantedIn(layout: string, parts: string, hours: number, days: number): WeatherWanted {
  const show = parts.split(/\s+/).filter(Boolean) as WeatherPart[];
  const left = layout === 'list' ? 'hours rain uv sun' : layout === 'compact' ? 'hours days uv sun rain air' : '';
  return {
    show: show.filter((part) => !left.split(' ').includes(part)),
    hours: count(hours, 24),
    days: layout === 'list' ? 1 : count(days, 5),
  };
}

/** The places as a tag names them: by a key, by their coordinates, or by an element. */
export function namedPlaces(element: Element, attribute: string): (string | WeatherPlace)[] {
  const children = [...element.querySelectorAll(':scope > weather-place')].map((place): WeatherPlace => {
    const [name, latitude, longitude, timeZone] = ['name', 'latitude', 'longitude', 'time-zone'].map(
      (attribute) => place.getAttribute(attribute) || undefined,
    );
    return {
      name: name ?? '',
      latitude: latitude && Number(latitude),
      longitude: longitude && Number(longitude),
      timeZone,
    } as WeatherPlace;
  });
  return [...parsePlaces(attribute), ...children];
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

/** The reports of the places from an endpoint. */
export async function askReports(
  src: string,
  format: string,
  places: readonly WeatherPlace[],
  wanted: WeatherWanted,
  get: (url: string) => Promise<Pick<Loaded, 'answer'>>,
  complain: Complain,
): Promise<WeatherReport[]> {
  const requests = await requestsTogether(src, await formatOf(format), places, wanted);
  const load = async ({ url, places }: { url: string; places: WeatherPlace[] }): Promise<WeatherReport[]> => {
    const { answer } = await get(url);
    return once(answer, `weather ${format}`, ({ bytes, url }) => readReports(bytes, format, url, places));
  };
  return assigned((await Promise.all(requests.map(load))).flat(), places, complain);
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

/** The reports of a body; the rarer formats are loaded when Open-Meteo's doesn't fit. */
export async function readReports(
  body: Body,
  format: string,
  url: string,
  places: WeatherPlace[],
): Promise<WeatherReport[]> {
  return (
    readWeather(body, { format, url }, [openMeteo]) ??
    (await part(import('../../weather/index.ts'))).parseWeather(body, { format, url, places })
  );
}

/** The format that asks: the named one, else Open-Meteo's query, which the companion server and most relays take. */
async function formatOf(name: string): Promise<WeatherFormat> {
  const format = weatherFormat(name === 'auto' ? openMeteo.name : name, [openMeteo]);
  return format ?? weatherFormat(name, (await part(import('../../weather/index.ts'))).weatherFormats) ?? openMeteo;
}

function count(value: number, fallback: number): number {
  return value >= 0 ? Math.trunc(value) : fallback;
}
