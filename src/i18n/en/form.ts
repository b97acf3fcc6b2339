import type { Texts } from '../texts.ts';

/** Texts of forms with text fields: surveys, and a comment on a vote. */
export const form = {
  required: '(required)',
  optional: '(optional)',
  'characters-left': { one: '{count} character left', other: '{count} characters left' },
  'characters-over': { one: '{count} character too many', other: '{count} characters too many' },
  privacy: 'What you write is not published. Please do not write names, phone numbers or identity numbers.',
} satisfies Texts;
