import { type TemplateResult, html, nothing, svg } from 'lit';
import type { WeatherDay, WeatherMoment, WeatherPart, WeatherReport } from '../../weather/model.ts';
import { uvLevel } from '../../weather/scales.ts';
import { localDate } from '../../weather/time-zones.ts';
import type { ForecastWords } from './forecast-words.ts';
import { minutesOld, momentOf } from './now.ts';
import { UNKNOWN } from './words.ts';

export type Icon = (moment?: Partial<WeatherMoment>) => unknown;

/** Each of `feels-like humidity wind rain uv sun` with its name. */
export function facts(
  report: WeatherReport,
  words: ForecastWords,
  show: readonly WeatherPart[],
): TemplateResult | typeof nothing {
  const { texts } = words;
  const moment: Partial<WeatherMoment> = momentOf(report) ?? {};
  const soon = report.hours.find(({ time }) => minutesOld(time) < 0);
  const day = today(report);
  const uv = soon?.uv ?? moment.uv ?? day?.uv;
  const { windSpeed, windGust } = moment;
  const all: Partial<Record<WeatherPart, [name: string, value: string, more?: string][]>> = {
    'feels-like': [[texts.get('feels-like'), words.temperature(moment.feelsLike)]],
    humidity: [[texts.get('humidity'), words.percent(moment.humidity)]],
    wind: [
      [
        texts.get('wind'),
        words.speed(windSpeed),
        windSpeed === undefined
          ? undefined
          : words.list([
              words.force(windSpeed),
              ...(windGust !== undefined && windGust > windSpeed + 2.5
                ? [texts.get('gust', { speed: words.speed(windGust) })]
                : []),
            ]),
      ],
    ],
    rain: [
      [
        texts.get('rain-soon'),
        soon?.rainChance === undefined ? words.rain(soon?.rain ?? moment.rain) : words.percent(soon.rainChance),
        soon?.rainChance === undefined || !soon.rain ? undefined : words.rain(soon.rain),
      ],
    ],
    uv: [[texts.get('uv'), words.number(uv), uv === undefined ? undefined : texts.get(`uv.${uvLevel(uv)}`)]],
    sun: [
      [texts.get('sunrise'), day?.sunrise ? words.time(day.sunrise, report) : UNKNOWN],
      [texts.get('sunset'), day?.sunset ? words.time(day.sunset, report) : UNKNOWN],
    ],
  };
  const shown = show.flatMap((part) => all[part] ?? []);
  if (!shown.length) return nothing;
  return html`<dl class="facts" part="facts">
    ${shown.map(
      ([name, value, more]) =>
        html`<div>
          <dt>${name}</dt>
          <dd><bdi>${value}</bdi> ${more ? html`<span class="quiet">${more}</span>` : nothing}</dd>
        </div>`,
    )}
  </dl>`;
}

/** One row a day; the bars between low and high share one scale, so that the week reads at a glance. */
export function daysTable(
  report: WeatherReport,
  words: ForecastWords,
  days: readonly WeatherDay[],
  icon: Icon,
): TemplateResult {
  const { texts } = words;
  const first = dateIn(report);
  const known = days.flatMap(({ low, high }) => [low, high]).filter((value) => value !== undefined);
  const [coldest, warmest] = [Math.min(...known), Math.max(...known)];
  const share = (value: number) => ((value - coldest) / (warmest - coldest || 1)) * 100;
  const hasRain = days.some(({ rainChance, rain }) => rainChance !== undefined || rain !== undefined);
  const headers = [
    texts.get('day'),
    texts.get('condition'),
    ...(hasRain ? [texts.get('rain-chance')] : []),
    texts.get('low'),
    '',
    texts.get('high'),
  ];
  return html`<table aria-label=${texts.get('days')}>
    <thead>
      <tr>
        ${headers.map((header) => (header ? html`<th scope="col"><span class="visually-hidden">${header}</span></th>` : html`<td class="range" aria-hidden="true"></td>`))}
      </tr>
    </thead>
    <tbody>
      ${days.map(
        ({ date, condition, low, high, rain, rainChance }) =>
          html`<tr>
            <th scope="row">
              ${
                date === first
                  ? texts.get('today')
                  : html`<span class="long">${words.weekday(date, 'long')}</span
                      ><span class="short">${words.weekday(date, 'short')}</span>`
              }
              <span class="quiet">${words.dayOfMonth(date)}</span>
            </th>
            <td class="day-sky">${icon({ condition })}<span>${words.sky(condition)}</span></td>
            ${
              hasRain
                ? html`<td class="day-rain">
                    ${rainChance === undefined ? words.rain(rain) : words.percent(rainChance)}
                  </td>`
                : nothing
            }
            <td class="number quiet">${words.temperature(low)}</td>
            <td class="range" aria-hidden="true">
              <svg width="100%" height="8">
                <rect class="track" width="100%" height="8" rx="4" />
                ${
                  low === undefined || high === undefined
                    ? nothing
                    : svg`<rect class="bar" x="${Math.min(share(low), 97)}%" width="${Math.max(share(high) - share(low), 3)}%" height="8" rx="4" />`
                }
              </svg>
            </td>
            <td class="number">${words.temperature(high)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Today and after it: an old report may have none left. */
export function daysToCome(report: WeatherReport): WeatherDay[] {
  const first = dateIn(report);
  return report.days.filter(({ date }) => date >= first);
}

/** The day that it is in the place. */
export function today(report: WeatherReport) {
  const date = dateIn(report);
  return report.days.find((day) => day.date === date);
}

/** The date by the place's own clocks, whatever zone times are shown in. */
function dateIn({ place }: WeatherReport): string {
  return localDate(new Date(), place.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}
