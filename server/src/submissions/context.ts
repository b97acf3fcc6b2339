import { Problem } from '../http/problem.ts';

const LONGEST_CONTEXT = 200;

/** Where a vote or response was given, as a page names it; undefined: nowhere in particular. Throws Problem `invalid`. */
export function contextOf(value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string' && value.length <= LONGEST_CONTEXT) return value.trim() || undefined;
  throw new Problem('invalid', { detail: `"context" must be a text of up to ${LONGEST_CONTEXT} characters.` });
}
