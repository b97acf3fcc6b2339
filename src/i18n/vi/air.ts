import type { air as source } from '../en/air.ts';
import type { Translation } from '../texts.ts';

export const air: Translation<typeof source> = {
  'scale.us': 'AQI Hoa Kỳ',
  'scale.vn': 'VN_AQI',
  'index-of': '{index} trên {most} ({scale})',
  pm25: 'Bụi mịn PM2.5: {value} µg/m³',

  'us.good': 'Tốt',
  'us.moderate': 'Trung bình',
  'us.sensitive': 'Không tốt cho nhóm nhạy cảm',
  'us.unhealthy': 'Không tốt cho sức khỏe',
  'us.very-unhealthy': 'Rất không tốt cho sức khỏe',
  'us.hazardous': 'Nguy hại',

  'vn.good': 'Tốt',
  'vn.moderate': 'Trung bình',
  'vn.sensitive': 'Kém',
  'vn.unhealthy': 'Xấu',
  'vn.very-unhealthy': 'Rất xấu',
  'vn.hazardous': 'Nguy hại',

  'advice.good': 'Không khí không ảnh hưởng tới sức khỏe. Có thể hoạt động ngoài trời bình thường.',
  'advice.moderate':
    'Hầu hết mọi người có thể hoạt động ngoài trời bình thường. Người rất nhạy cảm nên theo dõi các triệu chứng như ho, khó thở.',
  'advice.sensitive':
    'Trẻ em, người cao tuổi, phụ nữ mang thai, người có bệnh hô hấp, tim mạch nên giảm hoạt động gắng sức kéo dài ngoài trời.',
  'advice.unhealthy':
    'Mọi người nên giảm hoạt động gắng sức ngoài trời. Nhóm nhạy cảm nên ở trong nhà, đeo khẩu trang chống bụi mịn khi ra ngoài.',
  'advice.very-unhealthy':
    'Mọi người nên hạn chế tối đa hoạt động ngoài trời, đeo khẩu trang chống bụi mịn khi phải ra ngoài. Nhóm nhạy cảm nên ở trong nhà và đóng cửa sổ, cửa ra vào.',
  'advice.hazardous':
    'Mọi người nên ở trong nhà, đóng cửa sổ, cửa ra vào; nếu phải ra ngoài cần đeo khẩu trang chống bụi mịn.',
};
