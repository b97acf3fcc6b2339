/** `npm run pictures:demo`: takes the README's pictures of the built demo. */
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import config from '../test/e2e/playwright.config.ts';
import { DemoServer } from '../test/e2e/demo-server.ts';

const FOLDER = 'docs/images/';

const PICTURES = [
  { name: 'demo', width: 1280, height: 1160, colorScheme: 'light' },
  { name: 'demo-dark', width: 1280, height: 1160, colorScheme: 'dark' },
  { name: 'demo-320', width: 320, height: 900, colorScheme: 'light' },
] as const;

const server = new DemoServer();
await server.start();
const browser = await chromium.launch(config.use?.launchOptions);
mkdirSync(FOLDER, { recursive: true });
try {
  for (const { name, width, height, colorScheme } of PICTURES) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    await page.goto(server.url, { waitUntil: 'networkidle' });
    await page.locator('city-weather:state(ready)').waitFor();
    await page.screenshot({ path: `${FOLDER}${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await server.remove();
}
