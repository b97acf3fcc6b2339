import { css } from 'lit';

export const styles = css`
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .poll p,
  .skeleton p {
    margin: 0 0 calc(2 * var(--_space));
  }
  .poll p:empty {
    display: none;
  }
  .question {
    padding: 0;
    font-size: 1.125em;
    font-weight: 600;
  }
  legend.question {
    margin-block-end: calc(2 * var(--_space));
  }
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(2 * var(--_space));
    margin: calc(3 * var(--_space)) 0;
    padding: 0;
    list-style: none;
  }
  /* An option and its result have the same size, so that nothing moves after a vote. */
  .row {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_space));
    min-block-size: 3.25em;
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .many .row {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 3.25em;
  }
  .option {
    border-color: var(--_border-strong);
    cursor: pointer;
  }
  .option.chosen,
  .option:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  input {
    flex: none;
    inline-size: 1.375em;
    block-size: 1.375em;
    margin: 0;
    accent-color: var(--_accent);
  }
  .title {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_space)) calc(3 * var(--_space));
    align-items: center;
    margin-block-end: calc(3 * var(--_space));
  }
  button.option {
    inline-size: 100%;
    background: none;
    text-align: start;
  }
  /* Large targets, whatever the page's text size. */
  .kiosk :is(.row, .button) {
    min-block-size: max(3.5em, 48px);
    font-size: max(1.125em, 18px);
  }
  .face {
    flex: none;
    inline-size: 2.25em;
    block-size: 2.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
  }
  :checked + .face {
    fill: var(--_accent);
    stroke: var(--_on-accent);
  }
  @container widget (min-width: 30em) {
    .faces {
      grid-auto-flow: column;
      grid-template-columns: none;
      grid-auto-columns: minmax(0, 1fr);
    }
    .faces .row {
      flex-direction: column;
      padding-block: calc(3 * var(--_space));
      text-align: center;
    }
    .faces .title {
      flex: none;
      inline-size: 100%;
    }
  }
  @container widget (max-width: 44em) {
    .faces.many {
      grid-auto-flow: row;
      grid-template-columns: minmax(0, 1fr);
    }
    .faces.many .row {
      flex-direction: row;
      padding-block: calc(2 * var(--_space));
      text-align: start;
    }
    .faces.many .title {
      flex: 1;
    }
  }
  @media (forced-colors: active) {
    :checked + .face {
      fill: none;
      stroke: currentColor;
      stroke-width: 2.5;
    }
  }
  .option:hover {
    background: var(--_surface);
  }
  .option:has(:disabled),
  .option[aria-disabled='true'] {
    background: none;
    cursor: default;
  }
  .option:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .option :focus-visible {
    outline: none;
  }
  .fault {
    color: var(--_danger);
    font-weight: 600;
  }
  .answer:focus-visible {
    outline: none;
  }
  .result {
    position: relative;
    flex-wrap: wrap;
    gap: 0 calc(2 * var(--_space));
    padding-block-end: calc(3 * var(--_space) + 0.375em);
  }
  /* Numbers go below the text when there is not enough width. */
  .result .title {
    flex: 1 1 10em;
  }
  .own {
    display: inline-block;
    margin-inline-start: 0.25em;
    padding: 0 0.5em;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
    color: var(--_accent);
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .own::before {
    content: '✓ ';
    content: '✓ ' / '';
  }
  .votes {
    white-space: nowrap;
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .counts {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(2 * var(--_space));
    margin-inline-start: auto;
  }
  .share {
    min-inline-size: 3em;
    font-weight: 600;
    text-align: end;
  }
  .votes,
  .share,
  .number {
    font-variant-numeric: tabular-nums;
  }
  .bar {
    position: absolute;
    inset-block-end: calc(2 * var(--_space));
    inset-inline: calc(3 * var(--_space));
    inline-size: calc(100% - 6 * var(--_space));
    block-size: 0.375em;
    border-radius: 0.2em;
    background: var(--_border);
  }
  .bar:dir(rtl) {
    transform: scaleX(-1);
  }
  .fill {
    fill: var(--_accent);
  }
  .tool {
    min-block-size: 2.25em;
    padding: var(--_space) calc(2 * var(--_space));
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: none;
    font-size: var(--_size-small);
    cursor: pointer;
  }
  .tool[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent);
    -webkit-text-fill-color: var(--_on-accent);
  }
  .success {
    color: var(--_success);
    font-weight: 600;
  }
  table {
    inline-size: 100%;
    margin: calc(3 * var(--_space)) 0;
    border-collapse: collapse;
  }
  th,
  td {
    padding: calc(2 * var(--_space));
    border-block-end: 1px solid var(--_border);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  @container widget (inline-size < 19em) {
    th,
    td {
      padding-inline: var(--_space);
    }
  }
  thead th,
  tfoot * {
    font-weight: 600;
  }
  .number {
    text-align: end;
  }
  .thanks {
    padding: calc(6 * var(--_space)) 0;
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .fill {
      fill: CanvasText;
    }
    .tool[aria-pressed='true'] {
      border-width: 3px;
      -webkit-text-fill-color: currentColor;
    }
  }
  @media print {
    .fill {
      fill: #000;
    }
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      outline: 2px solid Highlight;
      outline-offset: -3px;
    }
  }
  @media print {
    .actions,
    .note {
      display: none;
    }
    .row {
      break-inside: avoid;
    }
  }
`;
