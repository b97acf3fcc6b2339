/** The sea near a place: waves, swell, water temperature and tide, from Open-Meteo's marine API. */
import { CivicError } from '../errors.ts';
import { ANSWER_FORM, answersOf, type Columns, readBlock } from './formats/open-meteo.ts';
import type { SeaMoment, SeaReport, Tide, WeatherPlace, WeatherRequest } from './model.ts';
import { jsonOf, type WeatherBody } from './parse.ts';
import * as read from './quantities.ts';
import { coordinateRequests } from './requests.ts';

export const SEA_SOURCE = 'https://marine-api.open-meteo.com/v1/marine';

/** Enough for the next two high and two low waters. */
const HOURS = 30;

const COLUMNS: Columns<keyof SeaMoment> = {
  wave_height: ['waveHeight', 'm', read.waveHeight],
  wave_period: ['wavePeriod', 's', read.wavePeriod],
  wave_direction: ['waveFrom', '°', read.bearing],
  swell_wave_height: ['swellHeight', 'm', read.waveHeight],
  swell_wave_period: ['swellPeriod', 's', read.wavePeriod],
  swell_wave_direction: ['swellFrom', '°', read.bearing],
  sea_surface_temperature: ['temperature', '°C', read.waterTemperature],
  sea_level_height_msl: ['level', 'm', read.seaLevel],
};

/** The URLs that ask Open-Meteo's marine API (https://open-meteo.com/en/docs/marine-weather-api), or a relay of it. */
export function seaRequests(src: string, places: readonly WeatherPlace[]): WeatherRequest[] {
  return coordinateRequests(src, places, {
    current: Object.keys(COLUMNS).join(),
    hourly: 'wave_height,sea_level_height_msl',
    forecast_hours: HOURS,
    ...ANSWER_FORM,
    // The nearest cell of the land grid would have no waves.
    cell_selection: 'sea',
  });
}

/**
 * The sea at each place of an answer of Open-Meteo's marine API, in its order; undefined where there is none: inland the
 * answer has nulls only.
 *
 * @throws {CivicError} `format`
 */
export function parseSea(body: WeatherBody, options: { url?: string } = {}): (SeaReport | undefined)[] {
  return answersOf(jsonOf(body, options.url)).map((answer) => {
    if (!('current' in answer) && !('hourly' in answer)) {
      throw new CivicError('format', 'no marine answer', { url: options.url });
    }
    const [current] = readBlock<SeaMoment>(answer, 'current', COLUMNS).filter(isKnown);
    const hours = readBlock<SeaMoment>(answer, 'hourly', COLUMNS).filter(isKnown);
    return current || hours.length ? { current, hours, tides: tidesOf(hours), attribution: ATTRIBUTION } : undefined;
  });
}

const ATTRIBUTION = { name: 'Open-Meteo.com', url: 'https://open-meteo.com/' };

function isKnown({ time: _, ...values }: SeaMoment): boolean {
  return Object.values(values).some((value) => value !== undefined);
}

/** A sea that moves less than this, in m, has no tides worth telling. */
const LEAST_RANGE = 0.1;

/** High and low waters of hourly levels; the time between two hours by the parabola through three of them. */
export function tidesOf(hours: readonly SeaMoment[]): Tide[] {
  const levels = withoutPlateaus(hours);
  const heights = levels.map(({ level }) => level);
  if (Math.max(...heights) - Math.min(...heights) < LEAST_RANGE) return [];
  return levels.slice(1, -1).flatMap((middle, index): Tide[] => {
    const [before, after] = [levels[index]!, levels[index + 2]!];
    const rise = middle.level - before.level;
    const fall = middle.level - after.level;
    if (rise * fall <= 0) return [];
    const step = middle.time - before.time;
    const offset = after.time - middle.time === step ? (rise - fall) / (2 * (rise + fall)) : 0;
    return [
      {
        kind: rise > 0 ? 'high' : 'low',
        time: new Date(middle.time + Math.round(offset * step)),
        level: Math.round((middle.level + ((rise - fall) * offset) / 4) * 100) / 100,
      },
    ];
  });
}

/** The known levels; several of the same in a row are one, in the middle of them. */
function withoutPlateaus(hours: readonly SeaMoment[]): { time: number; level: number }[] {
  const levels: { from: number; to: number; level: number }[] = [];
  for (const { time, level } of hours) {
    if (level === undefined) continue;
    const last = levels.at(-1);
    if (last?.level === level) last.to = time.getTime();
    else levels.push({ from: time.getTime(), to: time.getTime(), level });
  }
  return levels.map(({ from, to, level }) => ({ time: (from + to) / 2, level }));
}
