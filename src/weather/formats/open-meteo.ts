import { CivicError } from '../../endpoint/errors.ts';
import type { WeatherDay, WeatherFormat, WeatherMoment, WeatherPlace, WeatherReport } from '../model.ts';
import { openMeteoRequests } from '../requests.ts';
import { isZone, localDate, offsetZone } from '../time.ts';
import * as read from '../values.ts';

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
    return answers.map((answer, index) => readAnswer(read.object(answer), places[index]));
  },

  requests: openMeteoRequests,
};

function readAnswer(answer: read.Json, asked: WeatherPlace | undefined): WeatherReport {
  // The provider's word for what was wrong with the question (https://open-meteo.com/en/docs#errors).
  if (answer['error'] === true) throw new CivicError('format', `Open-Meteo: ${String(answer['reason'])}`);

  const offset = read.number(answer['utc_offset_seconds'], -64_800, 64_800) ?? 0;
  const zone = read.text(answer['timezone']);
  const current = new Block(answer, 'current' in answer ? 'current' : 'current_weather', offset);
  const hourly = new Block(answer, 'hourly', offset);
  const daily = new Block(answer, 'daily', offset);
  const now = current.moment();
  return {
    place: {
      name: asked?.name ?? '',
      latitude: asked?.latitude ?? read.latitude(answer['latitude']),
      longitude: asked?.longitude ?? read.longitude(answer['longitude']),
      timeZone: asked?.timeZone ?? (zone && isZone(zone) ? zone : offsetZone(offset)),
    },
    current: now,
    hours: hourly.moments(),
    days: daily.days(),
    warnings: [],
    issued: now?.time,
    attribution: { name: 'Open-Meteo.com', url: 'https://open-meteo.com/' },
  };
}

/** A block of variables with its block of units: single values (`current`) or arrays of one length (`hourly`, `daily`). */
class Block {
  readonly #values: read.Json;
  readonly #units: read.Json;
  readonly #offset: number;

  constructor(answer: read.Json, name: string, offset: number) {
    this.#values = read.object(answer[name]);
    this.#units = read.object(answer[`${name}_units`]);
    this.#offset = offset;
  }

  moments(): WeatherMoment[] {
    return read
      .list(this.#values['time'])
      .map((_, index) => this.moment(index))
      .filter((moment) => moment !== undefined);
  }

  moment(index?: number): WeatherMoment | undefined {
    const time = this.#instant('time', index);
    if (!time) return undefined;
    const isDay = this.#value(index, 'is_day');
    return {
      time,
      condition: read.condition(this.#value(index, 'weather_code', 'weathercode')),
      isDay: isDay === 1 || isDay === 0 ? isDay === 1 : undefined,
      temperature: read.temperature(this.#celsius(index, 'temperature_2m', 'temperature')),
      feelsLike: read.feltTemperature(this.#celsius(index, 'apparent_temperature')),
      humidity: read.percent(this.#value(index, 'relative_humidity_2m', 'relativehumidity_2m')),
      windSpeed: read.wind(this.#metresPerSecond(index, 'wind_speed_10m', 'windspeed_10m', 'windspeed')),
      windGust: read.wind(this.#metresPerSecond(index, 'wind_gusts_10m', 'windgusts_10m')),
      windFrom: read.bearing(this.#value(index, 'wind_direction_10m', 'winddirection_10m', 'winddirection')),
      rain: read.rainfall(this.#millimetres(index, 'precipitation')),
      rainChance: read.percent(this.#value(index, 'precipitation_probability')),
      uv: read.ultraviolet(this.#value(index, 'uv_index')),
    };
  }

  days(): WeatherDay[] {
    return read.list(this.#values['time']).flatMap((time, index) => {
      // A day's Unix time is its midnight by the answer's own offset.
      const midnight = this.#instant('time', index);
      const date = typeof time === 'string' ? /^\d{4}-\d\d-\d\d/.exec(time)?.[0] : undefined;
      if (!midnight || (typeof time === 'string' && !date)) return [];
      const [sunrise, sunset] = this.#sun(index, midnight);
      return {
        date: date ?? localDate(midnight, offsetZone(this.#offset)),
        condition: read.condition(this.#value(index, 'weather_code', 'weathercode')),
        high: read.temperature(this.#celsius(index, 'temperature_2m_max')),
        low: read.temperature(this.#celsius(index, 'temperature_2m_min')),
        rain: read.rainfall(this.#millimetres(index, 'precipitation_sum')),
        rainChance: read.percent(this.#value(index, 'precipitation_probability_max')),
        sunrise,
        sunset,
        uv: read.ultraviolet(this.#value(index, 'uv_index_max')),
      };
    });
  }

  /** Where the sun doesn't rise or set the provider gives the epoch, or twice the same time. */
  #sun(index: number, midnight: Date): [Date?, Date?] {
    const [sunrise, sunset] = ['sunrise', 'sunset'].map((name) => {
      const time = this.#instant(name, index);
      return time && Math.abs(time.getTime() - midnight.getTime()) <= 48 * 3_600_000 ? time : undefined;
    });
    return sunrise?.getTime() === sunset?.getTime() ? [] : [sunrise, sunset];
  }

  /** Unix seconds, or ISO 8601 by the clocks of `utc_offset_seconds`, which holds for the whole answer. */
  #instant(name: string, index?: number): Date | undefined {
    const time = this.#value(index, name);
    if (typeof time !== 'string') return read.instant(time);
    const date = read.instant(`${time.includes('T') ? time : `${time}T00:00`}Z`);
    return date && new Date(date.getTime() - this.#offset * 1000);
  }

  #celsius(index: number | undefined, ...names: string[]): number | undefined {
    const fahrenheit = this.#unit(names)?.endsWith('F');
    return read.converted(this.#value(index, ...names), (value) => (fahrenheit ? ((value - 32) * 5) / 9 : value));
  }

  #metresPerSecond(index: number | undefined, ...names: string[]): number | undefined {
    const factor = WIND_UNITS[this.#unit(names) ?? 'km/h'];
    return factor && read.converted(this.#value(index, ...names), (value) => value * factor);
  }

  #millimetres(index: number | undefined, ...names: string[]): number | undefined {
    const inches = this.#unit(names) === 'inch';
    return read.converted(this.#value(index, ...names), (value) => (inches ? value * 25.4 : value));
  }

  #unit(names: string[]): string | undefined {
    return names.map((name) => read.text(this.#units[name])).find(Boolean);
  }

  #value(index: number | undefined, ...names: string[]): unknown {
    const value = names.map((name) => this.#values[name]).find((candidate) => candidate !== undefined);
    return index === undefined ? value : read.list(value)[index];
  }
}

/** Metres per second in each of the provider's units; `km/h` is its default. */
const WIND_UNITS: Readonly<Record<string, number>> = {
  'm/s': 1,
  'km/h': 1 / 3.6,
  'mp/h': 0.44704,
  mph: 0.44704,
  kn: 1852 / 3600,
};
