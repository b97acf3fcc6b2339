import { CivicError } from '../errors.ts';
import { document as readDocument } from './document.ts';
import type { WeatherFormat, WeatherParseOptions, WeatherReport } from './model.ts';
import { registered } from './registry.ts';

export interface ParseWeatherOptions extends WeatherParseOptions {
  /** The name of a wire format; `auto`, the default, tells it from the content. */
  format?: string;
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
