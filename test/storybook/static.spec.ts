/** The built Storybook works from any folder of a web server, without a network. */
import { type Page, expect as expectSoon, test } from '@playwright/test';
import manifest from '../../custom-elements.json' with { type: 'json' };
import { StaticSite } from './static-site.ts';

interface Declared {
  tagName?: string;
  attributes?: { name: string; default?: string }[];
  cssProperties?: { name: string; default?: string }[];
  events?: { name: string }[];
}

const elements = manifest.modules
  .flatMap(({ declarations }) => declarations as Declared[])
  .filter(({ events }) => events?.length)
  .map(({ tagName = '', attributes = [], cssProperties = [], events = [] }) => ({
    tagName,
    attributes,
    cssProperties,
    events: events.map(({ name }) => name),
  }));

const site = new StaticSite('/du-an/giao-dien/storybook/');
const troubles: string[] = [];
/** A story shows what becomes of a picture that isn't there. */
const MISSING = 'no-such-picture.jpg';

test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

test.beforeEach(async ({ page, context }) => {
  troubles.length = 0;
  await context.route(
    ({ href }) => !href.startsWith(site.url) && !/^(data|blob):/.test(href) && !href.endsWith(MISSING),
    async (route) => {
      troubles.push(`asked elsewhere: ${route.request().url()}`);
      await route.abort();
    },
  );
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().endsWith(MISSING))
      troubles.push(`${response.status()}: ${response.url()}`);
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

test('an element’s HTML to copy has no attribute that says what is so anyway', async ({ page }) => {
  for (const { tagName, attributes, cssProperties } of elements) {
    await page.goto(`${site.url}iframe.html?viewMode=docs&id=elements-${tagName}--docs`);
    const buttons = page.getByText('Show code');
    await expect(buttons.first()).toBeVisible();
    const stories = await buttons.count();
    while (await buttons.count()) await buttons.first().click();
    const code = page.locator('pre.prismjs, .sbdocs pre');
    await expect(code.filter({ hasText: `<${tagName}` }).nth(stories - 1)).toBeVisible();
    const text = (await code.allInnerTexts()).join('\n');
    for (const { name, default: value } of attributes) {
      if (value !== undefined) expect(text).not.toContain(` ${name}="${value.replace(/^'(.*)'$/, '$1')}"`);
    }
    for (const { name, default: value } of cssProperties) {
      if (value !== undefined) expect(text).not.toContain(`${name}: ${value};`);
    }
  }
});

/** For each element and event a story in which it happens. */
const HAPPENS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'district-news': { 'civic-load': 'list', 'civic-error': 'not-found', 'civic-article': 'read-inline' },
  'city-weather': { 'civic-load': 'tabs', 'civic-error': 'not-found' },
  'citizen-survey': { 'civic-load': 'page', 'civic-error': 'failed', 'civic-response': 'sent' },
  'public-alerts': { 'civic-load': 'list', 'civic-error': 'not-found' },
  'citizen-poll': { 'civic-load': 'choices', 'civic-error': 'already-voted', 'civic-vote': 'voted' },
};

for (const { tagName, events } of elements) {
  test(`the events of <${tagName}> are logged as they happen`, async ({ page }) => {
    expect(Object.keys(HAPPENS[tagName] ?? {}).sort()).toEqual(events.sort());
    for (const event of events) {
      await page.goto(`${site.url}?path=/story/elements-${tagName}--${HAPPENS[tagName]![event]!}`);
      await page.getByRole('tab', { name: /^Actions/ }).click();
      await expect(page.locator('#storybook-panel-root').getByText(`${event}:`).first()).toBeVisible();
    }
  });
}

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
