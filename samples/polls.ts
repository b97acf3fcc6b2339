import type { Poll } from '../src/poll/index.ts';

const DAY = 86_400_000;
const at = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** The ward's question of the seed page, with five steps and their counts. */
export function poll(changes: Partial<Poll> = {}): Poll {
  const options = [
    { id: 'rat-hai-long', title: 'Rất hài lòng', votes_count: 812 },
    { id: 'hai-long', title: 'Hài lòng', votes_count: 1045 },
    { id: 'binh-thuong', title: 'Bình thường', votes_count: 233 },
    { id: 'khong-hai-long', title: 'Không hài lòng', votes_count: 61 },
    { id: 'rat-khong-hai-long', title: 'Rất không hài lòng', votes_count: 18 },
  ];
  return {
    id: 'mot-cua',
    question: 'Bạn đánh giá thế nào về thái độ phục vụ của công chức Trung tâm Phục vụ hành chính công phường?',
    options,
    kind: 'single',
    min_choices: 1,
    max_choices: 1,
    opens_at: at(-10),
    expires_at: at(20),
    expired: false,
    results: 'after-vote',
    votes_count: 2169,
    voters_count: 2169,
    voted: false,
    own_votes: [],
    allow_change: false,
    ...changes,
  };
}

export const rating = (changes: Partial<Poll> = {}): Poll => poll({ kind: 'rating', ...changes });

export const multiple = (changes: Partial<Poll> = {}): Poll =>
  poll({
    question: 'Phường nên mở thêm dịch vụ nào vào buổi tối?',
    description: 'Phiếu ẩn danh. Kết quả được gửi tới Ủy ban nhân dân phường.',
    kind: 'multiple',
    max_choices: 3,
    options: [
      { id: 'ho-tich', title: 'Hộ tịch, chứng thực', votes_count: 640 },
      { id: 'cu-tru', title: 'Đăng ký cư trú', votes_count: 512 },
      { id: 'dat-dai', title: 'Đất đai, xây dựng', votes_count: 388 },
      { id: 'bhxh', title: 'Bảo hiểm, trợ cấp', votes_count: 207 },
    ],
    votes_count: 1747,
    voters_count: 903,
    ...changes,
  });

/** The same poll after the citizen's vote, as the server answers. */
export function counted(before: Poll, choice: string): Poll {
  return {
    ...before,
    options: before.options.map((option) =>
      option.id === choice && option.votes_count !== null ? { ...option, votes_count: option.votes_count + 1 } : option,
    ),
    votes_count: before.votes_count === null ? null : before.votes_count + 1,
    voters_count: before.voters_count === null ? null : before.voters_count + 1,
    voted: true,
    own_votes: [choice],
  };
}

/** Counts that the server keeps to itself. */
export const hidden = (from: Poll): Poll => ({
  ...from,
  options: from.options.map((option) => ({ ...option, votes_count: null })),
  votes_count: null,
  voters_count: null,
});

export const upcoming = (): Poll => poll({ opens_at: at(3) });
export const closingSoon = (): Poll => poll({ expires_at: at(0.14) });
export const closed = (): Poll => poll({ expired: true, opens_at: at(-40), expires_at: at(-10) });
export const unvoted = (): Poll =>
  poll({
    results: 'always',
    options: poll().options.map((option) => ({ ...option, votes_count: 0 })),
    votes_count: 0,
    voters_count: 0,
  });

export const long = (): Poll =>
  poll({
    options: [
      {
        id: 'a',
        title:
          'Mở thêm quầy tiếp nhận hồ sơ vào buổi tối thứ Ba và thứ Năm hằng tuần cho người đi làm không thể đến trong giờ hành chính, kể cả hồ sơ đất đai và hộ tịch',
        votes_count: 1_250_433,
      },
      {
        id: 'b',
        title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        votes_count: 7,
      },
      { id: 'c', title: 'Không', votes_count: 0 },
    ],
    votes_count: 1_250_440,
    voters_count: 1_250_440,
  });

/** A Mastodon Poll entity as its server sends it. */
export const mastodon = {
  id: '34830',
  expires_at: at(5),
  expired: false,
  multiple: false,
  votes_count: 10,
  voters_count: null,
  voted: false,
  own_votes: [],
  options: [
    { title: 'Đồng ý', votes_count: 6 },
    { title: 'Không đồng ý', votes_count: 4 },
  ],
  emojis: [],
};
