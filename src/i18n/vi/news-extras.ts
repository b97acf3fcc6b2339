import type { newsExtras as source } from '../en/news-extras.ts';
import type { Translation } from '../texts.ts';

export const newsExtras: Translation<typeof source> = {
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
