import type { Texts } from '../texts.ts';

/**
 * A survey's form; what becomes of the answers is in survey-outcome.ts. How many answers to choose is said by `choose.…`
 * of choices.ts.
 */
export const survey = {
  heading: 'Survey',
  empty: 'There is no survey here at the moment.',
  'no-endpoint': 'Answers cannot be sent from this page.',
  step: 'Step {step} of {total}',
  next: 'Next',
  back: 'Back',
  send: 'Send answers',
  other: 'Other',
  specify: 'Please specify',
  opens: 'The survey opens on {time}.',
  until: 'Open until {time}',
  closed: 'The survey is closed.',
  answered: 'You have already answered this survey.',
  restart: 'Start again',
  'about-privacy': 'How your answers are used',
} satisfies Texts;
