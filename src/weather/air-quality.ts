import { type Json, list, number, object } from '../documents/json.ts';
import { CivicError } from '../errors.ts';
import { ANSWER_FORM, answersOf } from './formats/open-meteo.ts';
import type { AirLevel, AirQuality, AirScale, WeatherPlace, WeatherRequest } from './model.ts';
import { jsonOf, type WeatherBody } from './parse.ts';
import { coordinateRequests } from './requests.ts';

export const AIR_QUALITY_SOURCE = 'https://air-quality-api.open-meteo.com/v1/air-quality';

/** NowCast looks back this many hours. */
const NOWCAST_HOURS = 12;

/** The URLs that ask Open-Meteo's air-quality API (https://open-meteo.com/en/docs/air-quality-api), or a relay of it. */
export function airQualityRequests(src: string, places: readonly WeatherPlace[], scale: AirScale): WeatherRequest[] {
  const history = {
    hourly: Object.keys(VN_BREAKPOINTS).join(),
    past_hours: String(NOWCAST_HOURS - 1),
    forecast_hours: '1',
  };
  return coordinateRequests(src, places, {
    current: 'us_aqi,pm2_5',
    ...(scale === 'vn' && history),
    ...ANSWER_FORM,
  });
}

/**
 * The air at each place of an answer of Open-Meteo's air-quality API, in its order; undefined where it can't be told.
 *
 * @throws {CivicError} `format`
 */
export function parseAirQuality(
  body: WeatherBody,
  options: { scale: AirScale; url?: string },
): (AirQuality | undefined)[] {
  return answersOf(jsonOf(body, options.url)).map((answer) => {
    const current = object(answer['current']);
    const hourly = object(answer['hourly']);
    if (!('current' in answer) && !('hourly' in answer)) {
      throw new CivicError('format', 'no air-quality answer', { url: options.url });
    }
    const pm25 = concentration(current['pm2_5']);
    const index =
      options.scale === 'us' ? number(current['us_aqi'], 0, Infinity) : vietnameseIndex(hourly, current['time']);
    return index === undefined ? undefined : airQuality(index, options.scale, pm25);
  });
}

/** An index with its level. Both scales end at 500; what is beyond is their worst level. */
export function airQuality(index: number, scale: AirScale, pm25?: number): AirQuality {
  const rounded = Math.round(Math.min(index, 500));
  return { index: rounded, scale, level: airLevel(rounded), pm25 };
}

/**
 * The level of an index: the bounds of US EPA (40 CFR 58, appendix G; EPA-454/B-24-002, May 2024, table 6) and of
 * QĐ 1459/QĐ-TCMT, table 1, are the same. The US index itself is the source's (Open-Meteo has the PM2.5 breakpoints of
 * May 2024 since July 2026).
 */
export function airLevel(index: number): AirLevel {
  if (index <= 50) return 'good';
  if (index <= 100) return 'moderate';
  if (index <= 150) return 'sensitive';
  if (index <= 200) return 'unhealthy';
  if (index <= 300) return 'very-unhealthy';
  return 'hazardous';
}

/**
 * Concentrations in µg/m³ (hourly means, so O₃ by its column of 1 h; NowCast for particles) at {@link VN_INDEX}:
 * QĐ 1459/QĐ-TCMT of 12 November 2019, table 2, each number compared with the text that vea.mae.gov.vn publishes.
 */
const VN_BREAKPOINTS = {
  pm2_5: [0, 25, 50, 80, 150, 250, 350, 500],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  ozone: [0, 160, 200, 300, 400, 800, 1000, 1200],
  nitrogen_dioxide: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
  sulphur_dioxide: [0, 125, 350, 550, 800, 1600, 2100, 2630],
  carbon_monoxide: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
} as const;
const VN_INDEX = [0, 50, 100, 150, 200, 300, 400, 500];

/**
 * Hourly VN_AQI (QĐ 1459/QĐ-TCMT): the highest of the pollutants' indices, and none without PM2.5 or PM10.
 * `hourly` is the answer's block of arrays, `now` the time of the answer as the block writes times.
 */
export function vietnameseIndex(hourly: Json, now: unknown): number | undefined {
  const times = list(hourly['time']);
  const after = times.findIndex((time) => isAfter(time, now));
  const end = after < 0 ? times.length : after;
  const series = (pollutant: string) =>
    list(hourly[pollutant])
      .slice(Math.max(end - NOWCAST_HOURS, 0), end)
      .map(concentration);

  const indices: number[] = [];
  let particles = false;
  for (const [pollutant, breakpoints] of Object.entries(VN_BREAKPOINTS)) {
    const isParticle = pollutant.startsWith('pm');
    const values = series(pollutant);
    const value = isParticle ? nowCast(values.reverse()) : values.at(-1);
    if (value === undefined) continue;
    particles ||= isParticle;
    indices.push(interpolated(value, breakpoints));
  }
  return particles ? Math.max(...indices) : undefined;
}

/** Whether a time is later than another, both as the block writes them: as Unix seconds or as ISO 8601. */
function isAfter(time: unknown, now: unknown): boolean {
  if (typeof time === 'number' && typeof now === 'number') return time > now;
  return typeof time === 'string' && typeof now === 'string' && time > now;
}

/**
 * NowCast of hourly means, newest first: weights fall the faster the more the air changes, at most by half an hour.
 * Undefined unless two of the newest three hours are known (QĐ 1459/QĐ-TCMT §2.2.1a, as US EPA). Where the weights are
 * halves the decision writes their sum as 1, which it nearly is when all twelve hours are known; with gaps that would
 * make the air look cleaner than it was, so the weights are always divided by their sum.
 */
export function nowCast(newestFirst: readonly (number | undefined)[]): number | undefined {
  const known = newestFirst.filter((value) => value !== undefined);
  if (newestFirst.slice(0, 3).filter((value) => value !== undefined).length < 2) return undefined;
  const highest = Math.max(...known);
  const factor = highest === 0 ? 1 : Math.max(Math.min(...known) / highest, 0.5);
  let sum = 0;
  let weights = 0;
  newestFirst.forEach((value, age) => {
    if (value === undefined) return;
    sum += factor ** age * value;
    weights += factor ** age;
  });
  return sum / weights;
}

function interpolated(value: number, breakpoints: readonly number[]): number {
  const above = breakpoints.findIndex((breakpoint) => value <= breakpoint);
  if (above < 0) return 500;
  if (above === 0) return 0;
  const [lowValue = 0, highValue = 0] = [breakpoints[above - 1], breakpoints[above]];
  const [low = 0, high = 0] = [VN_INDEX[above - 1], VN_INDEX[above]];
  return low + ((high - low) / (highValue - lowValue)) * (value - lowValue);
}

function concentration(microgramsPerCubicMetre: unknown): number | undefined {
  return number(microgramsPerCubicMetre, 0, 500_000);
}
