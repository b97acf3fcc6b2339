// In markup there is no @ts-expect-error: each line of Wrong.svelte with a "! -->" must be an error, and no other line.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const expected = readFileSync('Wrong.svelte', 'utf8')
  .split('\n')
  .flatMap((line, i) => (line.includes('! -->') ? [i + 1] : []));
const { stdout } = spawnSync('svelte-check', ['--tsconfig', 'tsconfig.wrong.json', '--output', 'machine'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const found = [...new Set([...stdout.matchAll(/ERROR "Wrong\.svelte" (\d+):/g)].map(([, line]) => Number(line)))];
if (String(found.sort((one, other) => one - other)) !== String(expected)) {
  console.error(`Wrong.svelte: errors in lines ${expected} were expected, in ${found} they are\n${stdout}`);
  process.exitCode = 1;
}
