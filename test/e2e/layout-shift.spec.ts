import { expect, test } from '@playwright/test';
import { DemoServer } from './demo-server.ts';

const server = new DemoServer();
test.beforeAll(() => server.start());
test.afterAll(() => server.remove());

for (const width of [1280, 390]) {
  test(`nothing on the demo page moves while its widgets come, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(server.url);
    await expect(page.locator('district-news').first().locator('time').first()).toBeVisible();
    await expect(page.locator('city-weather').getByRole('tab').first()).toBeVisible();
    await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
  });
}
