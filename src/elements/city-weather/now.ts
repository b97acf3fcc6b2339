import type { WeatherMoment, WeatherReport } from '../../weather/model.ts';

/** Minutes since an instant; negative while it is ahead. */
export function minutesOld(time: Date): number {
  return (Date.now() - time.getTime()) / 60_000;
}

/** What the report says of now: the measurement, else the step of the forecast in which we are. */
export function momentOf({ current, hours }: WeatherReport): WeatherMoment | undefined {
  return current ?? hours.findLast(({ time }) => minutesOld(time) >= 0) ?? hours[0];
}
