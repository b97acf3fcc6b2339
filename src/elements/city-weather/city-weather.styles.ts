import { css } from 'lit';

export const styles = css`
  .widget {
    --_rain: var(--civic-weather-rain, oklch(from currentColor var(--_tone) 250deg / 100%));
    --_sun: var(--civic-weather-sun, oklch(from currentColor clamp(0.57, (l - 0.64) * 99, 0.85) 0.14 65deg / 100%));
    font-variant-numeric: tabular-nums;
  }
  p,
  .name {
    margin: 0;
    font-size: 1em;
    line-height: var(--_line-height);
  }
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  .part-name {
    margin: 0;
    line-height: var(--_line-height);
    font-size: var(--_size-small);
    color: var(--_text-quiet);
  }

  /* One row, however narrow the column: what doesn't fit is scrolled to. */
  .tabs {
    display: flex;
    gap: 0 var(--_space);
    margin-block-end: calc(4 * var(--_space));
    border-block-end: 1px solid var(--_border);
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scrollbar-width: none;
  }
  .tab {
    flex: none;
    min-block-size: 2.75em;
    min-inline-size: 2.75em;
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border: 0 solid transparent;
    border-block-end-width: 3px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .tab:not([aria-selected='true']):hover {
    border-block-end-color: var(--_border-strong);
  }
  .tab[aria-selected='true'] {
    border-color: var(--_accent);
    color: var(--_accent);
    font-weight: 700;
  }
  /* Outside, it would be cut off. */
  .tab:focus-visible {
    outline-offset: -3px;
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

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(3 * var(--_space)) calc(4 * var(--_space));
  }
  .facts > div {
    flex: 1 1 7.5em;
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

  .readout {
    min-block-size: 3em;
  }
  .chart {
    position: relative;
    border-radius: var(--_radius);
    touch-action: pan-y pinch-zoom;
  }
  .chart:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .chart input {
    color: inherit;
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
  .drawing path {
    vector-effect: non-scaling-stroke;
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
  .rain-bars {
    fill: var(--_rain);
  }
  .line,
  .gusts {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .gusts {
    stroke-width: 2;
    stroke-dasharray: 1 5;
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
  /* The table scrolls by itself: a wind of five lines a row is no table. */
  .hours-table td {
    white-space: nowrap;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding-block: calc(2 * var(--_space));
    padding-inline: 0 calc(2 * var(--_space));
    font-weight: inherit;
    text-align: start;
  }
  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  /* The row's: the colour of lines is mixed from that of the text, and rain has its own. */
  tr {
    border-block-end: 1px solid var(--_border);
  }
  .days thead tr {
    border: 0;
  }
  .days thead :is(th, td) {
    padding: 0;
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
  }
  .range svg {
    display: block;
  }
  .range svg:dir(rtl) {
    transform: scaleX(-1);
  }
  .track {
    fill: var(--_border);
  }
  .bar {
    fill: var(--_accent);
  }
  .short {
    display: none;
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

  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(18em, 100%), 1fr));
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
  .rows thead th {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .rows td.wide {
    white-space: normal;
  }
  .extreme + .extreme {
    margin-inline-start: calc(3 * var(--_space));
  }

  .skeleton {
    opacity: 0.5;
  }
  .skeleton .hours {
    min-block-size: 16.45em;
  }
  .tab .bone {
    inline-size: 4em;
  }
  .skeleton .bone {
    max-inline-size: 30em;
  }
  .skeleton :is(.brief, .row-bone .quiet) {
    max-inline-size: 5em;
  }
  .row-bone {
    min-block-size: 3.06em;
    padding-block: calc(2 * var(--_space));
    border-block-end: 1px solid transparent;
  }
  .row-bone.wide {
    min-block-size: 2.25em;
  }
  .line-bone {
    padding-block: var(--_space);
  }
  .attribution-bone {
    margin-block-start: calc(4 * var(--_space));
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
  /* A phone: wide text, as a reader may set it, has room without scrolling sideways. */
  @container widget (inline-size < 19em) {
    td {
      padding-inline-end: var(--_space);
    }
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
    /* For screen readers alone: icons, and the places of the numbers, say it to the eye. */
    .day-sky span,
    .rows thead span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .rows th[scope='row'] {
      white-space: normal;
    }
    .rows .extreme {
      display: block;
      margin: 0;
    }
    .wide {
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
  @container widget (inline-size >= 22em) {
    .skeleton .slim {
      display: none;
    }
  }
  @container widget (inline-size < 22em) {
    /* The wind's force has a line of its own, unless it has the row for itself. */
    .wind-bone:not(:last-child) {
      min-block-size: 4.1em;
    }
  }
  /* Five hours have no room side by side in a narrow column. */
  @container widget (inline-size < 21em) {
    .between {
      display: none;
    }
  }
  @container widget (inline-size < 17em) {
    .rows .extreme {
      white-space: normal;
    }
  }
  /* A narrow card has no room for the bars beside the numbers. */
  @container widget (inline-size < 18em) {
    .card .range {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .line,
    .gusts,
    .pointer,
    .axis {
      stroke: CanvasText;
    }
    .bar,
    .rain-bars,
    .point {
      fill: CanvasText;
    }
    .night {
      fill: CanvasText;
      fill-opacity: 0.15;
    }
    .track {
      fill: none;
      stroke: GrayText;
    }
    /* A transparent border would be drawn. */
    .tab {
      border-block-end-color: Canvas;
    }
    .tab[aria-selected='true'] {
      border-block-end-color: CanvasText;
    }
  }
  @media print {
    .tabs,
    .readout,
    details {
      display: none;
    }
  }
`;
