import e2e from '../e2e/playwright.config.ts';

/** The built script tag in pages of all kinds, in Chromium: part of `npm run test:e2e`. */
export default { ...e2e, testDir: '.', outputDir: '../../test-results/embed' };
