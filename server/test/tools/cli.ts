import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { main } from '../../src/main.ts';
import { getPoll, vote } from './server.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from './site.ts';
import { DESK, respond } from './survey-suite.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

export interface Run {
  code: number | null;
  out: string;
  error: string;
}

export async function cli(
  args: string[],
  env: Record<string, string> = {},
  ask?: (question: string) => Promise<string>,
): Promise<Run> {
  const run: Run = { code: null, out: '', error: '' };
  run.code = await main(args, { env, out: (text) => (run.out += text), error: (text) => (run.error += text), ask });
  return run;
}

/** A server as its own process, as an operator starts it. */
export async function serving(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ url: string; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, [CLI, '--port', '0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve) =>
    child.stdout.on('data', (text) => {
      const found = /http:\/\/\S+(?=\/\n)/.exec(String(text))?.[0];
      if (found) resolve(found);
    }),
  );
  after(() => child.kill('SIGKILL'));
  return {
    url,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The commands that keep polls, on either database; the address is empty for SQLite. */
export function commandSuite(database: string, databaseUrl: () => Promise<string>): void {
  it(`adds, lists, exports and closes polls, prints codes and makes a backup in ${database}`, async () => {
    const data = temporaryFolder();
    const env = { DATABASE_URL: await databaseUrl() };
    const run = (...args: string[]): Promise<Run> => cli([...args, '--data', data], env);
    const file = join(data, 'poll.json');
    const options = [
      { id: 'tot', title: 'Tốt; "rất" tốt, cảm ơn' },
      { id: 'kem', title: '=1+1' },
    ];
    writeFileSync(file, JSON.stringify({ ...ONE_STOP_OFFICE, id: 'tham-van', options, voter: 'code' }));
    assert.deepEqual(await run('polls', 'add', file), { code: 0, out: '', error: '' });
    assert.equal((await run('polls', 'list')).out, `tham-van\topen\t0 voters\t${ONE_STOP_OFFICE.question}\n`);

    const codes = (await run('codes', 'print', 'tham-van', '--count', '3')).out.trim().split('\n');
    assert.equal(new Set(codes).size, 3);
    for (const code of codes) assert.match(code, /^([2-9A-HJKMNP-TV-Z]{4}-){2}[2-9A-HJKMNP-TV-Z]{4}$/);

    const server = await serving(['--data', data], env);
    assert.equal((await vote(server, 'tham-van', ['tot'], { headers: { 'Civic-Code': codes[0]! } })).status, 200);
    assert.equal((await vote(server, 'tham-van', ['kem'], { headers: { 'Civic-Code': codes[0]! } })).status, 409);

    // While the server runs: closing takes effect at once, and the copy has what was acknowledged.
    assert.equal((await run('backup', '--out', join(data, 'copy'))).code, 0);
    assert.equal((await run('polls', 'close', 'tham-van')).code, 0);
    assert.equal((await vote(server, 'tham-van', ['tot'], { headers: { 'Civic-Code': codes[1]! } })).status, 410);
    // What was read is told again for a second.
    await delay(1100);
    assert.equal((await getPoll(server, 'tham-van')).body.expired, true);
    assert.equal(await server.stop(), 0);

    // Back in an empty place, it is as it was when the copy was made, codes and log included.
    const place = { data: temporaryFolder(), env: { DATABASE_URL: await databaseUrl() } };
    const there = (...args: string[]): Promise<Run> => cli([...args, '--data', place.data], place.env);
    if (database === 'PostgreSQL') assert.equal((await there('migrate')).code, 0);
    const state = async (): Promise<string | undefined> =>
      /^tham-van\t(.*) voters\t/m.exec((await there('polls', 'list')).out)?.[1];
    assert.deepEqual(await there('restore', join(data, 'copy')), { code: 0, out: '', error: '' });
    assert.equal(await state(), 'open\t1');
    assert.match(
      (await there('polls', 'audit')).out,
      /^tham-van: 1 votes, the tally agrees\n(.*\n)*administrative log: whole\n$/,
    );
    assert.match((await there('log')).out, /\tbackup\tdatabase\n.*\trestore\tdatabase\n$/);
    const restored = await serving(['--data', place.data], place.env);
    for (const [code, status] of [
      [codes[0], 409],
      [codes[1], 200],
    ] as const)
      assert.equal((await vote(restored, 'tham-van', ['tot'], { headers: { 'Civic-Code': code! } })).status, status);
    assert.equal(await restored.stop(), 0);
    // Not over what is there.
    assert.notEqual((await there('restore', join(data, 'copy'))).code, 0);
    assert.equal(await state(), 'open\t2');

    const csv = join(data, 'out.csv');
    await run('polls', 'export', 'tham-van', '--out', csv);
    assert.deepEqual([...readFileSync(csv).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.equal(
      readFileSync(csv, 'utf8'),
      '\uFEFFoption,title,votes\r\ntot,"Tốt; ""rất"" tốt, cảm ơn",1\r\nkem,\'=1+1,0\r\n',
    );
    const votes = (await run('polls', 'export', 'tham-van', '--votes', '--separator', ';')).out;
    assert.match(votes, /^\uFEFFtime;"Tốt; ""rất"" tốt, cảm ơn";'=1\+1;context\r\n\d{4}-\d\d-\d\dT\d\d:00Z;1;;\r\n$/);
    const json = JSON.parse((await run('polls', 'export', 'tham-van', '--format', 'json', '--votes')).out) as Record<
      string,
      unknown
    >;
    assert.equal(json['voters_count'], 1);
    assert.deepEqual(Object.keys((json['votes'] as object[])[0]!), ['time', 'choices']);
    assert.match((await run('polls', 'list')).out, /\tclosed\t1 voters\t/);
  });

  it(`adds, lists, exports, sums up, redacts and purges surveys in ${database}`, async () => {
    const data = temporaryFolder();
    const env = { DATABASE_URL: await databaseUrl() };
    const run = (...args: string[]): Promise<Run> => cli([...args, '--data', data, '--by', 'nguyen'], env);
    const file = join(data, 'survey.json');
    writeFileSync(file, JSON.stringify({ ...DESK, voter: 'code', keepFor: 30 }));
    assert.deepEqual(await run('surveys', 'add', file), { code: 0, out: '', error: '' });
    assert.equal((await run('surveys', 'list')).out, `quay\topen\t0 responses\t${DESK.title}\n`);
    const codes = (await run('codes', 'print', 'surveys/quay', '--count', '2')).out.trim().split('\n');
    assert.equal((await run('codes', 'print', 'quay')).code, 2);

    const server = await serving(['--data', data], env);
    const key = crypto.randomUUID();
    const answers = { cach: 'mang', muc: 'cao', 'gop-y': '=1+1' };
    const [first, second] = codes;
    assert.equal((await respond(server, 'quay', answers, { key, code: first, context: 'Quầy 1' })).status, 201);
    assert.equal((await respond(server, 'quay', { cach: 'mang' }, { code: second })).status, 201);

    const csv = join(data, 'quay.csv');
    assert.equal((await run('surveys', 'export', 'quay', '--out', csv, '--separator', ';')).code, 0);
    const [head, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    assert.match(head!, /^\uFEFFid;time;context;cach;/);
    assert.match(rows.join('\n'), new RegExp(`^${key};\\d{4}-\\d\\d-\\d\\dT\\d\\d:00Z;Quầy 1;mang;.*;'=1\\+1$`, 'm'));
    assert.equal(rows.length, 2);
    const book = readFileSync(join(data, 'quay.codebook.csv'), 'utf8');
    assert.equal(book, (await run('surveys', 'export', 'quay', '--codebook', '--separator', ';')).out);

    const results = JSON.parse(
      (await run('surveys', 'results', 'quay', '--per', 'context', '--format', 'json')).out,
    ) as {
      group: string;
      responses: number;
    }[];
    assert.deepEqual(
      results.map(({ group, responses }) => [group, responses]),
      [
        ['', 1],
        ['Quầy 1', 1],
      ],
    );
    assert.equal((await run('surveys', 'results', 'quay', '--per', 'day')).code, 2);

    assert.equal((await run('surveys', 'redact', 'quay', key.toUpperCase(), 'gop-y')).code, 0);
    assert.match((await run('surveys', 'export', 'quay')).out, new RegExp(`^${key},.*,\\[redacted\\]\\r$`, 'm'));
    for (const [response, question] of [
      [crypto.randomUUID(), 'gop-y'],
      [key, 'khac'],
    ] as const)
      assert.equal((await run('surveys', 'redact', 'quay', response, question)).code, 2);

    assert.equal((await run('surveys', 'purge')).out, '');
    assert.equal((await run('surveys', 'purge', 'quay')).code, 2);
    assert.match((await run('polls', 'audit', 'surveys/quay')).out, /^surveys\/quay: 2 responses, the tally agrees\n/);
    assert.equal((await run('surveys', 'close', 'quay')).code, 0);
    assert.equal((await respond(server, 'quay', { cach: 'mang' }, { code: first })).status, 410);
    assert.equal((await run('surveys', 'purge', 'quay')).out, 'quay: 2 responses deleted, their number kept\n');
    assert.equal(await server.stop(), 0);
    const acts = (await run('log')).out.match(/^\d+\t\S+\tnguyen\t\w+\tsurveys\/quay/gm);
    assert.deepEqual(
      acts!.map((act) => act.split('\t')[3]),
      ['define', 'codes', 'export', 'redact', 'export', 'close', 'purge'],
    );
    if (database === 'SQLite') {
      for (const ending of ['', '-wal']) {
        const path = join(data, `polls.sqlite${ending}`);
        assert.ok(!existsSync(path) || !readFileSync(path, 'latin1').includes('=1+1'), 'a deleted text is still there');
      }
    }
  });
}
