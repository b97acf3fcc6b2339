import type { warnings as source } from '../en/warnings.ts';
import type { Translation } from '../texts.ts';

export const warnings: Translation<typeof source> = {
  'severity.extreme': 'Đặc biệt nguy hiểm',
  'severity.severe': 'Rất nguy hiểm',
  'severity.moderate': 'Cảnh báo',
  'severity.minor': 'Lưu ý',
  'severity.unknown': 'Cảnh báo',
  from: 'Từ {time}',
  until: 'Đến {time}',
  details: 'Diễn biến và việc cần làm',
  source: 'Xem bản tin cảnh báo chính thức',
  'severity.of': '{severity}: {title}',
  period: 'Từ {from} đến {to}',
  sent: 'Phát lúc: {time}',
  'was-updated': 'Cập nhật: {time}',
  areas: 'Khu vực: {areas}',
  instruction: 'Việc cần làm',
  sender: 'Cơ quan phát tin: {name}',
};
