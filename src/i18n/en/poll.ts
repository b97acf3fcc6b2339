import type { Texts } from '../texts.ts';

/** Texts of the form; those after a vote are in ballot.ts. */
export const poll = {
  heading: 'Poll',
  empty: 'There is nothing to vote on here at the moment.',
  vote: 'Vote',
  'fault.none': 'Choose an answer, then vote.',
  opens: 'Voting opens on {time}.',
  until: 'Open until {time}',
  'closes-soon': 'Closes {time}',
  'show-results': 'See the results',
  'no-endpoint': 'Voting is not possible on this page.',
} satisfies Texts;
