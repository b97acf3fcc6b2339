/**
 * `npm run release:files`: the script-tag build as files that never change again, in dist/release/<version>/, with
 * integrity.json (SHA-384 of every file) and snippets to paste that hold the hashes. `--base` is the folder or server that the
 * files are put under, `--out` another place than dist/release.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EMBED = join(ROOT, 'dist/embed');

const { base, out } = parseArgs({
  options: {
    base: { type: 'string', default: '/civic-widgets/' },
    out: { type: 'string', default: join(ROOT, 'dist/release') },
  },
}).values;

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const folder = join(out, version);
const url = `${base.replace(/\/?$/, '/')}${version}/`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync(EMBED, folder, { recursive: true });

const files = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(js|css)$/.test(path))
    .sort()
    .map((path) => [path, hash(path)]),
);
const modules = Object.entries(files).filter(([path]) => path.endsWith('.js'));
write('integrity.json', JSON.stringify({ version, files }, null, 2));
write('snippet.html', script('civic-widgets.all.js'));
write(
  'snippet-loader.html',
  `<!-- The hashes of the parts; a page has one import map, before its first module. -->
<script type="importmap">
${JSON.stringify({ integrity: Object.fromEntries(modules.map(([path, sum]) => [url + path, sum])) }, null, 2)}
</script>
${script('civic-widgets.js')}`,
);
console.log(`${Object.keys(files).length} files in ${folder}, to be served at ${url}`);

function script(path: string): string {
  return `<script type="module" src="${url}${path}" integrity="${files[path]}" crossorigin></script>`;
}

function hash(path: string): string {
  return `sha384-${createHash('sha384')
    .update(readFileSync(join(folder, path)))
    .digest('base64')}`;
}

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), `${text}\n`);
}
