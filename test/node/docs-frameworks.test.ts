/** What docs/frameworks.md and docs/testing-your-portal.md show is in the examples, word for word. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../scripts/manifest.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const docs = readFileSync(join(ROOT, 'docs/frameworks.md'), 'utf8');
/** Sections whose example has another name. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'On a server': 'astro',
  'Next.js': 'next',
  'Cloudflare Workers': 'worker',
  'React Router': 'react-router',
};
const { modules } = JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8')) as Manifest;
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

for (const [, name = '', section = ''] of docs.matchAll(/^## (.+)\n([^]*?)(?=^## |$(?![^]))/gm))
  for (const [, snippet = ''] of section.matchAll(/^```\w+\n([^]*?)^```$/gm))
    isInExample(snippet, EXAMPLES[name] ?? name.toLowerCase());

const testing = readFileSync(join(ROOT, 'docs/testing-your-portal.md'), 'utf8');
for (const [, snippet = ''] of testing.matchAll(/^```js not-run=examples\/testing\n([^]*?)^```$/gm))
  isInExample(snippet, 'testing');

function isInExample(snippet: string, example: string): void {
  it(`${example}: ${squeezed(snippet)}`, () => {
    const folder = join(ROOT, 'examples', example);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => !/(^|\/)(node_modules|dist|build|out|\.\w[\w-]*)(\/|$)/.test(path.replaceAll('\\', '/')))
      .filter((path) => statSync(join(folder, path)).isFile());
    const isFound = files.some((file) =>
      squeezed(readFileSync(join(folder, file), 'utf8')).includes(squeezed(snippet)),
    );
    assert.ok(isFound, `examples/${example} has no such code`);
  });
}

for (const file of ['README.md', 'docs/frameworks.md'])
  it(`${file} tells Vue of every element`, () => {
    const [, pattern = ''] = /\(tag.*?\) => \/(.+)\/\.test\(tag\)/.exec(readFileSync(join(ROOT, file), 'utf8')) ?? [];
    for (const { tagName } of modules.flatMap(({ declarations }) => declarations))
      if (tagName !== undefined) assert.match(tagName, new RegExp(pattern));
  });
