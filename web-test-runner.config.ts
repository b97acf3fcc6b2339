/**
 * Tests that need a browser: `npm run test:elements` in Chromium. `BROWSER=firefox` or `BROWSER=webkit` chooses another one,
 * which runs the tests of the data half as well.
 */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { type BrowserLauncher, defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { type BrowserName, browsers, missingBrowsers, startWebKitDriver } from './scripts/browsers.ts';
import { countReporter } from './scripts/count-reporter.ts';
import { play } from './test/server/scripted-server.ts';

const found = browsers();

const launchers: Record<BrowserName, () => Promise<BrowserLauncher> | BrowserLauncher> = {
  chromium: () =>
    chromeLauncher({
      // A window each: in a background tab there are no animation frames, and refreshes rest.
      concurrency: 2,
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
      launchOptions: {
        executablePath: found.chromium,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    }),
  firefox: () =>
    puppeteerLauncher({
      concurrency: 1, // its pages are tabs of one window, and those behind are slowed down
      launchOptions: { browser: 'firefox', executablePath: found.firefox, headless: true },
    }),
  webkit: async () =>
    webdriverLauncher({
      hostname: '127.0.0.1',
      port: await startWebKitDriver(found.webkit!),
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: found.webkit!.browser, args: ['--automation'] },
      } as WebdriverIO.Capabilities,
    }),
};

const name = (process.env['BROWSER'] ?? 'chromium') as BrowserName;
if (!found[name]) throw new Error(missingBrowsers(found, new Set([name]))[0]);

/** The tests of the data half, as one file: it takes seconds to load each of them in a page of its own. */
const DATA = 'test/data.in-browser.ts';

export default {
  files: ['test/{elements,endpoint,i18n,builder}/**/*.test.ts', ...(name === 'chromium' ? [] : [DATA])],
  nodeResolve: { exportConditions: ['development'] },
  browsers: [await launchers[name]()],
  // Over WebDriver, more than one means frames side by side, where key presses lose their way.
  concurrency: 1,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter(), countReporter()],
  testsFinishTimeout: 600_000,
  browserStartTimeout: 60_000,
  testFramework: { config: { timeout: 30_000 } },
  middleware: [
    async (context, next) => {
      if (!context.path.startsWith('/scripted')) return next() as Promise<void>;
      context.respond = false;
      context.status = 200;
      await play(context.req, context.res);
    },
  ],
  coverageConfig: { include: ['src/**'], report: false, reporters: [] },
  plugins: [
    {
      name: 'data-half',
      serve: ({ path }) => {
        if (path !== `/${DATA}`) return undefined;
        const files = globSync([
          'test/{documents,news,weather,alerts,outbox,poll,survey}/*.test.ts',
          'test/errors.test.ts',
        ]);
        return files.map((file) => `import '/${file}';`).join('\n');
      },
    },
    esbuildPlugin({ ts: true, target: 'auto', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
  ],
} satisfies TestRunnerConfig;
