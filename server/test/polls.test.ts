import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pollSuite } from './tools/poll-suite.ts';
import { rawRequest, testServer, vote } from './tools/server.ts';
import { ONE_STOP_OFFICE } from './tools/site.ts';

pollSuite('SQLite', async () => ({}));

describe('polls over HTTP', () => {
  it('refuses a request that a page of another site can send', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE], allowOrigins: ['https://phuong.example'] } });
    const send = async (headers: Record<string, string>): Promise<number> => {
      const { status } = await rawRequest(`${server.url}/polls/mot-cua/votes`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers },
        body: '{"choices":["tot"]}',
      });
      return status;
    };
    assert.equal(await send({ 'Content-Type': 'text/plain' }), 415);
    assert.equal(await send({ 'Content-Type': 'application/x-www-form-urlencoded' }), 415);
    assert.equal(await send({ 'Idempotency-Key': '' }), 400);
    assert.equal(await send({ 'Idempotency-Key': '1' }), 400);
    assert.equal(await send({ Origin: 'https://la.example' }), 403);
    assert.equal(await send({ Origin: 'null' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'cross-site' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'same-site', Origin: 'https://khac.example' }), 403);
    assert.equal(await send({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://phuong.example' }), 200);
    assert.equal(await send({ 'Sec-Fetch-Site': 'same-origin', Origin: server.url }), 200);
    assert.equal(await send({ Origin: server.url }), 200);
    assert.equal(await send({}), 200);
    await server.stop();
  });

  it('lets pages of listed sites through CORS, and no others', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE], allowOrigins: ['https://phuong.example'] } });
    const preflight = (origin: string) =>
      rawRequest(`${server.url}/polls/mot-cua/votes`, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'idempotency-key',
        },
      });
    const { headers } = await preflight('https://phuong.example');
    assert.equal(headers['access-control-allow-origin'], 'https://phuong.example');
    assert.match(String(headers['access-control-allow-headers']), /Idempotency-Key/);
    assert.equal((await preflight('https://la.example')).headers['access-control-allow-origin'], undefined);
    const refused = await rawRequest(`${server.url}/polls/khong-co`, { headers: { Origin: 'https://phuong.example' } });
    assert.equal(refused.status, 404);
    assert.equal(refused.headers['access-control-allow-origin'], 'https://phuong.example');
    assert.match(String(refused.headers['access-control-expose-headers']), /Retry-After/);
    await server.stop();
  });

  it('answers reads the same for every origin, so that one cached copy will do', async () => {
    const site = { polls: [ONE_STOP_OFFICE], allowOrigins: ['https://*.gov.example', 'https://phuong.example'] };
    const server = await testServer({ site });
    for (const path of ['/polls/mot-cua', '/news']) {
      const { headers } = await rawRequest(server.url + path, { headers: { Origin: 'https://la.example' } });
      assert.doesNotMatch(String(headers['vary'] ?? ''), /origin/i);
      assert.equal(headers['access-control-allow-origin'], '*');
    }
    const statuses = [];
    for (const Origin of [
      'https://a.gov.example',
      'https://gov.example',
      'https://evilgov.example',
      'http://a.gov.example',
    ]) {
      const { status } = await rawRequest(`${server.url}/polls/mot-cua/votes`, {
        method: 'POST',
        headers: { Origin, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: '{"choices":["tot"]}',
      });
      statuses.push(status);
    }
    assert.deepEqual(statuses, [200, 403, 403, 403]);
    await server.stop();
  });

  it('reads a poll once a second from the database, however many ask, and knows who has it already', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE] }, readAge: 1000 });
    let reads = 0;
    const { find } = server.store.polls;
    server.store.polls.find = (id) => {
      reads++;
      return find(id);
    };
    const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${server.url}/polls/mot-cua`)));
    assert.equal(reads, 1);
    const etag = answers[0]!.headers.get('etag')!;
    const again = await fetch(`${server.url}/polls/mot-cua`, { headers: { 'If-None-Match': etag } });
    assert.deepEqual([again.status, await again.text()], [304, '']);
    await server.stop();
  });

  it('slows a network down that sends too many votes, or asks it for a proof of work', async () => {
    const polls = [ONE_STOP_OFFICE, { ...ONE_STOP_OFFICE, id: 'lich-su', proofOfWork: 'over-limit' }];
    const server = await testServer({
      site: { polls, rateLimit: { votesPerMinute: 3 }, trustedProxies: ['127.0.0.1'] },
    });
    const from = (address: string, id = 'mot-cua') =>
      vote(server, id, ['tot'], { headers: { 'X-Forwarded-For': address } });
    for (let count = 0; count < 3; count++) assert.equal((await from('203.0.113.7')).status, 200);
    const { status, headers, body } = await from('203.0.113.7');
    assert.equal(status, 429);
    assert.match(body.type!, /too-many$/);
    assert.ok(Number(headers.get('retry-after')) >= 1 && Number(headers.get('retry-after')) <= 60);
    assert.equal((await from('203.0.113.7', 'lich-su')).status, 428);
    assert.equal((await from('203.0.113.8')).status, 200);
    assert.equal((await from('198.51.100.1, 203.0.113.7')).status, 429);
    await server.stop();
  });

  it('reads no more than a vote can be long', async () => {
    const server = await testServer({ site: { polls: [ONE_STOP_OFFICE] } });
    assert.equal((await vote(server, 'mot-cua', ['x'.repeat(100_000)])).status, 413);
    const unannounced = await rawRequest(`${server.url}/polls/mot-cua/votes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' },
      body: `{"choices":["${'x'.repeat(100_000)}"]}`,
    });
    assert.equal(unannounced.status, 413);
    await server.stop();
  });
});
