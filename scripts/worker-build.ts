/**
 * After tsc and analyze: what has Lit in it as files of its own for workers and edge runtimes, into dist/worker. Bundlers
 * for these choose Lit's build for browsers, which dies where there is no `HTMLElement`; here its build for servers, and
 * `@lit-labs/ssr`, are included. package.json's `exports` lead there. Test: test/node/workers.test.ts.
 */
import { build } from 'esbuild';

await build({
  entryPoints: {
    index: 'dist/index.js',
    define: 'dist/define.js',
    server: 'dist/server.js',
    react: 'dist/frameworks/react.js',
    'civic-settings': 'dist/elements/civic-settings/civic-settings.define.js',
    'district-news': 'dist/elements/district-news/district-news.define.js',
    'city-weather': 'dist/elements/city-weather/city-weather.define.js',
    'citizen-poll': 'dist/elements/citizen-poll/citizen-poll.define.js',
    'citizen-survey': 'dist/elements/citizen-survey/citizen-survey.define.js',
    'public-alerts': 'dist/elements/public-alerts/public-alerts.define.js',
  },
  outdir: 'dist/worker',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  conditions: ['node', 'import'],
  mainFields: ['module', 'main'],
  // The app's own.
  external: ['react', '@lit/react'],
  legalComments: 'inline',
  minify: true,
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
