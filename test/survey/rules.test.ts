import { expect } from '@open-wc/testing';
import {
  cleanAnswers,
  looksPersonal,
  shownQuestions,
  surveyFaults,
  surveySteps,
  type SurveyAnswers,
} from '../../src/survey/index.ts';
import { question, surveyWire } from './surveys.ts';

const survey = surveyWire();
const FULL: SurveyAnswers = { came: 'birth', mood: 'good', parts: { wait: 'good', room: 'fair' } };

describe('which questions show', () => {
  const always = ['came', 'mood', 'parts', 'visits'];
  for (const [what, answers, more] of [
    ['no answers', {}, []],
    ['an answer that asks for nothing', { came: 'birth' }, []],
    ['an answer that asks for more', { came: 'land' }, ['papers']],
    ['own words', { came: { other: 'x' } }, ['papers']],
    ['own words not yet written', { came: { other: '' } }, []],
    ['a choice that the question doesn’t have', { came: 'gone' }, []],
    ['two answers that ask for more', { came: 'land', mood: 'poor' }, ['papers', 'why']],
    ['an answer that is none', { came: ['land'], mood: { poor: 'poor' } }, ['papers']],
  ] as [string, SurveyAnswers, string[]][])
    it(what, () => {
      const ids = shownQuestions(survey, answers).map(({ id }) => id);
      expect(ids).to.have.members([...always, ...more]);
      expect(ids).to.deep.equal(survey.questions.map(({ id }) => id).filter((id) => ids.includes(id)));
    });

  it('an answer to a question that doesn’t show asks for nothing', () => {
    const chain = surveyWire({
      questions: [question('came'), { ...question('mood'), when: { question: 'came', is: ['land'] } }, question('why')],
    });
    const ids = (came: string) => shownQuestions(chain, { came, mood: 'poor' }).map(({ id }) => id);
    expect(ids('birth')).to.deep.equal(['came']);
    expect(ids('land')).to.deep.equal(['came', 'mood', 'why']);
  });

  it('in steps: those that follow each other with one section, and no step without a question', () => {
    const steps = (answers: SurveyAnswers, of = survey) =>
      surveySteps(of, answers).map(({ section, questions }) => [section, questions.length]);
    expect(steps({})).to.deep.equal([
      ['Visit', 1],
      ['Service', 2],
      [undefined, 1],
    ]);
    expect(steps({ came: 'land', mood: 'poor' })).to.deep.equal([
      ['Visit', 2],
      ['Service', 3],
      [undefined, 1],
    ]);
    const apart = surveyWire({
      questions: [question('came'), { ...question('why'), section: 'Why' }, question('papers')],
    });
    expect(steps({}, apart)).to.deep.equal([['Visit', 1]]);
  });
});

describe('what is wrong with an answer', () => {
  for (const [id, answer, fault] of [
    ['came', undefined, { code: 'required' }],
    ['came', 'birth', undefined],
    ['came', 'gone', { code: 'unknown-choice' }],
    ['came', { other: ' ' }, { code: 'other-empty' }],
    ['came', { other: 'Marriage' }, undefined],
    ['came', { other: 'x'.repeat(201) }, { code: 'too-long', max: 200 }],
    ['came', ['birth', 'land'], { code: 'too-many', max: 1 }],
    ['came', ['birth', { other: 'x' }], { code: 'too-many', max: 1 }],
    ['papers', undefined, undefined],
    ['papers', [], undefined],
    ['papers', ['good'], undefined],
    ['papers', ['good', 'fair', 'poor'], { code: 'too-many', max: 2 }],
    ['papers', ['good', { other: 'x' }], { code: 'unknown-choice' }],
    ['mood', undefined, { code: 'required' }],
    ['mood', { other: 'x' }, { code: 'unknown-choice' }],
    ['mood', 'fair', undefined],
    ['parts', undefined, { code: 'required' }],
    ['parts', {}, { code: 'required' }],
    ['parts', { wait: 'good' }, { code: 'rows-missing', rows: ['room'] }],
    ['parts', { wait: 'good', room: 'gone' }, { code: 'unknown-choice' }],
    ['parts', { wait: 'good', room: 'fair', gone: 'good' }, { code: 'unknown-choice' }],
    ['parts', { wait: 'good', room: 'fair' }, undefined],
    ['why', '  ', { code: 'required' }],
    ['why', ` ${'x'.repeat(20)} `, undefined],
    ['why', 'x'.repeat(21), { code: 'too-long', max: 20 }],
    ['visits', undefined, undefined],
    ['visits', ' ', undefined],
    ['visits', '3', undefined],
    ['visits', 3, undefined],
    ['visits', 'three', { code: 'not-a-number' }],
    ['visits', '1e3', { code: 'not-a-number' }],
    ['visits', NaN, { code: 'not-a-number' }],
    ['visits', '0', { code: 'too-small', min: 1 }],
    ['visits', 11, { code: 'too-large', max: 10 }],
    ['visits', '2,5', { code: 'off-step', step: 1 }],
  ] as const)
    it(`${id}: ${JSON.stringify(answer)?.slice(0, 40)} → ${fault?.code ?? 'nothing'}`, () => {
      const answers = (answer === undefined ? {} : { [id]: answer }) as SurveyAnswers;
      expect(surveyFaults([question(id)], answers)).to.deep.equal(fault ? [{ question: id, ...fault }] : []);
    });

  for (const [changes, answer, code] of [
    [{ required: false }, { wait: 'good' }, undefined],
    [{ required: true, kind: 'multiple', min_choices: 2 }, ['good'], 'too-few'],
    [{ required: true, kind: 'multiple', min_choices: 2 }, [], 'required'],
    [{ kind: 'number', min: 0.1, step: 0.1 }, '0,3', undefined],
    [{ kind: 'number', step: 0.5 }, -1.5, undefined],
    [{ kind: 'number' }, '+1.25', undefined],
  ] as const)
    it(`${JSON.stringify(changes)}: ${JSON.stringify(answer)} → ${code ?? 'nothing'}`, () => {
      const { min: _, max: __, step: ___, ...visits } = question('visits') as unknown as Record<string, unknown>;
      const base = 'kind' in changes && changes.kind === 'number' ? visits : question('parts');
      const changed = { ...base, ...changes, id: 'q' } as ReturnType<typeof question>;
      expect(surveyFaults([changed], { q: answer as never }).map((fault) => fault.code)).to.deep.equal(
        code ? [code] : [],
      );
    });

  it('of all that show: a hidden question has no faults', () => {
    expect(surveyFaults(shownQuestions(survey, FULL), FULL)).to.deep.equal([]);
    const poor = { ...FULL, mood: 'poor' };
    expect(surveyFaults(shownQuestions(survey, poor), poor)).to.deep.equal([{ question: 'why', code: 'required' }]);
  });

  it('is not answered by what every object has', () => {
    const strange = { ...question('why'), id: 'toString' };
    expect(surveyFaults([strange], {})).to.deep.equal([{ question: 'toString', code: 'required' }]);
  });
});

describe('what is sent', () => {
  for (const [what, answers, sent] of [
    ['answers as they are', FULL, FULL],
    ['no answers to hidden questions', { ...FULL, papers: ['good'], why: 'x' }, FULL],
    ['those that show', { ...FULL, mood: 'poor', why: ' Slow ' }, { ...FULL, mood: 'poor', why: 'Slow' }],
    ['no empty answers', { ...FULL, mood: 'poor', why: ' ', visits: '' }, { ...FULL, mood: 'poor' }],
    [
      'nothing that the survey doesn’t have',
      { ...FULL, gone: 'x', parts: { wait: 'good', gone: 'fair', room: 'gone' } },
      { ...FULL, parts: { wait: 'good' } },
    ],
    ['numbers as numbers', { visits: ' 3 ' }, { visits: 3 }],
    ['own words', { came: { other: ' Marriage ' } }, { came: { other: 'Marriage' } }],
    ['no own words that are empty', { came: { other: ' ' }, parts: {} }, {}],
    [
      'choices in the order of the question',
      { came: 'land', papers: ['poor', 'good', 'gone'] },
      { came: 'land', papers: ['good', 'poor'] },
    ],
  ] as [string, SurveyAnswers, SurveyAnswers][])
    it(what, () => expect(cleanAnswers(survey, answers)).to.deep.equal(sent));
});

describe('what looks personal', () => {
  for (const [text, hint] of [
    ['Cán bộ nhiệt tình, chờ 15 phút.', undefined],
    ['', undefined],
    ['CCCD 001099012345', 'identity-number'],
    ['cccd: 001 099 012 345.', 'identity-number'],
    ['００１０９９０１２３４５', 'identity-number'],
    ['gọi 0912345678 nhé', 'phone'],
    ['gọi 0912.345.678', 'phone'],
    ['(024) 3825 1234', 'phone'],
    ['+84 912 345 678', 'phone'],
    ['84912345678', 'phone'],
    ['+1 (212) 555-0199', 'phone'],
    ['a.nguyen@phuong.example', 'email'],
    ['<A.B+c@mail.phuong.example>', 'email'],
    ['hồ sơ 000.00.16.H10-240101-0001', undefined],
    ['số 12/2024/QĐ-UBND ngày 01/06/2024', undefined],
    ['từ 2024-06-01 đến 2024-06-30', undefined],
    ['phí 100.000.000.000 đồng', undefined],
    ['phí 1.200.000 đồng', undefined],
    ['8h00-11h30, 13h30-17h00', undefined],
    ['@phuong, a@b', undefined],
    ['1234567890123456', undefined],
  ] as const)
    it(`${text || '(empty)'}: ${hint ?? 'no'}`, () => expect(looksPersonal(text)).to.equal(hint));
});
