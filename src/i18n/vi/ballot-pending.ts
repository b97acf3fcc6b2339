import type { ballotPending as source } from '../en/ballot-pending.ts';
import type { Translation } from '../texts.ts';

export const ballotPending: Translation<typeof source> = {
  sending: 'Đang gửi bình chọn…',
  pending:
    'Phiếu của bạn đã được lưu trên thiết bị này nhưng chưa được tính. Phiếu sẽ được gửi lại cho đến khi máy chủ phản hồi.',
  'pending.page':
    'Phiếu của bạn chưa được tính. Vui lòng không đóng trang này: phiếu sẽ được gửi lại cho đến khi máy chủ phản hồi.',
  'pending.later': 'Lần gửi tiếp theo: {time}',
  'try-now': 'Gửi lại ngay',
  stopped: 'Phiếu của bạn chưa được tính vì máy chủ từ chối. Phiếu vẫn được lưu trên thiết bị này.',
};
