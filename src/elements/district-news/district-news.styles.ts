import { css } from '../../theme/css.ts';

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
    margin: 0;
    /* Inside the box that clips, so that stacked diacritics of the first line are whole. */
    padding: calc(1 * var(--_space)) 0 0;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
  }
  /* Where no link leads to the rest, all of it is here. */
  .title:has(> span) ~ .summary {
    display: block;
  }
`;
