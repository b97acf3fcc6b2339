import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const ROOT = new URL('../../', import.meta.url);
const statement = readFileSync(new URL('ACCESSIBILITY.md', ROOT), 'utf8');

/** Level A and AA of WCAG 2.2, without 4.1.1, which is obsolete. */
const CRITERIA =
  `1.1.1 1.2.1 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13
  2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8
  3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3`.split(/\s+/);

test('the statement names tests that exist', () => {
  const named = new Set(statement.match(/\btest\/[\w./-]+/g));
  for (const path of named) expect(existsSync(new URL(path, ROOT)), path).toBe(true);
});

test('the statement has a line for every criterion of level A and AA', () => {
  const rows = statement.split('\n').filter((line) => line.startsWith('| '));
  for (const criterion of CRITERIA) {
    const ends = new RegExp(`(^|[^\\d.])${criterion.replaceAll('.', '\\.')}($|[^\\d.])`);
    expect(
      rows.some((row) => ends.test(row.split('|')[1] ?? '')),
      criterion,
    ).toBe(true);
  }
});
