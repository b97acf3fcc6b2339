import type { Texts } from '../texts.ts';

export const news = {
  heading: 'News',
  empty: 'There is no news at the moment.',
  published: 'Published {date}',
  'date-and-time': '{date}, {time}',
  /** `numeric` where 13/07/2021 can mean only one day, else `long`. */
  'date-style': 'long',
  more: 'Show more news',
  previous: 'Previous',
  next: 'Next',
  position: '{index} of {count}',
  'some-failed': 'Some sources can’t be reached at the moment.',
} satisfies Texts;
