import type { Poll } from '../../src/poll/index.ts';

/** A poll as the `civic` protocol sends it; `changes` makes the case. */
export function pollWire(changes: Partial<Poll> = {}): Poll {
  return {
    id: 'mot-cua',
    question: 'Ông/bà đánh giá thái độ tiếp công dân của cán bộ bộ phận Một cửa thế nào?',
    options: [
      { id: 'tot', title: 'Tốt', votes_count: 120 },
      { id: 'kha', title: 'Khá', votes_count: 45 },
      { id: 'kem', title: 'Chưa tốt', votes_count: 8 },
    ],
    kind: 'single',
    min_choices: 1,
    max_choices: 1,
    opens_at: '2026-01-01T00:00:00Z',
    expires_at: null,
    expired: false,
    results: 'after-vote',
    votes_count: 173,
    voters_count: 173,
    voted: false,
    own_votes: [],
    allow_change: false,
    ...changes,
  };
}
