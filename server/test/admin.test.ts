import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { FeedHealth, Item, LogPage, WrittenPage } from '../src/admin/wire.ts';
import { startSource } from './tools/source.ts';
import { cli, serving } from './tools/cli.ts';
import { getPoll, rawRequest, testServer, vote, type TestServer } from './tools/server.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from './tools/site.ts';
import { DESK, respond } from './tools/survey-suite.ts';

const TOKEN = 'mot-ma-chi-dung-de-thu';
const NAME = 'Nguyễn Thị Ánh';

/** A folder with a page in it, as the build makes one. */
const PAGE = temporaryFolder();
mkdirSync(join(PAGE, 'assets'));
writeFileSync(join(PAGE, 'index.html'), '<!doctype html><title>Quản trị</title>');
writeFileSync(join(PAGE, 'assets/index.js'), '');

const SITE = {
  polls: [
    { ...ONE_STOP_OFFICE, comment: true },
    { ...ONE_STOP_OFFICE, id: 'co-ma', voter: 'code', results: 'never' },
  ],
  surveys: [DESK],
};

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

describe('the administrator’s page', () => {
  let server: TestServer;
  let cookie: string;

  const send = (path: string, body?: object, headers: Record<string, string> = {}, method?: string): Promise<Reply> =>
    rawRequest(`${server.url}/admin/api/${path}`, {
      method: method ?? (body ? 'POST' : 'GET'),
      headers: { ...(body && { 'Content-Type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  const asAdmin = (path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply> =>
    send(path, body, { Cookie: cookie, ...headers });
  const signIn = async (token: string, name: unknown = NAME): Promise<Reply> => send('session', { name, token });
  const cookieOf = ({ headers }: Reply): string => headers['set-cookie']![0]!.split(';')[0]!;
  const read = async <T>(path: string): Promise<T> => JSON.parse((await asAdmin(path)).text) as T;

  before(async () => {
    server = await testServer({ site: SITE, adminToken: TOKEN, admin: PAGE });
    cookie = cookieOf(await signIn(TOKEN));
  });

  it('is not there unless it was switched on', async () => {
    const other = await testServer({ site: SITE, admin: PAGE });
    for (const path of ['/admin', '/admin/', '/admin/api/session', '/admin/api/items'])
      assert.equal((await rawRequest(other.url + path)).status, 404, path);
    await other.stop();
  });

  it('runs its own files only, is framed by nobody and kept nowhere', async () => {
    const redirect = await rawRequest(`${server.url}/admin`);
    assert.deepEqual([redirect.status, redirect.headers['location']], [302, 'admin/']);
    for (const path of ['', 'assets/index.js', 'api/session', 'nothing']) {
      const { status, headers } = await rawRequest(`${server.url}/admin/${path}`);
      assert.equal(status, { 'api/session': 401, nothing: 404 }[path] ?? 200, path);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['access-control-allow-origin'], undefined);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /unsafe|https:|data:/);
    }
  });

  it('lets in who has the token, by a cookie that no script and no other site can use', async () => {
    const reply = await signIn(TOKEN);
    assert.equal(reply.status, 200);
    assert.deepEqual(JSON.parse(reply.text), { by: NAME, hasForm: true });
    const [set] = reply.headers['set-cookie'] as string[];
    assert.match(set!, /^civic-admin=[^;]+; Max-Age=28800; HttpOnly; SameSite=Strict$/);
    const behindTls = await send('session', { name: NAME, token: TOKEN }, { 'X-Forwarded-Proto': 'https' });
    assert.match(behindTls.headers['set-cookie']![0]!, /; Secure/);
    assert.doesNotMatch(JSON.stringify(server.logged), new RegExp(TOKEN));
    assert.deepEqual(JSON.parse((await asAdmin('session')).text), { by: NAME, hasForm: true });
  });

  it('lets nobody else in', async () => {
    const forged = cookie.replace(/=(\d+)/, (_, until: string) => `=${Number(until) + 1}`);
    const old = encodeURIComponent(`${Date.now() - 1} ${NAME}`);
    for (const headers of [
      {},
      { Cookie: forged },
      { Cookie: `${cookie}x` },
      { Cookie: `civic-admin=${old}` },
      { Cookie: cookie.replace(/\.[^.]*$/, '') },
      { Authorization: `Bearer ${TOKEN}` },
      { 'X-Forwarded-User': 'admin' },
    ])
      for (const path of ['items', 'log', 'feeds', 'polls/mot-cua', 'polls/mot-cua/votes.csv', 'surveys/quay/written'])
        assert.equal((await send(path, undefined, headers as Record<string, string>)).status, 401, path);
    assert.equal((await send('polls/mot-cua/close', {})).status, 401);
    assert.equal((await getPoll(server, 'mot-cua')).body.expired, false);

    // A session ends with its token.
    const other = await testServer({ site: SITE, adminToken: `${TOKEN}-2`, admin: PAGE, data: server.data });
    const { status } = await rawRequest(`${other.url}/admin/api/items`, { headers: { Cookie: cookie } });
    assert.equal(status, 401);
    await other.stop();
  });

  it('takes five tries of one network in a minute', async () => {
    const other = await testServer({ site: SITE, adminToken: TOKEN, admin: PAGE });
    const attempt = (token: unknown, name = NAME): Promise<Reply> =>
      rawRequest(`${other.url}/admin/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, token }),
      });
    for (const token of ['', TOKEN.slice(1), 7, undefined]) assert.equal((await attempt(token)).status, 401);
    assert.equal((await attempt(TOKEN, 'a\tb')).status, 422);
    const { status, headers } = await attempt(TOKEN);
    assert.equal(status, 429);
    assert.ok(Number(headers['retry-after']) > 0);
    assert.equal(other.logged.filter(({ message }) => message === 'sign-in at /admin refused').length, 6);
    await other.stop();
  });

  it('does nothing that a page of another site asks for', async () => {
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
      { Origin: 'https://la.example' },
      { Origin: 'null' },
    ] as Record<string, string>[]) {
      assert.equal((await asAdmin('polls/mot-cua/close', {}, headers)).status, 403, JSON.stringify(headers));
      assert.equal((await asAdmin('polls/mot-cua/votes.csv', undefined, headers)).status, 403);
      assert.equal((await send('session', { name: NAME, token: TOKEN }, headers)).status, 403);
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      assert.equal((await asAdmin('polls/mot-cua/close', {}, { 'Content-Type': type })).status, 415);
    assert.equal((await send('polls/mot-cua/close', undefined, { Cookie: cookie }, 'POST')).status, 415);
    assert.equal((await asAdmin('polls/mot-cua/close', { x: 'x'.repeat(20_000) })).status, 413);
    assert.equal((await getPoll(server, 'mot-cua')).body.expired, false);
    const own = { Origin: server.url, 'Sec-Fetch-Site': 'same-origin' };
    assert.equal((await asAdmin('items', undefined, own)).status, 200);
  });

  it('shows polls and surveys with their state, and those that are not there as such', async () => {
    const items = await read<Item[]>('items');
    assert.deepEqual(
      items.map(({ kind, id, state, hasCodes }) => [kind, id, state, hasCodes]),
      [
        ['polls', 'mot-cua', 'open', false],
        ['polls', 'co-ma', 'open', true],
        ['surveys', 'quay', 'open', false],
      ],
    );
    for (const path of ['polls/khac', 'surveys/khac/results', 'polls/%00', 'polls/khac/counts.csv'])
      assert.equal((await asAdmin(path)).status, 404, path);
  });

  it('closes and opens, and the log says who did it', async () => {
    assert.equal((await asAdmin('polls/mot-cua/close', {})).status, 200);
    assert.equal((await vote(server, 'mot-cua', ['tot'])).status, 410);
    assert.equal((await read<Item>('polls/mot-cua')).canOpen, true);
    assert.equal((await asAdmin('polls/mot-cua/open', {})).status, 200);
    assert.equal((await vote(server, 'mot-cua', ['tot'])).status, 200);
    assert.equal((await asAdmin('surveys/quay/close', {})).status, 200);
    assert.equal((await respond(server, 'quay', { cach: 'mang' })).status, 410);
    assert.equal((await asAdmin('surveys/quay/open', {})).status, 200);
    const { entries, isWhole } = await read<LogPage>('log');
    assert.equal(isWhole, true);
    assert.deepEqual(
      entries.slice(0, 4).map(({ by, action, subject }) => [by, action, subject]),
      [
        [NAME, 'open', 'surveys/quay'],
        [NAME, 'close', 'surveys/quay'],
        [NAME, 'open', 'mot-cua'],
        [NAME, 'close', 'mot-cua'],
      ],
    );
    assert.ok(entries.some(({ by, action }) => by === NAME && action === 'sign-in'));
  });

  it('counts what the public may not see, and hands it out as CSV', async () => {
    const codes = JSON.parse((await asAdmin('polls/co-ma/codes', { count: 2 })).text) as string[];
    assert.equal(codes.length, 2);
    assert.equal((await vote(server, 'co-ma', ['kem'], { headers: { 'Civic-Code': codes[0]! } })).status, 200);
    const { options } = await read<{ options: { votes: number }[] }>('polls/co-ma');
    assert.deepEqual(
      options.map(({ votes }) => votes),
      [0, 0, 1],
    );
    const { headers, text } = await asAdmin('polls/co-ma/counts.csv?separator=%3B');
    assert.equal(headers['content-disposition'], 'attachment; filename="co-ma.csv"');
    assert.match(String(headers['content-type']), /^text\/csv/);
    assert.equal(text, '\uFEFFoption;title;votes\r\ntot;Tốt;0\r\nduoc;Được;0\r\nkem;Kém;1\r\n');
    assert.match((await asAdmin('polls/co-ma/votes.csv')).text, /:00Z,,,1,\r\n$/);
    for (const count of [0, 1.5, 'x', 1e9]) assert.equal((await asAdmin('polls/co-ma/codes', { count })).status, 422);
    assert.equal((await asAdmin('polls/mot-cua/codes', { count: 1 })).status, 422);
    const { entries } = await read<LogPage>('log');
    assert.deepEqual(
      entries.slice(0, 3).map(({ action, detail }) => [action, detail]),
      [
        ['export', 'every vote'],
        ['export', 'counts'],
        ['codes', '2 printed'],
      ],
    );
  });

  it('shows what citizens wrote to who is signed in, and takes it out', async () => {
    const [key, response] = [crypto.randomUUID(), crypto.randomUUID()];
    const hostile = '<i onerror=1>';
    await vote(server, 'mot-cua', [], { key, body: { choices: ['kem'], comment: hostile, context: 'Quầy 1' } });
    await respond(server, 'quay', { cach: 'mang', muc: 'cao', 'gop-y': hostile }, { key: response });
    const comments = await read<WrittenPage>('polls/mot-cua/written');
    assert.deepEqual(
      comments.written.map(({ id, context, texts }) => [id, context, texts]),
      [[key, 'Quầy 1', [{ text: hostile }]]],
    );
    const texts = await read<WrittenPage>('surveys/quay/written');
    assert.deepEqual([texts.written[0]!.id, texts.written[0]!.texts[0]!.text], [response, hostile]);
    assert.deepEqual(await read<WrittenPage>(`surveys/quay/written?after=${response}`), { written: [] });

    assert.equal((await asAdmin('polls/mot-cua/redact', { id: key })).status, 200);
    assert.equal((await asAdmin('surveys/quay/redact', { id: response, question: 'gop-y' })).status, 200);
    assert.equal((await asAdmin('surveys/quay/redact', { id: response, question: 'khac' })).status, 422);
    assert.equal((await asAdmin('polls/mot-cua/redact', { id: "' OR 1" })).status, 422);
    for (const path of [
      'polls/mot-cua/written',
      'surveys/quay/written',
      'polls/mot-cua/votes.csv',
      'surveys/quay/responses.csv',
    ])
      assert.doesNotMatch((await asAdmin(path)).text, /onerror/, path);
    const { entries } = await read<LogPage>('log');
    const acts = entries.filter(({ action }) => action === 'redact');
    assert.deepEqual(
      acts.map(({ by, subject, detail }) => [by, subject, detail]),
      [
        [NAME, 'surveys/quay', `${response} gop-y`],
        [NAME, 'mot-cua', key],
      ],
    );
    const results = await read<{ group?: string; responses: number }[]>('surveys/quay/results?per=context');
    assert.deepEqual(
      results.map(({ group, responses }) => [group, responses]),
      [['', 1]],
    );
    assert.match((await asAdmin('surveys/quay/results.csv')).text, /^\uFEFFgroup,question/);
    assert.match((await asAdmin('surveys/quay/codebook.csv')).text, /^\uFEFFcolumn,title/);
  });

  it('says how the feeds are', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'news.xml'),
      '<rss version="2.0"><channel><title>P</title><item><title>T</title></item></channel></rss>',
    );
    const feeds = [
      { id: 'phuong', file: join(folder, 'news.xml') },
      { id: 'hong', file: join(folder, 'none.xml') },
    ];
    let isUp = true;
    const source = await startSource((_, response) => {
      response.statusCode = isUp ? 200 : 500;
      response.end('{"current":{}}');
    });
    const weather = { interval: 1, source: `${source.url}/?key=SECRET&lat={latitude}&lon={longitude}` };
    const site = { news: { feeds }, weather, allowPrivateAddresses: true };
    const other = await testServer({ site, adminToken: TOKEN, admin: PAGE });
    const reply = await rawRequest(`${other.url}/admin/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: NAME, token: TOKEN }),
    });
    const healthNow = async (): Promise<FeedHealth[]> => {
      const { text } = await rawRequest(`${other.url}/admin/api/feeds`, { headers: { Cookie: cookieOf(reply) } });
      return JSON.parse(text) as FeedHealth[];
    };
    assert.deepEqual(
      (await healthNow()).map(({ id, state }) => [id, state]),
      [
        ['phuong', 'ok'],
        ['hong', 'failing'],
        ['127.0.0.1', 'unasked'],
      ],
    );
    const ask = (latitude: number) => fetch(`${other.url}/weather?latitude=${latitude}&longitude=105`);
    const ofWeather = async (): Promise<FeedHealth> => (await healthNow()).at(-1)!;
    assert.equal((await ask(21)).status, 200);
    assert.equal((await ofWeather()).state, 'ok');
    isUp = false;
    assert.equal((await ask(10)).status, 502);
    assert.deepEqual((({ state, detail }) => [state, detail])(await ofWeather()), ['failing', 'status 500']);
    await delay(1100);
    // The copy that has just expired is served at once.
    assert.equal((await ask(21)).status, 200);
    while ((await ofWeather()).state !== 'old') await delay(20);
    const health = JSON.stringify(await ofWeather());
    assert.doesNotMatch(health, /SECRET/);
    assert.match(
      await (await fetch(`${other.url}/metrics`)).text(),
      /^civic_copy_age_seconds\{source="weather"\} [1-9]/m,
    );
    await other.stop();
  });

  it('believes a trusted proxy that names who has signed in, and no one else', async () => {
    const site = { ...SITE, admin: { userHeader: 'X-Forwarded-User' } };
    const headers = { 'X-Forwarded-User': 'le.van.tam', 'Content-Type': 'application/json' };
    const close = { method: 'POST', headers, body: '{}' };
    const behind = await testServer({ site: { ...site, trustedProxies: ['127.0.0.1'] }, admin: PAGE });
    assert.equal((await rawRequest(`${behind.url}/admin/api/polls/mot-cua/close`, close)).status, 200);
    const { text } = await rawRequest(`${behind.url}/admin/api/log`, { headers });
    assert.equal((JSON.parse(text) as LogPage).entries[0]!.by, 'le.van.tam');
    assert.equal((await rawRequest(`${behind.url}/admin/api/log`)).status, 401);
    const evil = { ...headers, Origin: 'https://la.example' };
    assert.equal(
      (await rawRequest(`${behind.url}/admin/api/polls/mot-cua/open`, { ...close, headers: evil })).status,
      403,
    );
    // No token, no form.
    const form = {
      ...close,
      body: JSON.stringify({ name: NAME, token: '' }),
      headers: { 'Content-Type': 'application/json' },
    };
    assert.equal((await rawRequest(`${behind.url}/admin/api/session`, form)).status, 401);
    await behind.stop();

    const open = await testServer({ site: { ...site, trustedProxies: ['10.0.0.1'] }, admin: PAGE });
    assert.equal((await rawRequest(`${open.url}/admin/api/log`, { headers })).status, 401);
    await open.stop();
  });

  it('forgets the session when it is signed out', async () => {
    const { status, headers } = await send('session', {}, { Cookie: cookie, 'Content-Length': '2' }, 'DELETE');
    assert.equal(status, 200);
    assert.match(headers['set-cookie']![0]!, /^civic-admin=; Max-Age=0/);
  });

  it('is opened by ADMIN_TOKEN, which can’t be short', async () => {
    const data = temporaryFolder();
    const running = await serving(['--data', data], { ADMIN_TOKEN: TOKEN });
    assert.equal((await rawRequest(`${running.url}/admin/api/items`)).status, 401);
    await running.stop();
    const { code, error } = await cli(['--data', data, '--port', '0'], { ADMIN_TOKEN: 'ngan' });
    assert.deepEqual([code, error], [2, 'ADMIN_TOKEN must have 16 characters or more: openssl rand -base64 24\n']);
  });
});
