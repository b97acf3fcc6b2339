import { type Json, list, number, object, objects } from '../../documents/json.ts';
import { isTimeZone } from '../../documents/time-zone.ts';
import { daysOf, type ForecastStep } from '../days.ts';
import type {
  WeatherCondition,
  WeatherDay,
  WeatherFormat,
  WeatherMoment,
  WeatherPlace,
  WeatherReport,
  WeatherWarning,
} from '../model.ts';
import * as read from '../quantities.ts';
import { latLonRequests } from '../requests.ts';
import { sunTimes } from '../sun.ts';
import { localDate, offsetZone } from '../time-zones.ts';

/**
 * OpenWeather's current weather (`/data/2.5/weather`), forecasts by three hours, by the hour and by the day
 * (`/data/2.5/forecast`, `…/hourly`, `…/daily`) and any part of One Call 3.0 (https://openweathermap.org/api), as a
 * site's relay passes them on: one document, or `{ "current": …, "forecast": … }` for one place, or an array for several.
 * The wire doesn't name its units: `units=imperial` of the URL does; otherwise temperatures beyond 150 are kelvins (the
 * provider's default) and others °C.
 */
export const openWeatherMap: WeatherFormat = {
  name: 'openweathermap',

  matches(document) {
    const first = object(list(document)[0] ?? document);
    return isCurrent(first) || isForecast(first) || isOneCall(first) || isPair(first);
  },

  parse(document, { places = [], url = '' }) {
    const units = new Units(url);
    return objects(document).map((answer, index) => {
      const report = isOneCall(answer)
        ? readOneCall(answer, units)
        : isPair(answer)
          ? readPair(object(answer['current']), object(answer['forecast']), units)
          : readPair(isCurrent(answer) ? answer : undefined, isForecast(answer) ? answer : undefined, units);
      return { ...report, place: { ...report.place, ...defined(places[index]) } };
    });
  },

  requests: latLonRequests,
};

const ONE_CALL_PARTS = ['current', 'minutely', 'hourly', 'daily', 'alerts'];

const isCurrent = (answer: Json) => 'dt' in answer && 'main' in answer && 'weather' in answer;
const isForecast = (answer: Json) => Array.isArray(answer['list']) && 'city' in answer;
const isOneCall = (answer: Json) => 'timezone_offset' in answer && ONE_CALL_PARTS.some((part) => part in answer);
const isPair = (answer: Json) => isCurrent(object(answer['current'])) && isForecast(object(answer['forecast']));

function readPair(current: Json | undefined, forecast: Json = {}, units: Units): WeatherReport {
  const city = object(forecast['city']);
  const offset = zoneOf(current?.['timezone'] ?? city['timezone']);
  const now = current && readMoment(current, units, '1h');
  const entries = objects(forecast['list']);
  const isByDay = 'temp' in object(entries[0]);
  const steps = isByDay ? [] : readSteps(entries, units);
  const days = isByDay
    ? entries.flatMap((entry) => readDay(entry, units, offset) ?? [])
    : withSun(daysOf(steps, offset), object(current ? current['sys'] : city), offset);
  const coordinates = object(current?.['coord'] ?? city['coord']);
  return {
    place: {
      name: read.text(current?.['name'] ?? city['name']) ?? '',
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

/** The steps of a forecast: of three hours, or of one. */
function readSteps(entries: readonly Json[], units: Units): ForecastStep[] {
  const [first, second] = entries.map((entry) => read.instant(entry['dt'])?.getTime());
  const hours = (second ?? NaN) - (first ?? NaN) === 3_600_000 ? 1 : 3;
  return entries.flatMap((entry): ForecastStep[] => {
    const main = object(entry['main']);
    const moment = readMoment(entry, units, `${hours}h`);
    return moment
      ? [{ moment, hours, high: units.celsius(main['temp_max']), low: units.celsius(main['temp_min']) }]
      : [];
  });
}

/** The sun's times stand once in an answer, for the day that they are in; beyond the polar circles they are left out. */
function withSun(days: WeatherDay[], { sunrise, sunset }: Json, zone: string): WeatherDay[] {
  const rise = read.instant(sunrise);
  const day = rise && days.find(({ date }) => date === localDate(rise, zone));
  if (day) Object.assign(day, sunTimes(rise, rise, read.instant(sunset)));
  return days;
}

function readOneCall(answer: Json, units: Units): WeatherReport {
  const offset = zoneOf(answer['timezone_offset']);
  const named = read.text(answer['timezone']);
  const timeZone = named && isTimeZone(named) ? named : offset;
  const moments = (items: unknown) => objects(items).flatMap((item) => readMoment(item, units, '1h') ?? []);
  const [now] = moments(answer['current']);
  const hours = moments(answer['hourly']);
  return {
    place: { name: '', latitude: read.latitude(answer['lat']), longitude: read.longitude(answer['lon']), timeZone },
    current: now ?? hours[0],
    hours,
    days: objects(answer['daily']).flatMap((day) => readDay(day, units, timeZone) ?? []),
    warnings: objects(answer['alerts']).flatMap((alert) => readAlert(alert) ?? []),
    issued: now?.time,
    attribution: ATTRIBUTION,
  };
}

const ATTRIBUTION = { name: 'OpenWeather', url: 'https://openweathermap.org/' };

/** An entry of any of them: measurements stand in `main` and `wind`, or beside each other in One Call. */
function readMoment(entry: Json, units: Units, step: '1h' | '3h'): WeatherMoment | undefined {
  const time = read.instant(entry['dt']);
  if (!time) return undefined;
  const main = object(entry['main'] ?? entry);
  const wind = object(entry['wind']);
  const weather = object(list(entry['weather'])[0]);
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
    rain: fallen(entry, (amount) => object(amount)[step]),
    rainChance: chanceOf(entry),
    uv: read.ultraviolet(entry['uvi']),
    pressure: read.pressure(main['pressure']),
    dewPoint: read.temperature(units.celsius(entry['dew_point'])),
    visibility: read.visibility(entry['visibility']),
  };
}

/** A day of One Call, or of the forecast by the day. */
function readDay(day: Json, units: Units, zone: string): WeatherDay | undefined {
  const time = read.instant(day['dt']);
  if (!time) return undefined;
  const temperatures = object(day['temp']);
  return {
    date: localDate(time, zone),
    condition: conditionOf(object(list(day['weather'])[0])['id']),
    high: read.temperature(units.celsius(temperatures['max'])),
    low: read.temperature(units.celsius(temperatures['min'])),
    rain: fallen(day, (amount) => amount),
    rainChance: chanceOf(day),
    ...sunTimes(time, read.instant(day['sunrise']), read.instant(day['sunset'])),
    uv: read.ultraviolet(day['uvi']),
  };
}

function readAlert(alert: Json): WeatherWarning | undefined {
  const title = read.text(alert['event']);
  if (!title) return undefined;
  return {
    id: `${title} ${String(alert['start'])}`,
    title,
    severity: 'unknown',
    description: read.text(alert['description']),
    sender: read.text(alert['sender_name']),
    onset: read.instant(alert['start']),
    expires: read.instant(alert['end']),
    areas: [],
  };
}

/**
 * Rain and snow together. The provider leaves either out when none fell: with a weather given, that is 0. An amount that
 * is there and says nothing (null, or of another span) makes the sum unknown.
 */
function fallen(entry: Json, amountOf: (value: unknown) => unknown): number | undefined {
  const amounts = [entry['rain'], entry['snow']]
    .filter((value) => value !== undefined)
    .map((value) => read.rainfall(amountOf(value)));
  if (!amounts.length) return 'weather' in entry ? 0 : undefined;
  return amounts.reduce((sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount), 0);
}

function chanceOf(entry: Json): number | undefined {
  return read.percent(read.converted(entry['pop'], (share) => Math.round(share * 100)));
}

/** Reads numbers in the units of the URL. */
class Units {
  readonly #isImperial: boolean;

  constructor(url: string) {
    this.#isImperial = /[?&]units=imperial\b/.test(url);
  }

  /** No air is warmer than 150 °C, and none colder than 150 K. */
  celsius(value: unknown): number | undefined {
    const toCelsius = (given: number) => (this.#isImperial ? ((given - 32) * 5) / 9 : given - 273.15);
    return read.converted(value, (given) =>
      this.#isImperial || given > 150 ? Math.round(toCelsius(given) * 100) / 100 : given,
    );
  }

  metresPerSecond(value: unknown): number | undefined {
    return read.converted(value, (speed) => (this.#isImperial ? speed * 0.44704 : speed));
  }
}

function zoneOf(seconds: unknown): string {
  return offsetZone(number(seconds, -64_800, 64_800) ?? 0);
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
