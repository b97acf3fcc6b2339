import type { Hono } from 'hono';
import { Problem } from '../http/problem.ts';
import { contextOf } from '../submissions/context.ts';
import { submissionRoutes, type IntakeOptions } from '../submissions/intake.ts';
import type { SubmissionQueue } from '../submissions/queue.ts';
import type { Store } from '../submissions/store.ts';
import { choicesOf, pollKind, toWire, type Ballot, type PollDefinition } from './poll.ts';

export interface PollRouteOptions extends IntakeOptions {
  polls: Store['polls'];
  queue: SubmissionQueue<PollDefinition, Ballot>;
}

/** `GET /{id}` and `POST /{id}/votes`: the `civic` poll protocol. */
export function pollRoutes({ polls, ...options }: PollRouteOptions): Hono {
  return submissionRoutes<PollDefinition, Ballot>({
    ...options,
    kind: pollKind,
    submissions: polls,
    path: 'votes',
    largest: 64 * 1024,
    toWire: (poll, now, voted) => toWire(poll, now, { voted }),
    read({ choices, comment, context }) {
      if (!Array.isArray(choices) || choices.length === 0 || !choices.every((choice) => typeof choice === 'string'))
        throw new Problem('invalid', { detail: '"choices" must be a list of option ids.' });
      if (comment !== undefined && typeof comment !== 'string')
        throw new Problem('invalid', { detail: '"comment" must be a text.' });
      return { choices, comment: comment?.trim() || undefined, context: contextOf(context) };
    },
    answer: (kept, _key, poll) => ({
      status: 200,
      body: toWire(poll, new Date(), { voted: true, choices: choicesOf(kept) }),
    }),
  });
}
