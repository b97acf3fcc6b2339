import { css } from '../../theme/css.ts';

export const styles = css`
  .widget {
    --_rain: var(--civic-weather-rain, light-dark(#165796, #7fbcf5));
    --_sun: var(--civic-weather-sun, light-dark(#b35c00, #ffc04d));
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

  .tab {
    cursor: pointer;
  }
  .tab:not([aria-selected='true']):hover {
    border-block-end-color: var(--_border-strong);
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
    stroke-width: 1.6;
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
    min-block-size: 16.6em;
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

  :is(th, td):last-child {
    padding-inline-end: 0;
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
    /* For the ear alone: here the icons, and the places of the numbers, say it to the eye. */
    .day-sky span,
    .rows thead span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @media (forced-colors: active) {
    .bar {
      fill: CanvasText;
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
    .hours {
      min-block-size: 0;
    }
  }
`;
