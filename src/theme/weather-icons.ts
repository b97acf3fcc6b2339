import { type SVGTemplateResult, type TemplateResult, css, html, nothing, svg } from 'lit';

/**
 * Drawings for the 28 WMO codes, by day and by night, in a `viewBox` of 32 × 32, with round strokes of 2 units. The sky is
 * above, precipitation below; more strokes mean more of it. Classes set the colours (`sun`, `cloud`, `rain`, `ice`, `bolt`);
 * in forced colours all have the text's colour.
 */
export function weatherIcon(condition: number, isDay = true): SVGTemplateResult {
  const drawing = DRAWINGS[condition];
  if (!drawing) return svg``;
  return typeof drawing === 'function' ? drawing(isDay) : svg`${clouds(isDay, false)}${drawing}`;
}

/** The drawing in a box; for an unknown sky the box is empty. */
export function renderIcon(condition: number | undefined, isDay?: boolean): TemplateResult {
  return html`<svg class="icon" part="icon" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    ${condition === undefined ? nothing : weatherIcon(condition, isDay)}
  </svg>`;
}

/** The sun, with rays only where nothing else is drawn; 0° is to the right. */
const sun = (
  x: number,
  y: number,
  r: number,
  rays: readonly number[],
) => svg`<g class="sun" transform="translate(${x} ${y})">
  <circle r=${r} />
  ${rays.map((angle) => svg`<path d="M${r + 2.6} 0h${r / 2.6}" transform="rotate(${angle})" />`)}
</g>`;

/** The sun behind a cloud. */
const sunBehind = svg`<path
  class="sun"
  d="M21.4 5.65A3.4 3.4 0 0 1 24.6 11.2M22 3.2V2M26.1 4.9l.9-.9M27.8 9H29M26.3 13.3l.8.8"
/>`;

const moon = (x: number, y: number, size: number) => svg`<path
  class="moon"
  stroke-width=${1.7 / size}
  transform="translate(${x} ${y}) scale(${size})"
  d="M3.2-8.4A9 9 0 1 0 8.4 3.6 7.2 7.2 0 0 1 3.2-8.4z"
/>`;

const cloud = svg`<path class="cloud" d="M10 21.5a5 5 0 0 1-.6-9.96 7.2 7.2 0 0 1 13.9.96 4.6 4.6 0 0 1-.3 9z" />`;

/** Stars, for a broken sky by night. */
const stars = svg`<path class="moon" d="M19.6 2.8v.01M29.6 13.6v.01" />`;

/** A cloud; by night with the moon behind it, by day with the sun only when the sky is broken. */
function clouds(isDay: boolean, isBroken: boolean): SVGTemplateResult {
  const light = isDay ? isBroken && sunBehind : svg`${moon(26, 6.3, 0.48)}${isBroken ? stars : ''}`;
  return svg`${light || ''}${cloud}`;
}

/** Slanted strokes of rain, or short ones of drizzle, under the cloud. */
const drops = (xs: readonly number[], length: number) =>
  svg`<path class="rain" d=${xs.map((x) => `M${x + length / 6} ${27.5 - length / 2}l${-length / 3} ${length}`).join('')} />`;

const flake = (x: number, y = 27, r = 2.2) =>
  `M${x} ${y - r}v${2 * r}M${x - r * 0.87} ${y - r / 2}l${r * 1.74} ${r}M${x - r * 0.87} ${y + r / 2}l${r * 1.74} ${-r}`;
const flakes = (...xs: number[]) => svg`<path class="ice thin" d=${xs.map((x) => flake(x)).join('')} />`;
const grains = (xs: readonly number[], y = 27) =>
  svg`${xs.map((x, i) => svg`<circle class="ice dot" cx=${x} cy=${y + (i % 2 ? 1.6 : -1.2)} r="1.2" />`)}`;
const hail = (...xs: number[]) => svg`${xs.map((x) => svg`<circle class="ice" cx=${x} cy="28" r="1.6" />`)}`;
const bolt = svg`<path class="bolt" d="M17.5 19.5l-3.6 5.2h3.8l-2 5.3" />`;
const mist = svg`<path class="cloud" d="M6 25h14M12 29h14" />`;

const DRIZZLE = 2.4;
const RAIN = 6;
const broken = (fall: SVGTemplateResult) => (isDay: boolean) => svg`${clouds(isDay, true)}${fall}`;

const DRAWINGS: Readonly<Record<number, SVGTemplateResult | ((isDay: boolean) => SVGTemplateResult)>> = {
  0: (isDay) => (isDay ? sun(16, 16, 6, [0, 45, 90, 135, 180, 225, 270, 315]) : moon(15, 16, 1.1)),
  1: (isDay) =>
    svg`${isDay ? sun(14, 13.5, 5, [0, 90, 135, 180, 225, 270, 315]) : moon(12.5, 12.5, 0.85)}<path class="cloud" d="M18.5 28a2.8 2.8 0 0 1 .3-5.6 3.9 3.9 0 0 1 7.4.8 2.5 2.5 0 0 1-.2 4.8z" />`,
  2: (isDay) =>
    svg`${isDay ? sun(11.5, 10.5, 4.2, [0, 135, 180, 225, 270, 315]) : moon(10.5, 9.5, 0.68)}<path class="cloud" d="M12.5 28a4.6 4.6 0 0 1-.4-9.18 6.6 6.6 0 0 1 12.7 1 4.1 4.1 0 0 1-.3 8.18z" />`,
  3: (isDay) =>
    svg`${isDay ? '' : moon(26.8, 5.4, 0.4)}<path class="cloud back" d="M13.5 9.7a5.4 5.4 0 0 1 10.3.8 3.8 3.8 0 0 1 2.9 5.6" /><path class="cloud" d="M9.5 26.5a5 5 0 0 1-.6-9.96 7.2 7.2 0 0 1 13.9.96 4.6 4.6 0 0 1-.3 9z" />`,
  45: mist,
  48: svg`<path class="cloud" d="M6 25h9M6 29h15" /><path class="ice thin" d=${flake(22.5, 25.6)} />`,
  51: drops([13, 19], DRIZZLE),
  53: drops([11, 16, 21], DRIZZLE),
  55: svg`${drops([9, 13.7, 18.3, 23], DRIZZLE)}<path class="rain" d="M11 30.2v.01M16 30.2v.01M21 30.2v.01" />`,
  56: svg`${drops([12], DRIZZLE)}${flakes(19)}`,
  57: svg`${drops([10, 15.5], DRIZZLE)}${flakes(22)}`,
  61: drops([13, 19], RAIN),
  63: drops([10.5, 16, 21.5], RAIN),
  65: drops([8.5, 13.5, 18.5, 23.5], RAIN + 1),
  66: svg`${drops([12], RAIN)}${flakes(19)}`,
  67: svg`${drops([9.5, 15], RAIN)}${flakes(22)}`,
  71: flakes(16),
  73: flakes(12.5, 19.5),
  75: flakes(9.5, 16, 22.5),
  77: grains([10, 14, 18, 22]),
  80: broken(drops([13, 19], RAIN)),
  81: broken(drops([10.5, 16, 21.5], RAIN)),
  82: broken(drops([8.5, 13.5, 18.5, 23.5], RAIN + 1)),
  85: broken(flakes(12.5, 19.5)),
  86: broken(flakes(9.5, 16, 22.5)),
  95: svg`${bolt}${drops([10, 22.5], RAIN - 1)}`,
  96: svg`${bolt}${drops([10], RAIN - 1)}${hail(22)}`,
  99: svg`${bolt}${hail(8.5, 21.5, 26)}`,
};

export const styles = css`
  .icon {
    display: inline-block;
    flex: none;
    inline-size: 2em;
    block-size: 2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: middle;
  }
  .icon .thin,
  .icon .back {
    stroke-width: 1.4;
  }
  .icon .sun,
  .icon .bolt {
    stroke: var(--_sun);
  }
  .icon .moon {
    stroke: var(--_text-quiet);
  }
  .icon .rain,
  .icon .ice {
    stroke: var(--_rain);
  }
  .icon .dot {
    fill: var(--_rain);
    stroke: none;
  }
  @media (forced-colors: active) {
    .icon :is(.sun, .moon, .rain, .ice, .bolt) {
      stroke: CanvasText;
    }
    .icon .dot {
      fill: CanvasText;
      stroke: none;
    }
  }
`;
