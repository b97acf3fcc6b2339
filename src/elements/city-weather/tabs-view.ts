import type { TemplateResult } from 'lit';
import type { ReadTexts } from '../../i18n/texts.ts';
import type { WeatherMoment, WeatherPart, WeatherReport, WeatherWanted } from '../../weather/model.ts';
import { renderHeading } from '../frame-view.ts';
import { html, nothing } from '../html.ts';
import type { Details } from './details.ts';
import { momentOf } from './now.ts';
import type { WeatherTexts, Words } from './words.ts';

/** What the drawing depends on: `<city-weather>`, or whoever draws for it. */
export interface PlacesHost {
  readonly texts: ReadTexts<WeatherTexts>;
  readonly words: Words;
  readonly wanted: WeatherWanted;
  readonly headingLevel: number;
  /** Name of the place on show. */
  readonly selected?: string;
  /** All that comes after the first words; loads when they are on show. */
  readonly details?: Details;
  select(name: string): void;
}

/** One place at a time, with tabs where there are several. */
export function renderPlaces(host: PlacesHost, reports: WeatherReport[]): TemplateResult {
  const { details, selected } = host;
  const report = reports.find(({ place }) => place.name === selected) ?? reports[0]!;
  return html`${details?.renderWarnings(reports)}
  ${
    reports.length > 1
      ? renderTabs(host, reports, report)
      : html`<div class="place" part="place">${renderNamed(host, report)}</div>`
  }
  ${details?.renderFooter([report])}`;
}

/** All about one place, with its name. */
export function renderNamed(host: PlacesHost, report: WeatherReport): TemplateResult {
  return html`${renderHeading(report.place.name, host.headingLevel + 1, 'name')}${renderPlace(host, report, 2)}`;
}

/** The drawing comes with the details; its place is kept. */
export function renderIcon({ details }: PlacesHost, { condition, isDay }: Partial<WeatherMoment> = {}): TemplateResult {
  return html`<svg class="icon" part="icon" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    ${condition === undefined ? nothing : details?.drawing(condition, isDay)}
  </svg>`;
}

/** Until the arrow keys are heard, every tab is reached by Tab. */
function renderTabs(host: PlacesHost, reports: WeatherReport[], selected: WeatherReport): TemplateResult {
  const { details } = host;
  const index = reports.indexOf(selected);
  return html`<div
      class="tabs"
      part="tabs"
      role="tablist"
      aria-label=${host.texts.get('places')}
      @keydown=${details?.onTabKey}
    >
      ${reports.map(
        (report, at) =>
          html`<button
            class="tab"
            part="tab"
            type="button"
            role="tab"
            id="tab-${at}"
            aria-selected=${report === selected ? 'true' : 'false'}
            aria-controls=${report === selected ? `panel-${at}` : nothing}
            tabindex=${report === selected || !details ? 0 : -1}
            @click=${() => host.select(report.place.name)}
          >
            ${report.place.name}
          </button>`,
      )}
    </div>
    <div class="place" part="place" role="tabpanel" id="panel-${index}" aria-labelledby="tab-${index}" tabindex="0">
      ${renderPlace(host, selected, 1)}
    </div>`;
}

/**
 * The large number with the sky, the report in one sentence, and the details when they have come.
 *
 * @param below the level of their headings below the widget's
 */
function renderPlace(host: PlacesHost, report: WeatherReport, below: number): TemplateResult {
  const { words, wanted, details } = host;
  const moment = momentOf(report);
  return html`<div class="now" part="now">
      ${renderIcon(host, moment)}
      <span class="temperature" part="temperature" aria-hidden="true">${words.temperature(moment?.temperature)}</span>
      <div class="words">
        <span class="sky" aria-hidden="true">${words.sky(moment?.condition)}</span>
        <p class="summary" part="summary">
          ${moment ? words.summary(report, moment, wanted.show) : host.texts.get('unknown')}
        </p>
      </div>
    </div>
    ${details ? details.renderDetails(report, below) : html`<svg width="1" height="${room(wanted)}em"></svg>`}`;
}

/** Height in em that is kept for the details until they come, on a page of usual width. */
function room({ show, days }: WeatherWanted): number {
  const has = (...parts: WeatherPart[]) => Number(parts.some((part) => show.includes(part)));
  const facts = has('feels-like', 'humidity', 'wind', 'rain', 'uv', 'sun');
  return 1.3 + 3.8 * facts + 17.6 * has('hours') + (2.3 + 3.06 * days) * has('days');
}
