import type { CountedPoll } from './poll.ts';
import type { Vote } from './record.ts';

export interface ExportOptions {
  format: 'csv' | 'json';
  /** `;` where Excel's list separator is one, as under a Vietnamese Windows. */
  separator: ',' | ';';
  /** Every vote instead of the counts. */
  votes?: AsyncIterable<Vote>;
}

/**
 * A poll as text, piece by piece, so that a million votes need no memory. Neither form tells who voted: no key, no
 * code, no network, the hour only, and in an order that isn't the one of casting.
 */
export async function* exported(poll: CountedPoll, options: ExportOptions): AsyncGenerator<string> {
  yield* options.format === 'json' ? toJson(poll, options) : toCsv(poll, options);
}

/** For a spreadsheet (RFC 4180), with the byte order mark by which Excel knows UTF-8. */
async function* toCsv(poll: CountedPoll, { separator, votes }: ExportOptions): AsyncGenerator<string> {
  const { options } = poll.definition;
  const line = (cells: string[]): string => `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`;
  if (!votes) {
    yield `\uFEFF${line(['option', 'title', 'votes'])}`;
    for (const { id, title } of options) yield line([id, title, String(poll.votes.get(id) ?? 0)]);
    return;
  }
  yield `\uFEFF${line(['time', ...options.map(({ title }) => title)])}`;
  for await (const { at, choices } of votes) {
    yield line([hour(at), ...options.map(({ id }) => (choices.includes(id) ? '1' : ''))]);
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
  for await (const { at, choices } of votes) {
    yield `${separator}${JSON.stringify({ time: hour(at), choices })}`;
    separator = ',\n    ';
  }
  yield '\n  ]\n}\n';
}

function hour(at: Date): string {
  return `${at.toISOString().slice(0, 13)}:00Z`;
}

/** A cell that starts like a formula would be run as one (OWASP, CSV injection). */
export function quoted(cell: string, separator: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return new RegExp(`["\r\n${separator}]`).test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
