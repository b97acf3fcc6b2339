import type { Texts } from '../texts.ts';

/** What must be there when nothing more can be loaded; it belongs to the room `shared`. */
export const offline = {
  retry: 'Try again',
  'error.network': 'The server cannot be reached. Please check your connection and try again.',
} satisfies Texts;
