import type { Texts } from '../texts.ts';

export const news = {
  heading: 'News',
  empty: 'There is no news at the moment.',
  'date-and-time': '{date}, {time}',
  /** `numeric` where 13/07/2021 can mean only one day, else `long`. */
  'date-style': 'long',
} satisfies Texts;
