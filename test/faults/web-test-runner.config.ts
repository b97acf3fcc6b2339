/** `npm run faults`: the fault matrix, in Chromium alone: what differs between browsers is tested in the unit tests. */
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import base from '../../web-test-runner.config.ts';
import { browsers } from '../../scripts/browsers.ts';
import { countReporter } from '../../scripts/count-reporter.ts';
import { reliabilityReporter } from './reporter.ts';

export default {
  ...base,
  files: ['test/faults/*.test.ts'],
  browsers: [
    chromeLauncher({
      concurrency: 3,
      // A window each, so that refreshes don't rest and each has connections of its own.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
      launchOptions: {
        executablePath: browsers().chromium,
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      },
    }),
  ],
  concurrency: 3,
  reporters: [defaultReporter(), reliabilityReporter(), countReporter()],
} satisfies TestRunnerConfig;
