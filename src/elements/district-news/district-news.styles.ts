import { css } from 'lit';

export const styles = css`
  .items {
    display: grid;
    gap: calc(4 * var(--_space));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .item {
    display: flex;
    gap: calc(4 * var(--_space));
    min-inline-size: 0;
  }
  .list > .item {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 6em;
    /* Room for stacked diacritics above the first line. */
    overflow-clip-margin: 0.5em;
  }
  .list > .item + .item {
    padding-block-start: calc(4 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }
  .text {
    flex: 1;
    min-inline-size: 0;
  }
  .title {
    margin: 0;
    font-size: 1em;
    font-weight: 700;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .link {
    color: inherit;
    text-decoration: none;
  }
  :is(a, button).link {
    color: var(--_accent);
  }
  :is(a, button).link:hover {
    text-decoration: underline;
  }
  .meta {
    margin: calc(0.5 * var(--_space)) 0 0;
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }
  .meta > * + *::before {
    content: ' · ';
  }
  .summary {
    display: -webkit-box;
    overflow: hidden;
    margin: calc(1 * var(--_space)) 0 0;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
  }
  /* Where no link leads to the rest, all of it is here. */
  .title:has(> span) ~ .summary {
    display: block;
  }
  button.link {
    display: inline;
    padding: 0;
    border: 0;
    background: none;
    font-weight: inherit;
    text-align: start;
    cursor: pointer;
  }
  a.link[target]::after {
    content: ' ↗';
    content: ' ↗' / '';
    font-weight: 400;
  }
  a.link[target]:dir(rtl)::after {
    content: ' ↖';
    content: ' ↖' / '';
  }
  .picture {
    flex: none;
    order: -1;
    inline-size: min(var(--civic-news-image, 9em), 33%);
    aspect-ratio: 3 / 2;
    align-self: start;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .image {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .cards {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--civic-news-card, 16em)), 1fr));
    gap: calc(6 * var(--_space));
  }
  .cards > .item {
    flex-direction: column;
    gap: calc(3 * var(--_space));
    overflow: hidden;
    padding: calc(4 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .cards .picture {
    inline-size: calc(100% + 8 * var(--_space));
    margin: calc(-4 * var(--_space)) calc(-4 * var(--_space)) 0;
    border-radius: 0;
  }
  .featured > .item {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 6em;
  }
  .featured > .item + .item {
    padding-block-start: calc(4 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }
  .featured > .item:first-child {
    flex-direction: column;
    gap: calc(3 * var(--_space));
    contain-intrinsic-block-size: auto 20em;
  }
  .featured > .item:first-child .title {
    font-size: var(--_size-title);
    line-height: 1.3;
    text-wrap: balance;
  }
  .featured > .item:first-child .picture {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
  }
  .featured > .item:first-child .summary {
    -webkit-line-clamp: 6;
    line-clamp: 6;
  }
  .featured > .item:not(:first-child) .summary {
    display: none;
  }
  @container widget (inline-size >= 45em) {
    .featured {
      grid-template-columns: 3fr 2fr;
      gap: 0 calc(8 * var(--_space));
    }
    .featured > .item {
      grid-column: 2;
      content-visibility: visible;
    }
    .featured > .item:not(:last-child) {
      padding-block-end: calc(4 * var(--_space));
    }
    /* So many rows that what the first is higher than the others is spread too thin to be seen. */
    .featured > .item:first-child {
      grid-column: 1;
      grid-row: 1 / span 200;
    }
    .featured > .item:nth-child(2) {
      padding-block-start: 0;
      border-block-start: 0;
    }
  }
  .one-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
    padding: calc(2 * var(--_space)) 0;
    border-block: 1px solid var(--_border);
  }
  .now {
    flex: 1;
    min-inline-size: min(100%, 15em);
  }
  .headline .text {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: calc(3 * var(--_space));
  }
  .headline :is(.summary, .picture) {
    display: none;
  }
  .headline .meta {
    margin: 0;
  }
  .turns {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_space));
    font-variant-numeric: tabular-nums;
  }
  .turn {
    inline-size: 2.75em;
    block-size: 2.75em;
    padding: 0;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
  }
  .turn:hover {
    background: var(--_surface);
  }
  .turn::before {
    content: '';
    display: inline-block;
    inline-size: 0.6em;
    block-size: 0.6em;
    border: solid currentColor;
    border-width: 0 0 2px 2px;
    rotate: 45deg;
    translate: 0.15em;
  }
  .turn.next::before {
    border-width: 2px 2px 0 0;
    translate: -0.15em;
  }
  .turn:dir(rtl)::before {
    rotate: -135deg;
    translate: -0.15em;
  }
  .turn.next:dir(rtl)::before {
    translate: 0.15em;
  }
  .see-all {
    margin: calc(4 * var(--_space)) 0 0;
  }
  .pinned {
    font-weight: 600;
  }
  .more {
    margin-block-start: calc(4 * var(--_space));
  }
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
    .featured > .item {
      content-visibility: visible;
    }
    .turns,
    .more {
      display: none;
    }
  }
`;
