import type { Texts } from '../texts.ts';

/** Texts for more than a plain list; part of the namespace `news`. */
export const newsExtras = {
  published: 'Published {date}',
  more: 'Show more news',
  previous: 'Previous',
  next: 'Next',
  position: '{index} of {count}',
  'some-failed': 'Some sources cannot be reached at the moment.',
  'see-all': 'See all news',
  pinned: 'Pinned',
  protected: '(needs a password; opens on its own site)',
} satisfies Texts;
