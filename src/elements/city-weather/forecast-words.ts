import { dateFormat, numberFormat } from '../../i18n/format.ts';
import type { TextsController } from '../../i18n/texts-controller.ts';
import type { weatherDetails } from '../../i18n/en/weather-details.ts';
import type { WeatherMoment, WeatherPart, WeatherReport } from '../../weather/model.ts';
import { beaufort } from '../../weather/scales.ts';
import { UNKNOWN, Words, type WeatherTexts } from './words.ts';

/** What the details say beyond the first sentence. */
export class ForecastWords extends Words {
  declare readonly texts: TextsController<WeatherTexts & typeof weatherDetails>;

  /** The same for the ear: units in words, as no screen reader says m/s well. */
  get aloud(): ForecastWords {
    const words = new ForecastWords(this.texts, this.isImperial ? 'imperial' : 'metric', this.zone);
    words.unitDisplay = 'long';
    return words;
  }

  /** Less than the smallest shown digit is still not nothing. */
  rain(millimetres: number | undefined): string {
    if (millimetres === undefined) return UNKNOWN;
    return this.isImperial
      ? this.unit(millimetres / 25.4, 'inch', 2)
      : this.unit(millimetres, 'millimeter', millimetres < 10 ? 1 : 0);
  }

  number(value: number | undefined): string {
    return value === undefined ? UNKNOWN : numberFormat(this.texts.locale).format(Math.round(value));
  }

  force(metresPerSecond: number): string {
    return this.texts.get(`beaufort.${beaufort(metresPerSecond)}` as 'beaufort.0');
  }

  /** `14:00` */
  time(time: Date, { place }: WeatherReport): string {
    return this.date(time, place.timeZone, { timeStyle: 'short' });
  }

  /** `14 giờ`, `2 PM`: the shortest. */
  tick(time: Date, { place }: WeatherReport): string {
    return this.date(time, place.timeZone, { hour: 'numeric' });
  }

  /** `thứ Năm`, `Th 5` */
  weekday(date: string, weekday: 'long' | 'short'): string {
    return dateFormat(this.texts.locale, { weekday, timeZone: 'UTC' }).format(new Date(date));
  }

  /** `26/11` */
  dayOfMonth(date: string): string {
    return dateFormat(this.texts.locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(new Date(date));
  }

  /** An hour of the forecast: `15:00: mưa rào nhẹ, 29°C, lượng mưa 0,6 mm, khả năng mưa 45%, gió đông nam 3 m/s`. */
  hour(report: WeatherReport, moment: WeatherMoment, show: readonly WeatherPart[]): string {
    const { condition, temperature, rain, rainChance, windSpeed } = moment;
    const parts = [
      this.condition(condition),
      this.temperature(temperature),
      !!rain && this.texts.get('summary.rain', { value: this.rain(rain) }),
      rainChance !== undefined && this.texts.get('summary.rain-chance', { value: this.percent(rainChance) }),
      show.includes('wind') && windSpeed !== undefined && this.wind(moment),
    ].filter((part) => typeof part === 'string');
    return this.texts.get('hour', { time: this.time(moment.time, report), parts: this.list(parts) });
  }
}
