import type { news as source } from '../en/news.ts';
import type { Translation } from '../texts.ts';

export const news: Translation<typeof source> = {
  heading: 'Tin tức',
  empty: 'Hiện chưa có tin nào.',
  'date-and-time': '{date} | {time}',
  'date-style': 'numeric',
  published: 'Ngày đăng: {date}',
  more: 'Xem thêm tin',
  previous: 'Tin trước',
  next: 'Tin sau',
  position: '{index} / {count}',
  'some-failed': 'Một số nguồn tin hiện chưa kết nối được.',
  'see-all': 'Xem tất cả tin',
  pinned: 'Tin ghim',
  protected: '(cần mật khẩu; mở trên trang gốc)',
};
