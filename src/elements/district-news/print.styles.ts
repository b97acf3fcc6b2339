import { css } from '../../theme/css.ts';

/** A list on paper: whole, and with its addresses. */
export const printStyles = css`
  @media print {
    :is(a, button).link {
      color: inherit;
    }
    .item {
      break-inside: avoid;
      content-visibility: visible;
    }
    .summary {
      display: block;
    }
    a.link[href^='http']::after {
      content: ' (' attr(href) ')';
      font-weight: 400;
      font-size: var(--_size-small);
      overflow-wrap: anywhere;
    }
  }
`;
