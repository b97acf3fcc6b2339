import type { Texts } from '../texts.ts';

export const news = {
  heading: 'News',
  empty: 'There is no news at the moment.',
  'date-and-time': '{date}, {time}',
  /** `numeric` where 13/07/2021 can mean only one day, else `long`. */
  'date-style': 'long',
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
