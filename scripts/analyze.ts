/**
 * `npm run analyze`: custom-elements.json from the sources, llms.txt, src/tags.ts and the tables in docs/ from that,
 * completion data and the frameworks' types into dist/.
 * With `--check` no committed file is written; it fails when one is out of date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import prettier from 'prettier';
import { frameworkTypes } from './framework-types.ts';
import { llms } from './llms.ts';
import type { Documented, Manifest } from './manifest.ts';
import { withTables } from './doc-tables.ts';
import { tags } from './tags.ts';

const isCheck = process.argv.includes('--check');

const argv = ['analyze', '--config', 'custom-elements-manifest.config.ts'];
const manifest = (await cli({ argv, noWrite: true })) as Manifest;
const files: Record<string, string> = {
  'custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
  'llms.txt': llms(manifest),
};
for (const path of ['docs/reference.md', 'docs/theming.md'])
  files[path] = await formatted(path, withTables(read(path) ?? '', manifest));
files['src/tags.ts'] = await formatted('src/tags.ts', tags(manifest));

for (const [path, text] of Object.entries(files)) {
  if (read(path) === text) continue;
  if (!isCheck) writeFileSync(path, text);
  else {
    console.error(`${path} is out of date: run \`npm run analyze\` and commit it.`);
    process.exitCode = 1;
  }
}

mkdirSync('dist/frameworks', { recursive: true });
writeFileSync('dist/storybook.json', `${JSON.stringify(forStorybook(manifest), null, 2)}\n`);
for (const [name, text] of Object.entries(frameworkTypes(manifest))) writeFileSync(`dist/frameworks/${name}`, text);

/**
 * Storybook keeps one entry for each name, whatever it names: a part `heading` would hide the attribute. Here parts and slots
 * say what they are, and an attribute that is a property too is listed once.
 */
function forStorybook({ modules, ...rest }: Manifest): Manifest {
  const named = (items: Documented[] = [], name: (name: string) => string): Documented[] =>
    items.map((item) => ({ ...item, name: name(item.name) }));
  return {
    ...rest,
    modules: modules.map((module) => ({
      ...module,
      declarations: module.declarations.map((element) => ({
        ...element,
        attributes: element.attributes?.filter(
          ({ name, fieldName = name }) =>
            fieldName !== name || !element.members?.some((member) => member.name === name),
        ),
        cssParts: named(element.cssParts, (name) => `::part(${name})`),
        slots: named(element.slots, (name) => `<slot${name && ` name="${name}"`}>`),
      })),
    })),
  };
}

async function formatted(filepath: string, text: string): Promise<string> {
  return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
