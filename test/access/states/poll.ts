import {
  inTurn,
  json,
  never,
  notFound,
  problem,
  refused,
  type Answer,
  type Endpoint,
} from '../../../.storybook/endpoints.ts';
import type { Poll } from '../../../src/poll/model.ts';
import { counted, hidden, multiple as multiplePoll, poll as singlePoll } from '../../../stories/data/poll/polls.ts';
import { NOW, type State } from '../page.ts';
import { presses, reloaded, votes } from './acts.ts';

export function pollStates(): State[] {
  const poll = (
    name: string,
    given: Poll | object,
    more: Partial<State> & { attributes?: string; vote?: Endpoint } = {},
  ): State => {
    const { attributes = '', vote = countedAt(given as Poll), ...rest } = more;
    return {
      name: `poll-${name}`,
      body: `<citizen-poll src="/polls/mot-cua" ${attributes}></citizen-poll>`,
      endpoints: { '/polls/mot-cua': json(given), 'POST /polls/mot-cua/votes': vote },
      shows: '.option',
      ...rest,
    };
  };
  const note = '.note .message';
  const answered = { act: votes, shows: '.answer' };
  return [
    poll('choices', single()),
    poll('chosen', single(), {
      act: (widget) => widget.getByRole('radio').nth(1).check({ force: true }),
      shows: ':checked',
    }),
    poll('rating', rating()),
    poll('multiple', multiple()),
    poll('buttons', single(), { attributes: 'layout="buttons"' }),
    poll('rating-buttons', rating(), { attributes: 'layout="buttons"' }),
    poll('nothing-chosen', single(), { act: presses('[part=submit]'), shows: '.fault:not(:empty)' }),
    poll('too-few', multiple(), { act: votes, shows: '.fault:not(:empty)' }),
    poll('sending', single(), { vote: never, act: votes, shows: '.note p' }),
    poll('voted', single(), answered),
    poll('voted-before', { ...counted(single(), 'hai-long') }, { shows: '.answer' }),
    poll('voted-multiple', { ...multiple(), voted: true, own_votes: ['ho-tich', 'cu-tru'] }, { shows: '.answer' }),
    poll('table', closed(), {
      act: presses('.actions .tool:last-child'),
      shows: '.answer table',
    }),
    poll('sorted', closed(), { act: presses('.actions .tool'), shows: '[aria-pressed=true]' }),
    poll('results-always', single({ results: 'always' })),
    poll('peeking', single({ results: 'always' }), {
      act: presses('.actions .button:not(.primary)'),
      shows: '.result',
    }),
    poll(
      'change',
      { ...counted(single({ allow_change: true }), 'hai-long') },
      { act: presses('.actions .button'), shows: '.option :checked' },
    ),
    poll('closed', closed(), { shows: '.result' }),
    poll('upcoming', single({ opens_at: at(3) }), { shows: '.answer' }),
    poll('closing-soon', single({ expires_at: at(0.14) })),
    poll('hidden-until-close', hidden(single({ results: 'after-close' })), answered),
    poll('hidden-for-ever', hidden(single({ results: 'never' })), answered),
    poll(
      'no-votes',
      {
        ...single({ results: 'always' }),
        options: single().options.map((option) => ({ ...option, votes_count: 0 })),
        votes_count: 0,
        voters_count: 0,
      },
      {
        act: presses('.actions .button:not(.primary)'),
        shows: '.result',
      },
    ),
    // Not so soon that the next try falls into what is looked at, nor so late that its time is said.
    poll('not-yet-counted', single(), {
      vote: problem(503, 'busy', { headers: { 'Retry-After': '9' } }),
      act: votes,
      shows: note,
    }),
    poll('busy', single(), {
      vote: problem(429, 'too-many', { headers: { 'Retry-After': '120' } }),
      act: votes,
      shows: note,
    }),
    poll('turned-away', single(), { vote: problem(403, 'blocked'), act: votes, shows: note }),
    poll('already-voted', single(), { vote: problem(409, 'already-voted'), act: votes, shows: note }),
    poll('closed-too-late', single(), {
      endpoints: {
        '/polls/mot-cua': inTurn(json(single()), json(closed())),
        'POST /polls/mot-cua/votes': problem(410, 'closed'),
      },
      act: votes,
      shows: note,
    }),
    poll('invalid', single(), { vote: problem(422, 'invalid'), act: votes, shows: note }),
    poll('wrong-code', single(), { ...CODED, vote: problem(422, 'invalid'), act: votes, shows: note }),
    poll('used-code', single(), { ...CODED, vote: problem(409, 'already-voted'), act: votes, shows: note }),
    poll('kiosk', rating(), { attributes: 'kiosk' }),
    poll('kiosk-thanks', rating(), { attributes: 'kiosk kiosk-reset="60"', act: votes, shows: '.thanks' }),
    poll('kiosk-offline', rating(), {
      attributes: 'kiosk kiosk-reset="60"',
      vote: refused(),
      act: votes,
      shows: '.note .quiet',
    }),
    poll('long', single({ options: LONG, votes_count: 1_250_440, voters_count: 1_250_440 })),
    poll(
      'long-results',
      { ...closed(), options: LONG, votes_count: 1_250_440, voters_count: 1_250_440 },
      { shows: '.result' },
    ),
    poll('given-by-page', single(), {
      body: `<citizen-poll><script type="application/json">${JSON.stringify(single())}</script></citizen-poll>`,
    }),
    poll('loading', single(), { endpoints: { '/polls/mot-cua': never }, shows: '.skeleton' }),
    poll('empty', single({ options: [] }), { shows: '.message' }),
    poll('not-found', single(), { endpoints: { '/polls/mot-cua': notFound }, shows: '.message.error' }),
    poll('stale', single(), {
      endpoints: { '/polls/mot-cua': inTurn(json(closed()), notFound()) },
      act: reloaded,
      shows: '.stale',
    }),
  ];
}

const CODED = { body: '<citizen-poll src="/polls/mot-cua?code=7KQM-3XZA-P9TD"></citizen-poll>' };

function at(days: number): string {
  return new Date(NOW.getTime() + days * 86_400_000).toISOString();
}

function single(changes: Partial<Poll> = {}): Poll {
  return singlePoll({ opens_at: at(-10), expires_at: at(20), ...changes });
}

function rating(): Poll {
  return single({ kind: 'rating' });
}

function multiple(): Poll {
  return multiplePoll({ opens_at: at(-10), expires_at: at(20), min_choices: 2 });
}

function closed(): Poll {
  return single({ expired: true, opens_at: at(-40), expires_at: at(-10) });
}

function countedAt(poll: Poll): Endpoint {
  return async (request: Request): Promise<Answer> => {
    const { choices } = (await request.json()) as { choices: string[] };
    return json(counted(poll, choices[0] ?? ''));
  };
}

const LONG = [
  {
    id: 'a',
    title:
      'Mở thêm quầy tiếp nhận hồ sơ vào buổi tối thứ Ba và thứ Năm hằng tuần cho người đi làm không thể đến trong giờ hành chính',
    votes_count: 1_250_433,
  },
  {
    id: 'b',
    title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    votes_count: 7,
  },
  { id: 'c', title: 'Ễ Ộ Ặ Ỷ Ẫ Ẩ Ữ Ỗ', votes_count: 0 },
];
