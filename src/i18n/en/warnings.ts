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
  /** The title comes last: the widget draws it apart. */
  'severity.of': '{severity}: {title}',
  period: 'From {from} until {to}',
  sent: 'Issued: {time}',
  'was-updated': 'Updated: {time}',
  areas: 'Areas: {areas}',
  instruction: 'What to do',
  sender: 'Issued by: {name}',
} satisfies Texts;
