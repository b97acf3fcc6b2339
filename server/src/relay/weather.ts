import { Problem } from '../http/problem.ts';
import { NetworkLimit } from '../http/rate-limit.ts';
import { serveCopy } from '../http/serve-copy.ts';
import type { Network } from '../http/visitor.ts';
import { DownloadError, type Downloaded } from './download.ts';
import type { Copy, LastAnswer, Relay } from './relay.ts';

/** Asks for one place. The query is Open-Meteo's, checked, with one `latitude` and one `longitude`. */
export type AskWeather = (
  query: URLSearchParams,
  validators: { etag?: string; lastModified?: string },
) => Promise<Downloaded | undefined>;

/** As many as Open-Meteo takes at once would be 1000; widgets ask for 100 at most. */
const MOST_PLACES = 100;

/** Places without a copy that one network may ask for in an hour, so that nobody can use up a day's calls. */
const NEW_PLACES = 300;

/** What is passed on of a visitor's query, and what its values look like. Anything else is left out. */
const PARAMETERS: Record<string, RegExp> = {
  current: /^[a-z0-9_]{1,60}(,[a-z0-9_]{1,60}){0,39}$/,
  hourly: /^[a-z0-9_]{1,60}(,[a-z0-9_]{1,60}){0,39}$/,
  daily: /^[a-z0-9_]{1,60}(,[a-z0-9_]{1,60}){0,39}$/,
  current_weather: /^(true|false)$/,
  timezone: /^(auto|[A-Za-z0-9_+\-/]{1,60})$/,
  timeformat: /^(iso8601|unixtime)$/,
  forecast_days: /^([0-9]|1[0-6])$/,
  forecast_hours: /^\d{1,3}$/,
  past_days: /^[0-7]$/,
  past_hours: /^\d{1,3}$/,
  temperature_unit: /^(celsius|fahrenheit)$/,
  wind_speed_unit: /^(kmh|ms|mph|kn)$/,
  precipitation_unit: /^(mm|inch)$/,
  models: /^[a-z0-9_]{1,60}$/,
};

/**
 * The queries of the asked places, one each, that a visitor's query stands for. Coordinates are rounded to 0.01° (about
 * 1 km) and parameters sorted, so that neighbours share one call. Throws Problem `invalid`.
 */
export function placeQueries(query: URLSearchParams): URLSearchParams[] {
  const latitudes = numbers(query.get('latitude') ?? query.get('lat'), 90);
  const longitudes = numbers(query.get('longitude') ?? query.get('lon'), 180);
  if (latitudes.length === 0 || latitudes.length !== longitudes.length) {
    throw new Problem('invalid', { detail: 'latitude and longitude must be lists of as many numbers.' });
  }
  if (latitudes.length > MOST_PLACES)
    throw new Problem('invalid', { detail: `At most ${MOST_PLACES} places are told at once.` });
  const zones = query.get('timezone')?.split(',') ?? [];
  return latitudes.map((latitude, index) => {
    const place = new URLSearchParams({ latitude, longitude: longitudes[index]! });
    for (const [name, pattern] of Object.entries(PARAMETERS)) {
      const given = name === 'timezone' ? (zones[index] ?? zones[0]) : query.get(name);
      if (given === undefined || given === null) continue;
      if (!pattern.test(given)) throw new Problem('invalid', { detail: `${name} is not readable.` });
      place.set(name, given);
    }
    return place;
  });
}

function numbers(list: string | null, limit: number): string[] {
  return (list ?? '').split(',').flatMap((text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    return Math.abs(number) <= limit ? [String(Math.round(number * 100) / 100 + 0)] : [];
  });
}

/**
 * Asks the configured source: one that takes Open-Meteo's query, or any URL with `{latitude}` and `{longitude}`, which
 * is how keys and other providers' parameters stay here. Keeps to `callsPerDay` (UTC).
 */
export function askSource(
  { source, callsPerDay }: { source: string; callsPerDay: number },
  get: (url: string, validators: { etag?: string; lastModified?: string }) => Promise<Downloaded | undefined>,
): AskWeather {
  let day = '';
  let calls = 0;
  return async (query, validators) => {
    const today = new Date().toISOString().slice(0, 10);
    calls = today === day ? calls + 1 : 1;
    day = today;
    if (calls > callsPerDay) throw new DownloadError(`${callsPerDay} calls were made today ("callsPerDay")`);
    return get(sourceUrl(source, query), validators);
  };
}

function sourceUrl(source: string, query: URLSearchParams): string {
  if (source.includes('{latitude}')) {
    return source.replace(/\{(latitude|longitude)\}/g, (_, name: string) => query.get(name)!);
  }
  const url = new URL(source);
  for (const [name, value] of query) url.searchParams.set(name, value);
  return url.href.replaceAll('%2C', ',');
}

export interface WeatherEndpointOptions {
  relay: Relay;
  ask: AskWeather;
  /** What the copies are known by, beside the query. */
  source: string;
  /** A `Link` header that names the source and its licence. */
  links?: string;
}

/** `GET /weather?latitude=…&longitude=…`, with Open-Meteo's own query. */
export class WeatherEndpoint {
  readonly #options: WeatherEndpointOptions;
  readonly #newPlaces = new NetworkLimit('places', NEW_PLACES, 3600);

  constructor(options: WeatherEndpointOptions) {
    this.#options = options;
  }

  /** What became of the last call to the source; undefined: nobody asked since the start. */
  get last(): LastAnswer | undefined {
    return this.#options.relay.last;
  }

  /** `caller` may ask for so many places that nobody asked for before. */
  async answer(request: Request, caller: Network): Promise<Response> {
    const copy = await this.copyOf(new URL(request.url).searchParams, caller);
    const { relay, links } = this.#options;
    return serveCopy(request, copy, relay.interval, { ...(links !== undefined && { Link: links }) });
  }

  /** The answers of all asked places as Open-Meteo would give them: one object, or an array for several. */
  async copyOf(query: URLSearchParams, caller?: Network): Promise<Copy> {
    const copies = await Promise.all(placeQueries(query).map((place) => this.#copyOfPlace(place, caller)));
    const [first] = copies;
    if (copies.length === 1) return first!;
    const oldest = copies.reduce((a, b) => (a.fetchedAt < b.fetchedAt ? a : b));
    return {
      body: Buffer.from(`[${copies.map(({ body }) => body.toString('utf8')).join(',')}]`),
      contentType: first!.contentType,
      good: true,
      fetchedAt: oldest.fetchedAt,
      failing: copies.some(({ failing }) => failing),
    };
  }

  async #copyOfPlace(place: URLSearchParams, caller: Network | undefined): Promise<Copy> {
    const { relay, ask, source } = this.#options;
    const key = `${source} ${place}`;
    const name = `weather ${place.get('latitude')},${place.get('longitude')}`;
    if (caller !== undefined && !(await relay.has(key))) {
      const { retryAfter } = await this.#newPlaces.take(caller);
      if (retryAfter !== undefined)
        throw new Problem('too-many', { retryAfter, detail: 'Many new places were asked for from this network.' });
    }
    return relay.get({ key, name }, async (validators) => {
      const answer = await ask(place, validators);
      return answer && { ...answer, body: jsonOf(answer.body), contentType: 'application/json; charset=utf-8' };
    });
  }
}

/** JSON or nothing: whatever else a source answers with 200 is a failure. */
function jsonOf(body: Buffer): Buffer {
  const text = new TextDecoder().decode(body);
  try {
    if (typeof JSON.parse(text) === 'object') return Buffer.from(text);
  } catch {
    // Said below.
  }
  throw new DownloadError('the answer is no JSON');
}
