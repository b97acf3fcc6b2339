import { css } from 'lit';

/**
 * The documented tokens (`--civic-*`) are read here, once, and never declared: `:root`, any ancestor or the widget
 * itself can set them. Private aliases (`--_*`) have the defaults. Text and background are the page's own.
 */
export const tokens = css`
  .widget {
    --_text: var(--civic-text, currentColor);
    --_text-quiet: var(--civic-text-quiet, color-mix(in srgb, currentColor 85%, transparent));
    /*
     * A page is dark where its text is light: many dark pages don't say so in color-scheme. The multiplied difference of
     * the text's lightness makes clamp give one end or the other, with 7:1 to white or to black in every hue.
     */
    --_tone: clamp(0.41, (l - 0.64) * 99, 0.84) calc(0.14 - 0.08 * clamp(0.41, (l - 0.64) * 99, 0.84));
    --_accent: var(--civic-accent, oklch(from currentColor var(--_tone) 255deg / 100%));
    --_on-accent: var(--civic-on-accent, oklch(from currentColor clamp(0.24, (0.64 - l) * 99, 1) 0 0deg / 100%));
    --_border: var(--civic-border, color-mix(in srgb, currentColor 22%, transparent));
    --_border-strong: var(--civic-border-strong, color-mix(in srgb, currentColor 62%, transparent));
    --_radius: var(--civic-radius, 0.25em);
    /* Spaces are multiples of this: 4 8 12 16 24 32 px on a page of 16 px. */
    --_space: var(--civic-space, 0.25em);
    --_size-small: var(--civic-size-small, 0.875em);
    --_size-large: var(--civic-size-large, 1.25em);
    --_surface: var(--civic-surface, color-mix(in srgb, currentColor 5%, transparent));
    --_danger: var(--civic-danger, oklch(from currentColor var(--_tone) 27deg / 100%));
    --_warning: var(--civic-warning, oklch(from currentColor var(--_tone) 65deg / 100%));
    --_success: var(--civic-success, oklch(from currentColor var(--_tone) 150deg / 100%));
    --_focus: var(--civic-focus, var(--_accent));
    --_size-title: var(--civic-size-title, 1.5em);
    --_size-display: var(--civic-size-display, 2.5em);
    --_line-height: var(--civic-line-height, 1.5);
  }
  /* The reader's wish goes before the site's own colours. */
  @media (prefers-contrast: more) {
    .widget {
      --_text-quiet: var(--_text);
      --_border: currentColor;
      --_border-strong: currentColor;
    }
  }
`;
