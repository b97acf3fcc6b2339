import e2e from '../e2e/playwright.config.ts';

/** The built Storybook in Chromium, after `npm run build-storybook`: `npm run test:storybook`. */
export default {
  ...e2e,
  testDir: '.',
  outputDir: '../../test-results/storybook',
  workers: 2,
  fullyParallel: true,
  use: {
    ...e2e.use,
    trace: 'off' as const,
    launchOptions: {
      ...e2e.use?.launchOptions,
      // Letters are drawn the same on every machine.
      args: [
        ...(e2e.use?.launchOptions?.args ?? []),
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
        '--hide-scrollbars',
      ],
    },
  },
};
