import type { WeatherFormat } from './model.ts';
import { registered } from './registry.ts';

/** Adds a wire format, or replaces the one of the same name, for `parseWeather` and for every `<city-weather>`. */
export function registerWeatherFormat(format: WeatherFormat): void {
  const index = registered.findIndex(({ name }) => name === format.name);
  if (index >= 0) registered.splice(index, 1);
  registered.unshift(format);
}

/** The format of that name among those registered and `formats`. */
export function weatherFormat(name: string, formats: readonly WeatherFormat[]): WeatherFormat | undefined {
  return [...registered, ...formats].find((format) => format.name === name);
}
