import { css } from 'lit';

export const buttons = css`
  button {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(2 * var(--_space));
    min-block-size: 2.75em;
    padding: calc(2 * var(--_space)) calc(4 * var(--_space));
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
    background: none;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
  .button:hover {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  .button.primary {
    background: var(--_accent);
    -webkit-text-fill-color: var(--_on-accent);
  }
  .button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.7;
  }
  @media (forced-colors: active) {
    .button.primary {
      border-width: 2px;
      -webkit-text-fill-color: currentColor;
    }
  }
  @media print {
    .button {
      display: none;
    }
  }
`;
