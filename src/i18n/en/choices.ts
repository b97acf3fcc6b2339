import type { Texts } from '../texts.ts';

/** Texts of questions with several choices, of polls and surveys; part of the namespace `poll`. */
export const choices = {
  'choose.exactly': { one: 'Choose {count} answer.', other: 'Choose {count} answers.' },
  'choose.least': { one: 'Choose one answer or more.', other: 'Choose at least {count} answers.' },
  'choose.most': { one: 'Choose {count} answer.', other: 'Choose up to {count} answers.' },
  'choose.between': 'Choose {least} to {most} answers.',
  'chosen.of': '{chosen} of {most} chosen',
  'fault.few': {
    one: 'Choose at least {count} answer. You have chosen {chosen}.',
    other: 'Choose at least {count} answers. You have chosen {chosen}.',
  },
  'fault.many': {
    one: 'Choose no more than {count} answer. You have chosen {chosen}.',
    other: 'Choose no more than {count} answers. You have chosen {chosen}.',
  },
  comment: 'Your comment',
} satisfies Texts;
