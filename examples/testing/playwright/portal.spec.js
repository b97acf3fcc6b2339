import { expect, test } from '@playwright/test';

const RSS = `<rss version="2.0"><channel><title>Phường</title>
  <item><title>Lịch tiếp công dân</title><link>https://phuong.example/1</link></item></channel></rss>`;

test('shows the news of the endpoint', async ({ page }) => {
  await page.route('**/rss', (route) => route.fulfill({ contentType: 'application/rss+xml', body: RSS }));
  await page.goto('/');
  await expect(page.locator('district-news:state(ready)')).toBeVisible();
  await expect(page.locator('district-news').getByRole('link', { name: 'Lịch tiếp công dân' })).toBeVisible();
});
