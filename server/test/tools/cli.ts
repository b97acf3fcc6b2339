import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { main } from '../../src/main.ts';
import { getPoll, vote } from './server.ts';
import { ONE_STOP_OFFICE, temporaryFolder } from './site.ts';

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

    if (database === 'SQLite') {
      const copy = new Database(join(data, 'copy'), { readonly: true });
      assert.deepEqual(copy.prepare('SELECT count(*) AS votes FROM votes').get(), { votes: 1 });
      copy.close();
    } else {
      assert.equal(readFileSync(join(data, 'copy'), 'latin1').slice(0, 5), 'PGDMP');
    }

    const csv = join(data, 'out.csv');
    await run('polls', 'export', 'tham-van', '--out', csv);
    assert.deepEqual([...readFileSync(csv).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.equal(
      readFileSync(csv, 'utf8'),
      '\uFEFFoption,title,votes\r\ntot,"Tốt; ""rất"" tốt, cảm ơn",1\r\nkem,\'=1+1,0\r\n',
    );
    const votes = (await run('polls', 'export', 'tham-van', '--votes', '--separator', ';')).out;
    assert.match(votes, /^\uFEFFtime;"Tốt; ""rất"" tốt, cảm ơn";'=1\+1\r\n\d{4}-\d\d-\d\dT\d\d:00Z;1;\r\n$/);
    const json = JSON.parse((await run('polls', 'export', 'tham-van', '--format', 'json', '--votes')).out) as Record<
      string,
      unknown
    >;
    assert.equal(json['voters_count'], 1);
    assert.deepEqual(Object.keys((json['votes'] as object[])[0]!), ['time', 'choices']);
    assert.match((await run('polls', 'list')).out, /\tclosed\t1 voters\t/);
  });
}
