import { daysOf, type ForecastStep } from '../days.ts';
import { converted, instant } from '../instants.ts';
import type {
  WeatherCondition,
  WeatherDay,
  WeatherFormat,
  WeatherMoment,
  WeatherPlace,
  WeatherReport,
  WeatherWarning,
} from '../model.ts';
import { latLonRequests } from './lat-lon.ts';
import { localDate, offsetZone } from '../time.ts';
import * as read from '../values.ts';

/**
 * OpenWeather's current weather (`/data/2.5/weather`), five-day forecast (`/data/2.5/forecast`) and One Call 3.0
 * (https://openweathermap.org/api), as a site's relay passes them on: one document, or `{ "current": …, "forecast": … }`
 * for one place, or an array for several. The wire doesn't name its units: `units` of the URL does, and without it
 * temperatures beyond 150 are kelvins (the provider's default) and others °C.
 */
export const openWeatherMap: WeatherFormat = {
  name: 'openweathermap',

  matches(document) {
    const first = read.object(Array.isArray(document) ? document[0] : document);
    return isCurrent(first) || isForecast(first) || isOneCall(first) || isPair(first);
  },

  parse(document, { places = [], url = '' }) {
    const asked = /[?&]units=(\w+)/.exec(url)?.[1];
    return (Array.isArray(document) ? document : [document]).map((item, index) => {
      const answer = read.object(item);
      const units = new Units(asked, answer);
      const report = isOneCall(answer)
        ? readOneCall(answer, units)
        : isPair(answer)
          ? readPair(answer['current'], answer['forecast'], units)
          : readPair(isCurrent(answer) ? answer : undefined, isForecast(answer) ? answer : undefined, units);
      return { ...report, place: { ...report.place, ...defined(places[index]) } };
    });
  },

  requests: latLonRequests,
};

const isCurrent = (answer: read.Json) => 'dt' in answer && 'main' in answer && 'weather' in answer;
const isForecast = (answer: read.Json) => Array.isArray(answer['list']) && 'city' in answer;
const isOneCall = (answer: read.Json) => 'timezone_offset' in answer && ('current' in answer || 'daily' in answer);
const isPair = (answer: read.Json) =>
  isCurrent(read.object(answer['current'])) && isForecast(read.object(answer['forecast']));

function readPair(currentDocument: unknown, forecastDocument: unknown, units: Units): WeatherReport {
  const current = read.object(currentDocument);
  const forecast = read.object(forecastDocument);
  const city = read.object(forecast['city']);
  const offset = offsetOf(current['timezone'] ?? city['timezone']);
  const now = currentDocument ? readMoment(current, units, '1h') : undefined;
  const steps = read.list(forecast['list']).flatMap((item): ForecastStep[] => {
    const entry = read.object(item);
    const main = read.object(entry['main']);
    const moment = readMoment(entry, units, '3h');
    return moment
      ? [{ moment, hours: 3, high: units.celsius(main['temp_max']), low: units.celsius(main['temp_min']) }]
      : [];
  });
  const days = daysOf(steps, offset);
  const sun = read.object(currentDocument ? current['sys'] : city);
  const today = days.find(({ date }) => date === localDate(instant(sun['sunrise']) ?? new Date(NaN), offset));
  if (today) Object.assign(today, { sunrise: instant(sun['sunrise']), sunset: instant(sun['sunset']) });
  const coordinates = read.object(current['coord'] ?? city['coord']);
  return {
    place: {
      name: read.text(current['name'] ?? city['name']) ?? '',
      latitude: read.latitude(coordinates['lat']),
      longitude: read.longitude(coordinates['lon']),
      timeZone: offset,
    },
    current: now ?? steps[0]?.moment,
    hours: steps.map(({ moment }) => moment),
    days,
    warnings: [],
    issued: now?.time,
    attribution: ATTRIBUTION,
  };
}

function readOneCall(answer: read.Json, units: Units): WeatherReport {
  const timeZone = read.text(answer['timezone']);
  const offset = offsetOf(answer['timezone_offset']);
  const moments = (items: unknown) =>
    read.list(items).flatMap((item) => readMoment(read.object(item), units, '1h') ?? []);
  const [now] = moments([answer['current']]);
  return {
    place: {
      name: '',
      latitude: read.latitude(answer['lat']),
      longitude: read.longitude(answer['lon']),
      timeZone: timeZone ?? offset,
    },
    current: now,
    hours: moments(answer['hourly']),
    days: read.list(answer['daily']).flatMap((day) => readDay(read.object(day), units, timeZone ?? offset) ?? []),
    warnings: read.list(answer['alerts']).flatMap((alert) => readAlert(read.object(alert)) ?? []),
    issued: now?.time,
    attribution: ATTRIBUTION,
  };
}

const ATTRIBUTION = { name: 'OpenWeather', url: 'https://openweathermap.org/' };

/** An entry of any of the three: measurements stand in `main` and `wind`, or beside each other in One Call. */
function readMoment(entry: read.Json, units: Units, step: '1h' | '3h'): WeatherMoment | undefined {
  const time = instant(entry['dt']);
  if (!time) return undefined;
  const main = read.object(entry['main'] ?? entry);
  const wind = read.object(entry['wind']);
  const weather = read.object(read.list(entry['weather'])[0]);
  const icon = read.text(weather['icon']);
  return {
    time,
    condition: conditionOf(weather['id']),
    isDay: icon?.endsWith('d') ? true : icon?.endsWith('n') ? false : undefined,
    temperature: read.temperature(units.celsius(main['temp'])),
    feelsLike: read.feltTemperature(units.celsius(main['feels_like'])),
    humidity: read.percent(main['humidity']),
    windSpeed: read.wind(units.metresPerSecond(wind['speed'] ?? entry['wind_speed'])),
    windGust: read.wind(units.metresPerSecond(wind['gust'] ?? entry['wind_gust'])),
    windFrom: read.bearing(wind['deg'] ?? entry['wind_deg']),
    rain: precipitation(entry, step),
    rainChance: read.percent(converted(entry['pop'], (share) => Math.round(share * 100))),
    uv: read.ultraviolet(entry['uvi']),
  };
}

function readDay(day: read.Json, units: Units, zone: string): WeatherDay | undefined {
  const time = instant(day['dt']);
  if (!time) return undefined;
  const temperatures = read.object(day['temp']);
  return {
    date: localDate(time, zone),
    condition: conditionOf(read.object(read.list(day['weather'])[0])['id']),
    high: read.temperature(units.celsius(temperatures['max'])),
    low: read.temperature(units.celsius(temperatures['min'])),
    rain: sum(read.rainfall(day['rain']), read.rainfall(day['snow'])) ?? 0,
    rainChance: read.percent(converted(day['pop'], (share) => Math.round(share * 100))),
    sunrise: instant(day['sunrise'] || undefined),
    sunset: instant(day['sunset'] || undefined),
    uv: read.ultraviolet(day['uvi']),
  };
}

function readAlert(alert: read.Json): WeatherWarning | undefined {
  const title = read.text(alert['event']);
  if (!title) return undefined;
  return {
    id: `${title} ${String(alert['start'])}`,
    title,
    severity: 'unknown',
    description: read.text(alert['description']),
    sender: read.text(alert['sender_name']),
    onset: instant(alert['start']),
    expires: instant(alert['end']),
    areas: [],
  };
}

/** The provider leaves `rain` and `snow` out when none fell: with a weather given, that is 0. */
function precipitation(entry: read.Json, step: '1h' | '3h'): number | undefined {
  const fallen = sum(read.rainfall(read.object(entry['rain'])[step]), read.rainfall(read.object(entry['snow'])[step]));
  return fallen ?? ('rain' in entry || 'snow' in entry || !('weather' in entry) ? undefined : 0);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}

class Units {
  readonly #name: string;

  constructor(asked: string | undefined, answer: read.Json) {
    const temperatures = [...temperaturesOf(answer)];
    const kelvin = temperatures.length > 0 && temperatures.every((value) => value > 150);
    this.#name = asked ?? (kelvin ? 'standard' : 'metric');
  }

  celsius(value: unknown): number | undefined {
    if (this.#name === 'metric') return converted(value, (celsius) => celsius);
    const toCelsius = (given: number) => (this.#name === 'imperial' ? ((given - 32) * 5) / 9 : given - 273.15);
    return converted(value, (given) => Math.round(toCelsius(given) * 100) / 100);
  }

  metresPerSecond(value: unknown): number | undefined {
    return converted(value, (speed) => (this.#name === 'imperial' ? speed * 0.44704 : speed));
  }
}

/** The temperatures of an answer, wherever it has them. */
function* temperaturesOf(answer: read.Json): Iterable<number> {
  for (const entry of [answer, answer['current'], ...read.list(answer['list']), ...read.list(answer['hourly'])]) {
    const given = read.object(entry);
    const temperature = read.object(given['main'] ?? given)['temp'];
    if (typeof temperature === 'number') yield temperature;
  }
}

function offsetOf(seconds: unknown): string {
  return offsetZone(read.number(seconds, -64_800, 64_800) ?? 0);
}

/** What the page knows of a place, without the members that it leaves open. */
function defined(place: WeatherPlace | undefined): Partial<WeatherPlace> {
  return Object.fromEntries(Object.entries(place ?? {}).filter(([, value]) => value !== undefined && value !== ''));
}

/**
 * The WMO code of OpenWeather's condition id (https://openweathermap.org/weather-conditions). Sleet is read as snow (see
 * met-norway); smoke, haze, dust, ash, squalls and tornadoes have no code among the 28.
 */
function conditionOf(id: unknown): WeatherCondition | undefined {
  return typeof id === 'number' ? CONDITIONS.find(([, ids]) => ids.includes(id))?.[0] : undefined;
}

const CONDITIONS: readonly [WeatherCondition, readonly number[]][] = [
  [0, [800]],
  [1, [801]],
  [2, [802, 803]],
  [3, [804]],
  [45, [701, 741]],
  [51, [300, 310]],
  [53, [301, 311, 313, 321]],
  [55, [302, 312, 314]],
  [61, [500]],
  [63, [501]],
  [65, [502, 503, 504]],
  [66, [511]],
  [71, [600, 615]],
  [73, [601, 611, 616]],
  [75, [602]],
  [80, [520]],
  [81, [521, 531]],
  [82, [522]],
  [85, [612, 613, 620, 621]],
  [86, [622]],
  [95, [200, 201, 202, 210, 211, 212, 221, 230, 231, 232]],
];
