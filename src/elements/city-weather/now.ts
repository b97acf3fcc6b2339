import { type TemplateResult, html, nothing } from 'lit';
import { renderIcon } from '../../theme/weather-icons.ts';
import type { WeatherMoment, WeatherPart, WeatherReport } from '../../weather/model.ts';
import { uvLevel } from '../../weather/scales.ts';
import { UNKNOWN, type WeatherFormatter } from './formatter.ts';
import { outlookSentence } from './outlook-sentence.ts';
import { minutesSince, momentNow, today } from './report-times.ts';

/** A report that was made longer ago than this, in minutes, is called old. */
const OLD = 180;

/**
 * A tab for each place, and the panel of the selected one. The panel's name is more than its tab's: a screen reader that
 * comes from the tab leaves out a name that it has just said.
 */
export function renderTabs(
  reports: readonly WeatherReport[],
  selected: WeatherReport,
  {
    label,
    name,
    panel,
    onSelect,
  }: {
    label: string;
    /** The panel's */
    name: string;
    panel: unknown;
    onSelect: (name: string) => void;
  },
): TemplateResult {
  const index = reports.indexOf(selected);
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${label} @keydown=${onTabKey}>
      ${reports.map(
        (report, at) =>
          html`<button
            class="tab"
            part="tab"
            type="button"
            role="tab"
            id="tab-${at}"
            aria-selected=${at === index ? 'true' : 'false'}
            aria-controls="panel"
            tabindex=${at === index ? 0 : -1}
            @click=${() => onSelect(report.place.name)}
          >
            ${report.place.name}
          </button>`,
      )}
    </div>
    <div class="place" part="place" role="tabpanel" id="panel" aria-label=${name} tabindex="0">${panel}</div>`;
}

/** Arrow keys move between tabs and choose at once, Home and End go to the ends (ARIA APG, tabs). */
function onTabKey(event: KeyboardEvent): void {
  const tabs = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[role=tab]')];
  const index = tabs.indexOf(event.target as HTMLElement);
  const [forward, backward] = (event.target as Element).matches(':dir(rtl)')
    ? ['ArrowLeft', 'ArrowRight']
    : ['ArrowRight', 'ArrowLeft'];
  const next = { [forward]: index + 1, [backward]: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (next === undefined || index < 0) return;
  event.preventDefault();
  const tab = tabs.at(next % tabs.length);
  tab?.click();
  tab?.focus();
}

/** The large number with the sky, and what the next hours bring. */
export function renderNow(report: WeatherReport, formatter: WeatherFormatter): TemplateResult {
  const moment = momentNow(report);
  const outlook = moment ? outlookSentence(report, formatter) : formatter.texts.get('unknown');
  return html`<div class="now" part="now">
    ${renderIcon(moment?.condition, moment?.isDay)}
    <span class="temperature" part="temperature">${formatter.temperature(moment?.temperature)}</span>
    <div class="words">
      <span class="sky">${formatter.sky(moment?.condition)}</span>
      ${outlook ? html`<p class="summary" part="summary">${outlook}</p>` : nothing}
    </div>
  </div>`;
}

/** The parts that are facts. */
export const FACTS: readonly WeatherPart[] = [
  ...(['feels-like', 'humidity', 'wind', 'rain', 'uv', 'sun'] as const),
  ...(['pressure', 'dew-point', 'visibility'] as const),
];

/** Each of the facts in `show` with its name. */
export function renderFacts(
  report: WeatherReport,
  formatter: WeatherFormatter,
  show: readonly WeatherPart[],
): TemplateResult | typeof nothing {
  const { texts } = formatter;
  const moment: Partial<WeatherMoment> = momentNow(report) ?? {};
  const soon = report.hours.find(({ time }) => minutesSince(time) < 0);
  const day = today(report);
  const facts: Partial<Record<WeatherPart, () => Fact[]>> = {
    'feels-like': () => [[texts.get('feels-like'), formatter.temperature(moment.feelsLike)]],
    humidity: () => [[texts.get('humidity'), formatter.percent(moment.humidity)]],
    wind: () => {
      const { windSpeed } = moment;
      const force = windSpeed === undefined ? [] : [formatter.force(windSpeed)];
      return [[texts.get('wind'), formatter.speed(windSpeed), formatter.list([...force, ...formatter.gusts(moment)])]];
    },
    rain: () => {
      const { rain, rainChance } = soon ?? {};
      const name = texts.get('rain-soon');
      return rainChance === undefined
        ? [[name, formatter.rain(rain ?? moment.rain)]]
        : [[name, formatter.percent(rainChance), rain ? formatter.rain(rain) : undefined]];
    },
    uv: () => {
      const uv = soon?.uv ?? moment.uv ?? day?.uv;
      return [[texts.get('uv'), formatter.number(uv), uv === undefined ? undefined : texts.get(`uv.${uvLevel(uv)}`)]];
    },
    pressure: () => [[texts.get('pressure'), formatter.pressure(moment.pressure)]],
    'dew-point': () => [[texts.get('dew-point'), formatter.temperature(moment.dewPoint)]],
    visibility: () => [[texts.get('visibility'), formatter.distance(moment.visibility)]],
    sun: () => [
      [texts.get('sunrise'), day?.sunrise ? formatter.time(day.sunrise, report) : UNKNOWN],
      [texts.get('sunset'), day?.sunset ? formatter.time(day.sunset, report) : UNKNOWN],
    ],
  };
  return renderFactList(show.flatMap((part) => facts[part]?.() ?? []));
}

/** A value by its name, and what more is to be said of it. */
export type Fact = readonly [name: string, value: string, more?: string];

/** Names and values side by side, as many in a row as there is room for. */
export function renderFactList(facts: readonly Fact[]): TemplateResult | typeof nothing {
  if (!facts.length) return nothing;
  return html`<dl class="facts" part="facts">
    ${facts.map(
      ([name, value, more]) =>
        html`<div>
          <dt>${name}</dt>
          <dd><bdi>${value}</bdi> ${more ? html`<span class="quiet">${more}</span>` : nothing}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Who made the reports on show, and when; an old one is called so. */
export function renderAttribution(reports: readonly WeatherReport[], formatter: WeatherFormatter): TemplateResult {
  const { texts } = formatter;
  const oldest = reports
    .filter(({ issued }) => issued)
    .sort((one, other) => Number(one.issued) - Number(other.issued))[0];
  const sources = new Map(reports.map(({ attribution }) => [attribution?.url, attribution]));
  const isOld = oldest?.issued && minutesSince(oldest.issued) > OLD;
  return html`<p class="attribution quiet" part="attribution">
    ${
      oldest?.issued
        ? html`<span class=${isOld ? 'old' : ''}
            >${texts.get(isOld ? 'issued-old' : 'issued', { time: formatter.moment(oldest.issued, oldest) })}</span
          >`
        : nothing
    }
    ${[...sources.values()].map(
      (source) => source && html`<a href=${source.url}>${texts.get('attribution', { name: source.name })}</a>`,
    )}
  </p>`;
}

/** The button that adds the citizen's own place. */
export function renderLocate(formatter: WeatherFormatter, isRefused: boolean, onLocate: () => void): TemplateResult {
  return html`<div class="locate">
    <button class="button" type="button" part="locate" @click=${onLocate}>${formatter.texts.get('locate')}</button>
    <p aria-live="polite">${isRefused ? formatter.texts.get('locate-failed') : nothing}</p>
  </div>`;
}
