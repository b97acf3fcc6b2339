/** What a survey is: its wire form (docs/survey-protocol.md). */

export interface SurveyOption {
  id: string;
  /** Plain text. */
  title: string;
}

/** A question shows only when an earlier one was answered with one of these ids. */
export interface SurveyCondition {
  question: string;
  is: string[];
}

interface SurveyQuestionBase {
  id: string;
  /** Plain text. */
  title: string;
  description?: string;
  /** Questions that follow each other with the same section are one step. */
  section?: string;
  required: boolean;
  when?: SurveyCondition;
}

export type SurveyQuestion = SurveyQuestionBase &
  (
    | {
        kind: 'single' | 'multiple';
        options: SurveyOption[];
        min_choices?: number;
        max_choices?: number;
        /** An answer in the citizen's own words is among the choices. */
        other?: boolean;
      }
    /** The options are steps in order, from one end of the scale to the other. */
    | { kind: 'rating'; options: SurveyOption[] }
    /** The same options for each row. */
    | { kind: 'grid'; rows: SurveyOption[]; options: SurveyOption[] }
    | { kind: 'text'; max_length: number; multiline?: boolean }
    | { kind: 'number'; min?: number; max?: number; step?: number }
  );

export type SurveyQuestionKind = SurveyQuestion['kind'];

export interface Survey {
  id: string;
  /** Plain text. */
  title: string;
  description?: string;
  questions: SurveyQuestion[];
  /** ISO 8601, as the server wrote it; `null` or in the past: open now. */
  opens_at: string | null;
  expires_at: string | null;
  /** The server's word, which counts more than this device's clock. */
  expired: boolean;
  /** True when this citizen has answered. */
  answered: boolean;
  thanks?: string;
  privacy?: { text?: string; url?: string };
}

/** An option's id, or the citizen's own words. */
export type SurveyChoice = string | { other: string };

/**
 * By kind: `single` a choice, `multiple` choices, `rating` an id, `grid` ids by row, `text` a text, `number` a number
 * (or what was typed, in a form that is being filled in).
 */
export type SurveyAnswer = SurveyChoice | SurveyChoice[] | Record<string, string> | number;

/** Answers by the question's id. */
export type SurveyAnswers = Readonly<Record<string, SurveyAnswer>>;

export type SurveyPhase = 'upcoming' | 'open' | 'closed';

/** Not yet open, open or closed at `now` (ms). Closing is the server's word, as with polls. */
export function surveyPhase({ expired, opens_at }: Survey, now: number): SurveyPhase {
  if (expired) return 'closed';
  return opens_at !== null && Date.parse(opens_at) > now ? 'upcoming' : 'open';
}

/** The answer to a question. An id may be the name of a member that every object has. */
export function answerTo(answers: SurveyAnswers, question: string): SurveyAnswer | undefined {
  return Object.hasOwn(answers, question) ? answers[question] : undefined;
}

/** The ids among the choices made. */
export function chosenIds(answer: SurveyAnswer | undefined): string[] {
  if (typeof answer === 'string') return [answer];
  return Array.isArray(answer) ? answer.filter((choice) => typeof choice === 'string') : [];
}

/** The citizen's own words among the choices made; undefined when that choice isn't made. */
export function otherText(answer: SurveyAnswer | undefined): string | undefined {
  const own = (Array.isArray(answer) ? answer : [answer]).find((choice) => typeof choice === 'object');
  const text = (own as { other?: unknown } | undefined)?.other;
  return typeof text === 'string' ? text : undefined;
}
