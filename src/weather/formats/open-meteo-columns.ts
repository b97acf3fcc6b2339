import type { WeatherDay, WeatherMoment } from '../model.ts';
import * as read from '../values.ts';

/** The blocks of an answer: single values, and arrays of one length. */
export const BLOCKS = ['current', 'hourly', 'daily'] as const;

/**
 * What a variable is in the model, the unit of its numbers, how one of them is read, and which parts of a widget ask
 * for it: of now / of each hour / of each day.
 */
type Column = readonly [
  member: keyof (WeatherMoment & WeatherDay),
  unit: string,
  read: (value: unknown) => unknown,
  parts: string,
];

/** The variables of Open-Meteo that we ask for (https://open-meteo.com/en/docs), and read. */
export const COLUMNS: Readonly<Record<string, Column>> = {
  temperature_2m: ['temperature', '°C', read.temperature, 'always/hours'],
  temperature_2m_max: ['high', '°C', read.temperature, '//days'],
  temperature_2m_min: ['low', '°C', read.temperature, '//days'],
  apparent_temperature: ['feelsLike', '°C', read.feltTemperature, 'feels-like'],
  weather_code: ['condition', 'wmo code', read.condition, 'always/hours/days'],
  is_day: ['isDay', '', (value) => (value === 0 || value === 1 ? value === 1 : undefined), 'always/hours'],
  relative_humidity_2m: ['humidity', '%', read.percent, 'humidity'],
  precipitation: ['rain', 'mm', read.rainfall, 'rain/rain hours'],
  precipitation_sum: ['rain', 'mm', read.rainfall, '//days'],
  precipitation_probability: ['rainChance', '%', read.percent, '/rain hours'],
  precipitation_probability_max: ['rainChance', '%', read.percent, '//days'],
  wind_speed_10m: ['windSpeed', 'm/s', read.wind, 'wind/hours'],
  wind_gusts_10m: ['windGust', 'm/s', read.wind, 'wind'],
  wind_direction_10m: ['windFrom', '°', read.bearing, 'wind/hours'],
  uv_index: ['uv', '', read.ultraviolet, '/uv'],
  uv_index_max: ['uv', '', read.ultraviolet, '//uv'],
  sunrise: ['sunrise', 'unixtime', read.seconds, '//sun'],
  sunset: ['sunset', 'unixtime', read.seconds, '//sun'],
  time: ['time', 'unixtime', read.seconds, ''],
};
