import { css } from 'lit';

/**
 * The documented tokens (`--civic-*`) are read here, once, and never declared: `:root`, any ancestor or the widget
 * itself can set them. Private aliases (`--_*`) have the defaults. Text and background are the page's own.
 */
export const tokens = css`
  .widget {
    --_text: var(--civic-text, currentColor);
    --_text-quiet: var(--civic-text-quiet, color-mix(in srgb, currentColor 85%, transparent));
    --_accent: var(--civic-accent, light-dark(#0b4a8f, #a5cbf7));
    --_on-accent: var(--civic-on-accent, light-dark(#fff, #0b1f38));
    --_border: var(--civic-border, color-mix(in srgb, currentColor 22%, transparent));
    --_border-strong: var(--civic-border-strong, color-mix(in srgb, currentColor 62%, transparent));
    --_radius: var(--civic-radius, 0.25em);
    /* Spaces are multiples of this: 4 8 12 16 24 32 px on a page of 16 px. */
    --_space: var(--civic-space, 0.25em);
    --_size-small: var(--civic-size-small, 0.875em);
    --_size-large: var(--civic-size-large, 1.25em);
    --_surface: var(--civic-surface, color-mix(in srgb, currentColor 5%, transparent));
    --_danger: var(--civic-danger, light-dark(#9b1c1c, #ffb4ab));
    --_warning: var(--civic-warning, light-dark(#7a4100, #ffce85));
    --_success: var(--civic-success, light-dark(#125b2b, #97dfae));
    --_focus: var(--civic-focus, var(--_accent));
    --_size-title: var(--civic-size-title, 1.5em);
    --_size-display: var(--civic-size-display, 2.5em);
    --_line-height: var(--civic-line-height, 1.5);
  }
`;
