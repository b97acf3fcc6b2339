import type { surveyOutcome as source } from '../en/survey-outcome.ts';
import type { Translation } from '../texts.ts';

export const surveyOutcome: Translation<typeof source> = {
  sending: 'Đang gửi câu trả lời…',
  faults: { other: 'Có {count} câu trả lời cần xem lại' },
  'fault.required': 'Vui lòng trả lời câu hỏi này.',
  'fault.rows': 'Vui lòng trả lời tất cả các dòng.',
  'fault.other': 'Vui lòng ghi rõ nội dung của mục “Khác”.',
  'fault.long': { other: 'Vui lòng viết tối đa {count} ký tự.' },
  'fault.number': 'Vui lòng nhập một số.',
  'fault.small': 'Vui lòng nhập số từ {min} trở lên.',
  'fault.large': 'Vui lòng nhập số không quá {max}.',
  'fault.step': 'Vui lòng nhập một số hợp lệ, ví dụ {low} hoặc {high}.',
  thanks: 'Cảm ơn bạn. Câu trả lời của bạn đã được ghi nhận.',
  pending:
    'Câu trả lời của bạn đã được lưu trên thiết bị này nhưng chưa được gửi. Câu trả lời sẽ được gửi lại cho đến khi máy chủ phản hồi.',
  'pending.page':
    'Câu trả lời của bạn chưa được gửi. Vui lòng không đóng trang này: câu trả lời sẽ được gửi lại cho đến khi máy chủ phản hồi.',
  'pending.later': 'Lần gửi tiếp theo: {time}',
  'try-now': 'Gửi lại ngay',
  stopped: 'Câu trả lời của bạn chưa được gửi vì máy chủ từ chối. Câu trả lời vẫn được lưu trên thiết bị này.',
  'refused.invalid': 'Máy chủ không chấp nhận một số câu trả lời. Vui lòng kiểm tra rồi gửi lại.',
  'refused.closed':
    'Cuộc khảo sát đã kết thúc trước khi câu trả lời của bạn đến máy chủ. Câu trả lời không được ghi nhận.',
  'refused.answered': 'Bạn đã trả lời cuộc khảo sát này trước đó. Câu trả lời mới không được ghi nhận.',
  restored: 'Các câu trả lời bạn chưa gửi đã được khôi phục.',
  discard: 'Xóa và làm lại từ đầu',
  print: 'In',
  'your-answers': 'Câu trả lời của bạn',
  'not-answered': 'Chưa trả lời',
  'next-person': 'Người tiếp theo',
  waiting: { other: 'Có {count} lượt trả lời đã lưu trên thiết bị này và chưa được gửi.' },
};
