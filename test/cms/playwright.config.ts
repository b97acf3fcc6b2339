import e2e from '../e2e/playwright.config.ts';

/** Real content management systems, with the built files: `npm run test:cms`. */
export default {
  ...e2e,
  testDir: '.',
  outputDir: '../../test-results/cms',
  use: { ...e2e.use, locale: 'en-US' },
  projects: [{ name: 'chromium' }],
};
