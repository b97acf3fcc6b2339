/**
 * `npm run analyze`: custom-elements.json from the sources, llms.txt and the tables in docs/ from that, completion data
 * and the frameworks' types into dist/.
 * With `--check` no committed file is written; it fails when one is out of date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import prettier from 'prettier';
import { frameworkTypes } from './framework-types.ts';
import { llms } from './llms.ts';
import type { Manifest } from './manifest.ts';
import { withTables } from './doc-tables.ts';

const isCheck = process.argv.includes('--check');

const argv = ['analyze', '--config', 'custom-elements-manifest.config.ts'];
const manifest = (await cli({ argv, noWrite: true })) as Manifest;
const files: Record<string, string> = {
  'custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
  'llms.txt': llms(manifest),
};
for (const path of ['docs/reference.md', 'docs/theming.md']) {
  const options = await prettier.resolveConfig(path);
  files[path] = await prettier.format(withTables(read(path) ?? '', manifest), { ...options, parser: 'markdown' });
}

for (const [path, text] of Object.entries(files)) {
  if (read(path) === text) continue;
  if (!isCheck) writeFileSync(path, text);
  else {
    console.error(`${path} is out of date: run \`npm run analyze\` and commit it.`);
    process.exitCode = 1;
  }
}

mkdirSync('dist/frameworks', { recursive: true });
for (const [name, text] of Object.entries(frameworkTypes(manifest))) writeFileSync(`dist/frameworks/${name}`, text);

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
