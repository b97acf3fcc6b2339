import type { article as source } from '../en/news-article.ts';
import type { Translation } from '../texts.ts';

export const article: Translation<typeof source> = {
  'text-size': 'Cỡ chữ',
  smaller: 'Giảm cỡ chữ',
  normal: 'Cỡ chữ mặc định',
  larger: 'Tăng cỡ chữ',
  print: 'In bài',
  'copy-link': 'Sao chép liên kết',
  copied: 'Đã sao chép liên kết',
  'not-copied': 'Không sao chép được liên kết: {url}',
  original: 'Xem bài gốc',
  close: 'Đóng',
  table: 'Bảng',
  source: 'Nguồn: {source}',
};
