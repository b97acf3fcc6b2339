/** `civic-widgets/weather`: what weather data means, without Lit or a browser. */
import { CivicError } from '../errors.ts';
import { anyOpenMeteo } from './formats/any-open-meteo.ts';
import { metNorway } from './formats/met-norway.ts';
import { openWeatherMap } from './formats/openweathermap.ts';
import { reports } from './formats/reports.ts';
import type { WeatherFormat, WeatherReport } from './model.ts';
import { type ParseWeatherOptions, readWeather } from './parse.ts';

/** The formats that come with the package. */
export const weatherFormats: readonly WeatherFormat[] = [anyOpenMeteo, metNorway, openWeatherMap, reports];

/**
 * The reports of a wire document: JSON as text, bytes or parsed, in one of the built-in formats (`open-meteo`,
 * `met-norway`, `openweathermap`, `reports`) or a registered one.
 *
 * @throws {CivicError} `format`, also for a provider's answer that says what was wrong with the question
 */
export function parseWeather(
  body: string | ArrayBuffer | Uint8Array | object,
  options: ParseWeatherOptions = {},
): WeatherReport[] {
  const { format = 'auto', url } = options;
  const found = readWeather(body, options, weatherFormats);
  if (!found) throw new CivicError('format', format === 'auto' ? 'no known weather format' : `not ${format}`, { url });
  return found;
}

export { AIR_QUALITY_SOURCE, airLevel, airQualityRequests, parseAirQuality } from './air-quality.ts';
export * from './model.ts';
export type { ParseWeatherOptions } from './parse.ts';
export { registerWeatherFormat } from './register.ts';
export { parseWarnings, warningsFor } from './warnings.ts';
