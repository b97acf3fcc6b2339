import { CivicError } from '../../errors.ts';
import { instant } from '../instants.ts';
import type { WeatherFormat } from '../model.ts';
import { offsetZone } from '../time.ts';
import * as read from '../values.ts';
import { isZone } from '../zones.ts';
import { BLOCKS, COLUMNS } from './open-meteo-columns.ts';
import { openMeteo } from './open-meteo.ts';

/**
 * Any answer of Open-Meteo's forecast API, and files made of one: Unix or ISO times, any unit block, nulls, the
 * `current_weather` block and the variable names of before 2023. Each is put in the words in which we ask.
 */
export const anyOpenMeteo: WeatherFormat = {
  ...openMeteo,

  matches(document) {
    const first = read.object(read.list(document)[0] ?? document);
    return (
      first['error'] === true ||
      ('utc_offset_seconds' in first && [...BLOCKS, 'current_weather'].some((block) => block in first))
    );
  },

  parse(document, options) {
    const answers = Array.isArray(document) ? document : [document];
    return openMeteo.parse(
      read.list(answers).map((answer) => asAsked(read.object(answer))),
      options,
    );
  },
};

function asAsked(answer: read.Json): read.Json {
  // The provider's word for what was wrong with the question (https://open-meteo.com/en/docs#errors).
  if (answer['error'] === true) throw new CivicError('format', `Open-Meteo: ${String(answer['reason'])}`);

  const offset = read.number(answer['utc_offset_seconds'], -64_800, 64_800) ?? 0;
  const zone = read.text(answer['timezone']);
  const blocks = BLOCKS.map((block): [string, read.Json] => {
    const older = block === 'current' && !(block in answer) ? 'current_weather' : block;
    return [block, blockAsAsked(read.object(answer[older]), read.object(answer[`${older}_units`]), offset)];
  });
  return {
    ...answer,
    timezone: zone && isZone(zone) ? zone : offsetZone(offset),
    ...Object.fromEntries(blocks),
  };
}

/** What a number of a unit is in the model's. */
const UNITS = new Map<string, (value: number) => number>([
  ['°F', (value) => ((value - 32) * 5) / 9],
  ['inch', (value) => value * 25.4],
  ['m/s', (value) => value],
  ['km/h', (value) => value / 3.6],
  ['mp/h', (value) => value * 0.44704],
  ['mph', (value) => value * 0.44704],
  ['kn', (value) => (value * 1852) / 3600],
]);

function blockAsAsked(values: read.Json, units: read.Json, offset: number): read.Json {
  const columns = Object.entries(COLUMNS).flatMap(([name, [, unit]]) => {
    // The names of before 2023, and those of `current_weather`.
    const older = name.replace(/_(?!\d)/, '');
    const key = [name, older, older.replace(/_\d+m/, '')].find((each) => each in values);
    if (!key) return [];
    const isWind = unit === 'm/s';
    // Of a wind in an unknown unit nothing is known.
    const scale = UNITS.get(read.text(units[key]) ?? (isWind ? 'km/h' : '')) ?? (isWind ? () => NaN : undefined);
    const column = [values[key]].flat().map((value: unknown) => {
      if (unit === 'unixtime') return secondsOf(value, offset);
      return scale && typeof value === 'number' ? scale(value) : value;
    });
    return [[name, column]];
  });
  return Object.fromEntries(columns) as read.Json;
}

/** Unix seconds of them, or of ISO 8601 by the clocks of `utc_offset_seconds`, which holds for the whole answer. */
function secondsOf(value: unknown, offset: number): unknown {
  if (typeof value !== 'string') return value;
  const date = instant(`${value.includes('T') ? value : `${value}T00:00`}Z`);
  return date && date.getTime() / 1000 - offset;
}
