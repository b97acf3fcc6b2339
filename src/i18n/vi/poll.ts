import type { poll as source } from '../en/poll.ts';
import type { Translation } from '../texts.ts';

export const poll: Translation<typeof source> = {
  heading: 'Thăm dò ý kiến',
  empty: 'Hiện chưa có cuộc thăm dò ý kiến nào.',
  vote: 'Bình chọn',
  'fault.none': 'Vui lòng chọn một phương án rồi bình chọn.',
  opens: 'Cuộc bình chọn bắt đầu lúc {time}.',
  until: 'Bình chọn đến {time}',
  'closes-soon': 'Kết thúc {time}',
  'show-results': 'Xem kết quả',
  'no-endpoint': 'Không thể bình chọn trên trang này.',
};
