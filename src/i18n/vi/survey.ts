import type { survey as source } from '../en/survey.ts';
import type { Translation } from '../texts.ts';

export const survey: Translation<typeof source> = {
  heading: 'Khảo sát',
  empty: 'Hiện chưa có cuộc khảo sát nào.',
  'no-endpoint': 'Không thể gửi câu trả lời từ trang này.',
  step: 'Bước {step} / {total}',
  next: 'Tiếp tục',
  back: 'Quay lại',
  send: 'Gửi câu trả lời',
  other: 'Khác',
  specify: 'Vui lòng ghi rõ',
  opens: 'Cuộc khảo sát bắt đầu lúc {time}.',
  until: 'Nhận câu trả lời đến {time}',
  closed: 'Cuộc khảo sát đã kết thúc.',
  answered: 'Bạn đã trả lời cuộc khảo sát này.',
  restart: 'Làm lại từ đầu',
  'about-privacy': 'Câu trả lời của bạn được dùng như thế nào',
};
