import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castUnderFire, SHORT } from './tools/crash.ts';

describe('a server that is killed while votes arrive', () => {
  it('loses no acknowledged vote and doubles none in SQLite', async () => {
    const { kills, unanswered } = await castUnderFire(SHORT);
    assert.ok(kills > 0 && unanswered > 0, 'nothing was interrupted');
  });

  it('loses none of 10,000 responses to a survey and doubles none', async () => {
    const { kills, unanswered } = await castUnderFire({ ...SHORT, votes: 10_000, connections: 32, survey: true });
    assert.ok(kills > 0 && unanswered > 0, 'nothing was interrupted');
  });
});
