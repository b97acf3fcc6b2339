import type { Texts } from '../texts.ts';

/**
 * What every widget needs from the start; it belongs to the namespace `shared`. The two styles are no words but say
 * which form `Intl` gives (see ../moments.ts): `moment-style` is `long` or `numeric`; `hour-style` is `hour` where
 * `Intl` names a full hour (“17 Uhr”) and `clock` where it gives a bare number.
 */
export const offline = {
  retry: 'Try again',
  'error.network': 'The server cannot be reached. Please check your connection and try again.',
  moment: '{date} at {time}',
  clock: '{time}',
  'moment-style': 'long',
  'hour-style': 'clock',
} satisfies Texts;
