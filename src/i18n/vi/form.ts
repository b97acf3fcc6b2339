import type { form as source } from '../en/form.ts';
import type { Translation } from '../texts.ts';

export const form: Translation<typeof source> = {
  required: '(bắt buộc)',
  optional: '(không bắt buộc)',
  'characters-left': { other: 'Còn {count} ký tự' },
  'characters-over': { other: 'Thừa {count} ký tự' },
  privacy:
    'Nội dung bạn viết sẽ không được công khai. Vui lòng không ghi họ tên, số điện thoại hay số giấy tờ tùy thân.',
};
