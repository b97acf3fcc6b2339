/** Physical quantities and instants that others wrote: what is missing, of another type or impossible is undefined. */
import { number } from '../documents/json.ts';
import { WEATHER_CONDITIONS, type WeatherCondition } from './model.ts';

// Bounds a little beyond the records kept by the WMO (wmo.asu.edu): −89.2 and 56.7 °C, 113 m/s, 305 mm/h, 1,825 mm/day.
const between = (min: number, max: number) => (value: unknown) => number(value, min, max);
export const temperature = between(-95, 65);
/** Heat index and wind chill go beyond the air's own extremes. */
export const feltTemperature = between(-130, 90);
export const percent = between(0, 100);
export const wind = between(0, 150);
export const bearing = between(0, 360);
export const rainfall = between(0, 2000);
export const ultraviolet = between(0, 50);
/** hPa, at sea level or on the highest mountain */
export const pressure = between(300, 1100);
/** m */
export const visibility = between(0, 500_000);
/** m; the highest significant wave height measured is 19 m, models give a little more */
export const waveHeight = between(0, 40);
/** s */
export const wavePeriod = between(0, 60);
/** °C */
export const waterTemperature = between(-5, 45);
/** m above or below mean sea level */
export const seaLevel = between(-20, 20);
export const latitude = between(-90, 90);
export const longitude = between(-180, 180);

export function condition(code: unknown): WeatherCondition | undefined {
  return WEATHER_CONDITIONS.find((known) => known === code);
}

export function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A text without the white space around it; a number is none. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}

/** `scale` applied to a number; anything else is undefined. Bounds are checked on the result, in the model's unit. */
export function converted(value: unknown, scale: (value: number) => number): number | undefined {
  return typeof value === 'number' ? scale(value) : undefined;
}

/** An instant from Unix seconds. None is two thousand years away: that is a source that counts in milliseconds. */
export function seconds(value: unknown): Date | undefined {
  const time = number(value, -6e10, 6e10);
  return time === undefined ? undefined : new Date(time * 1000);
}

/** An instant from a `Date`, an ISO 8601 text with a zone, or Unix seconds. */
export function instant(value: unknown): Date | undefined {
  if (typeof value !== 'string') return seconds(value instanceof Date ? value.getTime() / 1000 : value);
  const written = value.trim();
  return value.length < 40 && /T.*(Z|[+-]\d\d:?\d\d)$/.test(written) ? seconds(Date.parse(written) / 1000) : undefined;
}
