import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { firstView, FIRST_VIEWS, nameOf, type Widget } from '../../scripts/first-view.ts';
import { DemoServer } from './demo-server.ts';

const server = new DemoServer();
test.beforeAll(() => server.start());
test.afterAll(() => server.remove());

/** With a fallback, as the docs recommend: without one a skeleton loads when the answer takes its time. */
const TAGS: Record<Widget, string> = {
  'district-news': '<district-news src="/news?feed=ward"><a href="/">Tin tức</a></district-news>',
  'city-weather':
    '<city-weather src="/weather" places="ha-noi da-nang ho-chi-minh"><a href="/">Thời tiết</a></city-weather>',
  'citizen-poll': '<citizen-poll src="/polls/plain"><a href="/">Góp ý</a></citizen-poll>',
};

/** What is there to be read when the content is. */
const CONTENT: Record<Widget, string> = {
  'district-news': '[part=summary]',
  'city-weather': '[part=summary]',
  'citizen-poll': '[part=option]',
};

const WIDGETS = Object.keys(FIRST_VIEWS) as Widget[];

/** A page with these tags and nothing else. */
async function open(page: Page, some: readonly Widget[], script = ''): Promise<void> {
  // One choice from a list; faces, several choices and buttons cost the part `variants` more.
  await page.route('**/polls/plain', (route) =>
    route.fulfill({
      json: { id: 'plain', question: 'Một?', kind: 'single', options: [{ title: 'Có' }, { title: 'Không' }] },
    }),
  );
  await page.route('**/alone', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="vi"><title>alone</title><meta name="color-scheme" content="light dark">
        <style>html { background: Canvas; }</style>
        <script>{ ${script} }</script><script type="module" src="/civic-widgets/civic-widgets.js"></script>
        <main><h1>alone</h1>${some.map((widget) => TAGS[widget]).join('')}</main></html>`,
    }),
  );
  await page.goto(`${server.url}alone`);
}

for (const some of [...WIDGETS.map((widget) => [widget]), WIDGETS]) {
  test(`the size of the first view of ${some.join(', ')} counts what the page really loads`, async ({ page }) => {
    await open(
      page,
      some,
      `// A busy machine is no reason: whatever waits for time to pass waits until all else is done.
      const { setTimeout } = globalThis;
      globalThis.setTimeout = (call, delay) => setTimeout(call, delay && 10_000);
      const selectors = ${JSON.stringify(some.map((widget) => CONTENT[widget]))};
      const contents = (globalThis.contents = new Map());
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function (options) {
        const root = attachShadow.call(this, options);
        new MutationObserver(() => {
          const content = root.querySelector(selectors.join());
          if (!content || contents.has(this.localName)) return;
          contents.set(this.localName, content);
          if (contents.size < ${some.length}) return;
          globalThis.loaded = performance.getEntriesByType('resource').map(({ name }) => name);
        }).observe(root, { childList: true, subtree: true });
        return root;
      };`,
    );
    const loaded = await page.waitForFunction(() => (globalThis as { loaded?: string[] }).loaded);
    const names = (await loaded.jsonValue())?.filter((url) => url.endsWith('.js')).map(nameOf);
    expect(names?.sort()).toEqual(firstView(some).map(nameOf).sort());

    for (const widget of some) {
      const tag = page.locator(widget);
      await expect.poll(() => tag.evaluate((one) => (one as { state?: string }).state)).toBe('ready');
      const isSame = tag.evaluate(
        (one, selector) =>
          one.shadowRoot!.querySelector(selector) ===
          (globalThis as unknown as { contents: Map<string, Element> }).contents.get(one.localName),
        CONTENT[widget],
      );
      expect(await isSame, 'the element goes on with what is drawn').toBe(true);
    }
  });
}

test('what the page has asked for already is not asked for again', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(server.url);
  await expect(page.locator('#tin-tuc district-news').getByRole('listitem')).toHaveCount(5);
  await expect(page.locator('#tin-noi-bat').getByRole('article')).toBeVisible();
  expect(asked.filter((url) => url.includes('/news?'))).toHaveLength(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`first views are whole for who listens and who uses keys, before their elements have come, in ${colorScheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.route('**/base-*.js', () => undefined);
    await open(page, WIDGETS);
    const headings = page.locator(WIDGETS.join()).getByRole('heading', { level: 2 });
    await expect(headings).toHaveText(['Tin tức', 'Thời tiết', 'Thăm dò ý kiến']);
    await expect(page.locator('district-news').getByRole('listitem')).toHaveCount(5);
    await expect(page.getByRole('tab', { selected: true })).toHaveText('Hà Nội');
    await expect(page.getByRole('tabpanel', { name: 'Hà Nội' })).toContainText('Hà Nội, ');
    await page.getByRole('tab', { name: 'Đà Nẵng' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tabpanel', { name: 'Đà Nẵng' })).toContainText('Đà Nẵng, ');
    await expect(page.getByRole('tab', { name: 'Đà Nẵng' })).toBeFocused();
    await page.getByRole('radiogroup', { name: 'Một?' }).getByRole('radio', { name: 'Có' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'Không' })).toBeChecked();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await context.close();
  });
}
