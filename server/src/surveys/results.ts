import type { SurveyAnswers } from '../../../src/survey/index.ts';
import { BYTE_ORDER_MARK, csvLine, type Separator } from '../submissions/csv.ts';
import type { SurveyQuestion } from '../wire.ts';
import { surveyOf, type CountedSurvey, type SurveyResponse } from './survey.ts';

/** Responses that are counted together. */
export interface ResultGroup {
  /** The context or the month (`2026-11`); absent: all. */
  group?: string;
  responses: number;
  questions: QuestionResult[];
}

/** How a question, or one row of a grid, was answered. */
export interface QuestionResult {
  question: string;
  row?: string;
  title: string;
  kind: SurveyQuestion['kind'];
  /** Responses that answer it. */
  answered: number;
  /** In the question's order; of `single` and `multiple` own words come last, as `other`. */
  options?: { id: string; title: string; count: number; share: number }[];
  /** Of a rating or a grid's row: steps counted from 1, in order. Of a number: its unit. */
  mean?: number;
  /** Of a number. */
  min?: number;
  max?: number;
}

export type GroupBy = 'context' | 'month';

/** Contexts come from pages: what goes beyond these is counted as the last group. */
const MOST_GROUPS = 1000;
const OTHERS = '…';

/** Counts, shares and means of all responses in one pass; texts are only counted. */
export async function resultsOf(
  survey: CountedSurvey,
  responses: AsyncIterable<SurveyResponse>,
  { per, timeZone = 'UTC' }: { per?: GroupBy; timeZone?: string } = {},
): Promise<ResultGroup[]> {
  const parts = surveyOf(survey.definition).questions.flatMap(partsOf);
  const month = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' });
  const monthOf = (at: Date): string => {
    const { year, month: number } = Object.fromEntries(month.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${year}-${number}`;
  };
  const groups = new Map<string, { responses: number; sums: Sum[] }>();
  for await (const response of responses) {
    const name = per === 'month' ? monthOf(response.at) : per === 'context' ? (response.context ?? '') : '';
    const key = groups.size < MOST_GROUPS || groups.has(name) ? name : OTHERS;
    const group = groups.get(key) ?? { responses: 0, sums: parts.map(newSum) };
    groups.set(key, group);
    group.responses++;
    parts.forEach((part, index) => add(group.sums[index]!, part.answered(response), part.question.kind));
  }
  if (per === undefined && groups.size === 0) groups.set('', { responses: 0, sums: parts.map(newSum) });
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { responses: number, sums }]) => ({
      ...(per !== undefined && { group: name }),
      responses: number,
      questions: parts.map((part, index) => resultOf(part, sums[index]!)),
    }));
}

/** One line for each option, and for each question without options. */
export function resultsAsCsv(groups: readonly ResultGroup[], separator: Separator): string {
  const head = [
    'group',
    'question',
    'row',
    'title',
    'answered',
    'option',
    'label',
    'count',
    'share',
    'mean',
    'min',
    'max',
  ];
  const lines = groups.flatMap(({ group, questions }) =>
    questions.flatMap(({ question, row, title, answered, options, mean, min, max }) => {
      const about = [group, question, row, title, answered];
      if (!options) return [[...about, '', '', '', '', rounded(mean), min, max]];
      return options.map(({ id, title: label, count, share }) => [
        ...about,
        ...[id, label, count, rounded(share), rounded(mean), '', ''],
      ]);
    }),
  );
  return BYTE_ORDER_MARK + [head, ...lines].map((cells) => csvLine(cells, separator)).join('');
}

/** What is counted by itself: a question, or a row of a grid. */
interface Part {
  question: SurveyQuestion;
  row?: { id: string; title: string };
  options: readonly { id: string; title: string }[];
  answered(response: SurveyResponse): SurveyAnswers[string] | undefined;
}

interface Sum {
  answered: number;
  counts: Map<string, number>;
  sum: number;
  min: number;
  max: number;
}

function partsOf(question: SurveyQuestion): Part[] {
  const { id } = question;
  const answered = ({ answers, redacted = [] }: SurveyResponse): SurveyAnswers[string] | undefined => {
    if (Object.hasOwn(answers, id)) return answers[id];
    return redacted.includes(id) ? '' : undefined;
  };
  switch (question.kind) {
    case 'grid':
      return question.rows.map((row) => ({
        ...{ question, row, options: question.options },
        answered(response) {
          const rows = answered(response) as Record<string, string> | undefined;
          return rows && Object.hasOwn(rows, row.id) ? rows[row.id] : undefined;
        },
      }));
    case 'single':
    case 'multiple': {
      const own = question.other ? [{ id: 'other', title: '' }] : [];
      return [{ question, options: [...question.options, ...own], answered }];
    }
    case 'rating':
      return [{ question, options: question.options, answered }];
    case 'text':
    case 'number':
      return [{ question, options: [], answered }];
  }
}

function newSum({ options }: Part): Sum {
  return { answered: 0, counts: new Map(options.map(({ id }) => [id, 0])), sum: 0, min: Infinity, max: -Infinity };
}

function add(sum: Sum, answer: SurveyAnswers[string] | undefined, kind: SurveyQuestion['kind']): void {
  if (answer === undefined) return;
  sum.answered++;
  if (typeof answer === 'number') {
    sum.sum += answer;
    sum.min = Math.min(sum.min, answer);
    sum.max = Math.max(sum.max, answer);
  } else if (kind !== 'text') {
    for (const choice of [answer].flat()) {
      const id = typeof choice === 'object' ? 'other' : choice;
      if (sum.counts.has(id)) sum.counts.set(id, sum.counts.get(id)! + 1);
    }
  }
}

function resultOf({ question, row, options }: Part, { answered, counts, sum, min, max }: Sum): QuestionResult {
  const { id, title, kind } = question;
  const isScale = kind === 'rating' || kind === 'grid';
  const steps = options.reduce((total, option, index) => total + counts.get(option.id)! * (index + 1), 0);
  const total = isScale ? steps : sum;
  return {
    question: id,
    ...(row && { row: row.id }),
    title: row ? `${title}: ${row.title}` : title,
    kind,
    answered,
    ...(options.length > 0 && {
      options: options.map((option) => {
        const count = counts.get(option.id)!;
        return { ...option, count, share: answered === 0 ? 0 : count / answered };
      }),
    }),
    ...((isScale || kind === 'number') && answered > 0 && { mean: total / answered }),
    ...(kind === 'number' && answered > 0 && { min, max }),
  };
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 10_000) / 10_000;
}
