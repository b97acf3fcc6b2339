import { css } from 'lit';

export const styles = css`
  .warnings:last-child {
    margin-block-end: 0;
  }
  .note {
    margin: 0 0 calc(3 * var(--_space));
    color: var(--_warning);
    font-weight: 600;
  }
  .stale {
    margin-block: 0 var(--_space);
  }
  .rest {
    margin-block-start: calc(2 * var(--_space));
  }
  .rest > .button {
    padding: calc(2 * var(--_space)) calc(4 * var(--_space));
  }
  .rest > .button::-webkit-details-marker {
    display: none;
  }
  .rest > .warnings {
    margin-block-start: calc(2 * var(--_space));
  }
  @media print {
    .rest::details-content {
      content-visibility: visible;
      block-size: auto;
    }
  }
`;
