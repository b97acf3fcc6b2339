import type { Texts } from '../texts.ts';

/** Asked before a text is sent that seems to name a person; part of the namespace `form`. */
export const formFound = {
  'found.phone': 'This looks like a phone number.',
  'found.identity': 'This looks like an identity number.',
  'found.email': 'This looks like an e-mail address.',
  'found.ask': 'Send it anyway?',
  'send-anyway': 'Send anyway',
  edit: 'Change the text',
} satisfies Texts;
