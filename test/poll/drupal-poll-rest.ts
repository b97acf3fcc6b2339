import type { Poll, PollProtocol } from '../../src/poll/index.ts';

interface Choices {
  raw_question: string;
  pid: string;
  user_vote: string | number | null;
  choices: { chid: number; name: string }[];
}

interface Votes {
  raw_question: string;
  pid: string;
  user_vote: string | number | null;
  total_votes: string | number;
  results: { choice: string; value: string | number }[];
}

/** Drupal's module poll_rest (drupal.org/project/poll_rest): `src` is `/api/v1/poll/1?query=choices`. */
export const drupalPollRest: PollProtocol = {
  name: 'drupal-poll-rest',

  matches: (document) => typeof document === 'object' && document !== null && 'raw_question' in document,

  parse(document, { previous }) {
    const { raw_question, pid, user_vote, ...rest } = document as Choices | Votes;
    const counts =
      'results' in rest ? new Map(rest.results.map(({ choice, value }) => [choice, Number(value)])) : undefined;
    // The document of votes knows the choices by name only: their ids are those of the poll that was read first.
    const options =
      'choices' in rest
        ? rest.choices.map(({ chid, name }) => ({ id: String(chid), title: name }))
        : (previous?.options ?? []);
    const voted = user_vote !== null;
    return {
      id: String(pid),
      question: raw_question,
      options: options.map(({ id, title }) => ({ id, title, votes_count: counts ? (counts.get(title) ?? 0) : null })),
      kind: 'single',
      min_choices: 1,
      max_choices: 1,
      opens_at: null,
      expires_at: null,
      expired: false,
      results: 'after-vote',
      votes_count: 'total_votes' in rest ? Number(rest.total_votes) : null,
      voters_count: null,
      voted,
      own_votes: voted ? [String(user_vote)] : [],
      allow_change: false,
    } satisfies Poll;
  },

  vote: ({ url, choices }) => ({ url: url.replace(/\?.*/, '?_format=json'), body: { chid: choices[0] } }),

  // Its answer to a vote is no poll: the poll and its votes are read again.
  answer: () => undefined,

  resultsUrl: (url) => url.replace('query=choices', 'query=votes'),
};
