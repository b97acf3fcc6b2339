import { type TemplateResult, html, nothing, svg } from 'lit';
import type { WeatherChart, WeatherMoment, WeatherPart, WeatherReport } from '../../weather/model.ts';
import type { WeatherFormatter } from './formatter.ts';

/** Heights in em of the small text: numbers above, the line, numbers below it, the bars of rain, the hours. */
const TOP = 1.6;
const LINE = 5;
const LOW = 1.2;
const RAIN = 2.2;
const FLOOR = TOP + LINE + LOW + RAIN;
const HEIGHT = FLOOR + 1.4;

/** mm in an hour that fill the bars' height at least, so that drizzle doesn't look like a flood. */
const MUCH_RAIN = 4;

interface Chart {
  value: (moment: WeatherMoment) => number | undefined;
  format: (formatter: WeatherFormatter, value: number | undefined) => string;
  /** The least that the line's height stands for, so that a degree is no cliff. */
  span: number;
  /** The line's foot is 0; without it, the lowest value. */
  isFromZero?: boolean;
}

const CHARTS: Readonly<Record<WeatherChart, Chart>> = {
  temperature: { value: ({ temperature }) => temperature, format: (f, value) => f.temperature(value), span: 4 },
  wind: { value: ({ windSpeed }) => windSpeed, format: (f, value) => f.speed(value), span: 8, isFromZero: true },
  uv: { value: ({ uv }) => uv, format: (f, value) => f.number(value), span: 6, isFromZero: true },
  humidity: { value: ({ humidity }) => humidity, format: (f, value) => f.percent(value), span: 100, isFromZero: true },
};

/** What an unknown name draws: the temperature. */
export function chartOf(name: string): WeatherChart {
  return Object.hasOwn(CHARTS, name) ? (name as WeatherChart) : 'temperature';
}

export interface HoursChartOptions {
  formatter: WeatherFormatter;
  show: readonly WeatherPart[];
  chart: WeatherChart;
  /** The hour that is read; −1 for none. */
  index: number;
  /** The chart runs from right to left. */
  isRtl: boolean;
  onChoose: (index: number) => void;
}

/**
 * The next hours as a line: temperature with bars of rain, wind with its gusts, UV index or humidity; night is shaded. An
 * hour's weather is read by
 * pointer or by arrow keys (a range input lies over the chart). The same as a table below.
 */
export function renderHours(
  report: WeatherReport,
  moments: readonly WeatherMoment[],
  options: HoursChartOptions,
): TemplateResult {
  const { formatter, index, isRtl, onChoose } = options;
  const { texts } = formatter;
  const told: readonly WeatherChart[] = [options.chart, ...(options.show.includes('wind') ? ['wind' as const] : [])];
  const choose = (next: number): void => onChoose(Math.min(Math.max(next, 0), moments.length - 1));
  const onPointer = ({ currentTarget, clientX }: PointerEvent): void => {
    const { left, width } = (currentTarget as HTMLElement).getBoundingClientRect();
    const share = (clientX - left) / width;
    choose(Math.floor((isRtl ? 1 - share : share) * moments.length));
  };
  const onInput = ({ target }: Event): void => choose(Number((target as HTMLInputElement).value));
  return html`
    <p class="readout quiet" aria-hidden="true">
      ${index < 0 ? texts.get('hours-hint') : formatter.hour(report, moments[index]!, told)}
    </p>
    <div class="chart" @pointermove=${onPointer} @pointerdown=${onPointer}>
      ${renderDrawing(report, moments, options)}
      <input
        type="range"
        min="0"
        max=${moments.length - 1}
        .value=${String(Math.max(index, 0))}
        aria-label=${texts.get('hours')}
        aria-valuetext=${formatter.aloud.hour(report, moments[Math.max(index, 0)]!, told)}
        @input=${onInput}
        @focus=${onInput}
      />
    </div>
    <details>
      <summary>${texts.get('hours-table')}</summary>
      ${renderTable(report, moments, formatter, told)}
    </details>
  `;
}

/**
 * Shapes are drawn in hours across and em down and stretch with the widget; what must keep its form (text, the point)
 * stands beside them, in % across.
 */
function renderDrawing(
  report: WeatherReport,
  moments: readonly WeatherMoment[],
  { formatter, chart, index, isRtl }: HoursChartOptions,
): TemplateResult {
  const count = moments.length;
  const { value: valueOf, format, span, isFromZero } = CHARTS[chart];
  const values = moments.map(valueOf);
  const known = values.filter((value) => value !== undefined);
  const gusts = chart === 'wind' ? moments.map(({ windGust }) => windGust) : [];
  const knownGusts = gusts.filter((gust) => gust !== undefined);
  const [lowest, highest, strongest] = [Math.min(...known), Math.max(...known), Math.max(...knownGusts)];
  const hasRain = chart === 'temperature';
  const foot = isFromZero ? 0 : lowest;
  const height = hasRain ? LINE : LINE + LOW + RAIN + 0.3;
  const most = Math.max(Math.max(highest, strongest) - foot, span);
  const yOf = (value: number) => round(TOP + height * (1 - (value - foot) / most) - 0.3);
  const xOf = (at: number) => round(((isRtl ? count - at - 1 : at) + 0.5) * (100 / count));
  const wettest = Math.max(MUCH_RAIN, ...moments.map(({ rain = 0 }) => rain));
  const bars = moments.map(({ rain }, at) =>
    rain && hasRain ? `M${at + 0.15} ${FLOOR}v-${round((rain / wettest) * RAIN)}h.7V${FLOOR}z` : '',
  );
  const lineOf = (values: readonly (number | undefined)[]) =>
    values
      .map((value, at) =>
        value === undefined ? '' : `${values[at - 1] === undefined ? 'M' : 'L'}${at + 0.5} ${yOf(value)}`,
      )
      .join('');
  const everyFew = Math.ceil(count / 5);
  const text = (at: number, y: number, content: string, name = '') => {
    const x = xOf(at);
    const direction = formatter.texts.direction ?? 'ltr';
    // Text near an edge must not be cut off. It starts where its own direction does.
    const [left, right] = direction === 'rtl' ? ['end', 'start'] : ['start', 'end'];
    const anchor = x < 8 ? left : x > 92 ? right : 'middle';
    return svg`<text class=${name} x="${x}%" y="${y}em" text-anchor=${anchor} direction=${direction}>${content}</text>`;
  };
  const chosen = values[index];
  const label = (values: readonly (number | undefined)[], value: number, isAbove: boolean, content: string) =>
    text(values.indexOf(value), yOf(value) + (isAbove ? -0.5 : 1.3), content);
  // Over the wind's own line there are the gusts.
  const gust = gusts[values.indexOf(highest)];
  const hasRoomAbove = gust === undefined || yOf(highest) - yOf(gust) > 1.8;
  const labels = [
    known.length ? label(values, highest, hasRoomAbove, format(formatter, highest)) : nothing,
    known.length && lowest < highest && chart !== 'wind' && chart !== 'uv'
      ? label(values, lowest, false, format(formatter, lowest))
      : nothing,
    knownGusts.length
      ? label(gusts, strongest, true, formatter.texts.get('gust', { speed: formatter.speed(strongest) }))
      : nothing,
  ];
  return html`<svg class="drawing" width="100%" height="${HEIGHT}em" aria-hidden="true" focusable="false">
    <svg width="100%" height="100%" viewBox="0 0 ${count} ${HEIGHT}" preserveAspectRatio="none">
      <g transform=${isRtl ? `matrix(-1 0 0 1 ${count} 0)` : nothing}>
        <path class="night" d=${nightsOf(moments)} />
        <path class="rain-bars" d=${bars.join('')} />
        <path class="axis" d="M0 ${FLOOR}H${count}" />
        ${knownGusts.length ? svg`<path class="gusts" d=${lineOf(gusts)} />` : nothing}
        <path class="line" d=${lineOf(values)} />
        ${index < 0 ? nothing : svg`<path class="pointer" d="M${index + 0.5} ${TOP - 0.4}V${FLOOR}" />`}
      </g>
    </svg>
    ${labels}
    ${moments.map(({ time }, at) =>
      at % everyFew
        ? nothing
        : text(at, HEIGHT - 0.3, formatter.tick(time, report), `tick ${at % (2 * everyFew) ? 'between' : ''}`),
    )}
    ${chosen === undefined ? nothing : svg`<circle class="point" cx="${xOf(index)}%" cy="${yOf(chosen)}em" r="5" />`}
  </svg>`;
}

/** One shape for each run of hours by night. */
function nightsOf(moments: readonly WeatherMoment[]): string {
  let path = '';
  for (let from = 0, to = 0; from < moments.length; from = to + 1) {
    to = from;
    while (moments[to]?.isDay === false) to++;
    if (to > from) path += `M${from} ${TOP - 0.4}H${to}V${FLOOR}H${from}z`;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function renderTable(
  report: WeatherReport,
  moments: readonly WeatherMoment[],
  formatter: WeatherFormatter,
  told: readonly WeatherChart[],
): TemplateResult {
  const { texts } = formatter;
  const columns: [name: string, cell: (moment: WeatherMoment) => string][] = [
    [texts.get('condition'), ({ condition }) => formatter.sky(condition)],
    [texts.get('temperature'), ({ temperature }) => formatter.temperature(temperature)],
    [texts.get('rain'), ({ rain }) => formatter.rain(rain)],
    [texts.get('rain-chance'), ({ rainChance }) => formatter.percent(rainChance)],
  ];
  if (told.includes('wind')) columns.push([texts.get('wind'), (moment) => formatter.windAndGusts(moment)]);
  if (told.includes('uv')) columns.push([texts.get('uv'), ({ uv }) => formatter.number(uv)]);
  if (told.includes('humidity')) columns.push([texts.get('humidity'), ({ humidity }) => formatter.percent(humidity)]);
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
              <th scope="row">${formatter.time(moment.time, report)}</th>
              ${columns.map(([, cell]) => html`<td>${cell(moment)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
