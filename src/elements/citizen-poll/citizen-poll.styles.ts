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
  /* An option and its result are the same row, so that nothing jumps when one becomes the other. */
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
`;
