import type { WeatherDay, WeatherMoment } from './model.ts';
import { localDate } from './time-zones.ts';

/** What one step of a series says about the hours that follow it. */
export interface ForecastStep {
  moment: WeatherMoment;
  /** Hours that `rain`, `high` and `low` are about. */
  hours: number;
  high?: number;
  low?: number;
}

/**
 * The days of a series of ascending steps, for sources that give none, by the clocks of `zone` (IANA name or offset).
 * A step belongs to the day in which it starts. The condition is the highest code of the day, as Open-Meteo has it.
 */
export function daysOf(steps: readonly ForecastStep[], zone: string): WeatherDay[] {
  const days = new Map<string, WeatherDay>();
  // Longer steps may repeat what shorter ones have said.
  let told = -Infinity;
  for (const { moment, hours, high = moment.temperature, low = moment.temperature } of steps) {
    const date = localDate(moment.time, zone);
    const day = days.get(date) ?? { date };
    days.set(date, day);
    day.high = extreme(Math.max, day.high, high);
    day.low = extreme(Math.min, day.low, low);
    day.uv = extreme(Math.max, day.uv, moment.uv);
    day.rainChance = extreme(Math.max, day.rainChance, moment.rainChance);
    day.condition = extreme(Math.max, day.condition, moment.condition) as WeatherDay['condition'];
    if (moment.rain !== undefined && moment.time.getTime() >= told) {
      day.rain = Math.round(((day.rain ?? 0) + moment.rain) * 100) / 100;
      told = moment.time.getTime() + hours * 3_600_000;
    }
  }
  return [...days.values()];
}

function extreme(pick: (...values: number[]) => number, known: number | undefined, next: number | undefined) {
  return known === undefined ? next : next === undefined ? known : pick(known, next);
}
