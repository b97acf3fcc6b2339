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
    /* Its text is light where the page's is dark: the same colours from the other side. */
    --_tone: clamp(0.41, (0.64 - l) * 99, 0.84) calc(0.14 - 0.08 * clamp(0.41, (0.64 - l) * 99, 0.84));
    --_accent: var(--civic-accent, oklch(from currentColor var(--_tone) 255deg / 100%));
    --_focus: var(--civic-focus, var(--_accent));
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.7;
  }
  @media (forced-colors: active) {
    .button.primary {
      border-width: 2px;
    }
  }
  @media print {
    .button {
      display: none;
    }
  }
`;
