import type { WeatherDay, WeatherMoment, WeatherReport } from '../../weather/model.ts';
import { localDate } from '../../weather/time-zones.ts';

/** Minutes since an instant; negative while it is ahead. */
export function minutesSince(time: Date): number {
  return (Date.now() - time.getTime()) / 60_000;
}

/** What the report says of now: the measurement, else the step of the forecast in which we are. */
export function momentNow({ current, hours }: WeatherReport): WeatherMoment | undefined {
  return current ?? hours.findLast(({ time }) => minutesSince(time) >= 0) ?? hours[0];
}

/** The current hour and those after it. */
export function comingHours({ hours }: WeatherReport): WeatherMoment[] {
  return hours.filter(({ time }) => minutesSince(time) < 60);
}

/** Today and the days after it; an old report may have none left. */
export function comingDays(report: WeatherReport): WeatherDay[] {
  const date = dateIn(report);
  return report.days.filter((day) => day.date >= date);
}

/** The day that it is in the place. */
export function today(report: WeatherReport): WeatherDay | undefined {
  const date = dateIn(report);
  return report.days.find((day) => day.date === date);
}

/** The date by the place's own clocks, whatever zone times are shown in. */
function dateIn({ place }: WeatherReport): string {
  return localDate(new Date(), place.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}
