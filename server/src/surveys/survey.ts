import { cleanAnswers, shownQuestions, surveyFaults, type SurveyAnswers } from '../../../src/survey/index.ts';
import { DEFAULT_PER_NETWORK, expiryOf, isClosed, type Counted, type Definition } from '../submissions/definition.ts';
import type { Kind, Row, Submission } from '../submissions/record.ts';
import { differing } from '../submissions/store.ts';
import type { Survey, SurveyQuestion } from '../wire.ts';

/** A survey as `site.json` and `surveys add` define it. */
export interface SurveyDefinition extends Definition {
  title: string;
  description?: string;
  questions: QuestionDefinition[];
  /** Shown after the response was taken. */
  thanks?: string;
  /** What is done with the answers, shown above the button. */
  privacy?: { text?: string; url?: string };
  /** Responses a day that one network may send under `network`; default 100. */
  responsesPerNetwork?: number;
}

export interface QuestionDefinition {
  id: string;
  title: string;
  description?: string;
  /** Questions that follow each other with the same section are one step. */
  section?: string;
  required?: boolean;
  /** It shows only when an earlier question was answered with one of these ids; `other` stands for own words. */
  when?: { question: string; is: string[] };
  kind: SurveyQuestion['kind'];
  /** Of `single`, `multiple`, `rating` and `grid`. */
  options?: OptionDefinition[];
  /** Of a `grid`. */
  rows?: OptionDefinition[];
  /** Of a `multiple` question. */
  minChoices?: number;
  maxChoices?: number;
  /** Of `single` and `multiple`: an answer in own words is among the choices. */
  other?: boolean;
  /** Of a `text`; default 1000 characters. */
  maxLength?: number;
  multiline?: boolean;
  /** Of a `number`. */
  min?: number;
  max?: number;
  step?: number;
}

interface OptionDefinition {
  id: string;
  title: string;
}

export type CountedSurvey = Counted<SurveyDefinition>;

/** A response on its way in, as it was sent. */
export interface SurveyReply extends Submission {
  answers: Record<string, unknown>;
  /** Where it was given, such as the counter's name. */
  context?: string;
}

/** A response that was taken. */
export interface SurveyResponse {
  /** The Idempotency-Key that it came with. */
  id: string;
  answers: SurveyAnswers;
  context?: string;
  /** Questions whose texts were taken out. */
  redacted?: readonly string[];
  /** To the hour. */
  at: Date;
}

/** What is wrong with one answer: a code of src/survey/rules.ts, or one of the last three. */
export interface AnswerFault {
  /** The question's id. */
  id: string;
  code: string;
}

export const USUAL_TEXT = 1000;
/** Questions that a refusal names. */
const MOST_FAULTS = 200;

/** A response is kept as JSON, its answers in the survey's order. */
export const surveyKind: Kind<SurveyDefinition, SurveyReply, SurveyResponse> = {
  word: 'survey',
  prefix: 'surveys/',
  read({ answers, context }, definition) {
    const questions = faultsOf(answers, definition);
    if (questions.length > 0) {
      const detail = `These answers can't be taken: ${questions.map(({ id, code }) => `${id} (${code})`).join(', ')}.`;
      // In no form that a response is kept in.
      return { content: JSON.stringify([answers]), fault: { refused: 'invalid', detail, members: { questions } } };
    }
    const kept = { answers: cleanAnswers(surveyOf(definition), answers as SurveyAnswers), ...(context && { context }) };
    return { content: JSON.stringify(kept) };
  },
  isSame(kept, given) {
    const { redacted = [] } = JSON.parse(kept) as Partial<SurveyResponse>;
    return kept === given || (redacted.length > 0 && without(kept, redacted) === without(given, redacted));
  },
  toKept: ({ key, content, at }: Row) => ({
    id: key,
    ...(JSON.parse(content) as Omit<SurveyResponse, 'id' | 'at'>),
    at,
  }),
  optionsOf: () => [],
  perNetwork: ({ responsesPerNetwork }) => responsesPerNetwork ?? DEFAULT_PER_NETWORK,
  mayChange: () => false,
  frozenChanges(before, after) {
    const [had, has] = [before, after].map((survey) => ({ ...survey, questions: surveyOf(survey).questions }));
    return differing(had!, has!, ['title', 'questions', 'voter', 'responsesPerNetwork'], { voter: 'device' });
  },
};

/** The survey as citizens get it. */
export function toWire(survey: CountedSurvey, now: Date, answered: boolean): Survey {
  const { title, description, thanks, privacy, id, opensAt } = survey.definition;
  return {
    id,
    title,
    ...(description !== undefined && { description }),
    questions: surveyOf(survey.definition).questions,
    opens_at: opensAt ?? null,
    expires_at: expiryOf(survey),
    expired: isClosed(survey, now),
    answered,
    ...(thanks !== undefined && { thanks }),
    ...(privacy !== undefined && { privacy }),
  };
}

const known = new WeakMap<SurveyDefinition, Survey>();

/** What the rules of src/survey need of a definition. */
export function surveyOf(definition: SurveyDefinition): Survey {
  const before = known.get(definition);
  if (before) return before;
  const { id, title } = definition;
  const questions = definition.questions.map(toQuestion);
  const survey = { id, title, questions, opens_at: null, expires_at: null, expired: false, answered: false };
  known.set(definition, survey);
  return survey;
}

function toQuestion(question: QuestionDefinition): SurveyQuestion {
  const { id, title, description, section, required = false, when, kind, options = [], rows = [] } = question;
  const { minChoices, maxChoices, other = false, maxLength, multiline = false, min, max, step } = question;
  const base = {
    id,
    title,
    ...(description !== undefined && { description }),
    ...(section !== undefined && { section }),
    required,
    ...(when && { when }),
  };
  switch (kind) {
    case 'single':
    case 'multiple':
      return {
        ...base,
        kind,
        options,
        ...(minChoices !== undefined && { min_choices: minChoices }),
        ...(maxChoices !== undefined && { max_choices: maxChoices }),
        ...(other && { other }),
      };
    case 'rating':
      return { ...base, kind, options };
    case 'grid':
      return { ...base, kind, rows, options };
    case 'text':
      return { ...base, kind, max_length: maxLength ?? USUAL_TEXT, ...(multiline && { multiline }) };
    case 'number':
      return {
        ...base,
        kind,
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(step !== undefined && { step }),
      };
  }
}

/** The answers that can't be taken: unreadable, against the rules, to questions that don't show or aren't there. */
function faultsOf(answers: Record<string, unknown>, definition: SurveyDefinition): AnswerFault[] {
  const survey = surveyOf(definition);
  const questions = new Map(survey.questions.map((question) => [question.id, question]));
  const faults: AnswerFault[] = [];
  for (const [id, answer] of Object.entries(answers)) {
    const question = questions.get(id);
    if (!question) faults.push({ id: id.slice(0, 64), code: 'unknown-question' });
    else if (!isShaped(question, answer)) faults.push({ id, code: 'unreadable' });
  }
  if (faults.length > 0) return faults.slice(0, MOST_FAULTS);
  const shaped = answers as SurveyAnswers;
  const shown = shownQuestions(survey, shaped);
  const hidden = Object.keys(answers).filter((id) => !shown.some((question) => question.id === id));
  return [
    ...hidden.map((id) => ({ id, code: 'not-shown' })),
    ...surveyFaults(shown, shaped).map(({ question, code }) => ({ id: question, code })),
  ];
}

/** Whether an answer has the form of its kind (docs/survey-protocol.md); what it says is for the rules. */
function isShaped({ kind }: SurveyQuestion, answer: unknown): boolean {
  switch (kind) {
    case 'rating':
    case 'text':
      return typeof answer === 'string';
    case 'number':
      return typeof answer === 'number';
    case 'single':
      return isChoice(answer);
    case 'multiple':
      return (
        Array.isArray(answer) &&
        answer.every(isChoice) &&
        new Set(answer.map((choice) => (typeof choice === 'string' ? `id ${choice}` : 'other'))).size === answer.length
      );
    case 'grid':
      return isRecord(answer) && Object.values(answer).every((choice) => typeof choice === 'string');
  }
}

function isChoice(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    (isRecord(value) && Object.keys(value).length === 1 && typeof value['other'] === 'string')
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What is kept of a response after the text that answers `question` was taken out, or without `question` all texts and
 * the context. That the question was answered stays known.
 */
export function redacted(content: string, { questions }: SurveyDefinition, question?: string): string {
  const { answers, context, redacted: before = [] } = JSON.parse(content) as Omit<SurveyResponse, 'id' | 'at'>;
  const asked = questions.filter(({ id }) => (question === undefined || id === question) && Object.hasOwn(answers, id));
  const touched = asked.filter(({ id, kind }) => kind === 'text' || otherIn(answers[id]));
  const left = Object.entries(answers).flatMap(([id, answer]) => {
    const found = touched.find((one) => one.id === id);
    if (!found) return [[id, answer] as const];
    return found.kind === 'text' ? [] : [[id, withoutWords(answer)] as const];
  });
  return JSON.stringify({
    answers: Object.fromEntries(left),
    ...(question !== undefined && context !== undefined && { context }),
    redacted: [...new Set([...before, ...touched.map(({ id }) => id)])],
  });
}

type Answer = SurveyAnswers[string];

/** Whether people may write something in it. */
export function hasTexts({ questions }: SurveyDefinition): boolean {
  return questions.some(({ kind, other }) => kind === 'text' || other === true);
}

/** What somebody wrote as the answer to a question. */
interface TextOf {
  question: string;
  title: string;
  text?: string;
  redacted?: true;
}

/** What somebody wrote in a response, question by question. */
export function textsOf({ questions }: SurveyDefinition, { answers, redacted = [] }: SurveyResponse): TextOf[] {
  return questions.flatMap(({ id, title, kind }): TextOf[] => {
    if (redacted.includes(id)) return [{ question: id, title, redacted: true }];
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    const own = [answer].flat().find((choice) => isRecord(choice) && 'other' in choice) as
      { other: string } | undefined;
    const text = kind === 'text' ? (answer as string | undefined) : own?.other;
    return text ? [{ question: id, title, text }] : [];
  });
}

function otherIn(answer: Answer | undefined): boolean {
  return [answer].flat().some((choice) => isRecord(choice) && typeof choice['other'] === 'string');
}

function withoutWords(answer: Answer): Answer {
  const clear = <Choice>(choice: Choice) => (isRecord(choice) ? { other: '' } : choice);
  return (Array.isArray(answer) ? answer.map(clear) : clear(answer)) as Answer;
}

/** A response without the answers to these questions and without its context. */
function without(content: string, questions: readonly string[]): string {
  const { answers = {} } = JSON.parse(content) as Partial<SurveyResponse>;
  return JSON.stringify(Object.entries(answers).filter(([id]) => !questions.includes(id)));
}
