import type { shared } from './en/shared.ts';
import type { ReadTexts } from './texts.ts';

/** How the language writes a moment: among the texts that every widget shares. */
export type MomentTexts = ReadTexts<Pick<typeof shared, 'moment' | 'clock' | 'moment-style' | 'hour-style'>>;

/** Formats the moment in question by `Intl`, in the zone in which it is told. */
export type FormatMoment = (options: Intl.DateTimeFormatOptions) => string;

/** Day and time of day: `17:00 ngày 02/12/2025`, `2. Dezember 2025 um 17:00 Uhr`. */
export function dayAndTime(texts: MomentTexts, format: FormatMoment, dateStyle: 'long' | 'short' = 'long'): string {
  return texts.get('moment', { date: format(dayStyle(texts, dateStyle)), time: format({ timeStyle: 'short' }) });
}

/** A moment near the present: the time of day, with the day where that is not today. `format` knows the zone. */
export function nearMoment(
  texts: MomentTexts,
  time: Date,
  format: (time: Date, options: Intl.DateTimeFormatOptions) => string,
  now = new Date(),
): string {
  const day = (date: Date): string => format(date, { dateStyle: 'short' });
  const formatTime: FormatMoment = (options) => format(time, options);
  return day(time) === day(now) ? timeOfDay(texts, formatTime) : dayAndTime(texts, formatTime, 'short');
}

/** The day alone, as `Intl` options: `02/12/2025` where the language's long form is not the official one. */
export function dayStyle(texts: MomentTexts, dateStyle: 'long' | 'short' = 'long'): Intl.DateTimeFormatOptions {
  const isNumeric = texts.get('moment-style') === 'numeric';
  return isNumeric ? { day: '2-digit', month: '2-digit', year: 'numeric' } : { dateStyle };
}

/** The time of day alone: `17:00`, `17:00 Uhr`. */
export function timeOfDay(texts: MomentTexts, format: FormatMoment): string {
  return texts.get('clock', { time: format({ timeStyle: 'short' }) });
}

/** A full hour in a sentence: `17 giờ`, `17 Uhr`; `17:00` where the bare number would not be an hour. */
export function fullHour(texts: MomentTexts, format: FormatMoment): string {
  const hour = texts.get('hour-style') === 'hour' ? format({ hour: 'numeric' }) : '';
  // WebKit writes the bare number in some languages.
  return /\D/.test(hour) ? hour : timeOfDay(texts, format);
}
