/** The built Storybook works from any folder of a web server, without a network. */
import { type Page, expect as expectSoon, test } from '@playwright/test';
import { StaticSite } from './static-site.ts';

const site = new StaticSite('/du-an/giao-dien/storybook/');
const troubles: string[] = [];

test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

test.beforeEach(async ({ page, context }) => {
  troubles.length = 0;
  await context.route(
    ({ href }) => !href.startsWith(site.url) && !/^(data|blob):/.test(href),
    async (route) => {
      troubles.push(`asked elsewhere: ${route.request().url()}`);
      await route.abort();
    },
  );
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on('pageerror', (error) => troubles.push(error.message));
});

test.afterEach(() => expect(troubles).toEqual([]));

// Each page loads all of Storybook, and one of documentation plays its stories one after the other.
const expect = expectSoon.configure({ timeout: 90_000 });
test.describe.configure({ timeout: 180_000 });

test('the front page shows the three widgets at work', async ({ page }) => {
  await page.goto(site.url);
  const preview = page.frameLocator('#storybook-preview-iframe');
  await expect(preview.getByRole('heading', { name: 'civic-widgets', level: 1 })).toBeVisible();
  await expectWidgets(preview.locator('.stage').first());
});

test('a story of news is reached from the sidebar and shows its items', async ({ page }) => {
  await page.goto(`${site.url}?path=/story/elements-district-news--cards`);
  const preview = page.frameLocator('#storybook-preview-iframe');
  await expect(preview.locator('district-news').getByRole('listitem').first()).toBeVisible();
});

test('a story of weather shows its numbers', async ({ page }) => {
  await page.goto(`${site.url}?path=/story/elements-city-weather--tabs`);
  const preview = page.frameLocator('#storybook-preview-iframe');
  await expect(
    preview
      .locator('city-weather')
      .getByText(/\d °?C|\d°C/)
      .first(),
  ).toBeVisible();
});

test('an element’s page has each story in its state, and its own HTML to copy', async ({ page }) => {
  await page.goto(`${site.url}iframe.html?viewMode=docs&id=elements-citizen-poll--docs`);
  const refused = page.locator('#story--elements-citizen-poll--already-voted citizen-poll');
  await expect(refused.getByText('Phiếu này không được tính thêm')).toBeVisible();
  await page.getByText('Show code').first().click();
  const code = page.locator('pre.prismjs, .sbdocs pre').first();
  await expect(code).toContainText('<citizen-poll poll="mot-cua"');
  await expect(code).not.toContainText('civic-settings');
});

async function expectWidgets(stage: ReturnType<Page['locator']>): Promise<void> {
  await expect(stage.locator('district-news').getByRole('link').first()).toBeVisible();
  await expect(
    stage
      .locator('city-weather')
      .getByText(/\d °?C|\d°C/)
      .first(),
  ).toBeVisible();
  await expect(stage.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
}
