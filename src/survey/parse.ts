import { clamp, count, dateText, idOf } from '../documents/json-values.ts';
import { isObject, list, number, object, readJson, string, strings, type Json } from '../documents/json.ts';
import { safeUrl } from '../documents/urls.ts';
import { CivicError } from '../errors.ts';
import type { Survey, SurveyCondition, SurveyOption, SurveyQuestion } from './model.ts';

export interface ParseSurveyOptions {
  /** Where the document came from. */
  url?: string;
  /** ms; decides `expired` where the document doesn't say. */
  now?: number;
}

/** No form for citizens is larger; a document that is would keep a phone busy. */
const MOST_QUESTIONS = 200;
const MOST_OPTIONS = 100;
const LONGEST_TITLE = 1000;
const LONGEST_TEXT = 5000;
/** The length of an answer in words, where the question doesn't say it. */
const USUAL_ANSWER = 1000;

/**
 * Reads a survey from its wire document: text, its bytes (UTF-8) or the parsed JSON. A question that can't be shown is
 * left out, unless an answer to it is required.
 *
 * @throws {CivicError} `format`: not JSON, no list of questions, or a required question that can't be shown
 */
export function parseSurvey(
  body: string | ArrayBuffer | Uint8Array | object,
  { url, now = Date.now() }: ParseSurveyOptions = {},
): Survey {
  try {
    return toSurvey(readJson(body), url, now);
  } catch (cause) {
    throw new CivicError('format', cause instanceof Error ? cause.message : String(cause), { url, cause });
  }
}

function toSurvey(document: unknown, url: string | undefined, now: number): Survey {
  if (!isObject(document) || !Array.isArray(document['questions']))
    throw new TypeError('a survey has a list of questions');
  const { expired } = document;
  const expires = dateText(document['expires_at']);
  const description = text(document['description'], LONGEST_TEXT);
  const thanks = text(document['thanks'], LONGEST_TEXT);
  const privacy = toPrivacy(object(document['privacy']), url);
  return {
    id: idOf(string(document['id']), url),
    title: text(document['title']) ?? '',
    ...(description && { description }),
    questions: toQuestions(document['questions']),
    opens_at: dateText(document['opens_at']),
    expires_at: expires,
    expired: typeof expired === 'boolean' ? expired : expires !== null && Date.parse(expires) <= now,
    answered: document['answered'] === true,
    ...(thanks && { thanks }),
    ...(privacy && { privacy }),
  };
}

function toPrivacy(document: Json, base: string | undefined): Survey['privacy'] {
  const words = text(document['text'], LONGEST_TEXT);
  const url = safeUrl(string(document['url']), base);
  return words || url ? { ...(words && { text: words }), ...(url && { url }) } : undefined;
}

function toQuestions(entries: readonly unknown[]): SurveyQuestion[] {
  const questions = new Map<string, SurveyQuestion>();
  for (const entry of list(entries)) {
    const { id, required } = object(entry);
    const question = toQuestion(object(entry), questions);
    if (question && !questions.has(question.id)) questions.set(question.id, question);
    else if (required === true && !question) throw new TypeError(`the question "${string(id) ?? ''}" can't be shown`);
    if (questions.size > MOST_QUESTIONS) throw new TypeError(`a survey has at most ${MOST_QUESTIONS} questions`);
  }
  return [...questions.values()];
}

function toQuestion(entry: Json, before: ReadonlyMap<string, SurveyQuestion>): SurveyQuestion | undefined {
  const id = string(entry['id']);
  const title = text(entry['title']);
  const kind = toKind(entry);
  if (!id || !title || !kind) return undefined;
  const description = text(entry['description'], LONGEST_TEXT);
  const section = text(entry['section']);
  const when = toCondition(object(entry['when']), before);
  return {
    ...{ id, title, required: entry['required'] === true },
    ...(description && { description }),
    ...(section && { section }),
    ...(when && { when }),
    ...kind,
  };
}

type Kind = SurveyQuestion extends infer Question
  ? Question extends SurveyQuestion
    ? Omit<Question, 'id' | 'title' | 'description' | 'section' | 'required' | 'when'>
    : never
  : never;

/** What a question has beyond the others, by its kind. */
function toKind(entry: Json): Kind | undefined {
  const { kind } = entry;
  if (kind === 'text') {
    const max_length = clamp(count(entry['max_length']) ?? USUAL_ANSWER, 1, LONGEST_TEXT);
    return { kind, max_length, ...(entry['multiline'] === true && { multiline: true }) };
  }
  if (kind === 'number') {
    const [min, max] = [number(entry['min']), number(entry['max'])];
    const step = number(entry['step'], Number.MIN_VALUE);
    const bounds = min !== undefined && max !== undefined && min > max ? {} : { min, max };
    return { kind, ...told(bounds), ...(step !== undefined && { step }) };
  }
  const options = toOptions(entry['options']);
  if (options.length === 0) return undefined;
  if (kind === 'rating') return { kind, options };
  if (kind === 'grid') {
    const rows = toOptions(entry['rows']);
    return rows.length > 0 ? { kind, rows, options } : undefined;
  }
  if (kind !== 'single' && kind !== 'multiple') return undefined;
  const other = entry['other'] === true;
  return {
    kind,
    options,
    ...(kind === 'multiple' && toBounds(entry, options.length + Number(other))),
    ...(other && { other }),
  };
}

/** How many may be chosen, within what there is. */
function toBounds(entry: Json, length: number): { min_choices?: number; max_choices?: number } {
  const min = count(entry['min_choices']);
  const max = count(entry['max_choices']);
  const least = min === null ? undefined : clamp(min, 0, length);
  return told({
    min_choices: least,
    max_choices: max === null ? undefined : clamp(max, Math.max(least ?? 1, 1), length),
  });
}

/** Options that can be shown and told apart. An id is no title. */
function toOptions(value: unknown): SurveyOption[] {
  const options = new Map<string, SurveyOption>();
  for (const entry of list(value)) {
    const { id, title } = object(entry);
    const [key, words] = [string(id), text(title)];
    if (key && words && !options.has(key)) options.set(key, { id: key, title: words });
    if (options.size > MOST_OPTIONS) throw new TypeError(`a question has at most ${MOST_OPTIONS} options`);
  }
  return [...options.values()];
}

/**
 * On an earlier question with choices, so that conditions can't go in circles. A condition that can't be understood
 * must not hide a question.
 */
function toCondition(entry: Json, before: ReadonlyMap<string, SurveyQuestion>): SurveyCondition | undefined {
  const question = string(entry['question']);
  const is = strings(entry['is']).slice(0, MOST_OPTIONS);
  const kind = before.get(question ?? '')?.kind;
  const hasChoices = kind === 'single' || kind === 'multiple' || kind === 'rating';
  return question && is.length > 0 && hasChoices ? { question, is } : undefined;
}

function text(value: unknown, max = LONGEST_TITLE): string | undefined {
  const words = string(value);
  return words && words.length > max ? `${words.slice(0, max)} …` : words;
}

/** Without the members that are undefined. */
function told<Members extends object>(members: Members): { [Key in keyof Members]?: NonNullable<Members[Key]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}
