import { type TemplateResult, html, nothing } from 'lit';
import { renderIcon } from '../../theme/weather-icons.ts';
import type { WeatherReport, WeatherWanted } from '../../weather/model.ts';
import { UNKNOWN, type WeatherFormatter } from './formatter.ts';
import { FACTS } from './now.ts';
import { momentNow, today } from './report-times.ts';

/** A card a place, side by side where there is room. */
export function renderCards(
  reports: readonly WeatherReport[],
  card: (report: WeatherReport) => unknown,
): TemplateResult {
  return html`<ul class="cards">
    ${reports.map((report) => html`<li class="place card" part="place">${card(report)}</li>`)}
  </ul>`;
}

/** A row a place: sky, temperature, and what the day brings. */
export function renderList(
  reports: readonly WeatherReport[],
  formatter: WeatherFormatter,
  { show }: WeatherWanted,
): TemplateResult {
  const { texts } = formatter;
  const hasRange = show.includes('days') && reports.some((report) => today(report)?.high !== undefined);
  const hasWind = show.includes('wind');
  const headers = [
    texts.get('place'),
    texts.get('condition'),
    texts.get('now'),
    ...(hasRange ? [texts.get('today')] : []),
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
        const moment = momentNow(report);
        const day = today(report);
        return html`<tr part="place">
          <th scope="row">${report.place.name}</th>
          <td class="day-sky">
            ${renderIcon(moment?.condition, moment?.isDay)}<span>${formatter.sky(moment?.condition)}</span>
          </td>
          <td class="number"><strong>${formatter.temperature(moment?.temperature)}</strong></td>
          ${
            hasRange
              ? html`<td class="number quiet">
                  <span class="extreme">${texts.get('low')} <b>${formatter.temperature(day?.low)}</b></span>
                  <span class="extreme">${texts.get('high')} <b>${formatter.temperature(day?.high)}</b></span>
                </td>`
              : nothing
          }
          ${hasWind ? html`<td class="number quiet wide">${moment ? formatter.wind(moment) : UNKNOWN}</td>` : nothing}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** All places in one line, for a page's head or foot. */
export function renderCompact(reports: readonly WeatherReport[], formatter: WeatherFormatter): TemplateResult {
  const { aloud } = formatter;
  return html`<ul class="line-of-places">
    ${reports.map((report) => {
      const moment = momentNow(report);
      return html`<li part="place">
        <span class="visually-hidden">${aloud.placeNow(report, moment)}</span>
        <span aria-hidden="true" title=${formatter.sky(moment?.condition)}
          ><bdi>${report.place.name}</bdi> ${renderIcon(moment?.condition, moment?.isDay)}
          <strong>${formatter.temperature(moment?.temperature)}</strong></span
        >
      </li>`;
    })}
  </ul>`;
}

/**
 * Grey shapes of the reports' size. What is `narrow` is the line that a text has more in a column, `slim` on a phone.
 *
 * @param count how many places there will be
 */
export function renderSkeleton(layout: string, count: number, wanted: WeatherWanted): TemplateResult {
  const each = (shape: unknown): unknown[] => Array.from({ length: count }, () => shape);
  const place = renderPlaceSkeleton(wanted);
  const tabs = html`<div class="tabs"><span class="tab">${BONE}</span><span class="tab">${BONE}</span></div>`;
  const shapes: Readonly<Record<string, () => TemplateResult>> = {
    list: () =>
      html`<div class="row-bone wide"></div>
        ${each(ROW_BONE)}`,
    compact: () =>
      html`<div class="line-bone">${BONE}</div>
        <div class="line-bone narrow">${BONE}</div>`,
    cards: () => html`<div class="cards">${each(html`<div class="place card">${BONE}${place}</div>`)}</div>`,
    tabs: () =>
      html`${count > 1 ? tabs : nothing}
        <div class="place">${count > 1 ? nothing : BONE}${place}</div>`,
  };
  return html`${(shapes[layout] ?? shapes['tabs']!)()}
    <p class="attribution-bone quiet">${BONE}<span class="bone slim"></span></p>`;
}

const BONE = html`<span class="bone"></span>`;
const ROW_BONE = html`<div class="row-bone">${BONE}<span class="bone narrow quiet"></span></div>`;
const BRIEF_BONE = html`<span class="bone brief"></span>`;
const LABEL_BONE = html`<span class="bone brief quiet"></span>`;

function renderPlaceSkeleton({ show, days }: WeatherWanted): TemplateResult {
  const facts = show.flatMap((part) => (part === 'sun' ? [part, part] : FACTS.includes(part) ? part : []));
  return html`<div class="now">
      <span class="icon"></span><span class="temperature">${BRIEF_BONE}</span>
      <div class="words">${BRIEF_BONE}${BONE}<span class="bone narrow"></span><span class="bone slim"></span></div>
    </div>
    ${
      facts.length
        ? html`<div class="facts">
            ${facts.map((part) => html`<div class=${part === 'wind' ? 'wind-bone' : ''}>${LABEL_BONE}${BRIEF_BONE}</div>`)}
          </div>`
        : nothing
    }
    ${show.includes('hours') ? html`<div class="hours"></div>` : nothing}
    ${show.includes('days') ? html`<div>${LABEL_BONE}${Array.from({ length: days }, () => ROW_BONE)}</div>` : nothing}`;
}
