import { css } from 'lit';

export const styles = css`
  button.option {
    inline-size: 100%;
    background: none;
    text-align: start;
  }
  /* Fingers of all ages, whatever size the page's text has. */
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
`;
