import { css } from 'lit';

export const styles = css`
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
  @media print {
    .actions,
    .note {
      display: none;
    }
  }
`;
