import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';

const README = fileURLToPath(new URL('README.md', import.meta.url));

/** Whether a number keeps to its bar, where it has one. */
export function verdict(holds: boolean | undefined): string {
  return holds === undefined ? '' : holds ? 'holds' : '**missed**';
}

/** Puts a table, its head first, between `<!-- name -->` and `<!-- /name -->` of README.md. */
export async function writeTable(name: string, [head = [], ...rows]: readonly (readonly string[])[]): Promise<void> {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, , after] = readFileSync(README, 'utf8').split(new RegExp(`${start}|${end}`));
  const page = [before, start, '\n\n', lines.join('\n'), '\n\n', end, after].join('');
  const options = await prettier.resolveConfig(README);
  writeFileSync(README, await prettier.format(page, { ...options, parser: 'markdown' }));
}
