import { CivicError } from '../endpoint/errors.ts';
import { document as readDocument } from './document.ts';
import type { WeatherFormat, WeatherParseOptions, WeatherReport } from './model.ts';

export interface ParseWeatherOptions extends WeatherParseOptions {
  /** The name of a wire format; `auto`, the default, tells it from the content. */
  format?: string;
}

/** Formats that the site added, newest first: they are asked before the built-in ones. */
const registered: WeatherFormat[] = [];

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

/**
 * Reads a body with those of `formats` (and the registered ones) that fit; undefined when none does.
 *
 * @throws {CivicError} `format` when the body is no JSON, or is the provider's own word of an error
 */
export function readWeather(
  body: string | ArrayBuffer | Uint8Array | object,
  { format: name = 'auto', ...options }: ParseWeatherOptions,
  formats: readonly WeatherFormat[],
): WeatherReport[] | undefined {
  const document = readDocument(body, options.url);
  const format = [...registered, ...formats].find(
    (candidate) => (name === 'auto' || name === candidate.name) && candidate.matches(document),
  );
  if (!format) return undefined;
  try {
    return format.parse(document, options);
  } catch (cause) {
    throw cause instanceof CivicError
      ? cause
      : new CivicError('format', `not ${format.name}`, { url: options.url, cause });
  }
}
