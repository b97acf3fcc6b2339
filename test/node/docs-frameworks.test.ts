/** What docs/frameworks.md shows is in the examples, word for word. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const docs = readFileSync(join(ROOT, 'docs/frameworks.md'), 'utf8');
/** Sections whose example has another name. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'On a server': 'astro',
  'Next.js': 'next',
  'React Router': 'react-router',
};
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

for (const [, name = '', section = ''] of docs.matchAll(/^## (.+)\n([^]*?)(?=^## |$(?![^]))/gm)) {
  const example = EXAMPLES[name] ?? name.toLowerCase();
  for (const [, snippet = ''] of section.matchAll(/^```\w+\n([^]*?)^```$/gm)) {
    it(`${name}: ${squeezed(snippet)}`, () => {
      const folder = join(ROOT, 'examples', example);
      const files = [
        '',
        'src',
        'src/pages',
        'src/routes',
        'src/routes/polls',
        'app',
        'app/polls',
        'app/routes',
      ].flatMap((path) => {
        try {
          return readdirSync(join(folder, path), { withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(folder, path, entry.name));
        } catch {
          return [];
        }
      });
      const isFound = files.some((file) => squeezed(readFileSync(file, 'utf8')).includes(squeezed(snippet)));
      assert.ok(isFound, `examples/${example} has no such code`);
    });
  }
}
