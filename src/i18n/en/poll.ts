import type { Texts } from '../texts.ts';

/** What the ballot says; what comes after a vote is in ballot.ts, which loads later. */
export const poll = {
  heading: 'Poll',
  empty: 'There is nothing to vote on here at the moment.',
  vote: 'Vote',
  'choose.exactly': { one: 'Choose {count} answer.', other: 'Choose {count} answers.' },
  'choose.least': { one: 'Choose one answer or more.', other: 'Choose at least {count} answers.' },
  'choose.most': { one: 'Choose {count} answer.', other: 'Choose up to {count} answers.' },
  'choose.between': 'Choose {least} to {most} answers.',
  'chosen.of': '{chosen} of {most} chosen',
  'fault.none': 'Choose an answer, then vote.',
  'fault.few': {
    one: 'Choose at least {count} answer. You have chosen {chosen}.',
    other: 'Choose at least {count} answers. You have chosen {chosen}.',
  },
  'fault.many': {
    one: 'Choose no more than {count} answer. You have chosen {chosen}.',
    other: 'Choose no more than {count} answers. You have chosen {chosen}.',
  },
  opens: 'Voting opens on {time}.',
  until: 'Open until {time}',
  'closes-soon': 'Closes {time}',
  'show-results': 'See the results',
  'no-endpoint': 'Voting is not possible on this page.',
} satisfies Texts;
