/**
 * Where there is no DOM and bundlers choose builds for browsers: workers, service workers, Cloudflare's workerd, edge
 * runtimes. Importing does no harm there, and widgets are drawn as on any server.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  exports: Record<string, string | object>;
};
const paths = Object.entries(exports).flatMap(([path, target]) =>
  typeof target === 'string' || path === './react' ? [] : [path.replace('.', 'civic-widgets')],
);

/** As the bundlers of each platform are set up. */
const PLATFORMS: Readonly<Record<string, string[]>> = {
  'a Cloudflare worker': ['workerd', 'worker', 'browser', 'import'],
  'an edge runtime': ['edge-light', 'worker', 'browser', 'import'],
  'a web worker': ['worker', 'browser', 'module', 'import'],
};

for (const [platform, conditions] of Object.entries(PLATFORMS))
  describe(platform, () => {
    let folder = '';
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'civic-widgets-'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** Bundles a module as the platform does and runs it where there is nothing of Node's to import. */
    async function run(code: string): Promise<unknown> {
      const { outputFiles } = await build({
        stdin: { contents: code, resolveDir: ROOT, loader: 'ts' },
        ...{ bundle: true, format: 'esm', platform: 'browser', conditions, write: false, logLevel: 'silent' },
        supported: { 'dynamic-import': true },
      });
      const bundle = outputFiles[0]!.text;
      assert.doesNotMatch(bundle, /from ?["'](node:)?(stream|module|vm|fs|path|url|util)["']|\brequire\(["']/);
      const script = `import('data:text/javascript;base64,${Buffer.from(bundle).toString('base64')}').then(
        (module) => require('node:worker_threads').parentPort.postMessage(module.default),
        (error) => setTimeout(() => { throw error; }));`;
      return new Promise((resolve, reject) => {
        // `process` is what libraries tell Node by.
        const worker = new Worker(`delete globalThis.process;${script}`, { eval: true });
        worker.once('message', resolve).once('error', reject);
      });
    }

    it('imports every path', async () => {
      const imports = paths.map((path, i) => `import * as m${i} from '${path}';`).join('\n');
      const names = paths.map((_, i) => `...Object.keys(m${i})`).join(', ');
      const found = await run(`${imports}\nexport default [${names}];`);
      assert.ok((found as string[]).includes('parseNews'));
    });

    it('draws widgets', async () => {
      const html = await run(`import { renderWidget } from 'civic-widgets/server';
        const news = { items: [{ id: '1', title: 'Hỏi đáp', url: 'https://phuong.example/1' }] };
        export default await renderWidget('district-news', { lang: 'vi' }, news);`);
      assert.match(html as string, /^<district-news lang="vi"><template [^]*Hỏi đáp[^]*<\/district-news>$/);
    });
  });
