import { css } from 'lit';

/** Styles that all widgets share: frame, headings, links, focus. */
export const frame = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  /* The page's styles for its own text, such as capitals or justified lines, are reset; what follows is inherited. */
  .widget {
    all: initial;
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    hyphens: inherit;
    text-rendering: inherit;
    -webkit-font-smoothing: inherit;
    writing-mode: inherit;
    color-scheme: inherit;
    visibility: inherit;
    forced-color-adjust: inherit;
    pointer-events: inherit;
    interactivity: inherit;
    print-color-adjust: inherit;
    position: relative;
    box-sizing: border-box;
    display: block;
    container: widget / inline-size;
    /* Containment hides the content's width: tables and shrink-to-fit parents get this instead. */
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
  .quiet {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .widget:focus {
    outline: none;
  }
  a:hover {
    text-decoration-thickness: 0.125em;
  }
  :is(a, button, input, summary, [tabindex]):focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    border-radius: var(--_radius);
  }
  /* Keeps a focused element clear of a sticky header. */
  :is(a, button, input, summary, [tabindex]) {
    scroll-margin-block: var(--civic-scroll-margin);
  }
  [hidden] {
    display: none !important;
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
  @media print {
    .widget {
      color-scheme: light;
      color: #000;
    }
  }
`;
