import { pollKind, withoutWords, type CountedPoll } from './polls/poll.ts';
import { codeHash, newCode } from './submissions/codes.ts';
import { isExpired, type Counted, type Definition } from './submissions/definition.ts';
import type { Store, Submissions } from './submissions/store.ts';
import { redacted, surveyKind, type CountedSurvey } from './surveys/survey.ts';

/** What administrators do, by a command or at `/admin`: each checks, acts and stands in the log in one place. */

/** An act that can't be done; the message says why. */
export class ActError extends Error {}

/** There is no such poll or survey. */
export class MissingError extends ActError {}

/** Codes that are made at once. */
const MOST_CODES = 100_000;

/** One that is administered, whichever it is. */
export interface Subject {
  word: 'poll' | 'survey';
  counted: Counted;
  submissions: Pick<Submissions<Definition, never, unknown>, 'close' | 'reopen' | 'addCodes'>;
}

export async function pollOf(store: Store, id: string): Promise<CountedPoll> {
  return found(await store.polls.find(id), pollKind.word, id);
}

export async function surveyOf(store: Store, id: string): Promise<CountedSurvey> {
  return found(await store.surveys.find(id), surveyKind.word, id);
}

/** A poll by its id, or a survey by `surveys/` and its id, as the log calls them. */
export async function subjectOf(store: Store, subject: string): Promise<Subject> {
  if (!subject.startsWith(surveyKind.prefix))
    return { word: 'poll', counted: await pollOf(store, subject), submissions: store.polls };
  const counted = await surveyOf(store, subject.slice(surveyKind.prefix.length));
  return { word: 'survey', counted, submissions: store.surveys };
}

export async function close(store: Store, subject: string, by: string): Promise<void> {
  const { counted, submissions } = await subjectOf(store, subject);
  await submissions.close(counted.definition.id, new Date(), by);
}

/** Opens again what was closed by hand. */
export async function reopen(store: Store, subject: string, by: string): Promise<void> {
  const { word, counted, submissions } = await subjectOf(store, subject);
  const { definition, closedAt, purgedAt } = counted;
  if (purgedAt) throw new ActError(`What the ${word} "${definition.id}" kept is deleted; make a new one.`);
  if (isExpired(definition, new Date()))
    throw new ActError(
      `The ${word} "${definition.id}" ended at ${definition.expiresAt}; set a later "expiresAt" first.`,
    );
  if (closedAt) await submissions.reopen(definition.id, by);
}

/** New one-time codes, which are told only here. */
export async function makeCodes(store: Store, subject: string, count: number, by: string): Promise<string[]> {
  const { word, counted, submissions } = await subjectOf(store, subject);
  const { id, voter } = counted.definition;
  if (voter !== 'code') throw new ActError(`The ${word} "${id}" asks for no codes; give it "voter": "code".`);
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST_CODES))
    throw new ActError(`Codes are made 1 to ${MOST_CODES} at a time.`);
  const secret = await store.secret('codes');
  const codes = Array.from({ length: count }, newCode);
  await submissions.addCodes(
    id,
    codes.map((code) => codeHash(code, secret)),
    by,
  );
  return codes;
}

/** Takes the comment and the context of a vote out. */
export async function redactVote(store: Store, id: string, vote: string, by: string): Promise<void> {
  await pollOf(store, id);
  const key = vote.toLowerCase();
  if (!(await store.polls.rewrite(id, key, withoutWords, { by, action: 'redact', detail: key })))
    throw new ActError(`The poll "${id}" has no vote "${vote}".`);
}

/** Takes the text of one answer out, or all texts and the context of the response. */
export async function redactResponse(
  store: Store,
  id: string,
  { response, question }: { response: string; question?: string },
  by: string,
): Promise<void> {
  const { definition } = await surveyOf(store, id);
  if (question !== undefined && !definition.questions.some((one) => one.id === question))
    throw new ActError(`The survey "${id}" has no question "${question}".`);
  const key = response.toLowerCase();
  const act = { by, action: 'redact', detail: [key, question].filter(Boolean).join(' ') };
  if (!(await store.surveys.rewrite(id, key, (content) => redacted(content, definition, question), act)))
    throw new ActError(`The survey "${id}" has no response "${response}".`);
}

function found<D extends Definition>(one: Counted<D> | undefined, word: string, id: string): Counted<D> {
  if (!one) throw new MissingError(`There is no ${word} "${id}".`);
  return one;
}
