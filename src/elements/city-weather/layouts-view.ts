import { type TemplateResult, html, nothing } from 'lit';
import { css } from 'lit';
import type { WeatherPart, WeatherReport } from '../../weather/model.ts';
import type { ForecastWords } from './forecast-words.ts';
import { momentOf } from './now.ts';
import { type Icon, today } from './place-views.ts';
import { UNKNOWN } from './words.ts';

/** A card a place, side by side where there is room. */
export function cards(reports: readonly WeatherReport[], card: (report: WeatherReport) => unknown): TemplateResult {
  return html`<ul class="cards">
    ${reports.map((report) => html`<li class="place card" part="place">${card(report)}</li>`)}
  </ul>`;
}

/** A row a place: sky, temperature, and what the day brings. */
export function list(
  reports: readonly WeatherReport[],
  words: ForecastWords,
  show: readonly WeatherPart[],
  icon: Icon,
): TemplateResult {
  const { texts } = words;
  const hasRange = show.includes('days') && reports.some((report) => today(report)?.high !== undefined);
  const hasWind = show.includes('wind');
  const headers = [
    texts.get('place'),
    texts.get('condition'),
    texts.get('temperature'),
    ...(hasRange ? [texts.get('low'), texts.get('high')] : []),
  ];
  return html`<table class="rows">
    <thead>
      <tr>
        ${headers.map((header, column) => html`<th scope="col" class=${column > 1 ? 'number' : ''}><span>${header}</span></th>`)}
        ${hasWind ? html`<th scope="col" class="number wide">${texts.get('wind')}</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${reports.map((report) => {
        const moment = momentOf(report);
        const day = today(report);
        return html`<tr part="place">
          <th scope="row">${report.place.name}</th>
          <td class="day-sky">${icon(moment)}<span>${words.sky(moment?.condition)}</span></td>
          <td class="number"><strong>${words.temperature(moment?.temperature)}</strong></td>
          ${
            hasRange
              ? html`<td class="number quiet">${words.temperature(day?.low)}</td>
                  <td class="number quiet">${words.temperature(day?.high)}</td>`
              : nothing
          }
          ${hasWind ? html`<td class="number quiet wide">${moment ? words.wind(moment) : UNKNOWN}</td>` : nothing}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** All places in one line, for a page's head or foot. */
export function compact(
  reports: readonly WeatherReport[],
  words: ForecastWords,
  show: readonly WeatherPart[],
  icon: Icon,
): TemplateResult {
  return html`<ul class="line-of-places">
    ${reports.map((report) => {
      const moment = momentOf(report);
      return html`<li part="place">
        <span class="visually-hidden">${moment ? words.aloud.summary(report, moment, show) : report.place.name}</span>
        <span aria-hidden="true" title=${words.sky(moment?.condition)}
          ><bdi>${report.place.name}</bdi> ${icon(moment)}
          <strong>${words.temperature(moment?.temperature)}</strong></span
        >
      </li>`;
    })}
  </ul>`;
}

export const styles = css`
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(18em, 100%), 1fr));
    gap: calc(4 * var(--_space));
    list-style: none;
  }
  .card {
    align-content: start;
    padding: calc(4 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    container: widget / inline-size;
  }
  /* A narrow card has no room for the bars beside the numbers. */
  @container widget (inline-size < 18em) {
    .card .range {
      display: none;
    }
  }
  .line-of-places {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(6 * var(--_space));
    list-style: none;
  }
  .rows .low {
    padding-inline-end: 0;
  }
  .rows thead th {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .rows td.wide {
    white-space: normal;
  }
  @container widget (inline-size < 32em) {
    .rows th[scope='row'] {
      white-space: normal;
    }
    .rows .wide {
      display: none;
    }
    .rows thead tr {
      border: 0;
    }
    .rows thead th {
      padding: 0;
      line-height: 0;
    }
  }
`;
