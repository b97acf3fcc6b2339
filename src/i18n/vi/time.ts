import type { time as source } from '../en/time.ts';
import type { Translation } from '../texts.ts';

export const time: Translation<typeof source> = {
  moment: '{time} ngày {date}',
  clock: '{time}',
  'moment-style': 'numeric',
  'hour-style': 'hour',
};
