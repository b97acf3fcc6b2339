import { css } from 'lit';

/** What the first sentence and the tabs look like; what loads later brings its own. */
export const styles = css`
  .widget {
    font-variant-numeric: tabular-nums;
  }
  p,
  .name {
    margin: 0;
    font-size: 1em;
    line-height: var(--_line-height);
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
    color: inherit;
    font: inherit;
  }
  .tab[aria-selected='true'] {
    border-color: var(--_accent);
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
  .now > .icon {
    inline-size: 4em;
    block-size: 4em;
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
  @container widget (inline-size >= 32em) {
    .now {
      grid-template-columns: auto auto 1fr;
      column-gap: calc(4 * var(--_space));
    }
    .words {
      grid-column: auto;
    }
  }
`;
