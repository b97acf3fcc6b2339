import type { Texts } from '../texts.ts';

/** Texts of all that is more than a plain list; they belong to the room `news`. */
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
