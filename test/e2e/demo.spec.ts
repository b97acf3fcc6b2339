import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { DemoServer } from './demo-server.ts';

const server = new DemoServer();

test.beforeAll(() => server.start());
test.afterAll(() => server.remove());

test('a citizen reads the news, looks at the weather and votes, and the vote outlives a reload and the server', async ({
  page,
}) => {
  const troubles = watch(page);
  await page.goto(server.url);

  await test.step('the featured article is there with its date', async () => {
    const featured = page.locator('district-news').first();
    await expect(featured.getByRole('heading', { name: 'Tin nổi bật' })).toBeVisible();
    await expect(featured.getByRole('heading', { level: 3 }).first()).not.toBeEmpty();
    await expect(featured.locator('time').first()).toHaveAttribute('datetime', /^\d{4}-\d{2}-\d{2}T/);
  });

  await test.step('a title opens its article here, and Escape closes it', async () => {
    const list = page.locator('district-news').nth(1);
    const title = list.getByRole('link').first();
    const text = (await title.textContent())?.trim() ?? '';
    await title.click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('heading', { name: text }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(title).toBeFocused();
  });

  await test.step('another city shows its own weather', async () => {
    const weather = page.locator('city-weather');
    const panel = weather.getByRole('tabpanel').filter({ visible: true });
    await expect(panel).toContainText(/°/);
    const first = await panel.innerText();
    await weather.getByRole('tab', { name: 'Đà Nẵng' }).click();
    await expect(weather.getByRole('tab', { name: 'Đà Nẵng' })).toHaveAttribute('aria-selected', 'true');
    await expect(panel).toContainText(/°/);
    expect(await panel.innerText()).not.toBe(first);
    await expect(weather.getByRole('link', { name: /Open-Meteo/ })).toBeVisible();
  });

  await test.step('a vote is counted and shown', async () => {
    const poll = page.locator('citizen-poll');
    await poll.getByRole('radio').first().check({ force: true });
    await poll.getByRole('button').first().click();
    await expect(poll).toContainText('%');
    expect(await votes(page)).toMatchObject({ voted: true });
  });
  const counted = await votes(page);

  await test.step('after a reload it is still there', async () => {
    await page.reload();
    const poll = page.locator('citizen-poll');
    await expect(poll).toContainText('%');
    await expect(poll.getByRole('radio')).toHaveCount(0);
    expect(await votes(page)).toMatchObject({ votes_count: counted.votes_count });
  });

  await test.step('after the server was killed and started again, too', async () => {
    await server.stop('SIGKILL');
    await server.start();
    await page.reload();
    await expect(page.locator('citizen-poll')).toContainText('%');
    expect(await votes(page)).toMatchObject({ votes_count: counted.votes_count });
  });

  expect(troubles).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the page, in ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(server.url);
    await everyWidget(page, 'ready');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await context.close();
  });
}

test('without script, the fallbacks are there', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: 'Tin nổi bật' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Thời tiết các vùng' })).toBeVisible();
  await page.close();
});

test('nothing is asked of anybody but the site itself', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(server.url);
  await everyWidget(page, 'ready');
  expect([...hosts]).toEqual([new URL(server.url).host]);
});

for (const width of [320, 1280]) {
  test(`the page is as wide as the window at ${width} px, not wider`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(server.url);
    await everyWidget(page, 'ready');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

interface PollState {
  voted: boolean;
  votes_count: number;
}

function votes(page: Page): Promise<PollState> {
  return page.evaluate(() => (document.querySelector('citizen-poll') as unknown as { data: PollState }).data);
}

async function everyWidget(page: Page, state: string): Promise<void> {
  const states = (): Promise<unknown[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('district-news, city-weather, citizen-poll')].map(
        (widget) => (widget as unknown as { state?: string }).state,
      ),
    );
  await expect.poll(async () => [...new Set(await states())]).toEqual([state]);
}

/** What goes wrong without being seen on the page. */
function watch(page: Page): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  return troubles;
}
