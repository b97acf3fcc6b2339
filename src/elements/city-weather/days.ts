import { type TemplateResult, html, nothing, svg } from 'lit';
import { renderIcon } from '../../theme/weather-icons.ts';
import type { WeatherDay, WeatherReport } from '../../weather/model.ts';
import type { WeatherFormatter } from './formatter.ts';
import { today } from './report-times.ts';

/** One row a day; the bars between low and high share one scale, so that the week reads at a glance. */
export function renderDays(
  report: WeatherReport,
  days: readonly WeatherDay[],
  formatter: WeatherFormatter,
): TemplateResult {
  const { texts } = formatter;
  const { date: first } = today(report) ?? {};
  const known = days.flatMap(({ low, high }) => [low, high]).filter((value) => value !== undefined);
  const [coldest, warmest] = [Math.min(...known), Math.max(...known)];
  const share = (value: number) => ((value - coldest) / (warmest - coldest || 1)) * 100;
  const hasRain = days.some(({ rainChance, rain }) => rainChance !== undefined || rain !== undefined);
  const header = (text: string) => html`<th scope="col"><span class="visually-hidden">${text}</span></th>`;
  return html`<table aria-label=${texts.get('days')}>
    <thead>
      <tr>
        ${header(texts.get('day'))}${header(texts.get('condition'))}${hasRain ? header(texts.get('rain-chance')) : nothing}${header(texts.get('low'))}
        <td class="range" aria-hidden="true"></td>
        ${header(texts.get('high'))}
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
                  : html`<span class="long">${formatter.weekday(date, 'long')}</span
                      ><span class="short">${formatter.weekday(date, 'short')}</span>`
              }
              <span class="quiet">${formatter.dayOfMonth(date)}</span>
            </th>
            <td class="day-sky">${renderIcon(condition)}<span>${formatter.sky(condition)}</span></td>
            ${
              hasRain
                ? html`<td class="day-rain">
                    ${rainChance === undefined ? formatter.rain(rain) : formatter.percent(rainChance)}
                  </td>`
                : nothing
            }
            <td class="number quiet">${formatter.temperature(low)}</td>
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
            <td class="number">${formatter.temperature(high)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
