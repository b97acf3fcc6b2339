import { CivicError } from '../../endpoint/errors.ts';
import type { WeatherDay, WeatherFormat, WeatherMoment, WeatherPlace, WeatherReport } from '../model.ts';
import { openMeteoRequests } from '../requests.ts';
import * as read from '../values.ts';
import { isZone, offsetZone } from '../zones.ts';

/**
 * Open-Meteo's forecast API (https://open-meteo.com/en/docs): one answer, or an array of them for several places.
 * Unix or ISO times, any unit block, nulls, the `current_weather` block and the variable names of before 2023.
 */
export const openMeteo: WeatherFormat = {
  name: 'open-meteo',

  matches(document) {
    const first = read.object(read.list(document)[0] ?? document);
    return (
      first['error'] === true ||
      ('utc_offset_seconds' in first &&
        ['current', 'current_weather', 'hourly', 'daily'].some((block) => block in first))
    );
  },

  parse(document, { places = [] }) {
    const answers = Array.isArray(document) ? document : [document];
    return read.list(answers).map((answer, index) => readAnswer(read.object(answer), places[index]));
  },

  requests: openMeteoRequests,
};

function readAnswer(answer: read.Json, asked: WeatherPlace | undefined): WeatherReport {
  // The provider's word for what was wrong with the question (https://open-meteo.com/en/docs#errors).
  if (answer['error'] === true) throw new CivicError('format', `Open-Meteo: ${String(answer['reason'])}`);

  const offset = read.number(answer['utc_offset_seconds'], -64_800, 64_800) ?? 0;
  const zone = read.text(answer['timezone']);
  const [current] = readBlock(answer, 'current' in answer ? 'current' : 'current_weather', MOMENT, offset);
  return {
    place: {
      name: asked?.name ?? '',
      latitude: asked?.latitude ?? read.latitude(answer['latitude']),
      longitude: asked?.longitude ?? read.longitude(answer['longitude']),
      timeZone: asked?.timeZone ?? (zone && isZone(zone) ? zone : offsetZone(offset)),
    },
    current,
    hours: readBlock(answer, 'hourly', MOMENT, offset),
    days: readBlock(answer, 'daily', DAY, offset).map((day) => readDay(day, offset)),
    warnings: [],
    issued: current?.time,
    attribution: { name: 'Open-Meteo.com', url: 'https://open-meteo.com/' },
  };
}

/** For each value of the model: its name, how it is read, and the unit that it has where none is named. */
type Fields<Row> = { [Member in keyof Row]: [name: string, read: (value: unknown) => Row[Member], unit?: string] };

const MOMENT: Fields<Omit<WeatherMoment, 'time'>> = {
  condition: ['weather_code', read.condition],
  isDay: ['is_day', (value) => (value === 0 || value === 1 ? value === 1 : undefined)],
  temperature: ['temperature_2m', read.temperature],
  feelsLike: ['apparent_temperature', read.feltTemperature],
  humidity: ['relative_humidity_2m', read.percent],
  windSpeed: ['wind_speed_10m', read.wind, 'km/h'],
  windGust: ['wind_gusts_10m', read.wind, 'km/h'],
  windFrom: ['wind_direction_10m', read.bearing],
  rain: ['precipitation', read.rainfall],
  rainChance: ['precipitation_probability', read.percent],
  uv: ['uv_index', read.ultraviolet],
};

type Day = Omit<WeatherDay, 'date' | 'sunrise' | 'sunset'> & { sunrise: unknown; sunset: unknown };

const DAY: Fields<Day> = {
  condition: ['weather_code', read.condition],
  high: ['temperature_2m_max', read.temperature],
  low: ['temperature_2m_min', read.temperature],
  rain: ['precipitation_sum', read.rainfall],
  rainChance: ['precipitation_probability_max', read.percent],
  sunrise: ['sunrise', (value) => value],
  sunset: ['sunset', (value) => value],
  uv: ['uv_index_max', read.ultraviolet],
};

/** What a number of a unit is in the model's. */
const UNITS = new Map<string, (value: number) => number>([
  ['°F', (value) => ((value - 32) * 5) / 9],
  ['inch', (value) => value * 25.4],
  ['m/s', (value) => value],
  ['km/h', (value) => value / 3.6],
  ['mp/h', (value) => value * 0.44704],
  ['mph', (value) => value * 0.44704],
  ['kn', (value) => (value * 1852) / 3600],
]);

/** A block of variables with its block of units: single values (`current`) or arrays of one length (`hourly`, `daily`). */
function readBlock<Row>(
  answer: read.Json,
  block: string,
  fields: Fields<Row>,
  offset: number,
): (Row & { time: Date })[] {
  const values = read.object(answer[block]);
  const units = read.object(answer[`${block}_units`]);
  const columns = Object.entries<Fields<Row>[keyof Row]>(fields).map(([member, [name, accept, unit]]) => {
    // The names of before 2023, and those of `current_weather`.
    const older = name.replace(/_(?!\d)/, '');
    const key = [name, older, older.replace(/_\d+m/, '')].find((each) => each in values) ?? name;
    const given = read.text(units[key]) ?? unit ?? '';
    // Of a wind in an unknown unit nothing is known.
    const scale = UNITS.get(given) ?? (unit ? () => NaN : (value: number) => value);
    const column = [values[key]].flat();
    return (index: number) => {
      const value = column[index];
      return [member, accept(typeof value === 'number' ? scale(value) : value)];
    };
  });
  return read.list([values['time']].flat()).flatMap((given, index) => {
    const time = instant(given, offset);
    return time ? { time, ...(Object.fromEntries(columns.map((column) => column(index))) as Row) } : [];
  });
}

/** Where the sun doesn't rise or set the provider gives the epoch, or twice the same time. */
function readDay({ time, sunrise, sunset, ...day }: Day & { time: Date }, offset: number): WeatherDay {
  const [rises, sets] = [sunrise, sunset].map((value) => {
    const date = instant(value, offset);
    return date && Math.abs(date.getTime() - time.getTime()) <= 48 * 3_600_000 ? date : undefined;
  });
  const hasSun = rises?.getTime() !== sets?.getTime();
  return {
    // A day's time is its midnight by the answer's own offset.
    date: new Date(time.getTime() + offset * 1000).toISOString().slice(0, 10),
    ...day,
    sunrise: hasSun ? rises : undefined,
    sunset: hasSun ? sets : undefined,
  };
}

/** Unix seconds, or ISO 8601 by the clocks of `utc_offset_seconds`, which holds for the whole answer. */
function instant(value: unknown, offset: number): Date | undefined {
  if (typeof value !== 'string') return read.instant(value);
  const date = read.instant(`${value.includes('T') ? value : `${value}T00:00`}Z`);
  return date && new Date(date.getTime() - offset * 1000);
}
