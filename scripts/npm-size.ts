/**
 * What each import of the npm package brings into an app (`npm run size:npm`): the import and all that it imports, minified,
 * gzip, as esbuild and Vite bundle it; what loads later by `import()` is not in it. Writes the table of docs/size.md; with
 * `--check` fails when an import has grown by more than 2 % since. Needs `npm run build`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import * as prettier from 'prettier';
import { build as vite, type Rolldown } from 'vite';

const IMPORTS: Readonly<Record<string, string>> = {
  'civic-widgets/district-news': `import 'civic-widgets/district-news'`,
  'civic-widgets/city-weather': `import 'civic-widgets/city-weather'`,
  'civic-widgets/citizen-poll': `import 'civic-widgets/citizen-poll'`,
  'civic-widgets/citizen-survey': `import 'civic-widgets/citizen-survey'`,
  'civic-widgets/public-alerts': `import 'civic-widgets/public-alerts'`,
  'civic-widgets/define': `import 'civic-widgets/define'`,
  'civic-widgets/hydrate': `import 'civic-widgets/hydrate'`,
  'civic-widgets/autoloader': `import 'civic-widgets/autoloader'`,
  '`DistrictNews` of civic-widgets/react, without React': `import { DistrictNews } from 'civic-widgets/react'; console.log(DistrictNews)`,
  '`parseNews` of civic-widgets/news': `import { parseNews } from 'civic-widgets/news'; console.log(parseNews)`,
};
const EXTERNAL = ['react', '@lit/react'];
const PAGE = 'docs/size.md';
const [START, END] = ['<!-- npm -->', '<!-- /npm -->'];
const TOLERANCE = 1.02;

const rows: [name: string, esbuild: number, vite: number][] = [];
for (const [name, code] of Object.entries(IMPORTS)) rows.push([name, await withEsbuild(code), await withVite(code)]);

const page = readFileSync(PAGE, 'utf8');
if (process.argv.includes('--check')) {
  for (const [name, ...sizes] of rows) {
    const row = page.split('\n').find((line) => line.startsWith(`| ${name} `));
    const before = row?.split('|').slice(2, 4).map(Number) ?? [];
    sizes.forEach((size, i) => {
      if (size <= (before[i] ?? 0) * TOLERANCE) return;
      console.error(`${name} has grown from ${before[i]} to ${size} bytes. If it is worth it: npm run size:npm`);
      process.exitCode = 1;
    });
  }
} else {
  const section = `${START}

## From npm

Bytes after gzip of one import and all that it imports, in an app's own bundle. What a widget loads by itself when a page needs it
(an article's reader, other languages, rare formats) is not in it; Lit is.

| import | esbuild | Vite |
| --- | ---: | ---: |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

${END}`;
  const [before = '', after] = page.split('<!-- generated -->');
  const known = new RegExp(`${START}[^]*${END}`);
  const prose = known.test(before) ? before.replace(known, section) : `${before}${section}\n\n`;
  const text = after === undefined ? prose : `${prose}<!-- generated -->${after}`;
  writeFileSync(PAGE, await prettier.format(text, { ...(await prettier.resolveConfig(PAGE)), filepath: PAGE }));
}

async function withEsbuild(code: string): Promise<number> {
  const { outputFiles, metafile } = await esbuild({
    stdin: { contents: code, resolveDir: '.', sourcefile: 'entry.js' },
    ...{ bundle: true, splitting: true, format: 'esm', minify: true, write: false, metafile: true, outdir: 'out' },
    ...{ external: EXTERNAL, conditions: ['production'], target: 'es2022', legalComments: 'none' },
  });
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'entry.js')![0];
  const names = new Set<string>();
  const add = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    for (const { path, kind, external } of metafile.outputs[name]!.imports)
      if (kind === 'import-statement' && !external) add(path);
  };
  add(entry);
  return gzipped(
    outputFiles.filter(({ path }) => [...names].some((name) => path.endsWith(name))).map(({ text }) => text),
  );
}

async function withVite(code: string): Promise<number> {
  const result = (await vite({
    ...{ configFile: false, publicDir: false, logLevel: 'error' },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'virtual-entry.js' ? `${process.cwd()}/virtual-entry.js` : undefined),
        load: (id) => (id.endsWith('virtual-entry.js') ? code : undefined),
      },
    ],
    build: {
      ...{ write: false, target: 'es2022', modulePreload: false },
      rolldownOptions: { input: 'virtual-entry.js', external: EXTERNAL },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = new Map(result.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
  const names = new Set<string>();
  const add = (name: string): void => {
    const chunk = chunks.get(name);
    if (!chunk || names.has(name)) return;
    names.add(name);
    chunk.imports.forEach(add);
  };
  add([...chunks.values()].find(({ isEntry }) => isEntry)!.fileName);
  return gzipped([...names].map((name) => chunks.get(name)!.code));
}

function gzipped(files: readonly string[]): number {
  return files.reduce((total, file) => total + gzipSync(file).length, 0);
}
