import type { Texts } from '../texts.ts';

/** The state of the sea: waves and tide of a marine model. */
export const sea = {
  waves: 'Waves',
  swell: 'Swell',
  'water-temperature': 'Water temperature',
  level: 'Sea level',
  'high-tide': 'High tide',
  'low-tide': 'Low tide',
  notice: 'Computed by a model. Not for navigation.',
} satisfies Texts;
