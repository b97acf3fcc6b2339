import type { SurveyAnswers, SurveyChoice } from '../../../src/survey/index.ts';
import { BYTE_ORDER_MARK, csvLine, REDACTED, type Separator } from '../submissions/csv.ts';
import { hourText } from '../submissions/record.ts';
import type { SurveyQuestion } from '../wire.ts';
import { surveyOf, type CountedSurvey, type SurveyResponse } from './survey.ts';

type Cell = string | number | undefined;

/** A column of the table of responses. */
interface Column {
  name: string;
  question?: SurveyQuestion;
  /** What it holds, in words. */
  label: string;
  /** The values that it may hold, with their titles. */
  values: readonly { id: string; title: string }[];
  cell(response: SurveyResponse): Cell;
}

/**
 * All responses, piece by piece, so that a million need no memory: as CSV one row each, whose columns `codebook` explains;
 * as JSON with the survey. They tell the hour only, and come in an order that isn't the one of their coming.
 */
export async function* exportedResponses(
  survey: CountedSurvey,
  responses: AsyncIterable<SurveyResponse>,
  { format, separator }: { format: 'csv' | 'json'; separator: Separator },
): AsyncGenerator<string> {
  if (format === 'json') {
    yield* toJson(survey, responses);
    return;
  }
  const columns = columnsOf(survey);
  yield (
    BYTE_ORDER_MARK +
    csvLine(
      columns.map(({ name }) => name),
      separator,
    )
  );
  for await (const response of responses) {
    yield csvLine(
      columns.map(({ cell }) => cell(response)),
      separator,
    );
  }
}

/** What the columns and their values mean, as CSV: a line for each column, or for each value that it may hold. */
export function codebook(survey: CountedSurvey, separator: Separator): string {
  const lines = columnsOf(survey).flatMap(({ name, question, label, values }) => {
    const about = [name, label, question?.kind, question?.section, question?.required ? 'yes' : ''];
    return values.length === 0 ? [[...about, '', '']] : values.map(({ id, title }) => [...about, id, title]);
  });
  const head = ['column', 'title', 'kind', 'section', 'required', 'value', 'label'];
  return BYTE_ORDER_MARK + [head, ...lines].map((cells) => csvLine(cells, separator)).join('');
}

async function* toJson(survey: CountedSurvey, responses: AsyncIterable<SurveyResponse>): AsyncGenerator<string> {
  const { id, title, questions } = surveyOf(survey.definition);
  yield `${JSON.stringify({ id, title, responses_count: survey.voters, questions }, null, 2).slice(0, -2)},\n  "responses": [`;
  let separator = '\n    ';
  for await (const { id: number, at, ...response } of responses) {
    yield `${separator}${JSON.stringify({ id: number, time: hourText(at), ...response })}`;
    separator = ',\n    ';
  }
  yield '\n  ]\n}\n';
}

function columnsOf({ definition }: CountedSurvey): Column[] {
  return [
    { name: 'id', label: 'number of the response', values: [], cell: ({ id }) => id },
    { name: 'time', label: 'the hour it came in, UTC', values: [], cell: ({ at }) => hourText(at) },
    { name: 'context', label: 'where it was given', values: [], cell: ({ context }) => context },
    ...surveyOf(definition).questions.flatMap(columnsFor),
  ];
}

function columnsFor(question: SurveyQuestion): Column[] {
  const { id, title } = question;
  const answered = ({ answers }: SurveyResponse): SurveyAnswers[string] | undefined =>
    Object.hasOwn(answers, id) ? answers[id] : undefined;
  const choicesIn = (response: SurveyResponse): SurveyChoice[] => [answered(response) ?? []].flat() as SurveyChoice[];
  const isRedacted = ({ redacted = [] }: SurveyResponse): boolean => redacted.includes(id);
  const column = (name: string, label: string, values: Column['values'], cell: Column['cell']): Column => ({
    ...{ name, label, values, cell },
    question,
  });
  const words = column(`${id}.other`, `${title}: in own words`, [], (response) => {
    const own = choicesIn(response).find((choice) => typeof choice === 'object');
    return own && (isRedacted(response) ? REDACTED : own.other);
  });
  const other = { id: 'other', title: 'in own words' };
  switch (question.kind) {
    case 'rating':
    case 'single': {
      const hasOther = question.kind === 'single' && question.other === true;
      const values = hasOther ? [...question.options, other] : question.options;
      const chosen = column(id, title, values, (response) => {
        const [choice] = choicesIn(response);
        return typeof choice === 'object' ? other.id : choice;
      });
      return hasOther ? [chosen, words] : [chosen];
    }
    case 'multiple':
      return [
        ...question.options.map((option) =>
          column(`${id}.${option.id}`, `${title}: ${option.title}`, [{ id: '1', title: 'chosen' }], (response) =>
            choicesIn(response).includes(option.id) ? 1 : undefined,
          ),
        ),
        ...(question.other ? [words] : []),
      ];
    case 'grid':
      return question.rows.map((row) =>
        column(`${id}.${row.id}`, `${title}: ${row.title}`, question.options, (response) => {
          const rows = answered(response) as Record<string, string> | undefined;
          return rows && Object.hasOwn(rows, row.id) ? rows[row.id] : undefined;
        }),
      );
    case 'text':
      return [column(id, title, [], (response) => (isRedacted(response) ? REDACTED : (answered(response) as Cell)))];
    case 'number':
      return [column(id, title, [], (response) => answered(response) as Cell)];
  }
}
