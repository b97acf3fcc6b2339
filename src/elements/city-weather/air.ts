import { type TemplateResult, css, html, nothing, svg } from 'lit';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { once } from '../../endpoint/response-cache.ts';
import { air as en } from '../../i18n/en/air.ts';
import { air as vi } from '../../i18n/vi/air.ts';
import { AIR_QUALITY_SOURCE, airQualityRequests, parseAirQuality } from '../../weather/air-quality.ts';
import type {
  AirLevel,
  AirQuality,
  AirScale,
  WeatherPlace,
  WeatherReport,
  WeatherRequest,
} from '../../weather/model.ts';
import type { WeatherFormatter } from './formatter.ts';
import { coordinatesOf, gatherRequests } from './report-requests.ts';

export const texts = { en, vi };

const LEVELS: readonly AirLevel[] = ['good', 'moderate', 'sensitive', 'unhealthy', 'very-unhealthy', 'hazardous'];

/** Where the levels begin, and where the last ends. On the bar they are equally wide. */
const INDEX = [0, 50, 100, 150, 200, 300, 500];
const STEP = 100 / LEVELS.length;

/**
 * Adds the quality of the air to the reports that don't have it from their own source.
 *
 * @param places those of the reports, where it is known before they come that none has it
 */
export async function addAir(
  coming: Promise<readonly WeatherReport[]>,
  places: readonly WeatherPlace[] | undefined,
  src: string | undefined,
  scale: AirScale,
  get: Loading['get'],
): Promise<void> {
  const without = places ?? (await coming).filter(({ air }) => !air).map(({ place }) => place);
  const located = without.filter(({ latitude }) => latitude !== undefined);
  if (!located.length) return;
  const format = {
    name: `air ${scale}`,
    requests: (src: string, places: readonly WeatherPlace[]) => airQualityRequests(src, places, scale),
  };
  const found = new Map<string, AirQuality | undefined>();
  const load = async ({ url, places }: WeatherRequest): Promise<void> => {
    const { answer } = await get(url);
    const all = once(answer, format.name, ({ bytes, url }) => parseAirQuality(bytes, { scale, url }));
    places.forEach((place, index) => found.set(coordinatesOf(place), all[index]));
  };
  await Promise.all((await gatherRequests(src ?? AIR_QUALITY_SOURCE, format, located)).map(load));
  for (const report of await coming) report.air ??= found.get(coordinatesOf(report.place));
}

/** The level in words first, with what it means for health; colour only repeats it. */
export function renderAir({ index, scale, level, pm25 }: AirQuality, formatter: WeatherFormatter): TemplateResult {
  const { texts } = formatter;
  const at = LEVELS.indexOf(level);
  const share = (index - INDEX[at]!) / (INDEX[at + 1]! - INDEX[at]!);
  return html`
    <p class="air-level">
      <strong>${texts.get(`${scale}.${level}`)}</strong>
      <span class="quiet">${texts.get('index-of', { index, most: 500, scale: texts.get(`scale.${scale}`) })}</span>
    </p>
    <svg class="air-scale" width="100%" height="22" aria-hidden="true" focusable="false">
      ${LEVELS.map((each, step) => svg`<rect class=${each} x="${step * STEP}%" width="${STEP}%" y="8" height="8" />`)}
      <rect class="air-frame" x="0.5" y="8" width="99.9%" height="8" />
      <svg x="${(at + share) * STEP}%" overflow="visible"><path class="air-mark" d="M-6 0H6L0 8z" /></svg>
    </svg>
    <p>${texts.get(`advice.${level}`)}</p>
    ${pm25 === undefined ? nothing : html`<p class="quiet">${texts.get('pm25', { value: formatter.number(pm25) })}</p>`}
  `;
}

export const styles = css`
  .air-level strong {
    font-size: var(--_size-large);
  }
  .air-scale {
    display: block;
    margin-block: var(--_space) calc(2 * var(--_space));
    overflow: visible;
  }
  /* The scale's official colours; the words beside them are what is read. */
  .air-scale .good {
    fill: #00e400;
  }
  .air-scale .moderate {
    fill: #ff0;
  }
  .air-scale .sensitive {
    fill: #ff7e00;
  }
  .air-scale .unhealthy {
    fill: #f00;
  }
  .air-scale .very-unhealthy {
    fill: #8f3f97;
  }
  .air-scale .hazardous {
    fill: #7e0023;
  }
  .air-frame {
    fill: none;
    stroke: currentColor;
  }
  .air-mark {
    fill: currentColor;
  }
  .air-scale:dir(rtl) {
    transform: scaleX(-1);
  }
  @media (forced-colors: active) {
    .air-scale rect:not(.air-frame) {
      fill: none;
      stroke: CanvasText;
    }
  }
`;
