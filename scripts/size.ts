/**
 * What the script-tag build weighs (`npm run size`), in bytes after brotli: each widget alone, the demo, every chunk, and
 * the share of each module in its chunk. `--record` writes scripts/size-record.json and docs/size.md; `--check` fails when
 * a page is over its limit, or a page or a chunk has grown by more than 2 % since, and names the modules that grew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import * as prettier from 'prettier';

/** The chunks that a page loads by `import()`, and the bytes that it may take with all that these import. */
const PAGES: Readonly<Record<string, { chunks: readonly string[]; limit: number }>> = {
  'no widget': { chunks: [], limit: 1000 },
  'district-news': { chunks: ['district-news'], limit: 32_100 },
  'city-weather': { chunks: ['city-weather'], limit: 35_300 },
  'citizen-poll': { chunks: ['citizen-poll'], limit: 27_200 },
  'citizen-survey': { chunks: ['citizen-survey'], limit: 26_700 },
  'public-alerts': { chunks: ['public-alerts'], limit: 23_700 },
  'all three': { chunks: ['district-news', 'city-weather', 'citizen-poll'], limit: 61_500 },
  'the demo': {
    chunks: ['civic-settings', 'district-news', 'article-reader', 'city-weather', 'citizen-poll'],
    limit: 67_900,
  },
};
const LOADER = 'civic-widgets.js';

interface Chunk {
  /** Bytes after brotli. */
  size: number;
  /** Chunks that come with it. */
  imports: string[];
  /** Bytes of each module's code before minifying. */
  modules: Record<string, number>;
}

interface Sizes {
  pages: Record<string, number>;
  chunks: Record<string, Chunk>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RECORD = fileURLToPath(new URL('size-record.json', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/size.md', import.meta.url));
/** The growth of a chunk or page that passes unnoticed. */
const TOLERANCE = 1.02;
const SMALL = 30;

const sizes = await measure();
if (argv.includes('--record')) await record(sizes);
else if (argv.includes('--check')) check(sizes);
else if (argv[2]) console.log(table(moduleRows(transferred(PAGES[argv[2]]!.chunks, sizes.chunks), sizes)));
else console.log(table(Object.entries(sizes.pages)), table(chunkRows(sizes)));

async function measure(): Promise<Sizes> {
  const outputs = (await build({ root: ROOT, logLevel: 'error', build: { write: false } })) as
    Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
  const files = [outputs].flat().flatMap(({ output }) => output.filter((file) => file.type === 'chunk'));
  const labels = labelsOf(files);
  const chunks: Record<string, Chunk> = {};
  for (const file of files) {
    const { length: size } = brotliCompressSync(file.code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    chunks[labels.get(file.fileName)!] = {
      size,
      imports: file.imports.map((name) => labels.get(name)!),
      modules: Object.fromEntries(modulesOf(file)),
    };
  }
  const pages = Object.entries(PAGES).map(([name, page]) => [
    name,
    sum([...transferred(page.chunks, chunks)].map((name) => chunks[name]!.size)),
  ]);
  return { pages: Object.fromEntries(pages) as Record<string, number>, chunks };
}

/** The modules of a chunk, the longest first. */
function modulesOf({ modules }: Rolldown.OutputChunk): [path: string, length: number][] {
  return Object.entries(modules)
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .map(([id, { renderedLength }]): [string, number] => [
      id.startsWith('\0') ? id.slice(1) : relative(ROOT, id),
      renderedLength,
    ])
    .sort(([, one], [, other]) => other - one);
}

/** Names for chunks; where several have the same name, with their longest module. */
function labelsOf(files: readonly Rolldown.OutputChunk[]): Map<string, string> {
  const names = files.map(({ fileName }) => nameOf(fileName));
  return new Map(
    files.map((file, i) => {
      const name = names[i]!;
      const isOnly = names.filter((other) => other === name).length === 1;
      return [file.fileName, isOnly ? name : `${name} (${modulesOf(file)[0]?.[0] ?? 'nothing'})`];
    }),
  );
}

/** `chunks/name-hash.js` → `name`. */
function nameOf(file: string): string {
  return basename(file).replace(/-.{6}\.js$/, '');
}

/** The names of the chunks that a page transfers: the loader, these, and all that these import. */
function transferred(wanted: readonly string[], chunks: Record<string, Chunk>): Set<string> {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (!chunks[name]) throw new Error(`there is no chunk ${name}: see PAGES in scripts/size.ts`);
    if (names.has(name)) return;
    names.add(name);
    chunks[name].imports.forEach(add);
  };
  [LOADER, ...wanted].forEach(add);
  return names;
}

function check(now: Sizes): void {
  const before = JSON.parse(readFileSync(RECORD, 'utf8')) as Sizes;
  const complaints = Object.entries(now.pages).flatMap(([name, size]) => {
    const was = before.pages[name] ?? 0;
    const { limit } = PAGES[name]!;
    return [
      ...(size > limit ? [`${name}: ${size} bytes, over its limit of ${limit}`] : []),
      ...(size > was * TOLERANCE ? [`${name} has grown from ${was} to ${size} bytes`] : []),
    ];
  });
  for (const [name, { size }] of Object.entries(now.chunks)) {
    const was = before.chunks[name];
    if (was && size > was.size * TOLERANCE + SMALL)
      complaints.push(`the chunk ${name} has grown from ${was.size} to ${size} bytes`);
  }
  if (!complaints.length) return;
  console.error(complaints.join('\n'));
  const grown = growth(before, now).map(([module, by]) => [module, `+${by}`]);
  console.error(`\nWhat grew most, before minifying:\n${grown.map((row) => row.join('  ')).join('\n')}`);
  console.error('\nIf it is worth it: npm run size:record, and say why in the commit.');
  exit(1);
}

function growth(before: Sizes, now: Sizes): [module: string, by: number][] {
  const lengths = ({ chunks }: Sizes): Map<string, number> =>
    new Map(Object.values(chunks).flatMap(({ modules }) => Object.entries(modules)));
  const old = lengths(before);
  return [...lengths(now)]
    .map(([module, length]): [string, number] => [module, length - (old.get(module) ?? 0)])
    .filter(([, by]) => by > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 10);
}

async function record(now: Sizes): Promise<void> {
  const format = async (text: string, file: string): Promise<string> =>
    prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
  writeFileSync(RECORD, await format(JSON.stringify(now), RECORD));
  const first = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const [prose = '# Where every byte goes\n\n'] = first.split('<!-- generated -->');
  const text = `${prose}<!-- generated -->

## Pages

${table(Object.entries(now.pages))}

${Object.entries(PAGES)
  .map(([name, page]) => `### ${name}\n\n${table(moduleRows(transferred(page.chunks, now.chunks), now))}`)
  .join('\n\n')}

## Chunks

${table(chunkRows(now))}
`;
  writeFileSync(PAGE, await format(text, PAGE));
}

/** A module's share of its chunk, by the length of its code; shares below 50 bytes are summed up. */
function moduleRows(names: Set<string>, { chunks }: Sizes): [string, number][] {
  const shares = new Map<string, number>();
  for (const name of names) {
    const { size, modules } = chunks[name]!;
    const total = sum(Object.values(modules));
    for (const [module, length] of Object.entries(modules)) {
      const share = (size * length) / total;
      const key = share < 50 ? 'smaller ones' : module.replace(/^.*node_modules\/(@[^/]+\/[^/]+|[^/]+).*/, '$1');
      shares.set(key, (shares.get(key) ?? 0) + share);
    }
  }
  return [...shares].sort(([, one], [, other]) => other - one).map(([key, share]) => [key, Math.round(share)]);
}

function chunkRows({ chunks }: Sizes): [string, number][] {
  return Object.entries(chunks)
    .map(([name, { size }]): [string, number] => [name, size])
    .sort(([, one], [, other]) => other - one);
}

function table(rows: readonly [string, number][]): string {
  return ['| | bytes |', '| --- | ---: |', ...rows.map(([name, bytes]) => `| ${name} | ${bytes} |`)].join('\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
