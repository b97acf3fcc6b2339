import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

// Without CHROME_PATH it is the browser of `npx playwright install chromium`.
const provider = playwright({ launchOptions: { executablePath: process.env.CHROME_PATH } });
const include = ['vitest/*.test.js'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'jsdom', environment: 'jsdom', include } },
      { test: { name: 'happy-dom', environment: 'happy-dom', include } },
      {
        test: {
          name: 'browser',
          include,
          browser: { enabled: true, headless: true, provider, instances: [{ browser: 'chromium' }] },
        },
      },
    ],
  },
});
