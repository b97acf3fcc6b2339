import {
  answerTo,
  chosenIds,
  otherText,
  type Survey,
  type SurveyAnswer,
  type SurveyAnswers,
  type SurveyChoice,
  type SurveyQuestion,
} from './model.ts';

/** Questions that are answered together, one page of the layout `steps`. */
export interface SurveyStep {
  section?: string;
  questions: SurveyQuestion[];
}

/** The questions that show, given the answers so far. The answer to a question that doesn't show counts for nothing. */
export function shownQuestions({ questions }: Survey, answers: SurveyAnswers): SurveyQuestion[] {
  const given = new Map<string, SurveyAnswer | undefined>();
  return questions.filter((question) => {
    const { id, when } = question;
    const shows = !when || meets(given.get(when.question), when.is);
    if (shows) given.set(id, cleanAnswer(question, answerTo(answers, id)));
    return shows;
  });
}

/** `other` stands for an answer in the citizen's own words. */
function meets(answer: SurveyAnswer | undefined, is: readonly string[]): boolean {
  return chosenIds(answer).some((id) => is.includes(id)) || (otherText(answer) !== undefined && is.includes('other'));
}

/** The steps that have something to show: questions that follow each other with the same section. */
export function surveySteps(survey: Survey, answers: SurveyAnswers): SurveyStep[] {
  const steps: SurveyStep[] = [];
  for (const question of shownQuestions(survey, answers)) {
    const { section } = question;
    const last = steps.at(-1);
    if (last && last.section === section) last.questions.push(question);
    else steps.push({ ...(section !== undefined && { section }), questions: [question] });
  }
  return steps;
}

/** What is sent: answers to questions that show, trimmed, without empty ones and what the question doesn't have. */
export function cleanAnswers(survey: Survey, answers: SurveyAnswers): SurveyAnswers {
  return Object.fromEntries(
    shownQuestions(survey, answers).flatMap((question) => {
      const answer = cleanAnswer(question, answerTo(answers, question.id));
      return answer === undefined ? [] : [[question.id, answer]];
    }),
  );
}

export function cleanAnswer(question: SurveyQuestion, answer: SurveyAnswer | undefined): SurveyAnswer | undefined {
  switch (question.kind) {
    case 'text':
      return typeof answer === 'string' ? answer.trim() || undefined : undefined;
    case 'number':
      return typedNumber(answer);
    case 'grid': {
      const rows = rowsOf(answer);
      const ids = new Set(question.options.map(({ id }) => id));
      const kept = question.rows.flatMap(({ id }) => {
        const choice = Object.hasOwn(rows, id) ? rows[id]! : '';
        return ids.has(choice) ? [[id, choice] as const] : [];
      });
      return kept.length > 0 ? Object.fromEntries(kept) : undefined;
    }
    case 'single':
    case 'rating':
      return cleanChoices(question, answer)[0];
    case 'multiple': {
      const choices = cleanChoices(question, answer);
      return choices.length > 0 ? choices : undefined;
    }
  }
}

export function cleanChoices(
  question: Extract<SurveyQuestion, { kind: 'single' | 'multiple' | 'rating' }>,
  answer: SurveyAnswer | undefined,
): SurveyChoice[] {
  const chosen = chosenIds(answer);
  const ids = question.options.map(({ id }) => id).filter((id) => chosen.includes(id));
  const own = question.kind !== 'rating' && question.other ? otherText(answer)?.trim() : undefined;
  return own ? [...ids, { other: own }] : ids;
}

/** A number, or what was typed into a field: with a decimal point or, as most languages write it, a comma. */
export function typedNumber(answer: SurveyAnswer | undefined): number | undefined {
  if (typeof answer === 'number') return Number.isFinite(answer) ? answer : undefined;
  const typed = typeof answer === 'string' ? answer.trim() : '';
  return /^[-+]?\d{1,15}(?:[.,]\d{1,10})?$/.test(typed) ? Number(typed.replace(',', '.')) : undefined;
}

export function rowsOf(answer: SurveyAnswer | undefined): Readonly<Record<string, string>> {
  return typeof answer === 'object' && !Array.isArray(answer) ? (answer as Record<string, string>) : {};
}
