import type { news as source } from '../en/news.ts';
import type { Translation } from '../texts.ts';

export const news: Translation<typeof source> = {
  heading: 'Tin tức',
  empty: 'Hiện chưa có tin nào.',
  'date-and-time': '{date} | {time}',
  'date-style': 'numeric',
};
