import type { formFound as source } from '../en/form-found.ts';
import type { Translation } from '../texts.ts';

export const formFound: Translation<typeof source> = {
  'found.phone': 'Nội dung này giống như có số điện thoại.',
  'found.identity': 'Nội dung này giống như có số giấy tờ tùy thân.',
  'found.email': 'Nội dung này giống như có địa chỉ thư điện tử.',
  'found.ask': 'Bạn vẫn muốn gửi?',
  'send-anyway': 'Vẫn gửi',
  edit: 'Sửa nội dung',
};
