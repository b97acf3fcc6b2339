import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { CivicError } from '../../src/errors.ts';
import {
  hasCounts,
  maySeeResults,
  parsePoll,
  phaseOf,
  readPoll,
  stricterResults,
  type Poll,
} from '../../src/poll/index.ts';
import { fits } from '../../src/poll/model.ts';
import { pollWire } from './polls.ts';

const MASTODON = {
  id: '34830',
  expires_at: '2026-12-05T04:05:08.302Z',
  expired: false,
  multiple: true,
  votes_count: 10,
  voters_count: 7,
  voted: true,
  own_votes: [1],
  options: [
    { title: 'accept', votes_count: 6 },
    { title: 'deny', votes_count: 4 },
  ],
  emojis: [],
};

function refused(body: unknown, options = {}): CivicError {
  try {
    parsePoll(body as object, options);
  } catch (error) {
    expect(error).to.be.instanceOf(CivicError);
    return error as CivicError;
  }
  throw new Error('was read');
}

describe('parsePoll', () => {
  it('reads a civic poll as it was sent, from an object, text, bytes, and text with a byte order mark', () => {
    const wire = pollWire({ description: 'Phiếu ẩn danh' });
    const text = JSON.stringify(wire);
    for (const body of [
      wire,
      text,
      new TextEncoder().encode(text),
      new TextEncoder().encode(text).buffer,
      `\uFEFF${text}`,
    ]) {
      expect(parsePoll(body)).to.deep.equal(wire);
    }
  });

  it('reads a Mastodon poll as it is: options by their place, own votes as ids', () => {
    expect(parsePoll(MASTODON)).to.deep.equal({
      id: '34830',
      question: '',
      options: [
        { id: '0', title: 'accept', votes_count: 6 },
        { id: '1', title: 'deny', votes_count: 4 },
      ],
      kind: 'multiple',
      min_choices: 1,
      max_choices: 2,
      opens_at: null,
      expires_at: '2026-12-05T04:05:08.302Z',
      expired: false,
      results: 'after-vote',
      votes_count: 10,
      voters_count: 7,
      voted: true,
      own_votes: ['1'],
      allow_change: false,
    } satisfies Poll);
  });

  it('keeps hidden counts apart from zero', () => {
    const hidden = parsePoll({
      ...MASTODON,
      votes_count: null,
      options: [{ title: 'a', votes_count: null }, { title: 'b' }],
    });
    expect(hidden.options.map((option) => option.votes_count)).to.deep.equal([null, null]);
    expect(hidden.votes_count).to.equal(null);
    expect(hasCounts(hidden)).to.equal(false);
    expect(hasCounts(parsePoll(pollWire({ options: [{ id: 'a', title: 'A', votes_count: 0 }] })))).to.equal(true);
  });

  it('adds the votes up where the total is not told', () => {
    expect(parsePoll({ ...pollWire(), votes_count: undefined }).votes_count).to.equal(173);
    expect(parsePoll({ ...pollWire(), votes_count: 200 }).votes_count).to.equal(200);
    const options = [{ title: 'a', votes_count: 3 }, { title: 'b' }];
    expect(parsePoll({ question: 'Q', options })).to.include({ votes_count: null });
    expect(hasCounts(parsePoll({ question: 'Q', options }))).to.equal(false);
  });

  it('reads counts as whole numbers or their digits, and none else', () => {
    const of = (votes_count: unknown) =>
      parsePoll({ question: 'Q', options: [{ title: 'a', votes_count }] }).votes_count;
    for (const [value, count] of [
      [0, 0],
      ['007', 7],
      [1e13, 1e13],
      [1e13 + 2, null],
      [-1, null],
      [1.5, null],
      ['1.5', null],
      [' 1', null],
      ['1 ', null],
      ['', null],
      [true, null],
      [['1'], null],
    ] as const)
      expect(of(value), JSON.stringify(value)).to.equal(count);
  });

  it('has one of three kinds; Mastodon’s word for it counts where there is none', () => {
    const of = (document: object) => parsePoll({ ...pollWire(), kind: undefined, ...document }).kind;
    for (const kind of ['single', 'multiple', 'rating']) expect(of({ kind, multiple: true })).to.equal(kind);
    expect(of({ multiple: true })).to.equal('multiple');
    expect(of({ multiple: 'yes' })).to.equal('single');
    expect(of({})).to.equal('single');
    expect(parsePoll({ ...pollWire(), allow_change: true }).allow_change).to.equal(true);
    expect(parsePoll({ ...pollWire(), allow_change: 1 }).allow_change).to.equal(false);
  });

  it('keeps the number of choices within what the poll has', () => {
    const of = (changes: object) => {
      const { min_choices, max_choices } = parsePoll({ ...pollWire(), ...changes });
      return [min_choices, max_choices];
    };
    expect(of({ kind: 'multiple', min_choices: 0, max_choices: 99 })).to.deep.equal([1, 3]);
    expect(of({ kind: 'multiple', min_choices: 3, max_choices: 2 })).to.deep.equal([3, 3]);
    expect(of({ kind: 'multiple', min_choices: '2', max_choices: null })).to.deep.equal([2, 3]);
    expect(of({ kind: 'multiple', min_choices: 1, max_choices: 2 })).to.deep.equal([1, 2]);
    expect(of({ kind: 'single', min_choices: 2, max_choices: 3 })).to.deep.equal([1, 1]);
    expect(of({ kind: 'rating', min_choices: -1, max_choices: 3 })).to.deep.equal([1, 1]);
  });

  it('lets the server say that the poll is over, and its date only where the server says nothing', () => {
    const now = Date.parse('2026-06-01T00:00:00Z');
    const past = '2026-05-31T00:00:00Z';
    expect(parsePoll(pollWire({ expires_at: past, expired: false }), { now }).expired).to.equal(false);
    expect(parsePoll({ ...pollWire({ expires_at: past }), expired: undefined }, { now }).expired).to.equal(true);
    expect(parsePoll({ ...pollWire({ expires_at: null }), expired: undefined }, { now }).expired).to.equal(false);
    const of = (expires_at: string) => parsePoll({ ...pollWire({ expires_at }), expired: undefined }, { now }).expired;
    expect(of('2026-06-01T00:00:00Z')).to.equal(true);
    expect(of('2026-06-01T00:00:01Z')).to.equal(false);
  });

  it('reads what cannot be meant as not told', () => {
    const poll = parsePoll({
      ...pollWire(),
      opens_at: 'soon',
      expires_at: 5,
      results: 'whenever',
      kind: 'ranked',
      voted: 'yes',
      own_votes: ['tot', 'gone', {}, null],
      votes_count: -4,
      voters_count: 1.5,
    });
    expect(poll).to.include({ opens_at: null, expires_at: null, results: 'after-vote', kind: 'single', voted: false });
    expect(poll).to.include({ votes_count: 173, voters_count: null });
    expect(poll.own_votes).to.deep.equal(['tot']);
  });

  it('keeps only options that can be shown and told apart', () => {
    const options = [
      null,
      'a',
      { id: 'x' },
      { title: '  ' },
      { id: 'y', title: 7, votes_count: '12' },
      { id: 'y', title: 'again' },
      { id: '__proto__', title: 'hostile', votes_count: Infinity },
      { title: 'by place' },
    ];
    expect(parsePoll({ question: 'Q', options }).options).to.deep.equal([
      { id: 'y', title: '7', votes_count: 12 },
      { id: '__proto__', title: 'hostile', votes_count: null },
      { id: '7', title: 'by place', votes_count: null },
    ]);
  });

  describe('reads titles as text, and never takes an id for one', () => {
    const hash = 'd41d8cd98f00b204e9800998ecf8427e';
    for (const [what, options, titles] of [
      ['titles', [{ id: hash, title: 'Có' }], ['Có']],
      [
        'html',
        [
          { id: hash, html: '<b>Có</b> &amp; không' },
          { id: 'b', html: 'Không' },
        ],
        ['Có & không', 'Không'],
      ],
      ['a title before html', [{ id: hash, title: 'Có <1>', html: 'x' }], ['Có <1>']],
      ['html beside an empty title', [{ id: hash, title: ' ', html: '<p>Có</p>' }], ['Có']],
      ['html that hides a script', [{ id: hash, html: 'Có<script>x()</script>' }], ['Có']],
      ['the options that have one', [{ id: hash }, { id: 'b', title: 'Không' }], ['Không']],
      ['no options at all', [], []],
      ['ids alone: a format error', [{ id: hash }, { id: 'b' }], undefined],
      ['numbers as ids alone: a format error', [{ id: 1 }, { id: 2 }], undefined],
      ['html without text: a format error', [{ id: hash, html: '<br>' }], undefined],
      ['texts instead of options: a format error', ['Có', 'Không'], undefined],
      ['titles that are no text: a format error', [{ id: hash, title: { vi: 'Có' } }], undefined],
    ] as [string, unknown[], string[] | undefined][]) {
      it(what, async () => {
        for (const document of [{ question: 'Q', options }, { options }]) {
          if (titles) {
            expect(parsePoll(document).options.map(({ title }) => title)).to.deep.equal(titles);
            expect(await readPoll(document)).to.deep.equal(parsePoll(document));
          } else {
            expect(refused(document)).to.include({ code: 'format', message: 'no option of the poll has a title' });
            const error = await readPoll(document).catch((reason: unknown) => reason);
            expect(error).to.be.instanceOf(CivicError).and.to.include({ code: 'format' });
          }
        }
      });
    }

    it('those of the poll that was read before, where a second document has none', () => {
      const previous = parsePoll({ question: 'Q', options: [{ id: hash, html: 'Có' }] });
      const counts = { question: 'Q', options: [{ id: hash, votes_count: 3 }] };
      expect(parsePoll(counts, { previous }).options).to.deep.equal([{ id: hash, title: 'Có', votes_count: 3 }]);
    });
  });

  it('says whether a comment is asked for, and how long it may be', () => {
    for (const [comment, read] of [
      [undefined, undefined],
      [false, undefined],
      ['yes', undefined],
      [null, undefined],
      [[], undefined],
      [true, { max_length: 500 }],
      [{}, { max_length: 500 }],
      [
        { title: ' Why? ', max_length: 200 },
        { title: 'Why?', max_length: 200 },
      ],
      [
        { title: 5, max_length: '80' },
        { title: '5', max_length: 80 },
      ],
      [{ title: {}, max_length: 9000 }, { max_length: 500 }],
      [{ max_length: 0 }, { max_length: 1 }],
      [{ max_length: -1 }, { max_length: 500 }],
    ] as const)
      expect(parsePoll({ ...pollWire(), comment }).comment, JSON.stringify(comment)).to.deep.equal(read);
  });

  it('is not fooled by prototype keys', () => {
    const poll = parsePoll(
      '{"question":"Q","options":[{"id":"a","title":"A"}],"__proto__":{"voted":true,"expired":true}}',
    );
    expect(poll).to.include({ voted: false, expired: false });
    expect(({} as Record<string, unknown>)['voted']).to.equal(undefined);
  });

  it('takes the id from the address where the document has none', () => {
    const { id, ...rest } = pollWire();
    for (const end of ['?x=1', '', '/', '/?x=1', '#x'])
      expect(parsePoll(rest, { url: `https://a.example/polls/mot-cua${end}` }).id, end).to.equal(id);
    expect(parsePoll(rest, { url: '/' }).id).to.equal('');
    expect(parsePoll({ ...rest, id: 7 }, { url: '/polls/x' }).id).to.equal('7');
    expect(parsePoll({ ...rest, id: Infinity }, { url: '/polls/x' }).id).to.equal('x');
    expect(parsePoll(rest).id).to.equal('');
  });

  it('reads five thousand options in no noticeable time', () => {
    const options = Array.from({ length: 5000 }, (_, i) => ({ id: `o${i}`, title: `Option ${i}`, votes_count: i }));
    const start = performance.now();
    expect(parsePoll({ ...pollWire(), options, own_votes: options.map(({ id }) => id) }).options).to.have.length(5000);
    expect(performance.now() - start).to.be.below(1000);
  });

  it('refuses what is no poll with the code "format", the address and the cause', () => {
    for (const body of [
      '',
      '<html>',
      '[]',
      'null',
      '{}',
      '{"options":{}}',
      null,
      5,
      [],
      new Uint8Array([0xff, 0xfe]),
    ]) {
      expect(refused(body).code).to.equal('format');
    }
    expect(refused('<html>', { url: 'https://a.example/' })).to.include({ url: 'https://a.example/' });
    expect(refused('<html>').cause).to.be.instanceOf(SyntaxError);
    expect(refused(pollWire(), { format: 'gopher' }).message).to.contain('gopher');
  });

  it('throws nothing but CivicErrors and yields only well-formed polls, whatever it is given', () => {
    const poll = fc.record(
      {
        id: fc.anything(),
        question: fc.anything(),
        kind: fc.oneof(fc.constantFrom('single', 'multiple', 'rating'), fc.anything()),
        options: fc.oneof(
          fc.array(
            fc.oneof(fc.record({ id: fc.anything(), title: fc.anything(), votes_count: fc.anything() }), fc.anything()),
          ),
          fc.anything(),
        ),
        min_choices: fc.anything(),
        max_choices: fc.anything(),
        opens_at: fc.anything(),
        expires_at: fc.anything(),
        own_votes: fc.anything(),
        voters_count: fc.anything(),
      },
      { requiredKeys: ['options', 'question'] },
    );
    fc.assert(
      fc.property(fc.oneof(poll, fc.anything(), fc.json()), (body) => {
        let read: Poll;
        try {
          read = parsePoll(body as object);
        } catch (error) {
          expect(error).to.be.instanceOf(CivicError);
          return;
        }
        expect(read.question).to.be.a('string');
        for (const { id, title, votes_count } of read.options) {
          expect(id).to.be.a('string');
          expect(title).to.be.a('string').and.not.equal('');
          expect(votes_count === null || (Number.isInteger(votes_count) && votes_count >= 0)).to.equal(true);
        }
        expect(new Set(read.options.map(({ id }) => id)).size).to.equal(read.options.length);
        expect(read.min_choices).to.be.at.least(1).and.at.most(read.max_choices);
        for (const time of [read.opens_at, read.expires_at])
          expect(time === null || !Number.isNaN(Date.parse(time))).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a poll', () => {
  const now = Date.parse('2026-06-01T12:00:00Z');

  it('is not yet open, open, or closed by the server’s word', () => {
    expect(phaseOf(pollWire({ opens_at: '2026-06-02T00:00:00Z' }), now)).to.equal('upcoming');
    expect(phaseOf(pollWire({ opens_at: null }), now)).to.equal('open');
    expect(phaseOf(pollWire({ opens_at: '2026-06-01T12:00:00Z' }), now)).to.equal('open');
    expect(phaseOf(pollWire({ expires_at: '2026-06-01T11:00:00Z' }), now)).to.equal('open');
    expect(phaseOf(pollWire({ expired: true, opens_at: '2026-06-02T00:00:00Z' }), now)).to.equal('closed');
  });

  it('takes choices that it has, as many as it takes', () => {
    const poll = pollWire({ kind: 'multiple', min_choices: 2, max_choices: 2 });
    expect(fits(poll, ['tot', 'kem'])).to.equal(true);
    for (const choices of [[], ['tot'], ['tot', 'kha', 'kem'], ['tot', 'gone'], ['gone', 'lost']])
      expect(fits(poll, choices), choices.join()).to.equal(false);
    expect(fits(pollWire(), ['tot'])).to.equal(true);
  });

  it('shows results by the stricter of two policies', () => {
    expect(stricterResults('always', 'after-vote')).to.equal('after-vote');
    expect(stricterResults('never', 'always')).to.equal('never');
    expect(stricterResults('after-close', 'after-vote')).to.equal('after-close');
    expect(stricterResults('after-vote', undefined)).to.equal('after-vote');
  });

  it('shows them when the policy says so', () => {
    const table = (['always', 'after-vote', 'after-close', 'never'] as const).map((policy) =>
      [
        maySeeResults(policy, 'open', false),
        maySeeResults(policy, 'open', true),
        maySeeResults(policy, 'closed', false),
      ].map(Number),
    );
    expect(table).to.deep.equal([
      [1, 1, 1],
      [0, 1, 1],
      [0, 0, 1],
      [0, 0, 0],
    ]);
  });
});
