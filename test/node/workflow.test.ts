import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { REST } from '../../scripts/steps.ts';

describe('the GitHub workflow', () => {
  it('has a job for each step that `npm test` leaves out', () => {
    const workflow = readFileSync('.github/workflows/ci.yml', 'utf8');
    const lists = workflow.match(/steps: .+/g)?.join(' ') ?? '';
    const broughtAlong = new Set(REST.flatMap(({ after = [] }) => after));
    const isNamed = (name: string): boolean => new RegExp(`[ '"]${name}(?=[ '"}])`).test(lists);
    const left = REST.filter(({ name }) => !isNamed(name) && !broughtAlong.has(name));
    assert.deepEqual(
      left.map(({ name }) => name),
      [],
    );
  });
});
