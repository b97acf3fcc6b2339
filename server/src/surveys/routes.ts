import type { Hono } from 'hono';
import { Problem } from '../http/problem.ts';
import { contextOf } from '../submissions/context.ts';
import { submissionRoutes, type IntakeOptions } from '../submissions/intake.ts';
import type { SubmissionQueue } from '../submissions/queue.ts';
import type { Store } from '../submissions/store.ts';
import { isRecord, surveyKind, toWire, type SurveyDefinition, type SurveyReply } from './survey.ts';

export interface SurveyRouteOptions extends IntakeOptions {
  surveys: Store['surveys'];
  queue: SubmissionQueue<SurveyDefinition, SurveyReply>;
}

/** Bytes of a response at most; `check-config` holds surveys to it. */
export const LARGEST_RESPONSE = 256 * 1024;

/** `GET /{id}` and `POST /{id}/responses` (docs/survey-protocol.md). */
export function surveyRoutes({ surveys, ...options }: SurveyRouteOptions): Hono {
  return submissionRoutes<SurveyDefinition, SurveyReply>({
    ...options,
    kind: surveyKind,
    submissions: surveys,
    path: 'responses',
    largest: LARGEST_RESPONSE,
    toWire,
    read({ answers, context: given }) {
      if (!isRecord(answers))
        throw new Problem('invalid', { detail: '"answers" must be an object of answers by the ids of questions.' });
      return { answers, context: contextOf(given) };
    },
    answer: (_kept, id) => ({ status: 201, body: { id } }),
  });
}
