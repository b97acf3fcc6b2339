import type { Texts } from '../texts.ts';

/** Texts of the article reader, loaded with it. */
export const article = {
  'text-size': 'Text size',
  smaller: 'Smaller text',
  normal: 'Normal text size',
  larger: 'Larger text',
  print: 'Print',
  'copy-link': 'Copy link',
  copied: 'Link copied',
  'not-copied': 'The link cannot be copied: {url}',
  original: 'Original page',
  close: 'Close',
  table: 'Table',
  source: 'Source: {source}',
} satisfies Texts;
