import type { Texts } from '../texts.ts';

/** What is said of a vote before the server has answered: there at the press. Part of the namespace `ballot`. */
export const ballotPending = {
  sending: 'Sending your vote…',
  pending: 'Your vote is recorded on this device but not yet counted. It will be sent again until the server answers.',
  'pending.page':
    'Your vote is not yet counted. Please keep this page open: it will be sent again until the server answers.',
  'pending.later': 'Next attempt: {time}',
  'try-now': 'Try now',
  stopped: 'Your vote could not be counted: the server refused it. It is still recorded on this device.',
} satisfies Texts;
