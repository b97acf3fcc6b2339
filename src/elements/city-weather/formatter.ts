import type { air } from '../../i18n/en/air.ts';
import type { sea } from '../../i18n/en/sea.ts';
import type { warnings } from '../../i18n/en/warnings.ts';
import type { outlook } from '../../i18n/en/weather-outlook.ts';
import type { weather } from '../../i18n/en/weather.ts';
import { dateFormat, listFormat, numberFormat } from '../../i18n/format.ts';
import { fullHour, nearMoment } from '../../i18n/moments.ts';
import type { ReadTexts } from '../../i18n/texts.ts';
import type { SharedTexts } from '../../i18n/texts-controller.ts';
import type { WeatherCondition, WeatherMoment, WeatherReport } from '../../weather/model.ts';
import { beaufort, octant } from '../../weather/scales.ts';
import { localHour, offsetOf } from '../../weather/time-zones.ts';

/** The texts of the widget; those of the air, the sea and the warnings are added when their parts load. */
export type WeatherTexts = typeof weather & typeof outlook & typeof air & typeof sea & typeof warnings;

/** Stands for a value that the source doesn't give. */
export const UNKNOWN = '–';

/** Regions that read °F (CLDR `unitPreferenceData`); a language without a region is read in °C. */
const FAHRENHEIT = /-(US|BS|BZ|KY|LR|PW|FM|MH|PR)\b/;

/** Languages whose weather reports give the wind in m/s; the others read km/h (CLDR has no preference for wind). */
const METRES_PER_SECOND = /^(vi|zh|ja|ko|ru|uk|nb|nn|no|sv|da|fi|is|et|lv|lt|cs|pl|mn)\b/;

/** m/s at which the wind begins to be felt: Beaufort 1. */
const CALM = 0.3;

/** Values as a citizen reads them: in their language and units, by the clocks of the place. */
export class WeatherFormatter {
  readonly texts: ReadTexts<WeatherTexts & SharedTexts>;
  readonly #isImperial: boolean;
  readonly #zone: string | undefined;
  readonly #unitDisplay: 'short' | 'long';

  /** @param zone the zone in which times are shown; without one, each place's own */
  constructor(
    texts: ReadTexts<WeatherTexts & SharedTexts>,
    units: string | undefined,
    zone: string | undefined,
    unitDisplay: 'short' | 'long' = 'short',
  ) {
    this.texts = texts;
    this.#isImperial = units === 'imperial' || (units !== 'metric' && FAHRENHEIT.test(texts.locale));
    this.#zone = zone;
    this.#unitDisplay = unitDisplay;
  }

  /** The same for screen readers: units are written out, since few of them say "m/s" well. */
  get aloud(): WeatherFormatter {
    return new WeatherFormatter(this.texts, this.#isImperial ? 'imperial' : 'metric', this.#zone, 'long');
  }

  temperature(celsius: number | undefined): string {
    if (celsius === undefined) return UNKNOWN;
    return this.#isImperial ? this.#unit(celsius * 1.8 + 32, 'fahrenheit') : this.#unit(celsius, 'celsius');
  }

  speed(metresPerSecond: number | undefined): string {
    if (metresPerSecond === undefined) return UNKNOWN;
    if (this.#isImperial) return this.#unit(metresPerSecond / 0.44704, 'mile-per-hour');
    if (METRES_PER_SECOND.test(this.texts.locale)) return this.#unit(metresPerSecond, 'meter-per-second');
    return this.#unit(metresPerSecond * 3.6, 'kilometer-per-hour');
  }

  /** Less than the smallest shown digit is still not nothing. */
  rain(millimetres: number | undefined): string {
    if (millimetres === undefined) return UNKNOWN;
    return this.#isImperial
      ? this.#unit(millimetres / 25.4, 'inch', 2)
      : this.#unit(millimetres, 'millimeter', millimetres < 10 ? 1 : 0);
  }

  percent(value: number | undefined): string {
    if (value === undefined) return UNKNOWN;
    return numberFormat(this.texts.locale, { style: 'percent' }).format(Math.round(value) / 100);
  }

  /** `1.013 hPa`; `29.91 inHg` where units are imperial. CLDR has no unit of pressure that browsers know. */
  pressure(hectopascals: number | undefined): string {
    if (hectopascals === undefined) return UNKNOWN;
    const digits = this.#isImperial ? 2 : 0;
    const value = this.#isImperial ? hectopascals / 33.8639 : hectopascals;
    const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return `${numberFormat(this.texts.locale, format).format(value)} ${this.#isImperial ? 'inHg' : 'hPa'}`;
  }

  /** Far in km or miles, near in m or feet. */
  distance(metres: number | undefined): string {
    if (metres === undefined) return UNKNOWN;
    if (this.#isImperial) {
      const miles = metres / 1609.344;
      return miles < 1 ? this.height(metres, 0) : this.#unit(miles, 'mile', miles < 10 ? 1 : 0);
    }
    return metres < 1000
      ? this.height(Math.round(metres / 10) * 10, 0)
      : this.#unit(metres / 1000, 'kilometer', metres < 10_000 ? 1 : 0);
  }

  /** `1,2 m`, `4 ft` */
  height(metres: number | undefined, digits = 1): string {
    if (metres === undefined) return UNKNOWN;
    return this.#isImperial ? this.#unit(metres / 0.3048, 'foot') : this.#unit(metres, 'meter', digits);
  }

  /** `8 s` */
  seconds(value: number | undefined): string {
    return value === undefined ? UNKNOWN : this.#unit(value, 'second');
  }

  number(value: number | undefined): string {
    return value === undefined ? UNKNOWN : numberFormat(this.texts.locale).format(Math.round(value));
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
    if (windSpeed !== undefined && windSpeed < CALM) return this.force(0);
    const speed = this.speed(windSpeed);
    if (windFrom === undefined) return this.texts.get('summary.wind', { speed });
    return this.texts.get('summary.wind-from', { direction: this.direction(windFrom), speed });
  }

  /** `gió đông nam 3 m/s, giật 9 m/s` */
  windAndGusts(moment: WeatherMoment): string {
    return this.list([this.wind(moment), ...this.gusts(moment)]);
  }

  /** `giật 9 m/s`, where gusts are clearly stronger than the wind. */
  gusts({ windSpeed = Infinity, windGust = 0 }: Partial<WeatherMoment>): string[] {
    return windGust > windSpeed + 2.5 ? [this.texts.get('gust', { speed: this.speed(windGust) })] : [];
  }

  /** `đông nam` */
  direction(degrees: number): string {
    return this.texts.get(`from.${octant(degrees)}` as 'from.0');
  }

  /** The Beaufort force of a wind in words. */
  force(metresPerSecond: number): string {
    return this.texts.get(`beaufort.${beaufort(metresPerSecond)}` as 'beaufort.0');
  }

  list(parts: readonly string[]): string {
    // The only kind that has marks between the parts in every language: CLDR's lists of units run together in Chinese.
    return listFormat(this.texts.locale, { type: 'conjunction', style: 'narrow' }).format(parts);
  }

  /** `Hà Nội: mưa rào nhẹ, 29 độ C` */
  placeNow({ place }: WeatherReport, moment: Partial<WeatherMoment> = {}): string {
    const { condition, temperature } = moment;
    const outlook = this.list([this.condition(condition), this.temperature(temperature)]);
    return this.texts.get('for-place', { place: place.name, outlook });
  }

  /** An hour of the forecast: `15:00: mưa rào nhẹ, 29°C, lượng mưa 0,6 mm, khả năng mưa 45%, gió đông nam 3 m/s`. */
  hour(report: WeatherReport, moment: WeatherMoment, told: readonly string[]): string {
    const { condition, temperature, rain, rainChance, windSpeed, uv, humidity } = moment;
    const tells = (name: string, value: number | undefined) => told.includes(name) && value !== undefined;
    const parts = [
      this.condition(condition),
      this.temperature(temperature),
      !!rain && this.texts.get('summary.rain', { value: this.rain(rain) }),
      rainChance !== undefined && this.texts.get('summary.rain-chance', { value: this.percent(rainChance) }),
      tells('wind', windSpeed) && this.windAndGusts(moment),
      tells('uv', uv) && `${this.texts.get('uv')} ${this.number(uv)}`,
      tells('humidity', humidity) && this.texts.get('summary.humidity', { value: this.percent(humidity) }),
    ].filter((part) => typeof part === 'string');
    return this.texts.get('hour', { time: this.time(moment.time, report), parts: this.list(parts) });
  }

  /** `14:00`, with the day when it is another one. */
  moment(time: Date, report: WeatherReport, now = new Date()): string {
    return nearMoment(this.texts, time, (date, options) => this.#date(date, report, options), now);
  }

  /** `14:00` */
  time(time: Date, report: WeatherReport): string {
    return this.#date(time, report, { timeStyle: 'short' });
  }

  /** An hour within the next day, in a sentence: `14 giờ`, `1 giờ ngày mai`. */
  hourAhead(time: Date, report: WeatherReport, now: Date): string {
    const day = (date: Date) => this.#date(date, report, { dateStyle: 'short' });
    const hour = fullHour(this.texts, (options) => this.#date(time, report, options));
    return day(time) === day(now) ? hour : this.texts.get('tomorrow', { time: hour });
  }

  /** 0–23, by the clocks that are shown. */
  hourOfDay(time: Date, { place }: WeatherReport): number {
    return localHour(time, this.#zone ?? place.timeZone ?? 'UTC');
  }

  /** `14 giờ`, `2 PM`: the shortest. */
  tick(time: Date, report: WeatherReport): string {
    return this.#date(time, report, { hour: 'numeric' });
  }

  /** `thứ Năm`, `Th 5`, of a `YYYY-MM-DD` */
  weekday(date: string, weekday: 'long' | 'short'): string {
    return dateFormat(this.texts.locale, { weekday, timeZone: 'UTC' }).format(new Date(date));
  }

  /** `26/11`, of a `YYYY-MM-DD` */
  dayOfMonth(date: string): string {
    return dateFormat(this.texts.locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(new Date(date));
  }

  #unit(value: number, unit: string, digits = 0): string {
    // The zero added at the end is for −0, which would read "-0".
    const rounded = Math.round(value * 10 ** digits) / 10 ** digits + 0;
    const said = numberFormat(this.texts.locale, {
      style: 'unit',
      unit,
      unitDisplay: this.#unitDisplay,
      maximumFractionDigits: digits,
    }).format(rounded);
    // "mét/giây" is read with its slash. No other language has one in its long units.
    return this.#unitDisplay === 'long' ? said.replace('/', ' trên ') : said;
  }

  /** Browsers without offset zones (ECMA-402 2024) get the offset added. */
  #date(time: Date, { place }: WeatherReport, options: Intl.DateTimeFormatOptions): string {
    const zone = this.#zone ?? place.timeZone;
    const offset = offsetOf(zone);
    const format = dateFormat(this.texts.locale, { ...options, timeZone: offset === undefined ? zone : 'UTC' });
    return format.format(time.getTime() + (offset ?? 0) * 1000);
  }
}
