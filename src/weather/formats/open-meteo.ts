import type { WeatherDay, WeatherFormat, WeatherMoment, WeatherPlace, WeatherReport } from '../model.ts';
import { openMeteoRequests } from '../requests.ts';
import * as read from '../values.ts';
import { isZone } from '../zones.ts';
import { BLOCKS, COLUMNS } from './open-meteo-columns.ts';

/**
 * Open-Meteo's forecast API (https://open-meteo.com/en/docs) as we ask it: one answer, or an array of them for several
 * places. Whatever else may be called an answer of Open-Meteo is made one of these by any-open-meteo.ts.
 */
export const openMeteo: WeatherFormat = {
  name: 'open-meteo',

  matches(document) {
    const answer = read.object(read.list(document)[0] ?? document);
    return (
      isZone(read.text(answer['timezone']) ?? '') &&
      BLOCKS.some((block) => block in answer) &&
      BLOCKS.every((block) => {
        const units = read.object(answer[`${block}_units`]);
        return Object.keys(read.object(answer[block])).every(
          (name) => name === 'interval' || COLUMNS[name]?.[1] === units[name],
        );
      })
    );
  },

  parse(document, { places = [] }) {
    const answers = Array.isArray(document) ? document : [document];
    return read.list(answers).map((answer, index) => readAnswer(read.object(answer), places[index]));
  },

  requests: openMeteoRequests,
};

function readAnswer(answer: read.Json, asked: WeatherPlace | undefined): WeatherReport {
  const offset = read.number(answer['utc_offset_seconds'], -64_800, 64_800) ?? 0;
  const [current] = readBlock<WeatherMoment>(answer['current']);
  return {
    place: {
      name: asked?.name ?? '',
      latitude: asked?.latitude ?? read.latitude(answer['latitude']),
      longitude: asked?.longitude ?? read.longitude(answer['longitude']),
      timeZone: asked?.timeZone ?? read.text(answer['timezone']),
    },
    current,
    hours: readBlock(answer['hourly']),
    days: readBlock<Day>(answer['daily']).map((day) => readDay(day, offset)),
    warnings: [],
    issued: current?.time,
    attribution: { name: 'Open-Meteo.com', url: 'https://open-meteo.com/' },
  };
}

/** A block of variables: single values (`current`) or arrays of one length (`hourly`, `daily`). */
function readBlock<Row>(block: unknown): Row[] {
  const values = read.object(block);
  const columns = Object.entries(COLUMNS).flatMap(([name, [member, , accept]]) =>
    name in values ? { member, accept, column: [values[name]].flat() } : [],
  );
  return read.list([values['time']].flat()).flatMap((_, index) => {
    const row = Object.fromEntries(columns.map(({ member, accept, column }) => [member, accept(column[index])]));
    return row['time'] ? (row as Row) : [];
  });
}

type Day = Omit<WeatherDay, 'date'> & { time: Date };

function readDay({ time, sunrise, sunset, ...day }: Day, offset: number): WeatherDay {
  // Where the sun doesn't rise or set the provider gives the epoch, or twice the same time.
  const sun = (at: Date | undefined) =>
    at && sunrise?.getTime() !== sunset?.getTime() && Math.abs(at.getTime() - time.getTime()) <= 48 * 3_600_000
      ? at
      : undefined;
  // A day's time is its midnight by the answer's own offset.
  const date = new Date(time.getTime() + offset * 1000).toISOString().slice(0, 10);
  return { date, ...day, sunrise: sun(sunrise), sunset: sun(sunset) };
}
