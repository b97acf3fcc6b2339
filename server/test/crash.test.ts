import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castUnderFire, SHORT } from './tools/crash.ts';

describe('a server that is killed while votes arrive', () => {
  it('loses no acknowledged vote and doubles none in SQLite', async () => {
    const { kills, unanswered } = await castUnderFire(SHORT);
    assert.ok(kills > 0 && unanswered > 0, 'nothing was interrupted');
  });
});
