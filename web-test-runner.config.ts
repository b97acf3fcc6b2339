/** Unit tests: `npm run test:unit` in Chromium; `ALL_BROWSERS=1` adds Firefox and WebKitGTK (what `npm test` runs). */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { browsers } from './scripts/browsers.ts';
import { countReporter } from './scripts/count-reporter.ts';
import { play } from './test/server/scripted-server.ts';

const found = browsers({ install: false });
const all = process.env['ALL_BROWSERS'] === '1';

const launchers: NonNullable<TestRunnerConfig['browsers']> = [];
if (found.chromium) {
  launchers.push(
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
  );
}
if (all && found.firefox) {
  launchers.push(
    puppeteerLauncher({
      concurrency: 1, // its pages are tabs of one window, and those behind are slowed down
      launchOptions: { browser: 'firefox', executablePath: found.firefox, headless: true },
    }),
  );
}
if (all && found.webkit) {
  launchers.push(
    webdriverLauncher({
      hostname: '127.0.0.1',
      port: Number(process.env['WEBKIT_DRIVER_PORT'] ?? 4790),
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: found.webkit.browser, args: ['--automation'] },
      } as WebdriverIO.Capabilities,
    }),
  );
}

export default {
  files: ['test/**/*.test.ts', '!test/e2e/**', '!test/node/**', '!test/fuzz/**', '!test/faults/**'],
  nodeResolve: { exportConditions: ['development'] },
  browsers: launchers,
  // Over WebDriver, more than one means frames side by side, where key presses lose their way.
  concurrency: 1,
  concurrentBrowsers: 2,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter(), countReporter()],
  testsFinishTimeout: 300_000,
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
  plugins: [
    esbuildPlugin({ ts: true, target: 'auto', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
  ],
} satisfies TestRunnerConfig;
