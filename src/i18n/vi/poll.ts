import type { poll as source } from '../en/poll.ts';
import type { Translation } from '../texts.ts';

export const poll: Translation<typeof source> = {
  heading: 'Bình chọn',
  empty: 'Hiện chưa có nội dung bình chọn.',
  vote: 'Bình chọn',
  'choose.exactly': { other: 'Chọn {count} phương án.' },
  'choose.least': { other: 'Chọn ít nhất {count} phương án.' },
  'choose.most': { other: 'Chọn tối đa {count} phương án.' },
  'choose.between': 'Chọn từ {least} đến {most} phương án.',
  'chosen.of': 'Đã chọn {chosen}/{most}',
  'fault.none': 'Vui lòng chọn một phương án rồi bình chọn.',
  'fault.few': { other: 'Vui lòng chọn ít nhất {count} phương án. Bạn đã chọn {chosen}.' },
  'fault.many': { other: 'Chỉ được chọn tối đa {count} phương án. Bạn đã chọn {chosen}.' },
  opens: 'Bình chọn bắt đầu {time}.',
  until: 'Mở đến {time}',
  'closes-soon': 'Kết thúc {time}',
  'show-results': 'Xem kết quả',
  'no-endpoint': 'Không thể bình chọn trên trang này.',
};
