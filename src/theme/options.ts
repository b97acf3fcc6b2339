import { css } from 'lit';

/** Options of a form, with or without faces: what polls and surveys share. */
export const options = css`
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
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
  .option input {
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
  @media (forced-colors: active) {
    .option:has(:checked) {
      outline: 2px solid Highlight;
      outline-offset: -3px;
    }
  }
  .thanks {
    padding: calc(6 * var(--_space)) 0;
  }
  @media print {
    .row {
      break-inside: avoid;
    }
  }
`;
