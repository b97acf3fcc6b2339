import { expect } from '@open-wc/testing';
import { CivicError } from '../../src/errors.ts';
import { parseSurvey, surveyPhase, type Survey } from '../../src/survey/index.ts';
import { RATES, surveyWire } from './surveys.ts';

const q = (changes: object) => ({ id: 'q', title: 'Q', required: false, ...changes });
const one = (changes: object, before: object[] = []) =>
  parseSurvey({ title: 'S', questions: [...before, q(changes)] }).questions.at(-1);

describe('parseSurvey', () => {
  it('reads a survey as it was sent, from an object, text, bytes, and text with a byte order mark', () => {
    const wire = surveyWire({
      description: 'D',
      thanks: 'T',
      privacy: { text: 'P', url: 'https://a.example/privacy' },
    });
    const text = JSON.stringify(wire);
    for (const body of [wire, text, new TextEncoder().encode(text), `\uFEFF${text}`])
      expect(parseSurvey(body)).to.deep.equal(wire);
  });

  describe('reads a question', () => {
    const choice = { kind: 'single', options: RATES };
    for (const [what, wire, read] of [
      ['text, with the usual length', { kind: 'text' }, { kind: 'text', max_length: 1000 }],
      ['text, at most 5000', { kind: 'text', max_length: 1e6 }, { kind: 'text', max_length: 5000 }],
      ['number, with its bounds', { kind: 'number', min: 0, max: 5 }, { kind: 'number', min: 0, max: 5 }],
      ['number, without bounds that exclude all', { kind: 'number', min: 5, max: 0, step: 0 }, { kind: 'number' }],
      ['number, bounds that are none', { kind: 'number', min: '1', step: -1 }, { kind: 'number' }],
      [
        'multiple, bounds within the options',
        { kind: 'multiple', options: RATES, min_choices: 9, max_choices: 9 },
        { kind: 'multiple', options: RATES, min_choices: 3, max_choices: 3 },
      ],
      [
        'multiple, bounds the right way round',
        { kind: 'multiple', options: RATES, min_choices: 2, max_choices: 1 },
        { kind: 'multiple', options: RATES, min_choices: 2, max_choices: 2 },
      ],
      ['single, without bounds', { ...choice, min_choices: 2 }, choice],
      [
        'options told apart, and none by its id',
        { kind: 'rating', options: [RATES[0], RATES[0], { id: 'x' }, null, 'y', { title: 'z' }] },
        { kind: 'rating', options: [RATES[0]] },
      ],
      ['required only when it says so', { ...choice, required: 'yes' }, choice],
      ['no condition on what is unknown', { ...choice, when: { question: 'gone', is: ['a'] } }, choice],
      ['no condition without answers', { ...choice, when: { question: 'before', is: [] } }, choice],
      ['no condition on itself', { ...choice, when: { question: 'q', is: ['good'] } }, choice],
      ['no condition on words', { ...choice, when: { question: 'words', is: ['good'] } }, choice],
      [
        'a condition of one answer',
        { ...choice, when: { question: 'before', is: 'good' } },
        { ...choice, when: { question: 'before', is: ['good'] } },
      ],
    ] as [string, object, object][])
      it(what, () => {
        const before = [
          { id: 'before', title: 'B', ...choice },
          { id: 'words', title: 'W', kind: 'text' },
        ];
        expect(one(wire, before)).to.deep.equal(q(read));
      });
  });

  describe('leaves out a question that can’t be shown, and refuses one that is required', () => {
    for (const wire of [
      { kind: 'ranking', options: RATES },
      { kind: 'single' },
      { kind: 'single', options: [{ id: 'a' }] },
      { kind: 'rating', options: 'abc' },
      { kind: 'grid', options: RATES },
      { kind: 'grid', rows: RATES },
      { kind: 'text', title: ' ' },
      { kind: 'text', id: null },
      { kind: ['text'] },
    ])
      it(JSON.stringify(wire), () => {
        expect(one(wire)).to.equal(undefined);
        expect(() => one({ ...wire, required: true }))
          .to.throw(CivicError)
          .with.property('code', 'format');
      });
  });

  it('keeps the first of two questions with one id, and strange ids', () => {
    const wire = {
      title: 'S',
      questions: [q({ kind: 'text' }), q({ kind: 'number', required: true }), q({ id: '__proto__', kind: 'text' })],
    };
    expect(parseSurvey(wire).questions.map(({ id, kind }) => [id, kind])).to.deep.equal([
      ['q', 'text'],
      ['__proto__', 'text'],
    ]);
  });

  it('refuses what no citizen could fill in, and anything that is no survey', () => {
    const many = (length: number) =>
      Array.from({ length }, (_, index) => ({ id: `i${index}`, title: 'T', kind: 'text' }));
    expect(parseSurvey({ questions: many(200) }).questions).to.have.length(200);
    for (const body of [
      ...['', '<html>', 'null', '[]', '{}', '{"questions":{}}'],
      { questions: many(201) },
      { questions: [q({ kind: 'single', options: many(101) })] },
    ])
      expect(() => parseSurvey(body, { url: 'https://a.example/s' }))
        .to.throw(CivicError)
        .that.includes({ code: 'format', url: 'https://a.example/s' });
  });

  it('reads what cannot be meant as not told', () => {
    const url = 'https://a.example/surveys/counter?x=1';
    const { id: _, ...rest } = surveyWire();
    const read = parseSurvey(
      { ...rest, opens_at: 'soon', expires_at: 5, answered: 1, thanks: {}, privacy: { url: 'javascript:alert(1)' } },
      { url },
    );
    expect(read).to.deep.equal(surveyWire());
    expect(parseSurvey({ ...rest, privacy: { url: '/rules' } }, { url }).privacy).to.deep.equal({
      url: 'https://a.example/rules',
    });
    expect(parseSurvey({ ...rest, title: 'x'.repeat(9999) }).title).to.have.length(1002);
  });

  it('lets the server say that the survey is over, and its date only where the server says nothing', () => {
    const now = Date.parse('2026-06-01T00:00:00Z');
    const expires_at = '2026-05-31T00:00:00Z';
    const of = (changes: object) => parseSurvey({ ...surveyWire(), ...changes }, { now });
    expect(of({ expires_at, expired: false }).expired).to.equal(false);
    expect(of({ expires_at, expired: undefined }).expired).to.equal(true);
    for (const [changes, phase] of [
      [{}, 'open'],
      [{ opens_at: '2026-06-02T00:00:00Z' }, 'upcoming'],
      [{ opens_at: '2026-05-02T00:00:00Z' }, 'open'],
      [{ expired: true, opens_at: '2026-06-02T00:00:00Z' }, 'closed'],
    ] as [Partial<Survey>, string][])
      expect(surveyPhase(surveyWire(changes), now)).to.equal(phase);
  });
});
