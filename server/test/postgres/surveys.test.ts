import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { codeHash, newCode } from '../../src/submissions/codes.ts';
import { startPostgres, type Postgres } from '../tools/postgres.ts';
import { testServer } from '../tools/server.ts';
import { respond, SURVEYS, surveySuite } from '../tools/survey-suite.ts';

describe('PostgreSQL', () => {
  let postgres: Postgres;
  before(async () => void (postgres = await startPostgres()));
  after(() => postgres.stop());

  surveySuite('PostgreSQL', async () => ({ databaseUrl: await postgres.createDatabase() }));

  it('takes a response once that is sent to two servers, and one of two that share a code', async () => {
    const databaseUrl = await postgres.createDatabase('serializable');
    const site = { surveys: SURVEYS, rateLimit: { votesPerMinute: 10_000 } };
    const servers = await Promise.all([1, 2].map(() => testServer({ databaseUrl, site })));
    const { store } = servers[0]!;
    const codes = Array.from({ length: 20 }, newCode);
    const secret = await store.secret('codes');
    await store.surveys.addCodes(
      'co-ma',
      codes.map((code) => codeHash(code, secret)),
    );
    for (const code of codes) {
      const key = crypto.randomUUID();
      const [sharedKey, sharedCode] = await Promise.all([
        Promise.all(servers.map((server) => respond(server, 'quay', { cach: 'mang' }, { key }))),
        Promise.all(servers.map((server) => respond(server, 'co-ma', { cach: 'mang' }, { code }))),
      ]);
      assert.deepEqual(
        sharedKey.map(({ status }) => status),
        [201, 201],
      );
      assert.deepEqual(sharedCode.map(({ status }) => status).sort(), [201, 409]);
    }
    for (const id of ['quay', 'co-ma']) assert.equal((await store.surveys.find(id))!.voters, codes.length);
    await Promise.all(servers.map((server) => server.stop()));
  });
});
