/**
 * The demo and the embed builder from end to end in Chromium, the builder and what is the browser's in Firefox as well: `npm run test:e2e`, after
 * `npm run build`.
 */
import { defineConfig } from '@playwright/test';
import { browsers } from '../../scripts/browsers.ts';

const { chromium, firefox } = browsers();

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  // Slow machines are machines too.
  expect: { timeout: 20_000 },
  reporter: 'list',
  workers: 1,
  use: {
    browserName: 'chromium',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // It takes a third of the time, for every test.
    trace: process.env['CI'] ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    },
  },
  projects: [
    { name: 'demo', testMatch: 'demo.spec.ts' }, // part of `npm test`
    { name: 'chromium', testIgnore: 'demo.spec.ts' },
    {
      name: 'firefox',
      testMatch: [
        'additions.spec.ts',
        'alerts.spec.ts',
        'builder.spec.ts',
        'poll.spec.ts',
        'survey.spec.ts',
        'two-tabs.spec.ts',
      ],
      // Verdicts, the clipboard, storage, live regions, keys and locks are the browser's; the rest is told by one browser.
      grep: /by keyboard|is told in words|a citizen sees|one vote|announced once|outlives a reload/,
      use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: firefox } },
    },
  ],
});
