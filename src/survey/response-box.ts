import { isObject, list, readJson, string } from '../documents/json.ts';
import { addressBelow } from '../documents/urls.ts';
import { CivicError } from '../errors.ts';
import { KioskQueue, type KioskQueueState } from '../outbox/kiosk-queue.ts';
import {
  codeHeader,
  Outbox,
  scopeOf,
  type Device,
  type OutboxState,
  type Submission,
  type Submit,
} from '../outbox/outbox.ts';
import { PREFIX, type DeviceStorage } from '../outbox/storage.ts';
import type { Post } from '../outbox/submit.ts';
import type { Survey, SurveyAnswer, SurveyAnswers } from './model.ts';
import { cleanAnswers } from './rules.ts';

export type { Device } from '../outbox/outbox.ts';
export type { Post, PostAnswer, PostRequest } from '../outbox/submit.ts';

/** Answers written down: all that is ever stored of them, and only until the server has answered. */
export interface SurveyResponse extends Submission {
  survey: string;
  answers: SurveyAnswers;
  context?: string;
}

/** What has become of a response; `item` is the response, `answer` the id that the server gave it. */
export type ResponseState = OutboxState<SurveyResponse, string>;
export type ResponseQueueState = KioskQueueState<SurveyResponse, string>;

export interface ResponseBoxOptions<State> extends Device {
  /** Where the survey was read. */
  url: string;
  /** The survey as it was read last. */
  survey: () => Survey;
  post: Post;
  changed: (state: State) => void;
}

/** One person's answers to a survey: written down at the press, sent until the server has answered. */
export class ResponseBox extends Outbox<SurveyResponse, string> {
  readonly #options: ResponseBoxOptions<ResponseState>;

  /** Call `sync()` when ready for the first state. */
  constructor(options: ResponseBoxOptions<ResponseState>) {
    super({
      ...options,
      kind: 'response',
      mark: 'answered',
      scope: scopeOf(options.url, options.survey().id),
      parse: parseResponse,
      send: (response, submit) => sendResponse(response, options, submit),
    });
    this.#options = options;
  }

  /** Writes answers down, then sends them. A response that waits already stays the one that counts. */
  respond(answers: SurveyAnswers, context = ''): void {
    this.submit(toResponse(this.#options.survey(), answers, context));
  }
}

/** The responses of a shared screen. */
export class ResponseQueue extends KioskQueue<SurveyResponse, string> {
  readonly #options: ResponseBoxOptions<ResponseQueueState>;

  constructor(options: ResponseBoxOptions<ResponseQueueState>) {
    super({
      ...options,
      kind: 'kiosk-response',
      scope: scopeOf(options.url, options.survey().id),
      parse: parseResponse,
      send: (response, submit) => sendResponse(response, options, submit),
    });
    this.#options = options;
  }

  /** Writes answers down and sends them, after those that wait already. */
  respond(answers: SurveyAnswers, context = ''): void {
    this.submit(toResponse(this.#options.survey(), answers, context));
  }
}

/** The survey as this browser's response makes it: `answered` where the server doesn't know the citizen. */
export function withResponse(survey: Survey, state: ResponseState): Survey {
  const isAnswered = state.status === 'counted' || (state.status === 'refused' && state.error.code === 'already-voted');
  return isAnswered && !survey.answered ? { ...survey, answered: true } : survey;
}

/**
 * The questions that a refusal names (422): the member `questions` of the problem is a list of ids, a list of objects
 * with an `id`, or an object by id.
 */
export function refusedQuestions({ cause }: CivicError): string[] {
  const questions = isObject(cause) ? cause['questions'] : undefined;
  if (isObject(questions)) return Object.keys(questions);
  return list(questions).flatMap((one) => string(isObject(one) ? (one['id'] ?? one['question']) : one) ?? []);
}

async function sendResponse(
  { answers, context, key }: SurveyResponse,
  { url, post }: Pick<ResponseBoxOptions<never>, 'url' | 'post'>,
  submit: Submit,
): Promise<string> {
  const bytes = await submit(post, {
    url: addressBelow(url, 'responses'),
    headers: { 'Idempotency-Key': key, ...codeHeader(url) },
    body: { answers, ...(context && { context }) },
  });
  return readReceipt(bytes, url);
}

/** The id of the response that was counted. Any other answer (a hotel's sign-in page) counts nothing. */
function readReceipt(bytes: Uint8Array, url: string): string {
  try {
    const document = readJson(bytes);
    const id = isObject(document) ? string(document['id']) : undefined;
    if (id) return id;
    throw new TypeError('the answer to a response has an id');
  } catch (cause) {
    throw new CivicError('format', (cause as Error).message, { url, cause });
  }
}

const LONGEST_CONTEXT = 200;

function toResponse(survey: Survey, answers: SurveyAnswers, where: string): Omit<SurveyResponse, keyof Submission> {
  const context = where.trim().slice(0, LONGEST_CONTEXT);
  return { survey: survey.id, answers: cleanAnswers(survey, answers), ...(context && { context }) };
}

/** Reads a response that was written down; undefined when others have damaged it. */
function parseResponse(value: unknown): SurveyResponse | undefined {
  if (!isObject(value)) return undefined;
  const { survey, key, turn, context } = value;
  const answers = parseAnswers(value['answers']);
  if (typeof survey !== 'string' || typeof key !== 'string' || !answers) return undefined;
  return {
    ...{ survey, answers, key },
    ...(typeof turn === 'number' && { turn }),
    ...(typeof context === 'string' && { context }),
  };
}

/** Answers that were written down; undefined when others have damaged them. */
function parseAnswers(value: unknown): SurveyAnswers | undefined {
  return isObject(value) && Object.values(value).every(isAnswer) ? (value as SurveyAnswers) : undefined;
}

function isAnswer(value: unknown): value is SurveyAnswer {
  if (typeof value === 'string' || typeof value === 'number') return true;
  const isText = (each: unknown) => typeof each === 'string';
  if (Array.isArray(value)) return value.every((each) => isText(each) || (isObject(each) && isText(each['other'])));
  return isObject(value) && Object.values(value).every(isText);
}

export interface SurveyDraft {
  answers: SurveyAnswers;
  /** The step on show, from 0. */
  step: number;
}

/** The part of `sessionStorage` that is used. */
export type DraftStorage = Pick<DeviceStorage, 'getItem' | 'setItem' | 'removeItem'>;

/** Answers not yet sent: they survive a reload and end with the tab's session. Without storage there are none. */
export class DraftStore {
  readonly #storage: DraftStorage | undefined;
  readonly #key: string;

  constructor(url: string, survey: string, storage: DraftStorage | undefined) {
    this.#storage = storage;
    this.#key = `${PREFIX}draft:${scopeOf(url, survey)}`;
  }

  read(): SurveyDraft | undefined {
    try {
      const document: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '');
      const answers = isObject(document) ? parseAnswers(document['answers']) : undefined;
      const step = isObject(document) ? Number(document['step']) : 0;
      return answers && { answers, step: Number.isInteger(step) && step > 0 ? step : 0 };
    } catch {
      return undefined;
    }
  }

  write(draft: SurveyDraft): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(draft));
    } catch {
      // Full or blocked: the draft lives as long as the form.
    }
  }

  erase(): void {
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      // Blocked: there is none.
    }
  }
}
