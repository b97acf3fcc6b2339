import { BYTE_ORDER_MARK, csvLine, REDACTED, type Separator } from '../submissions/csv.ts';
import { hourText } from '../submissions/record.ts';
import type { CountedPoll, Vote } from './poll.ts';

export interface ExportOptions {
  format: 'csv' | 'json';
  separator: Separator;
  /** Every vote instead of the counts. */
  votes?: AsyncIterable<Vote>;
}

/**
 * A poll as text, piece by piece, so that a million votes need no memory. Neither form tells who voted: no
 * code, no network, the hour only, and in an order that isn't the one of casting. A vote that came with a comment has an
 * id, by which the comment can be taken out.
 */
export async function* exported(poll: CountedPoll, options: ExportOptions): AsyncGenerator<string> {
  yield* options.format === 'json' ? toJson(poll, options) : toCsv(poll, options);
}

async function* toCsv(poll: CountedPoll, { separator, votes }: ExportOptions): AsyncGenerator<string> {
  const { options } = poll.definition;
  const line = (cells: (string | number)[]): string => csvLine(cells, separator);
  if (!votes) {
    yield `${BYTE_ORDER_MARK}${line(['option', 'title', 'votes'])}`;
    for (const { id, title } of options) yield line([id, title, poll.votes.get(id) ?? 0]);
    return;
  }
  const hasComments = poll.definition.comment !== undefined && poll.definition.comment !== false;
  const ofComments = hasComments ? ['id', 'comment'] : [];
  yield `${BYTE_ORDER_MARK}${line(['time', ...options.map(({ title }) => title), 'context', ...ofComments])}`;
  for await (const { at, choices, ...words } of votes) {
    const { id = '', context = '', comment = '' } = wordsOf(words);
    const written = hasComments ? [id, comment] : [];
    yield line([hourText(at), ...options.map(({ id }) => (choices.includes(id) ? '1' : '')), context, ...written]);
  }
}

async function* toJson(poll: CountedPoll, { votes }: ExportOptions): AsyncGenerator<string> {
  const { id, question, options } = poll.definition;
  const head = {
    id,
    question,
    voters_count: poll.voters,
    options: options.map(({ id: option, title }) => ({ id: option, title, votes_count: poll.votes.get(option) ?? 0 })),
    corrections: poll.corrections.length > 0 ? poll.corrections : undefined,
  };
  const text = JSON.stringify(head, null, 2);
  if (!votes) {
    yield `${text}\n`;
    return;
  }
  yield `${text.slice(0, -2)},\n  "votes": [`;
  let separator = '\n    ';
  for await (const { at, choices, ...words } of votes) {
    yield `${separator}${JSON.stringify({ time: hourText(at), choices, ...wordsOf(words) })}`;
    separator = ',\n    ';
  }
  yield '\n  ]\n}\n';
}

/** What was written with a vote, and the key by which it is taken out; nothing of a vote without words. */
function wordsOf({ key, comment, context, redacted }: Pick<Vote, 'key' | 'comment' | 'context' | 'redacted'>) {
  if (redacted) return { id: key, comment: REDACTED };
  return { ...(comment !== undefined && { id: key, comment }), ...(context !== undefined && { context }) };
}
