import { dateFormat, listFormat, numberFormat } from '../../i18n/format.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import type { weather } from '../../i18n/en/weather.ts';
import type { WeatherCondition, WeatherMoment, WeatherPart, WeatherReport } from '../../weather/model.ts';
import { octant } from '../../weather/scales.ts';
import { offsetOf } from '../../weather/time-zones.ts';
import type { FrameTexts } from '../frame-view.ts';

export type WeatherTexts = FrameTexts & typeof weather;

/** What stands for a value that nobody knows. */
export const UNKNOWN = '–';

/** Regions that read °F (CLDR `unitPreferenceData`); a language without a region is read in °C. */
const FAHRENHEIT = /-(US|BS|BZ|KY|LR|PW|FM|MH|PR)\b/;

/** Languages whose weather reports give the wind in m/s; the others read km/h (CLDR has no preference for wind). */
const METRES_PER_SECOND = /^(vi|zh|ja|ko|ru|uk|nb|nn|no|sv|da|fi|is|et|lv|lt|cs|pl|mn)\b/;

/** m/s at which the wind begins to be felt: Beaufort 1. */
const CALM = 0.3;

/** Values as a citizen reads them: in their language and units, by the clocks of the place. */
export class Words {
  readonly texts: ReadTexts<WeatherTexts>;
  protected readonly isImperial: boolean;
  protected readonly zone?: string;
  protected unitDisplay: 'short' | 'long' = 'short';

  /** @param zone the zone in which times are shown, where it isn't each place's own */
  constructor(texts: ReadTexts<WeatherTexts>, units: string | undefined, zone: string | undefined) {
    this.texts = texts;
    this.isImperial = units === 'imperial' || (units !== 'metric' && FAHRENHEIT.test(texts.locale));
    this.zone = zone;
  }

  temperature(celsius: number | undefined): string {
    if (celsius === undefined) return UNKNOWN;
    return this.isImperial ? this.unit(celsius * 1.8 + 32, 'fahrenheit') : this.unit(celsius, 'celsius');
  }

  speed(metresPerSecond: number | undefined): string {
    if (metresPerSecond === undefined) return UNKNOWN;
    if (this.isImperial) return this.unit(metresPerSecond / 0.44704, 'mile-per-hour');
    if (METRES_PER_SECOND.test(this.texts.locale)) return this.unit(metresPerSecond, 'meter-per-second');
    return this.unit(metresPerSecond * 3.6, 'kilometer-per-hour');
  }

  percent(value: number | undefined): string {
    if (value === undefined) return UNKNOWN;
    return numberFormat(this.texts.locale, { style: 'percent' }).format(Math.round(value) / 100);
  }

  /** The sky in words, as it stands inside a sentence. */
  condition(code: WeatherCondition | undefined): string {
    return code === undefined ? UNKNOWN : this.texts.get(`code.${code}`);
  }

  /** The same as the beginning of a line. */
  sky(code: WeatherCondition | undefined): string {
    const words = this.condition(code);
    return words.charAt(0).toLocaleUpperCase(this.texts.locale) + words.slice(1);
  }

  /** `gió đông nam 3 m/s` */
  wind({ windSpeed, windFrom }: WeatherMoment): string {
    if (windSpeed !== undefined && windSpeed < CALM) return this.texts.get('beaufort.0');
    const speed = this.speed(windSpeed);
    if (windFrom === undefined) return this.texts.get('summary.wind', { speed });
    return this.texts.get('summary.wind-from', { direction: this.direction(windFrom), speed });
  }

  direction(degrees: number): string {
    return this.texts.get(`from.${octant(degrees)}` as 'from.0');
  }

  /** `14:00`, with the day when it is another one. */
  moment(time: Date, { place }: WeatherReport, now = new Date()): string {
    const day = (date: Date) => this.date(date, place.timeZone, { dateStyle: 'short' });
    const isToday = day(time) === day(now);
    return this.date(time, place.timeZone, { timeStyle: 'short', dateStyle: isToday ? undefined : 'short' });
  }

  list(parts: readonly string[]): string {
    // The only kind that has marks between the parts in every language: CLDR's lists of units run together in Chinese.
    return listFormat(this.texts.locale, { type: 'conjunction', style: 'narrow' }).format(parts);
  }

  /** The report in one sentence: `Hà Nội, 14:00: mưa rào nhẹ, 29°C, cảm giác như 33°C, độ ẩm 82%, gió đông nam 3 m/s`. */
  summary(report: WeatherReport, moment: WeatherMoment, show: readonly WeatherPart[]): string {
    const { condition, temperature, feelsLike, humidity, windSpeed } = moment;
    const says = (part: WeatherPart, value: number | undefined) => show.includes(part) && value !== undefined;
    const parts = [
      condition !== undefined && this.condition(condition),
      temperature !== undefined && this.temperature(temperature),
      says('feels-like', feelsLike) && this.texts.get('summary.feels-like', { value: this.temperature(feelsLike) }),
      says('humidity', humidity) && this.texts.get('summary.humidity', { value: this.percent(humidity) }),
      says('wind', windSpeed) && this.wind(moment),
    ].filter((part) => part !== false);
    return this.texts.get('summary', {
      place: report.place.name,
      time: this.moment(moment.time, report),
      parts: parts.length ? this.list(parts) : this.texts.get('unknown'),
    });
  }

  protected unit(value: number, unit: string, digits = 0): string {
    // The zero added at the end is for −0, which would read "-0".
    const rounded = Math.round(value * 10 ** digits) / 10 ** digits + 0;
    return numberFormat(this.texts.locale, {
      style: 'unit',
      unit,
      unitDisplay: this.unitDisplay,
      maximumFractionDigits: digits,
    }).format(rounded);
  }

  /** Browsers without offset zones (ECMA-402 2024) get the offset added. */
  protected date(time: Date, placeZone: string | undefined, options: Intl.DateTimeFormatOptions): string {
    const zone = this.zone ?? placeZone;
    const offset = offsetOf(zone);
    const format = dateFormat(this.texts.locale, { ...options, timeZone: offset === undefined ? zone : 'UTC' });
    return format.format(time.getTime() + (offset ?? 0) * 1000);
  }
}
