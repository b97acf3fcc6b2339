import { css } from 'lit';

/** What all widgets look like: the frame, buttons, links, focus, states; forced colours and print. */
export const frame = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .widget {
    box-sizing: border-box;
    display: block;
    container: widget / inline-size;
    /* Containment hides the content's width: this is what tables and shrink-to-fit parents are told instead. */
    contain-intrinsic-inline-size: 15em;
    color: var(--_text);
    line-height: var(--_line-height);
    overflow-wrap: break-word;
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  .widget *,
  .widget *::before,
  .widget *::after {
    box-sizing: border-box;
  }
  .widget:focus {
    outline: none;
  }
  [hidden] {
    display: none !important;
  }
  .heading {
    margin: 0 0 calc(3 * var(--_space));
    font-size: var(--_size-large);
    font-weight: 700;
    line-height: 1.4;
    text-wrap: balance;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
  }
  a:hover {
    text-decoration-thickness: 0.125em;
  }
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
    color: var(--_on-accent);
  }
  .button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.7;
  }
  :is(a, button, input, summary, [tabindex]):focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    border-radius: var(--_radius);
  }
  .message {
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: calc(3 * var(--_space));
    padding: calc(4 * var(--_space));
    border: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_border-strong);
    border-radius: var(--_radius);
  }
  .message p {
    margin: 0;
  }
  .message.error {
    border-inline-start-color: var(--_danger);
  }
  .stale {
    margin: calc(2 * var(--_space)) 0 0;
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .stale::before {
    content: '';
    display: inline-block;
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-end: 0.5em;
    border: 2px solid var(--_warning);
    border-radius: 50%;
  }
  .quiet {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* A skeleton's line: as high as a line of text, so that nothing moves when the text comes. */
  .bone {
    display: block;
    block-size: 1lh;
    border-block: 0.3em solid transparent;
    border-radius: calc(0.3em + var(--_radius));
    background: var(--_border) padding-box;
  }
  @media (forced-colors: active) {
    .bone {
      background: GrayText padding-box;
      forced-color-adjust: none;
    }
    .button.primary {
      border-width: 2px;
    }
  }
  @media print {
    .widget {
      color: #000;
    }
    .button {
      display: none;
    }
  }
`;
