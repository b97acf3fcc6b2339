/** In Cloudflare's own runtime: every path of the package can be imported, and every widget is drawn. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { unstable_startWorker as startWorker } from 'wrangler';

process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false';
// A worker that dies while it starts is never ready.
setTimeout(() => {
  console.error('The worker does not start.');
  process.exit(1);
}, 180_000).unref();

const answer = async (entrypoint: string): Promise<string> => {
  const worker = await startWorker({
    config: 'wrangler.jsonc',
    entrypoint,
    dev: { logLevel: 'error', inspector: false },
  });
  const response = await worker.fetch('http://phuong.example/');
  const text = await response.text();
  assert.equal(response.status, 200, text);
  await worker.dispose();
  return text;
};

const page = await answer('src/index.ts');
for (const [tag, text] of Object.entries({
  'public-alerts': 'Nước sông lên trên báo động 2',
  'district-news': 'Lịch tiếp công dân',
  'city-weather': '31',
  'citizen-poll': 'có tận tình không',
  'citizen-survey': 'Qua mạng',
}))
  assert.ok(page.split(`<${tag} `)[1]?.split('</template>')[0]?.includes(text), tag);

const { exports } = JSON.parse(readFileSync('node_modules/civic-widgets/package.json', 'utf8')) as { exports: object };
// `react` is for apps that have React.
const paths = Object.entries(exports).flatMap(([path, target]) =>
  typeof target === 'string' || path === './react' ? [] : [path.replace('.', 'civic-widgets')],
);
const EVERY = 'src/every-path.js';
writeFileSync(
  EVERY,
  `${paths.map((path, i) => `import * as m${i} from '${path}';`).join('\n')}
const all = [${paths.map((_, i) => `m${i}`)}];
export default { fetch: () => Response.json(all.flatMap((module) => Object.keys(module))) };`,
);
const names = JSON.parse(await answer(EVERY)) as string[];
rmSync(EVERY);
for (const name of ['DistrictNews', 'parseNews', 'renderWidget']) assert.ok(names.includes(name), name);
