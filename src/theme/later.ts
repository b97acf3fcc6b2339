import { css } from './css.ts';

/** What no first view looks like: the rest of the tokens (see tokens.ts) and of the frame. */
export const later = css`
  .widget {
    --_surface: var(--civic-surface, color-mix(in srgb, currentColor 5%, transparent));
    --_danger: var(--civic-danger, light-dark(#9b1c1c, #ffb4ab));
    --_warning: var(--civic-warning, light-dark(#7a4100, #ffce85));
    --_success: var(--civic-success, light-dark(#125b2b, #97dfae));
    --_focus: var(--civic-focus, var(--_accent));
    --_size-title: var(--civic-size-title, 1.5em);
    pointer-events: inherit;
    interactivity: inherit;
    print-color-adjust: inherit;
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
  /* A page with a sticky header says its height, and what gets the focus is scrolled out from under it. */
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
