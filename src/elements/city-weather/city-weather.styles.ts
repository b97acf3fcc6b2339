import { css } from 'lit';

export const styles = css`
  .widget {
    --_rain: var(--civic-weather-rain, light-dark(#1d66ad, #7fbcf5));
    --_sun: var(--civic-weather-sun, light-dark(#b35c00, #ffc04d));
    font-variant-numeric: tabular-nums;
  }
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  .name,
  .part-name {
    margin: 0;
    font-size: 1em;
    line-height: var(--_line-height);
  }
  .part-name {
    font-size: var(--_size-small);
    color: var(--_text-quiet);
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    margin-block-end: calc(4 * var(--_space));
    border-block-end: 1px solid var(--_border);
  }
  .tab {
    min-block-size: 2.75em;
    min-inline-size: 2.75em;
    margin-block-end: -1px;
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border: 0 solid transparent;
    border-block-end-width: 3px;
    background: none;
    cursor: pointer;
  }
  .tab:hover {
    border-block-end-color: var(--_border-strong);
  }
  .tab[aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_accent);
    font-weight: 700;
  }

  .place {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(4 * var(--_space));
  }
  .now {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_space) calc(3 * var(--_space));
    align-items: center;
  }
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
  .now > .icon {
    inline-size: 4em;
    block-size: 4em;
    stroke-width: 1.6;
  }
  .temperature {
    font-size: var(--_size-display);
    font-weight: 700;
    line-height: 1.3;
    white-space: nowrap;
  }
  .words {
    grid-column: 1 / -1;
  }
  .sky {
    font-weight: 700;
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

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(7.5em, 100%), 1fr));
    gap: calc(3 * var(--_space)) calc(4 * var(--_space));
  }
  .facts > div {
    padding-inline-start: calc(3 * var(--_space));
    border-inline-start: 2px solid var(--_border);
  }
  dt {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  dd {
    font-weight: 600;
  }
  dd .quiet {
    display: inline-block;
    font-weight: 400;
  }

  .hours {
    /* The chart comes later; its place is kept: title, readout, drawing and the table's handle. */
    min-block-size: 15.5em;
  }
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

  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: calc(2 * var(--_space)) calc(2 * var(--_space)) calc(2 * var(--_space)) 0;
    border-block-end: 1px solid var(--_border);
    font-weight: inherit;
    text-align: start;
  }
  .days thead :is(th, td) {
    padding: 0;
    border: 0;
    block-size: 0;
    line-height: 0;
  }
  th[scope='row'] {
    font-weight: 600;
    white-space: nowrap;
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  .day-rain {
    color: var(--_rain);
    text-align: end;
    white-space: nowrap;
  }
  .day-sky span {
    margin-inline-start: calc(2 * var(--_space));
  }
  .range {
    inline-size: 30%;
    min-inline-size: 2em;
  }
  .range svg {
    display: block;
  }
  :is(.range svg, .air-scale):dir(rtl) {
    transform: scaleX(-1);
  }
  .track {
    fill: var(--_border);
  }
  .bar {
    fill: var(--_accent);
  }

  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .short {
    display: none;
  }

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

  .warnings {
    display: grid;
    gap: calc(2 * var(--_space));
    margin-block-end: calc(4 * var(--_space));
    list-style: none;
  }
  .warning {
    --_severity: var(--_warning);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(3 * var(--_space));
    padding: calc(3 * var(--_space));
    border: 1px solid var(--_border);
    border-inline-start: 6px solid var(--_severity);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .warning:is(.extreme, .severe) {
    --_severity: var(--_danger);
  }
  .warning.minor {
    --_severity: var(--_accent);
  }
  .warning .icon,
  .severity {
    color: var(--_severity);
  }
  .running {
    margin-block-end: calc(2 * var(--_space));
    max-inline-size: 70ch;
    white-space: pre-line;
  }

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
  .locate {
    margin-block-start: calc(4 * var(--_space));
  }

  .attribution {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(4 * var(--_space));
    margin-block-start: calc(4 * var(--_space));
  }
  .old {
    color: var(--_warning);
    font-weight: 600;
  }

  .day-bone {
    padding-block: calc(2 * var(--_space));
    border-block-end: 1px solid transparent;
  }

  @container widget (inline-size < 32em) {
    .long {
      display: none;
    }
    .short {
      display: inline;
    }
    th .quiet {
      display: block;
    }
    .rows th[scope='row'] {
      white-space: normal;
    }
    .rows .wide {
      display: none;
    }
    .rows thead th {
      padding: 0;
      border: 0;
      line-height: 0;
    }
    .rows thead span,
    .day-sky span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @container widget (inline-size >= 32em) {
    .now {
      grid-template-columns: auto auto 1fr;
      column-gap: calc(4 * var(--_space));
    }
    .words {
      grid-column: auto;
    }
  }
  @media (forced-colors: active) {
    .icon :is(.sun, .moon, .rain, .ice, .bolt),
    .line,
    .pointer,
    .axis {
      stroke: CanvasText;
    }
    .icon .dot,
    .rain-bar,
    .point,
    .bar {
      fill: CanvasText;
      stroke: none;
    }
    .track {
      fill: none;
      stroke: GrayText;
    }
    .air-scale rect:not(.air-frame) {
      fill: none;
      stroke: CanvasText;
    }
    .night {
      fill: GrayText;
      fill-opacity: 0.35;
    }
    .tab[aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
  @media print {
    .tabs,
    .chart input,
    details {
      display: none;
    }
  }
`;
