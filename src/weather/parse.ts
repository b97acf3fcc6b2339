/** From a wire document to reports. */
import { readJson } from '../documents/json.ts';
import { Registry } from '../documents/registry.ts';
import { CivicError, loadChunk } from '../errors.ts';
import { openMeteo } from './formats/open-meteo.ts';
import type { WeatherFormat, WeatherParseOptions, WeatherReport } from './model.ts';

export interface ParseWeatherOptions extends WeatherParseOptions {
  /** The name of a wire format; `auto`, the default, tells it from the content. */
  format?: string;
}

/** A body as it comes from the network, as text, or parsed. */
export type WeatherBody = string | ArrayBuffer | Uint8Array | object;

const registered = new Registry<WeatherFormat>();

/** Adds a wire format, or replaces the one of the same name, for `parseWeather` and for every `<city-weather>`. */
export function registerWeatherFormat(format: WeatherFormat): void {
  registered.register(format);
}

/**
 * What `parseWeather` reads. The formats other than Open-Meteo's are loaded when a document is none of Open-Meteo's.
 *
 * @throws {CivicError} `format`; `network` when a format can't be loaded
 */
export async function readWeather(body: WeatherBody, options: ParseWeatherOptions = {}): Promise<WeatherReport[]> {
  const document = jsonOf(body, options.url);
  const reports = parseDocument(document, options, [openMeteo]);
  return reports ?? parseDocumentWith(document, options, await builtIn());
}

/**
 * The format that asks for places: the named one, else Open-Meteo, whose query the companion server and most relays take.
 */
export async function findWeatherFormat(name = 'auto'): Promise<WeatherFormat> {
  const wanted = name === 'auto' ? openMeteo.name : name;
  const named = ({ name }: WeatherFormat) => name === wanted;
  return [...registered, openMeteo].find(named) ?? (await builtIn()).find(named) ?? openMeteo;
}

async function builtIn(): Promise<readonly WeatherFormat[]> {
  return (await loadChunk(import('./formats/index.ts'))).weatherFormats;
}

/**
 * The JSON document of a body.
 *
 * @throws {CivicError} `format`
 */
export function jsonOf(body: WeatherBody, url?: string): unknown {
  try {
    return readJson(body);
  } catch (cause) {
    throw new CivicError('format', 'not JSON', { url, cause });
  }
}

/** The reports of a document in one of the registered formats or of `formats`. @throws {CivicError} `format` */
export function parseDocumentWith(
  document: unknown,
  options: ParseWeatherOptions,
  formats: readonly WeatherFormat[],
): WeatherReport[] {
  const { format = 'auto', url } = options;
  const reports = parseDocument(document, options, formats);
  if (!reports)
    throw new CivicError('format', format === 'auto' ? 'no known weather format' : `not ${format}`, { url });
  return reports;
}

/** Undefined when the document is in none of the formats. */
function parseDocument(
  document: unknown,
  { format: name = 'auto', ...options }: ParseWeatherOptions,
  formats: readonly WeatherFormat[],
): WeatherReport[] | undefined {
  const format = [...registered, ...formats].find(
    (candidate) => (name === 'auto' || name === candidate.name) && candidate.matches(document),
  );
  try {
    return format?.parse(document, options);
  } catch (cause) {
    throw cause instanceof CivicError
      ? cause
      : new CivicError('format', `not ${format!.name}`, { url: options.url, cause });
  }
}
