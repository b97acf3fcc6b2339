/**
 * `npm run release:files`: the script-tag build as files that never change again, in dist/release/<version>/, with
 * integrity.json (SHA-384 of every file), snippets to paste that hold the hashes, the list of what is inside (CycloneDX) and
 * security.txt; beside the folder, the packages for WordPress and NukeViet. `--base` is the folder or server that the files are
 * put under, `--out` another place than dist/release.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nukevietFiles, wordpressFiles } from './integrations.ts';
import { sbom } from './sbom.ts';
import { zip } from './zip.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EMBED = join(ROOT, 'dist/embed');

const { base, out } = parseArgs({
  options: {
    base: { type: 'string', default: '/civic-widgets/' },
    out: { type: 'string', default: join(ROOT, 'dist/release') },
  },
}).values;

const { version, repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
  repository?: { url: string };
};
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
write('sbom.cdx.json', sbom(''));
write('sbom-server.cdx.json', sbom('server'));
write('security.txt', securityText());
const packages = { wordpress: wordpressFiles(version), nukeviet: nukevietFiles(version) };
for (const [system, content] of Object.entries(packages))
  writeFileSync(join(out, `civic-widgets-${system}-${version}.zip`), zip(content));
console.log(`${Object.keys(files).length} files in ${folder}, to be served at ${url}`);
console.log(`Packages beside it: ${Object.keys(packages).join(', ')}`);

function script(path: string): string {
  const sheet = 'civic-widgets.css';
  return `<link rel="stylesheet" href="${url}${sheet}" integrity="${files[sheet]}" crossorigin>
<script type="module" src="${url}${path}" integrity="${files[path]}" crossorigin></script>`;
}

/** Whom to tell of a vulnerability (RFC 9116), for a year. */
function securityText(): string {
  const home = repository?.url.replace(/^git\+|\.git$/g, '');
  const contact = home ? `${home}/security/advisories/new` : 'https://www.npmjs.com/package/civic-widgets';
  const expires = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  return `Contact: ${contact}\nExpires: ${expires}\nPreferred-Languages: vi, en`;
}

function hash(path: string): string {
  return `sha384-${createHash('sha384')
    .update(readFileSync(join(folder, path)))
    .digest('base64')}`;
}

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), `${text}\n`);
}
