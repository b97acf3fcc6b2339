import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'playwright',
  use: { baseURL: 'http://localhost:5190', launchOptions: { executablePath: process.env.CHROME_PATH } },
  webServer: { command: 'vite --port 5190 --strictPort', url: 'http://localhost:5190' },
});
