/** The demo from end to end in Chromium: `npm run test:e2e`, after `npm run build`. */
import { defineConfig } from '@playwright/test';
import { browsers } from '../../scripts/browsers.ts';

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
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browsers({ install: false }).chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    },
  },
});
