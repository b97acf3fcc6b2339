import { answerTo, chosenIds, otherText, type SurveyAnswer, type SurveyAnswers, type SurveyQuestion } from './model.ts';
import { cleanAnswer, cleanChoices, rowsOf, typedNumber } from './rules.ts';

/** Why an answer can't be sent. The element has the words. */
export type SurveyFaultCode =
  /** An answer is required and there is none. */
  | 'required'
  /** Fewer choices than `min`, or more than `max`. */
  | 'too-few'
  | 'too-many'
  /** A choice that the question doesn't have. */
  | 'unknown-choice'
  /** "Other" is chosen, and nothing is written. */
  | 'other-empty'
  /** A required grid has `rows` without an answer. */
  | 'rows-missing'
  /** More than `max` characters. */
  | 'too-long'
  | 'not-a-number'
  /** Below `min`, above `max`, or between the steps of `step`. */
  | 'too-small'
  | 'too-large'
  | 'off-step';

export interface SurveyFault {
  question: string;
  code: SurveyFaultCode;
  min?: number;
  max?: number;
  step?: number;
  rows?: string[];
}

/** The most that may be written as "other", in UTF-16 code units as `maxlength` counts them. */
export const LONGEST_OTHER = 200;

/** What is wrong with the answers to these questions: those of a step, or all that show. */
export function surveyFaults(questions: readonly SurveyQuestion[], answers: SurveyAnswers): SurveyFault[] {
  return questions.flatMap((question) => {
    const fault = faultOf(question, answerTo(answers, question.id));
    return fault ? { question: question.id, ...fault } : [];
  });
}

function faultOf(
  question: SurveyQuestion,
  answer: SurveyAnswer | undefined,
): Omit<SurveyFault, 'question'> | undefined {
  switch (question.kind) {
    case 'text': {
      const { length } = typeof answer === 'string' ? answer.trim() : '';
      if (length > question.max_length) return { code: 'too-long', max: question.max_length };
      return length === 0 ? missing(question) : undefined;
    }
    case 'number':
      return numberFault(question, answer);
    case 'grid': {
      const answered = cleanAnswer(question, answer) ?? {};
      const unknown = Object.keys(rowsOf(answer)).some((row) => !Object.hasOwn(answered as object, row));
      if (unknown) return { code: 'unknown-choice' };
      const rows = question.rows.map(({ id }) => id).filter((id) => !Object.hasOwn(answered as object, id));
      if (rows.length === 0 || !question.required) return undefined;
      return rows.length === question.rows.length ? { code: 'required' } : { code: 'rows-missing', rows };
    }
    case 'single':
    case 'rating':
    case 'multiple':
      return choiceFault(question, answer);
  }
}

function choiceFault(
  question: Extract<SurveyQuestion, { kind: 'single' | 'multiple' | 'rating' }>,
  answer: SurveyAnswer | undefined,
): Omit<SurveyFault, 'question'> | undefined {
  const ids = question.options.map(({ id }) => id);
  const chosen = chosenIds(answer);
  const other = otherText(answer);
  const hasOther = question.kind !== 'rating' && question.other === true;
  if (chosen.some((id) => !ids.includes(id)) || (other !== undefined && !hasOther)) return { code: 'unknown-choice' };
  if (other !== undefined && !other.trim()) return { code: 'other-empty' };
  if (other !== undefined && other.trim().length > LONGEST_OTHER) return { code: 'too-long', max: LONGEST_OTHER };
  const { length } = cleanChoices(question, answer);
  if (length === 0) return missing(question);
  if (question.kind !== 'multiple') return length > 1 ? { code: 'too-many', max: 1 } : undefined;
  const { min_choices: min = 0, max_choices: max = Infinity } = question;
  if (length < min) return { code: 'too-few', min };
  return length > max ? { code: 'too-many', max } : undefined;
}

function numberFault(
  question: Extract<SurveyQuestion, { kind: 'number' }>,
  answer: SurveyAnswer | undefined,
): Omit<SurveyFault, 'question'> | undefined {
  if (answer === undefined || (typeof answer === 'string' && !answer.trim())) return missing(question);
  const value = typedNumber(answer);
  if (value === undefined) return { code: 'not-a-number' };
  const { min = -Infinity, max = Infinity, step } = question;
  if (value < min) return { code: 'too-small', min };
  if (value > max) return { code: 'too-large', max };
  if (step === undefined) return undefined;
  const steps = (value - (question.min ?? 0)) / step;
  return Math.abs(steps - Math.round(steps)) > 1e-6 ? { code: 'off-step', step } : undefined;
}

const missing = ({ required }: SurveyQuestion) => (required ? ({ code: 'required' } as const) : undefined);

/** What a text seems to say about a person. */
export type PersonalHint = 'identity-number' | 'phone' | 'email';

/**
 * Whether a text looks as if it named a person: an identity number (12 digits), a phone number, an e-mail address. It
 * is a reason to ask "send all the same?", never to refuse.
 */
export function looksPersonal(text: string): PersonalHint | undefined {
  const plain = text.normalize('NFKC');
  if (/[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,}/i.test(plain)) return 'email';
  // Digits in groups; not inside a word, such as the code of a document.
  for (const [, , digits] of plain.matchAll(
    /(^|[^\p{L}\p{N}+/.-])(\+?\(?\d(?:[\s.()-]{0,2}\d){7,})(?![\p{L}\p{N}/])/gu,
  )) {
    const number = digits!.replace(/[^\d+]/g, '');
    if (/^\d{12}$/.test(number) && !MONEY.test(digits!) && !digits!.includes('-')) return 'identity-number';
    if (/^(?:0\d{9,10}|\+\d{8,15}|84\d{9})$/.test(number)) return 'phone';
  }
  return undefined;
}

/** Thousands, as in 100.000.000.000. */
const MONEY = /^[1-9]\d{0,2}(?:[. ]\d{3})+$/;
