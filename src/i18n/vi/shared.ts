import type { shared as source } from '../en/shared.ts';
import type { Translation } from '../texts.ts';

export const shared: Translation<typeof source> = {
  retry: 'Thử lại',
  'error.network': 'Không kết nối được với máy chủ. Vui lòng kiểm tra kết nối mạng rồi thử lại.',
  moment: '{time} ngày {date}',
  clock: '{time}',
  'moment-style': 'numeric',
  'hour-style': 'hour',
  loading: 'Đang tải…',
  updated: 'Cập nhật: {time}',
  stale: 'Không cập nhật được, đang thử lại · Cập nhật lần cuối lúc {time}',
  'error.timeout': 'Máy chủ phản hồi quá chậm. Vui lòng thử lại.',
  'error.http': 'Máy chủ đang gặp sự cố. Vui lòng thử lại sau.',
  'error.format': 'Không đọc được dữ liệu từ máy chủ. Vui lòng thử lại sau.',
  'error.too-large': 'Dữ liệu từ máy chủ quá lớn, không thể hiển thị.',
  'error.blocked': 'Không thể tải nội dung này từ trang hiện tại.',
  'error.not-found': 'Nội dung này không còn được cung cấp.',
  'new-tab': '(mở trong thẻ mới)',
};
