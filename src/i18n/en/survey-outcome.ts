import type { Texts } from '../texts.ts';

/**
 * Faults in the answers, and what becomes of them; part of the namespace `survey`. Too few or too many choices are
 * `fault.few` and `fault.many` of choices.ts.
 */
export const surveyOutcome = {
  sending: 'Sending your answers…',
  faults: { one: '{count} answer needs your attention', other: '{count} answers need your attention' },
  'fault.required': 'Please answer this question.',
  'fault.rows': 'Please answer every row.',
  'fault.other': 'Please say what “Other” is.',
  'fault.long': {
    one: 'Please use no more than {count} character.',
    other: 'Please use no more than {count} characters.',
  },
  'fault.number': 'Please enter a number.',
  'fault.small': 'Please enter {min} or more.',
  'fault.large': 'Please enter {max} or less.',
  'fault.step': 'Please enter a number such as {low} or {high}.',
  thanks: 'Thank you. Your answers have been received.',
  pending: 'Your answers are saved on this device but not yet sent. They will be sent again until the server answers.',
  'pending.page':
    'Your answers are not yet sent. Please keep this page open: they will be sent again until the server answers.',
  'pending.later': 'Next attempt: {time}',
  'try-now': 'Try now',
  stopped: 'Your answers could not be sent: the server refused them. They are still saved on this device.',
  'refused.invalid': 'The server did not accept all answers. Please check them and send again.',
  'refused.closed': 'The survey had closed before your answers arrived. They were not counted.',
  'refused.answered': 'You have already answered this survey. These new answers were not counted.',
  restored: 'The answers that you had not yet sent are here again.',
  discard: 'Delete them and start again',
  print: 'Print',
  'your-answers': 'Your answers',
  'not-answered': 'Not answered',
  'next-person': 'Next person',
  waiting: {
    one: '{count} response is saved on this device and not yet sent.',
    other: '{count} responses are saved on this device and not yet sent.',
  },
} satisfies Texts;
