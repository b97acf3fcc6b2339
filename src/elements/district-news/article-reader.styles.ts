import { css } from 'lit';

export const articleStyles = css`
  .article {
    max-inline-size: 42em;
  }
  .article > .title,
  .opening .title {
    font-size: var(--_size-title);
    line-height: 1.3;
    text-wrap: balance;
  }
  .opening .title:focus {
    outline: none;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: calc(1 * var(--_space)) calc(4 * var(--_space));
    margin-block: calc(2 * var(--_space));
    padding-block: calc(1 * var(--_space));
    border-block: 1px solid var(--_border);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(1 * var(--_space));
  }
  .tool {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(1 * var(--_space));
    min-inline-size: 2.75em;
    min-block-size: 2.75em;
    padding: 0 calc(2 * var(--_space));
    border: 0;
    background: none;
    color: var(--_accent);
    font-size: var(--_size-small);
    text-decoration: none;
    cursor: pointer;
  }
  .tool:hover {
    text-decoration: underline;
  }
  .tool[aria-pressed='true'] {
    box-shadow: inset 0 -2px 0 currentColor;
  }
  /* Takes no room while empty, and is never hidden: a live region that appears with its text is not announced. */
  .said {
    flex-basis: 100%;
    margin: calc(-1 * var(--_space)) 0 0;
    overflow-wrap: anywhere;
  }
  .content {
    line-height: 1.6;
    overflow-wrap: break-word;
  }
  .size-0 {
    font-size: 0.875em;
  }
  .size-2 {
    font-size: 1.2em;
  }
  .size-3 {
    font-size: 1.44em;
  }
  .size-4 {
    font-size: 1.75em;
  }
  .content a:not([href]) {
    color: inherit;
  }
  .content > div > :first-child {
    margin-block-start: 0;
  }
  .content :is(h1, h2, h3, h4, h5, h6) {
    margin: 1.25em 0 0.5em;
    font-size: 1.125em;
    line-height: 1.4;
  }
  .content :is(p, ul, ol, dl, blockquote, figure, pre) {
    margin: 0 0 1em;
  }
  .content :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .content blockquote {
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--_border-strong);
  }
  .content img {
    max-inline-size: 100%;
    block-size: auto;
    border-radius: var(--_radius);
  }
  .content figcaption,
  .content caption {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
    text-align: start;
  }
  .content pre {
    overflow: auto;
  }
  .scroll {
    overflow: auto;
    margin: -0.2em 0 1em;
    padding-block-start: 0.2em;
  }
  .scroll table {
    border-collapse: collapse;
  }
  .scroll :is(td, th) {
    padding: calc(1 * var(--_space)) calc(2 * var(--_space));
    border: 1px solid var(--_border-strong);
    text-align: start;
    vertical-align: top;
    overflow-wrap: normal;
  }
  .reading {
    margin-block-start: calc(2 * var(--_space));
  }
  .item:has(> .text > .reading) {
    content-visibility: visible;
  }
  .item:has(> .text > .reading) .summary {
    display: none;
  }
  .dialog {
    inline-size: min(48em, 100% - 2 * var(--_space));
    max-inline-size: none;
    max-block-size: calc(100% - 2 * var(--_space));
    padding: 0;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: Canvas;
    color: CanvasText;
    overscroll-behavior: contain;
  }
  .dialog::backdrop {
    background: rgb(0 0 0 / 50%);
  }
  .bar {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    justify-content: end;
    padding: calc(1 * var(--_space)) calc(2 * var(--_space));
    background: Canvas;
  }
  .dialog .article {
    margin: 0 auto;
    padding: 0 calc(4 * var(--_space)) calc(6 * var(--_space));
  }
  @media print {
    .toolbar,
    .bar {
      display: none;
    }
  }
`;

/** The printed page: black on white, the article alone. */
export const PRINT = `
  @page { margin: 2cm }
  body { font: 12pt/1.5 serif; color: #000; background: #fff; margin: 0 }
  h1 { font-size: 20pt; line-height: 1.3; margin: 0 0 6pt }
  .about, .address { font-size: 10pt; overflow-wrap: anywhere }
  .address { border-top: 1pt solid #000; padding-top: 6pt; margin-top: 18pt }
  img { max-width: 100%; height: auto }
  table { border-collapse: collapse }
  td, th { border: 1pt solid #000; padding: 2pt 4pt; text-align: start; vertical-align: top }
  h2, h3, h4, h5, h6 { break-after: avoid }
  p, li { orphans: 3; widows: 3 }
  img, tr, figure { break-inside: avoid }
  a { color: inherit }
  a[href^='http']::after { content: ' (' attr(href) ')'; font-size: 9pt; overflow-wrap: anywhere }
  .visually-hidden { display: none }
`;
