import { type Json, list, object } from '../../documents/json.ts';
import { isTimeZone } from '../../documents/time-zone.ts';
import { CivicError } from '../../errors.ts';
import type {
  WeatherDay,
  WeatherFormat,
  WeatherMoment,
  WeatherPlace,
  WeatherReport,
  WeatherRequest,
  WeatherWanted,
} from '../model.ts';
import * as read from '../quantities.ts';
import { coordinateRequests, type Query } from '../requests.ts';
import { sunTimes } from '../sun.ts';
import { offsetZone } from '../time-zones.ts';

/**
 * Open-Meteo's forecast API (https://open-meteo.com/en/docs), from any host: one answer, or an array of them for several
 * places, and files made of one. Times are Unix seconds or ISO 8601, each block in the units that it names; the
 * `current_weather` block and the variable names of before 2023 are read too.
 */
export const openMeteo: WeatherFormat = {
  name: 'open-meteo',

  matches(document) {
    const first = object(list(document)[0] ?? document);
    return (
      first['error'] === true ||
      ('utc_offset_seconds' in first && [...BLOCKS, 'current_weather'].some((block) => block in first))
    );
  },

  parse(document, { places = [] }) {
    return answersOf(document).map((answer, index) => readReport(answer, places[index]));
  },

  requests: openMeteoRequests,
};

/** Open-Meteo's blocks: single values, and arrays of one length. */
const BLOCKS = ['current', 'hourly', 'daily'] as const;
type Block = (typeof BLOCKS)[number];

/** Of each variable: the model's member, the unit that its numbers are converted to, and how one is read. */
export type Columns<Member extends PropertyKey = string> = Readonly<
  Record<string, readonly [member: Member, unit: string, read: (value: unknown) => unknown]>
>;

type DayRow = Omit<WeatherDay, 'date'> & { time: Date };

/** The variables that are asked for and read; where two are the same in the model, the later one wins. */
const COLUMNS: Columns<keyof (WeatherMoment & DayRow)> = {
  temperature_2m: ['temperature', '°C', read.temperature],
  temperature_2m_max: ['high', '°C', read.temperature],
  temperature_2m_min: ['low', '°C', read.temperature],
  apparent_temperature: ['feelsLike', '°C', read.feltTemperature],
  dew_point_2m: ['dewPoint', '°C', read.temperature],
  weather_code: ['condition', '', read.condition],
  is_day: ['isDay', '', (value) => (value === 0 || value === 1 ? value === 1 : undefined)],
  relative_humidity_2m: ['humidity', '%', read.percent],
  precipitation: ['rain', 'mm', read.rainfall],
  precipitation_sum: ['rain', 'mm', read.rainfall],
  precipitation_probability: ['rainChance', '%', read.percent],
  precipitation_probability_max: ['rainChance', '%', read.percent],
  wind_speed_10m: ['windSpeed', 'm/s', read.wind],
  wind_gusts_10m: ['windGust', 'm/s', read.wind],
  wind_direction_10m: ['windFrom', '°', read.bearing],
  surface_pressure: ['pressure', 'hPa', read.pressure],
  pressure_msl: ['pressure', 'hPa', read.pressure],
  visibility: ['visibility', 'm', read.visibility],
  uv_index: ['uv', '', read.ultraviolet],
  uv_index_max: ['uv', '', read.ultraviolet],
  sunrise: ['sunrise', 'time', read.seconds],
  sunset: ['sunset', 'time', read.seconds],
};

/** Which of these parts asks for a variable: of now / of each hour / of each day. `always` is always asked. */
const ASKED_FOR_BY: Readonly<Record<string, string>> = {
  temperature_2m: 'always/hours',
  temperature_2m_max: '//days',
  temperature_2m_min: '//days',
  apparent_temperature: 'feels-like',
  dew_point_2m: 'dew-point',
  weather_code: 'always/hours/days',
  is_day: 'always/hours',
  relative_humidity_2m: 'humidity/chart-humidity',
  precipitation: 'rain/rain hours',
  precipitation_sum: '//days',
  precipitation_probability: '/rain hours',
  precipitation_probability_max: '//days',
  wind_speed_10m: 'wind/hours chart-wind',
  wind_gusts_10m: 'wind/chart-wind',
  wind_direction_10m: 'wind/hours chart-wind',
  pressure_msl: 'pressure',
  visibility: 'visibility',
  uv_index: '/uv chart-uv',
  uv_index_max: '//uv',
  sunrise: '//sun',
  sunset: '//sun',
};

/** Hours asked for beyond those shown, so that a report that can't be renewed still has hours ahead. */
const SPARE_HOURS = 6;

/**
 * The URLs that ask Open-Meteo, or a relay that takes its query, for all that a widget shows, 100 places in one.
 * Parameters that `src` already has are kept.
 */
export function openMeteoRequests(
  src: string,
  places: readonly WeatherPlace[],
  { show, hours, days, chart = [] }: WeatherWanted,
): WeatherRequest[] {
  const asked: readonly string[] = ['always', ...show, ...chart.map((name) => `chart-${name}`)];
  const query: Query = {};
  BLOCKS.forEach((block, index) => {
    const names = Object.entries(ASKED_FOR_BY).flatMap(([name, parts]) =>
      parts
        .split('/')
        [index]?.split(' ')
        .some((part) => asked.includes(part))
        ? name
        : [],
    );
    if (names.length) query[block] = names.join();
  });
  if (query['hourly']) {
    const shown = show.includes('hours') || chart.length ? hours : 1;
    query['forecast_hours'] = Math.max(shown, 1) + SPARE_HOURS;
  }
  // Open-Meteo has 16 days.
  query['forecast_days'] = show.includes('days') ? Math.min(days, 16) : 1;
  return coordinateRequests(src, places, { ...query, ...ANSWER_FORM, wind_speed_unit: 'ms' });
}

/** How answers are asked for: days by the place's own midnight, times as numbers. */
export const ANSWER_FORM = { timezone: 'auto', timeformat: 'unixtime' } as const;

/**
 * The answers of a document of any of Open-Meteo's APIs, in its order.
 *
 * @throws {CivicError} `format` with the provider's word for what was wrong with the question
 */
export function answersOf(document: unknown): Json[] {
  return (Array.isArray(document) ? list(document) : [document]).map((item) => {
    const answer = object(item);
    // https://open-meteo.com/en/docs#errors
    if (answer['error'] === true) throw new CivicError('format', `Open-Meteo: ${String(answer['reason'])}`);
    return answer;
  });
}

function readReport(answer: Json, asked: WeatherPlace | undefined): WeatherReport {
  const offset = offsetOf(answer);
  const zone = read.text(answer['timezone']);
  const [current] = readBlock<WeatherMoment>(answer, 'current' in answer ? 'current' : 'current_weather', COLUMNS);
  return {
    place: {
      name: asked?.name ?? '',
      latitude: asked?.latitude ?? read.latitude(answer['latitude']),
      longitude: asked?.longitude ?? read.longitude(answer['longitude']),
      timeZone: asked?.timeZone ?? (isTimeZone(zone) ? zone : offsetZone(offset)),
    },
    current,
    hours: readBlock<WeatherMoment>(answer, 'hourly', COLUMNS),
    days: readBlock<DayRow>(answer, 'daily', COLUMNS).map((day) => readDay(day, offset)),
    warnings: [],
    issued: current?.time,
    attribution: { name: 'Open-Meteo.com', url: 'https://open-meteo.com/' },
  };
}

function readDay({ time, sunrise, sunset, ...day }: DayRow, offset: number): WeatherDay {
  // A day's time is its midnight by the answer's own offset.
  const date = new Date(time.getTime() + offset * 1000).toISOString().slice(0, 10);
  return { date, ...day, ...sunTimes(time, sunrise, sunset) };
}

/** The rows of a block, those with a time: of single values (`current`) one, of arrays (`hourly`, `daily`) one each. */
export function readBlock<Row extends { time: Date }>(
  answer: Json,
  block: Block | 'current_weather',
  columns: Columns,
): Row[] {
  const values = object(answer[block]);
  const units = object(answer[`${block}_units`]);
  const offset = offsetOf(answer);
  const known = Object.entries(columns).flatMap(([name, [member, unit, accept]]) => {
    const key = [name, ...olderNames(name)].find((each) => each in values);
    if (!key) return [];
    const scale = unit === 'time' ? (value: unknown) => secondsOf(value, offset) : scaleOf(units[key], unit);
    return { member, column: list([values[key]].flat()), read: (value: unknown) => accept(scale(value)) };
  });
  return list([values['time']].flat()).flatMap((value, index) => {
    const time = read.seconds(secondsOf(value, offset));
    if (!time) return [];
    const row: Record<string, unknown> = {};
    for (const { member, column, read } of known) row[member] = read(column[index]) ?? row[member];
    return { ...row, time } as unknown as Row;
  });
}

/** `relative_humidity_2m` was `relativehumidity_2m` before 2023; `current_weather` had no heights: `windspeed`. */
function olderNames(name: string): string[] {
  const joined = name.replace(/_(?!\d)/g, '');
  return [joined, joined.replace(/_\d+m/, '')];
}

/** What a number of a unit is in the model's. */
const UNITS = new Map<string, (value: number) => number>([
  ['°F', (value) => ((value - 32) * 5) / 9],
  ['inch', (value) => value * 25.4],
  ['ft', (value) => value * 0.3048],
  ['m/s', (value) => value],
  ['km/h', (value) => value / 3.6],
  ['mp/h', (value) => value * 0.44704],
  ['mph', (value) => value * 0.44704],
  ['kn', (value) => (value * 1852) / 3600],
]);

function scaleOf(unit: unknown, wanted: string): (value: unknown) => unknown {
  const isWind = wanted === 'm/s';
  // Of a wind in an unknown unit nothing is known.
  const scale = UNITS.get(read.text(unit) ?? (isWind ? 'km/h' : '')) ?? (isWind ? () => NaN : undefined);
  return (value) => (scale ? read.converted(value, scale) : value);
}

/** Unix seconds of them, or of ISO 8601 by the clocks of `utc_offset_seconds`, which holds for the whole answer. */
function secondsOf(value: unknown, offset: number): unknown {
  if (typeof value !== 'string') return value;
  const date = read.instant(`${value.includes('T') ? value : `${value}T00:00`}Z`);
  return date && date.getTime() / 1000 - offset;
}

function offsetOf(answer: Json): number {
  const offset = answer['utc_offset_seconds'];
  return typeof offset === 'number' && Math.abs(offset) <= 64_800 ? offset : 0;
}
