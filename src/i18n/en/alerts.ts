import type { Texts } from '../texts.ts';

/** What `<public-alerts>` says around the warnings; a warning’s own words are in warnings.ts. */
export const alerts = {
  heading: 'Warnings',
  empty: 'No warnings known at {time}.',
  unread: 'The warnings could not be read. There may be warnings that are not shown here.',
  'some-unread': 'Some warnings could not be read. There may be more warnings than are shown here.',
  more: { one: 'Show {count} more warning', other: 'Show {count} more warnings' },
  fewer: 'Show fewer warnings',
} satisfies Texts;
