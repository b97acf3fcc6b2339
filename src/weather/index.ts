/** `civic-widgets/weather`: what weather data means, without Lit or a browser. */
import { weatherFormats } from './formats/index.ts';
import type { WeatherReport } from './model.ts';
import { jsonOf, parseDocumentWith, type ParseWeatherOptions, type WeatherBody } from './parse.ts';

/**
 * The reports of a wire document: JSON as text, bytes or parsed, in one of the built-in formats (`open-meteo`,
 * `met-norway`, `openweathermap`, `reports`) or a registered one.
 *
 * @throws {CivicError} `format`, also for a provider's answer that says what was wrong with the question
 */
export function parseWeather(body: WeatherBody, options: ParseWeatherOptions = {}): WeatherReport[] {
  return parseDocumentWith(jsonOf(body, options.url), options, weatherFormats);
}

export { AIR_QUALITY_SOURCE, airLevel, airQualityRequests, parseAirQuality } from './air-quality.ts';
export { SEA_SOURCE, parseSea, seaRequests } from './marine.ts';
export * from './model.ts';
export { type PrecipitationSpell, type WeatherOutlook, type WeatherSpell, weatherOutlook } from './outlook.ts';
export { type ParseWeatherOptions, type WeatherBody, readWeather, registerWeatherFormat } from './parse.ts';
export { weatherFormats };
