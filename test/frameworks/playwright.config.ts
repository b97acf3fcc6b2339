import e2e from '../e2e/playwright.config.ts';

/** The apps of examples/ in Chromium: `npm run test:frameworks`, which installs and builds them first. */
export default { ...e2e, testDir: '.', outputDir: '../../test-results/frameworks' };
