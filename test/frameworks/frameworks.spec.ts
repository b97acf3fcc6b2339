import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { EXAMPLES, ExampleSite } from './example-site.ts';
import { countWhatIsHeld } from './still-held.ts';

/** The examples, and the observers that one goes on with when its widgets are gone. */
const APPS: Record<string, { observers?: number }> = {
  // The loader looks for tags that come later.
  html: { observers: 1 },
  react: {},
  vue: {},
  angular: {},
  svelte: {},
  solid: {},
  preact: {},
};

const EMBED = fileURLToPath(new URL('../../dist/embed/', import.meta.url));

const wanted = process.env['EXAMPLES']?.split(' ');

for (const [name, { observers = 0 }] of Object.entries(APPS)) {
  if (wanted && !wanted.includes(name)) continue;

  test.describe(name, () => {
    const dist = join(EXAMPLES, name, 'dist');
    const site = new ExampleSite(existsSync(dist) ? dist : join(EXAMPLES, name));
    const complaints: string[] = [];

    test.beforeAll(() => site.start());
    test.afterAll(() => site.stop());

    test.beforeEach(async ({ page }) => {
      complaints.length = 0;
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (line) => {
        if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
      });
      await page.addInitScript(countWhatIsHeld);
      await page.route(/favicon/, (route) => route.fulfill({ status: 204 }));
    });

    test.afterEach(() => expect(complaints).toEqual([]));

    test('shows the objects, texts and numbers that it is given', async ({ page }) => {
      await page.goto(site.url);
      await expect(titles(page)).toHaveText(['Lịch tiếp công dân', 'Tạm ngừng cấp nước']);
      await expect(page.getByRole('heading', { name: 'Tin phường', level: 3 })).toBeVisible();
      await expect(page.locator('citizen-poll').first()).toContainText(
        'Công chức Trung tâm Phục vụ hành chính công phường có tận tình không?',
      );
      await expect(page.locator('city-weather')).toContainText('31');
      expect(await page.locator('[data]').count()).toBe(0);
    });

    test('hears an event with its detail', async ({ page }) => {
      await page.goto(site.url);
      await expect(page.locator('output')).toHaveText('2 from page');
      const poll = page.locator('citizen-poll').first();
      await poll.getByText('Không', { exact: true }).click();
      await poll.locator('[part=submit]').click();
      await expect(page.locator('output')).toHaveText('mot-cua: khong');
    });

    test('turns a boolean on and off', async ({ page }) => {
      await page.goto(site.url);
      const link = page.locator('district-news a').first();
      await expect(link).not.toHaveAttribute('target');
      await press(page, 'New tab');
      await expect(link).toHaveAttribute('target', '_blank');
      await press(page, 'New tab');
      await expect(link).not.toHaveAttribute('target');
    });

    test('draws anew what has changed and keeps the rest', async ({ page }) => {
      await page.goto(site.url);
      const row = await page.locator('district-news li').first().elementHandle();
      await press(page, 'More news');
      await expect(titles(page)).toHaveText(['Họp tổ dân phố', 'Lịch tiếp công dân', 'Tạm ngừng cấp nước']);
      await expect(page.locator('output')).toHaveText('3 from page');
      expect(await row?.evaluate((element) => element.isConnected)).toBe(true);
    });

    test('moves keyed elements with all that is in them', async ({ page }) => {
      await page.goto(site.url);
      const poll = page.locator('citizen-poll').first();
      await poll.getByText('Có', { exact: true }).click();
      const element = await poll.elementHandle();
      await press(page, 'Reverse');
      await expect(page.locator('citizen-poll').first()).toContainText('Công viên');
      await expect(page.locator('citizen-poll').last().getByRole('radio', { name: 'Có' })).toBeChecked();
      expect(await element?.evaluate((poll) => poll.matches('citizen-poll:last-of-type'))).toBe(true);
    });

    test('lets go of everything when it is removed, and shows again', async ({ page }) => {
      await page.goto(site.url);
      await expect(page.locator('city-weather')).toContainText('31');
      await expect(page.locator('output')).toHaveText('2 from page');
      await press(page, 'Remove');
      await expect(page.locator('district-news')).toHaveCount(0);
      await expect
        .poll(() => page.evaluate(() => window.stillHeld()))
        .toMatchObject({ timers: 0, mutationObservers: observers, intersections: 0 });
      const before = await page.evaluate(() => window.stillHeld());

      await press(page, 'Show');
      await expect(titles(page)).toHaveText(['Lịch tiếp công dân', 'Tạm ngừng cấp nước']);
      await expect(page.locator('city-weather')).toContainText('31');
      await expect(page.locator('citizen-poll').last()).toContainText('22 giờ');
      await press(page, 'Remove');
      await expect.poll(() => page.evaluate(() => window.stillHeld())).toEqual(before);
      expect(before.listeners.filter((name) => /online|visibility|hash|storage/.test(name))).toEqual([]);
    });

    test('takes a model that was written as an attribute before the upgrade for none', async ({ page }) => {
      await page.addInitScript(() => {
        const held: [string, CustomElementConstructor][] = [];
        const define = customElements.define.bind(customElements);
        customElements.define = (...definition) => void held.push(definition as (typeof held)[0]);
        Object.assign(window, { upgrade: () => held.forEach((definition) => define(...definition)) });
      });
      await page.goto(site.url);
      await page.locator('district-news').evaluate((element) => element.setAttribute('data', '[object Object]'));
      site.asked.length = 0;
      await page.waitForLoadState('networkidle');
      await page.evaluate('upgrade()');
      await expect(page.locator('city-weather')).toContainText('31');
      await press(page, 'More news');
      await expect(titles(page)).toHaveText(['Họp tổ dân phố', 'Lịch tiếp công dân', 'Tạm ngừng cấp nước']);
      expect(site.asked.filter((path) => path.includes('object'))).toEqual([]);
    });
  });
}

if (wanted === undefined || wanted.includes('astro')) {
  test.describe('astro', () => {
    const site = new ExampleSite(join(EXAMPLES, 'astro/dist'));
    const drawn = ['Lịch tiếp công dân', 'Tạm ngừng cấp nước'];

    test.beforeAll(() => site.start());
    test.afterAll(() => site.stop());
    test.beforeEach(() => void site.asked.splice(0));

    test('shows the content without script', async ({ browser }) => {
      const page = await browser.newPage({ javaScriptEnabled: false });
      await page.goto(site.url);
      await expect(titles(page)).toHaveText(drawn);
      await expect(page.locator('city-weather')).toContainText('31');
      await expect(page.locator('citizen-poll')).toContainText(
        'Công chức Trung tâm Phục vụ hành chính công phường có tận tình không?',
      );
      await page.close();
    });

    test('goes on from it: the same nodes, no request, and alive', async ({ page }) => {
      const complaints = await watch(page);
      await page.goto(site.url);
      await expect(page.locator('output')).toHaveText('2 from page');
      const strange = await page.evaluate(() =>
        [...document.querySelectorAll('district-news, citizen-poll, city-weather')].map((widget) => {
          const nodes = [...widget.shadowRoot!.querySelectorAll('section, h3, ul, li, a, form, input, .temperature')];
          return [nodes.length > 0, nodes.filter((node) => !('isOfServer' in node)).map((node) => node.outerHTML)];
        }),
      );
      expect(strange).toEqual([1, 2, 3].map(() => [true, []]));
      expect(site.asked.filter((path) => /weather$|polls|news$/.test(path))).toEqual([]);
      await page.locator('district-news').evaluate((news) => news.setAttribute('new-tab', ''));
      await expect(page.locator('district-news a').first()).toHaveAttribute('target', '_blank');
      await page.locator('citizen-poll').getByText('Không', { exact: true }).click();
      await page.locator('citizen-poll [part=submit]').click();
      await expect(page.locator('citizen-poll')).toContainText('100');
      expect(complaints).toEqual([]);
    });

    test('is drawn once where the script tag has no hydration', async ({ page }) => {
      await page.route('**/embed/**', (route) =>
        route.fulfill({ path: join(EMBED, new URL(route.request().url()).pathname.replace('/embed/', '')) }),
      );
      await page.route(site.url, async (route) => {
        const body = await (await route.fetch()).text();
        const without = body.replace(/<script type="module"[^]*?<\/script>/g, '');
        await route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: `${without}<script type="module" src="/embed/civic-widgets.js"></script>`,
        });
      });
      await page.goto(site.url);
      await page.locator('district-news').evaluate((news) => news.setAttribute('new-tab', ''));
      await expect(page.locator('district-news a').first()).toHaveAttribute('target', '_blank');
      await expect(page.locator('district-news li')).toHaveCount(2);
      await expect(page.locator('district-news section')).toHaveCount(1);
      await expect(page.locator('district-news .heading')).toHaveCSS('font-weight', '700');
    });
  });
}

/** Apps whose pages a server draws, with two routes: where they are built to. */
const DRAWN_APPS: Readonly<Record<string, string>> = {
  'react-router': 'build/client',
  next: 'out',
  sveltekit: 'build',
  astro: 'dist',
};

for (const [name, folder] of Object.entries(DRAWN_APPS)) {
  if (wanted && !wanted.includes(name)) continue;

  test.describe(`${name}, by routes`, () => {
    const site = new ExampleSite(join(EXAMPLES, name, folder));

    test.beforeAll(() => site.start());
    test.afterAll(() => site.stop());
    test.beforeEach(() => void site.asked.splice(0));

    test('shows the content without script', async ({ browser }) => {
      const page = await browser.newPage({ javaScriptEnabled: false });
      await page.goto(site.url);
      await expect(titles(page)).toHaveText(['Lịch tiếp công dân', 'Tạm ngừng cấp nước']);
      await page.goto(`${site.url}polls/`);
      await expect(page.locator('citizen-poll')).toContainText(
        'Công chức Trung tâm Phục vụ hành chính công phường có tận tình không?',
      );
      await page.close();
    });

    test('goes on from it: the same nodes, in their places, and alive on every route', async ({ page }) => {
      const complaints = await watch(page);
      await page.goto(`${site.url}polls/`);
      await expect(page.locator('citizen-poll:state(ready)')).toBeVisible();
      expect(await strangeNodes(page, 'citizen-poll')).toEqual([]);
      expect(await page.evaluate('shifts')).toEqual([]);

      await page.goto(site.url);
      await expect(page.locator('output')).toHaveText('2 from page');
      expect(await strangeNodes(page, 'district-news')).toEqual([]);
      // Where widgets stand below others, Chromium moves them once while it parses, before any script: 0.055.
      if (name !== 'astro') expect(await page.evaluate('shifts')).toEqual([]);
      await press(page, 'New tab');
      await expect(page.locator('district-news a').first()).toHaveAttribute('target', '_blank');

      // The other route is drawn in the browser, from the same data.
      await page.getByRole('link', { name: 'Thăm dò' }).click();
      const poll = page.locator('citizen-poll');
      // Where the link loads a page, the ballot that the server drew is there before its element.
      await expect(page.locator('citizen-poll:state(ready)')).toBeVisible();
      await poll.getByText('Không', { exact: true }).click();
      await poll.locator('[part=submit]').click();
      await expect(page.locator('output')).toHaveText('mot-cua: khong');

      await page.goto(`${site.url}polls/`);
      await expect(page.locator('citizen-poll:state(ready)')).toBeVisible();
      site.asked.splice(0);
      await page.reload();
      await page.locator('citizen-poll').evaluate((widget) => customElements.whenDefined(widget.localName));
      expect(complaints).toEqual([]);
      expect(site.asked.filter((path) => path.endsWith('/polls/mot-cua'))).toEqual([]);
    });

    if (name !== 'react-router') return;
    test('has the other components, in settings', async ({ page }) => {
      const complaints = await watch(page);
      await page.goto(`${site.url}services/`);
      await expect(page.locator('public-alerts:state(ready)')).toContainText('Nước sông lên trên báo động 2');
      await expect(page.locator('citizen-survey:state(ready)')).toContainText('Ông bà nộp hồ sơ ở đâu?');
      expect(await strangeNodes(page, 'public-alerts')).toEqual([]);
      expect(await strangeNodes(page, 'citizen-survey')).toEqual([]);
      await expect(page.locator('output')).toHaveText('1 from page');
      await expect(page.locator('city-weather')).toContainText('31');
      await page.locator('citizen-survey').getByText('Qua mạng').click();
      await page.locator('citizen-survey [part=submit]').click();
      await expect(page.locator('output')).toHaveText('tai-quay: mang');
      expect(complaints).toEqual([]);
    });
  });
}

/** Marks what the server drew, and gathers what the console says. */
async function watch(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
  });
  await page.route(/favicon/, (route) => route.fulfill({ status: 204 }));
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      for (const widget of document.querySelectorAll('body *'))
        for (const node of widget.shadowRoot?.querySelectorAll('*') ?? []) Object.assign(node, { isOfServer: true });
    });
  });
  return complaints;
}

/** What the server didn't draw, of what is on show. */
function strangeNodes(page: Page, tag: string): Promise<string[]> {
  return page.locator(tag).evaluate((widget) => {
    const nodes = [...widget.shadowRoot!.querySelectorAll('section, h3, ul, li, a, form, input')];
    if (nodes.length === 0) return ['nothing'];
    return nodes.filter((node) => !('isOfServer' in node)).map((node) => node.outerHTML);
  });
}

function titles(page: Page) {
  return page.locator('district-news .title');
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}
