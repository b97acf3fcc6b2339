import type { offline as source } from '../en/offline.ts';
import type { Translation } from '../texts.ts';

export const offline: Translation<typeof source> = {
  retry: 'Thử lại',
  'error.network': 'Không kết nối được với máy chủ. Vui lòng kiểm tra kết nối mạng rồi thử lại.',
  moment: '{time} ngày {date}',
  clock: '{time}',
  'moment-style': 'numeric',
  'hour-style': 'hour',
};
