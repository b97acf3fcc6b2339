import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from './tools/site.ts';

const PACKAGING = join(import.meta.dirname, '../packaging');

/** Where a program is not to be had, its recipe is not looked at. */
function check(program: string, args: string[], cwd = PACKAGING): void {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
  });
  if (error) {
    console.log(`Not checked: ${program} was not found.`);
    return;
  }
  assert.equal(status, 0, stdout + stderr);
}

describe('the recipes', () => {
  it('are read by Caddy', () => check('caddy', ['validate', '--adapter', 'caddyfile', '--config', 'Caddyfile']));

  it('are read by nginx', () => {
    const folder = temporaryFolder();
    const recipe = readFileSync(join(PACKAGING, 'nginx.conf'), 'utf8')
      .replace('/var/cache/nginx/civic', join(folder, 'cache'))
      .replace('/var/log/nginx/civic.log', join(folder, 'civic.log'));
    writeFileSync(join(folder, 'nginx.conf'), `pid ${folder}/pid; events {}\nhttp {\n${recipe}}\n`);
    check('nginx', ['-t', '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')]);
  });

  it('are read by systemd', () => {
    const file = join(temporaryFolder(), 'civic-widgets-server.service');
    // The program itself need not be there.
    writeFileSync(
      file,
      readFileSync(join(PACKAGING, 'civic-widgets-server.service'), 'utf8').replace(
        /env civic-widgets-server/,
        'env true',
      ),
    );
    check('systemd-analyze', ['verify', file]);
  });
});
