import type { choices as source } from '../en/choices.ts';
import type { Translation } from '../texts.ts';

export const choices: Translation<typeof source> = {
  'choose.exactly': { other: 'Chọn {count} phương án.' },
  'choose.least': { other: 'Chọn ít nhất {count} phương án.' },
  'choose.most': { other: 'Chọn tối đa {count} phương án.' },
  'choose.between': 'Chọn từ {least} đến {most} phương án.',
  'chosen.of': 'Đã chọn {chosen} (tối đa {most})',
  'fault.few': { other: 'Vui lòng chọn ít nhất {count} phương án. Bạn mới chọn {chosen}.' },
  'fault.many': { other: 'Vui lòng chọn tối đa {count} phương án. Bạn đã chọn {chosen}.' },
  comment: 'Ý kiến của bạn',
};
