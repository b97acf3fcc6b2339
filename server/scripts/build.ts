/**
 * Makes `dist`: the compiled server with the parts of civic-widgets that it uses, and beside them the built widgets, the
 * embed builder, the demo, the docs and the samples, in the repository's own folders, so that every path is the same in both.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'server/dist');

if (!existsSync(join(ROOT, 'dist/embed/civic-widgets.js')) || !existsSync(join(ROOT, 'dist/builder/index.html'))) {
  console.error('The widgets come first: npm run build in the repository’s root.');
  process.exit(1);
}
rmSync(DIST, { recursive: true, force: true });
execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(ROOT, 'server')], {
  stdio: 'inherit',
});
const samples = readdirSync(join(ROOT, 'samples')).filter((name) => !name.endsWith('.ts'));
const folders = ['dist/embed', 'dist/builder', 'dist/admin', 'demo', 'docs'];
for (const path of [...folders, ...samples.map((name) => `samples/${name}`), 'server/package.json']) {
  cpSync(join(ROOT, path), join(DIST, path), {
    recursive: true,
    filter: (file) => !/docs\/(images|decisions)$/.test(file),
  });
}
chmodSync(join(DIST, 'server/src/cli.js'), 0o755);
