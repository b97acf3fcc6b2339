import type { Texts } from '../texts.ts';

/** Official weather warnings (CAP 1.2). */
export const warnings = {
  'severity.extreme': 'Extreme danger',
  'severity.severe': 'Severe danger',
  'severity.moderate': 'Warning',
  'severity.minor': 'Advisory',
  'severity.unknown': 'Warning',
  from: 'From {time}',
  until: 'Until {time}',
  details: 'What to expect and what to do',
  source: 'Read the official warning',
} satisfies Texts;
