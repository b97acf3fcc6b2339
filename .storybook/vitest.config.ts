/**
 * Every story is a test, in light and in dark: it renders, ends in the state it names, and axe finds nothing.
 * `npm run test:stories`.
 */
import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browsers } from '../scripts/browsers.ts';
import { optimizeDeps } from './vite.config.ts';

const { chromium } = browsers();

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: ['light', 'dark'].map((scheme) => ({
      optimizeDeps,
      plugins: [
        storybookTest({
          configDir: fileURLToPath(new URL('.', import.meta.url)),
          initialGlobals: { scheme },
        }),
      ],
      test: {
        name: scheme,
        testTimeout: 20_000,
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({
            launchOptions: {
              executablePath: chromium,
              args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
            },
          }),
          instances: [{ browser: 'chromium' as const }],
        },
      },
    })),
  },
});
