import type { sea as source } from '../en/sea.ts';
import type { Translation } from '../texts.ts';

export const sea: Translation<typeof source> = {
  waves: 'Sóng',
  swell: 'Sóng lừng',
  'water-temperature': 'Nhiệt độ nước biển',
  level: 'Mực nước biển',
  'high-tide': 'Nước lớn',
  'low-tide': 'Nước ròng',
  notice: 'Số liệu do mô hình tính, không dùng để hướng dẫn hàng hải.',
};
