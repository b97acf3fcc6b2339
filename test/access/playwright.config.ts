import { defineConfig } from '@playwright/test';
import e2e from '../e2e/playwright.config.ts';

/** Accessibility of the built widgets, state by state, in Chromium: `npm test -- accessibility`, after `npm run build`. */
export default defineConfig({
  ...e2e,
  testDir: '.',
  outputDir: '../../test-results/access',
  snapshotPathTemplate: '{testDir}/heard/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // Stories take turns on one page; one that the story before has disturbed is shown once more, and reported as flaky.
  retries: 1,
  // Traces double the time of pages that live for half a second.
  use: { ...e2e.use, trace: 'off' },
});
