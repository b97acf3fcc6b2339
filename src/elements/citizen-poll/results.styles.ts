import { css } from 'lit';

/** Results, and what is said after a vote. */
export const styles = css`
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
`;
