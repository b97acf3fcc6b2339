import type { alerts as source } from '../en/alerts.ts';
import type { Translation } from '../texts.ts';

export const alerts: Translation<typeof source> = {
  heading: 'Cảnh báo',
  empty: 'Tính đến {time}, chưa có cảnh báo nào.',
  unread: 'Không đọc được các cảnh báo. Có thể có cảnh báo chưa hiển thị tại đây.',
  'some-unread': 'Một số cảnh báo không đọc được. Có thể còn cảnh báo chưa hiển thị tại đây.',
  more: { other: 'Xem thêm {count} cảnh báo' },
  fewer: 'Thu gọn cảnh báo',
};
