import type { Texts } from '../texts.ts';

/**
 * What every widget says. The two styles are no words but say which form `Intl` gives (see ../moments.ts): `moment-style`
 * is `long` or `numeric`; `hour-style` is `hour` where `Intl` names a full hour (“17 Uhr”) and `clock` where it gives a bare
 * number.
 */
export const shared = {
  retry: 'Try again',
  'error.network': 'The server cannot be reached. Please check your connection and try again.',
  moment: '{date} at {time}',
  clock: '{time}',
  'moment-style': 'long',
  'hour-style': 'clock',
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
