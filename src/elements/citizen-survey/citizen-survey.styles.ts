import { css } from 'lit';

export const styles = css`
  .survey p,
  .skeleton p {
    margin: 0 0 calc(2 * var(--_space));
  }
  .survey p:empty {
    display: none;
  }
  .survey-title,
  .section,
  .summary-title {
    margin: 0 0 calc(2 * var(--_space));
    font-size: 1.125em;
    font-weight: 700;
    line-height: 1.4;
  }
  .section {
    margin-block: calc(6 * var(--_space)) calc(4 * var(--_space));
  }
  .section:focus-visible,
  .sent:focus-visible {
    outline: none;
  }
  .step {
    display: block;
    color: var(--_text-quiet);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .note:has(*) {
    margin-block: calc(3 * var(--_space));
  }
  .note p:last-child {
    margin: 0;
  }
  .success {
    color: var(--_success);
    font-weight: 600;
  }
  .summary ul {
    margin: 0;
    padding-inline-start: 1.25em;
  }
  .summary li + li {
    margin-block-start: calc(2 * var(--_space));
  }
  .summary li span {
    display: block;
    color: var(--_danger);
  }
  .block {
    margin-block: calc(6 * var(--_space));
  }
  .question {
    display: block;
    padding: 0;
    font-weight: 600;
    margin-block-end: var(--_space);
  }
  .mark {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .block .rows {
    margin: calc(2 * var(--_space)) 0;
  }
  .specify {
    margin-inline-start: calc(9 * var(--_space));
  }
  .field {
    inline-size: 100%;
    min-block-size: 2.75em;
    margin: 0;
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  textarea {
    display: block;
    resize: vertical;
  }
  textarea:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .field + :is(.quiet, .fault) {
    margin-block-start: var(--_space);
  }
  .field.number {
    max-inline-size: 10em;
  }
  .field[aria-invalid] {
    border: 2px solid var(--_danger);
  }
  .found {
    margin-block-start: calc(3 * var(--_space));
  }
  .found .actions {
    margin: 0;
  }
  .grid-row {
    margin-block: calc(3 * var(--_space));
  }
  .grid-row legend {
    padding: 0;
  }
  .grid {
    inline-size: 100%;
    margin: calc(2 * var(--_space)) 0;
    border-collapse: collapse;
    table-layout: fixed;
  }
  .grid :is(th, td) {
    padding: var(--_space);
    border-block-end: 1px solid var(--_border);
    font-size: var(--_size-small);
    font-weight: 400;
    text-align: center;
    vertical-align: middle;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .grid :is(tbody th, thead td) {
    inline-size: 34%;
    padding-inline-start: 0;
    font-size: inherit;
    text-align: start;
  }
  .cell {
    display: flex;
    align-items: center;
    justify-content: center;
    min-block-size: 2.75em;
    cursor: pointer;
  }
  .cell input {
    inline-size: 1.375em;
    block-size: 1.375em;
    margin: 0;
    accent-color: var(--_accent);
  }
  .cell:hover {
    background: var(--_surface);
  }
  .privacy {
    margin-block: calc(6 * var(--_space)) calc(4 * var(--_space));
    padding-block-start: calc(3 * var(--_space));
    border-block-start: 1px solid var(--_border);
    font-size: var(--_size-small);
  }
  .label {
    font-weight: 600;
  }
  dl {
    margin: 0 0 calc(4 * var(--_space));
  }
  dt {
    margin-block-start: calc(3 * var(--_space));
    font-weight: 600;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .kiosk :is(.field, .cell) {
    min-block-size: max(3.5em, 48px);
  }
  .kiosk :is(.field, .cell, .question, .grid th, .grid-row legend) {
    font-size: max(1.125em, 18px);
  }
  @media print {
    .summary,
    .found,
    .field + *,
    .note:has(button) {
      display: none;
    }
    .block {
      break-inside: avoid;
    }
    .section,
    dt {
      break-after: avoid;
    }
    /* A line for words of one's own. */
    .option:has([value='']:not(:checked))::after {
      flex: 4;
      align-self: end;
      border-block-end: 1px solid;
      content: '';
    }
    .field {
      border-color: #000;
    }
    textarea {
      min-block-size: 8em;
      resize: none;
    }
  }
`;
