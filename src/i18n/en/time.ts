import type { Texts } from '../texts.ts';

/** How the language writes a moment; `moment-style` and `hour-style` are no texts but say which form `Intl` gives (see ../moments.ts). */
export const time = {
  moment: '{date} at {time}',
  clock: '{time}',
  'moment-style': 'long',
  'hour-style': 'clock',
} satisfies Texts;
