import { type TemplateResult, html, nothing, svg } from 'lit';
import { css } from 'lit';
import type { ReactiveElement } from 'lit';
import type { WeatherMoment, WeatherPart, WeatherReport } from '../../weather/model.ts';
import type { ForecastWords } from './forecast-words.ts';

/** The hour that the citizen points at, of each report on show. */
const chosen = new WeakMap<WeatherReport, number>();

/** Heights in em of the small text: numbers above, the line of temperature, numbers below it, the bars of rain, the hours. */
const TOP = 1.6;
const LINE = 5;
const LOW = 1.2;
const RAIN = 2.2;
const FLOOR = TOP + LINE + LOW + RAIN;
const HEIGHT = FLOOR + 1.4;

/** mm in an hour that fill the bars' height at least, so that drizzle doesn't look like a flood. */
const MUCH_RAIN = 4;

/**
 * The next hours: temperature as a line, rain as bars, night shaded; an hour's weather is read by pointer or by arrow
 * keys (a range input lies over the chart). The same as a table below.
 */
export function hours(
  host: ReactiveElement,
  report: WeatherReport,
  moments: readonly WeatherMoment[],
  words: ForecastWords,
  show: readonly WeatherPart[],
): TemplateResult {
  const { texts } = words;
  const index = Math.min(chosen.get(report) ?? -1, moments.length - 1);
  const isRtl = !!texts.direction || host.matches(':dir(rtl)');
  const choose = (next: number) => {
    chosen.set(report, Math.min(Math.max(next, 0), moments.length - 1));
    host.requestUpdate();
  };
  const onPointer = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = (currentTarget as HTMLElement).getBoundingClientRect();
    const share = (clientX - left) / width;
    choose(Math.floor((isRtl ? 1 - share : share) * moments.length));
  };
  const onInput = ({ target }: Event) => choose(Number((target as HTMLInputElement).value));
  const sentence = (moment: WeatherMoment) => words.hour(report, moment, show);
  return html`
    <p class="readout quiet" aria-hidden="true">${index < 0 ? texts.get('hours-hint') : sentence(moments[index]!)}</p>
    <div class="chart" @pointermove=${onPointer} @pointerdown=${onPointer}>
      ${drawing(report, moments, index, words, isRtl)}
      <input
        type="range"
        min="0"
        max=${moments.length - 1}
        .value=${String(Math.max(index, 0))}
        aria-label=${texts.get('hours')}
        aria-valuetext=${words.aloud.hour(report, moments[Math.max(index, 0)]!, show)}
        @input=${onInput}
        @focus=${onInput}
      />
    </div>
    <details>
      <summary>${texts.get('hours-table')}</summary>
      ${table(report, moments, words, show)}
    </details>
  `;
}

/** Across in %, down in em: the drawing stretches with the widget while text and strokes keep their size. */
function drawing(
  report: WeatherReport,
  moments: readonly WeatherMoment[],
  index: number,
  words: ForecastWords,
  isRtl: boolean,
): TemplateResult {
  const step = 100 / moments.length;
  const start = (at: number) => (isRtl ? 100 - (at + 1) * step : at * step);
  const middle = (at: number) => start(at) + step / 2;
  const temperatures = moments.map(({ temperature }) => temperature);
  const known = temperatures.filter((value) => value !== undefined);
  const [coldest, warmest] = [Math.min(...known), Math.max(...known)];
  const height = (value: number) => TOP + LINE * (1 - (value - coldest) / Math.max(warmest - coldest, 4)) - 0.3;
  const [coldestAt, warmestAt] = [temperatures.indexOf(coldest), temperatures.indexOf(warmest)];
  const wettest = Math.max(MUCH_RAIN, ...moments.map(({ rain = 0 }) => rain));
  const everyFew = Math.ceil(moments.length / 5);
  // Text near an edge must not be cut off.
  const anchor = (at: number) => (middle(at) < 8 ? 'start' : middle(at) > 92 ? 'end' : 'middle');
  return html`<svg class="drawing" width="100%" height="${HEIGHT}em" aria-hidden="true" focusable="false">
    ${nights(moments).map(
      ([from, to]) =>
        svg`<rect class="night" x="${isRtl ? start(to) : start(from)}%" width="${(to - from + 1) * step}%" y="${TOP - 0.4}em" height="${FLOOR - TOP + 0.4}em" />`,
    )}
    ${moments.map(({ rain }, at) =>
      rain
        ? svg`<rect class="rain-bar" x="${start(at) + step * 0.15}%" width="${step * 0.7}%" y="${FLOOR - (rain / wettest) * RAIN}em" height="${(rain / wettest) * RAIN}em" />`
        : nothing,
    )}
    <line class="axis" x1="0" x2="100%" y1="${FLOOR}em" y2="${FLOOR}em" />
    ${temperatures.map((value, at) => {
      const next = temperatures[at + 1];
      return value === undefined || next === undefined
        ? nothing
        : svg`<line class="line" x1="${middle(at)}%" x2="${middle(at + 1)}%" y1="${height(value)}em" y2="${height(next)}em" />`;
    })}
    ${[...new Set([warmestAt, coldestAt])].map((at) =>
      temperatures[at] === undefined
        ? nothing
        : svg`<text x="${middle(at)}%" y="${height(temperatures[at]) + (at === warmestAt ? -0.5 : 1.3)}em" text-anchor=${anchor(at)} direction="ltr">${words.temperature(temperatures[at])}</text>`,
    )}
    ${moments.map(({ time }, at) =>
      at % everyFew === 0
        ? svg`<text class="tick ${at % (2 * everyFew) ? 'between' : ''}" x="${middle(at)}%" y="${HEIGHT - 0.3}em" text-anchor=${anchor(at)} direction="ltr">${words.tick(time, report)}</text>`
        : nothing,
    )}
    ${
      index < 0
        ? nothing
        : svg`<line class="pointer" x1="${middle(index)}%" x2="${middle(index)}%" y1="${TOP - 0.4}em" y2="${FLOOR}em" />${
            temperatures[index] === undefined
              ? nothing
              : svg`<circle class="point" cx="${middle(index)}%" cy="${height(temperatures[index])}em" r="5" />`
          }`
    }
  </svg>`;
}

/** First and last index of each run of hours by night. */
function nights(moments: readonly WeatherMoment[]): [number, number][] {
  const runs: [number, number][] = [];
  moments.forEach(({ isDay }, at) => {
    const last = runs.at(-1);
    if (isDay !== false) return;
    if (last?.[1] === at - 1) last[1] = at;
    else runs.push([at, at]);
  });
  return runs;
}

function table(
  report: WeatherReport,
  moments: readonly WeatherMoment[],
  words: ForecastWords,
  show: readonly WeatherPart[],
): TemplateResult {
  const { texts } = words;
  const columns: [name: string, cell: (moment: WeatherMoment) => string][] = [
    [texts.get('condition'), ({ condition }) => words.sky(condition)],
    [texts.get('temperature'), ({ temperature }) => words.temperature(temperature)],
    [texts.get('rain'), ({ rain }) => words.rain(rain)],
    [texts.get('rain-chance'), ({ rainChance }) => words.percent(rainChance)],
    ...(show.includes('wind')
      ? [
          [texts.get('wind'), (moment: WeatherMoment) => words.wind(moment)] as [
            string,
            (moment: WeatherMoment) => string,
          ],
        ]
      : []),
  ];
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${texts.get('hours-table')}>
    <table class="hours-table">
      <thead>
        <tr>
          <th scope="col">${texts.get('time')}</th>
          ${columns.map(([name]) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${moments.map(
          (moment) =>
            html`<tr>
              <th scope="row">${words.time(moment.time, report)}</th>
              ${columns.map(([, cell]) => html`<td>${cell(moment)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export const styles = css`
  .readout {
    min-block-size: 3em;
  }
  .chart {
    position: relative;
    border-radius: var(--_radius);
    touch-action: pan-y;
  }
  .chart:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .chart input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: crosshair;
  }
  /* The table scrolls by itself: a wind of five lines a row is no table. */
  .hours-table td {
    white-space: nowrap;
  }
  .drawing {
    display: block;
    overflow: visible;
    font-size: var(--_size-small);
  }
  .drawing text {
    fill: currentColor;
    font-weight: 600;
  }
  .drawing .tick {
    fill: var(--_text-quiet);
    font-weight: 400;
  }
  /* Five hours have no room side by side in a narrow column. */
  @container widget (inline-size < 21em) {
    .between {
      display: none;
    }
  }
  .night {
    fill: currentColor;
    fill-opacity: 0.08;
  }
  .rain-bar {
    fill: var(--_rain);
  }
  .line {
    stroke: var(--_accent);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .axis {
    stroke: var(--_border-strong);
  }
  .pointer {
    stroke: currentColor;
    stroke-dasharray: 3 3;
  }
  .point {
    fill: var(--_accent);
  }
  summary {
    padding-block: calc(2 * var(--_space));
    color: var(--_accent);
    cursor: pointer;
  }
  .scroll {
    overflow-x: auto;
  }
  @media (forced-colors: active) {
    .line,
    .pointer,
    .axis {
      stroke: CanvasText;
    }
    .rain-bar,
    .point {
      fill: CanvasText;
    }
    .night {
      fill: CanvasText;
      fill-opacity: 0.15;
    }
  }
`;
