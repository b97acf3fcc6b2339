import type { Texts } from '../texts.ts';
import { offline } from './offline.ts';

export const shared = {
  ...offline,
  loading: 'Loading…',
  updated: 'Updated {time}',
  stale: 'Refresh failed, trying again · Updated {time}',
  'error.timeout': 'The server took too long to answer. Please try again.',
  'error.http': 'There is a problem with the server at the moment. Please try again later.',
  'error.format': 'The server’s answer cannot be read. Please try again later.',
  'error.too-large': 'The server’s answer is too large to show.',
  'error.blocked': 'This content cannot be loaded from here.',
  'error.not-found': 'This content is no longer available.',
  'new-tab': '(opens in a new tab)',
} satisfies Texts;
