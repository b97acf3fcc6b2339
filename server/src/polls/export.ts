import type { CountedPoll } from './poll.ts';
import type { Vote } from './record.ts';

export interface ExportOptions {
  /** `;` where Excel's list separator is one, as under a Vietnamese Windows. */
  separator?: ',' | ';';
  /** Every vote instead of the counts. */
  votes?: readonly Vote[];
}

/** For a spreadsheet (RFC 4180), with the byte order mark by which Excel knows UTF-8. */
export function toCsv(poll: CountedPoll, { separator = ',', votes }: ExportOptions): string {
  const { options } = poll.definition;
  const rows = votes
    ? [['time', ...options.map(({ title }) => title)], ...votes.map((vote) => [minuteOf(vote), ...marks(poll, vote)])]
    : [['option', 'title', 'votes'], ...options.map(({ id, title }) => [id, title, String(poll.votes.get(id) ?? 0)])];
  const lines = rows.map((row) => row.map((cell) => quoted(cell, separator)).join(separator));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Neither form tells who voted: no key, no code, no network, and the time to the minute only. */
export function toJson(poll: CountedPoll, { votes }: ExportOptions): string {
  const { id, question, options } = poll.definition;
  const counts = options.map(({ id: option, title }) => ({
    id: option,
    title,
    votes_count: poll.votes.get(option) ?? 0,
  }));
  const cast = votes?.map((vote) => ({ time: minuteOf(vote), choices: vote.choices }));
  return `${JSON.stringify({ id, question, voters_count: poll.voters, options: counts, votes: cast }, null, 2)}\n`;
}

function minuteOf({ at }: Vote): string {
  return `${at.toISOString().slice(0, 16)}Z`;
}

function marks(poll: CountedPoll, { choices }: Vote): string[] {
  return poll.definition.options.map(({ id }) => (choices.includes(id) ? '1' : ''));
}

/** A cell that starts like a formula would be run as one (OWASP, CSV injection). */
function quoted(cell: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return new RegExp(`["\r\n${separator}]`).test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
