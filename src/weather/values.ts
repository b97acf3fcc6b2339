/** Reading values that others wrote: what is missing, of another type or physically impossible is undefined. */
import { WEATHER_CONDITIONS, type WeatherCondition } from './model.ts';

export type Json = Readonly<Record<string, unknown>>;

/** An object to read members of; anything else reads as one without members. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** The most that is read of any list: more than a year of hours, and no phone is kept busy by a few megabytes of them. */
const MOST = 10_000;

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST) : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

export function number(value: unknown, min: number, max: number): number | undefined {
  return typeof value === 'number' && value >= min && value <= max ? value : undefined;
}

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
export const latitude = between(-90, 90);
export const longitude = between(-180, 180);

export function condition(code: unknown): WeatherCondition | undefined {
  return WEATHER_CONDITIONS.find((known) => known === code);
}

/** An instant from Unix seconds. None is two thousand years away: that is a source that counts in milliseconds. */
export function seconds(value: unknown): Date | undefined {
  const time = number(value, -6e10, 6e10);
  return time === undefined ? undefined : new Date(time * 1000);
}
