import { expect, test } from '@playwright/test';
import { firstView, FIRST_VIEWS, nameOf, type Widget } from '../../scripts/first-view.ts';
import { DemoServer } from './demo-server.ts';

const server = new DemoServer();
test.beforeAll(() => server.start());
test.afterAll(() => server.remove());

const TAGS: Record<Widget, string> = {
  'district-news': '<district-news src="/news?feed=ward"></district-news>',
  'city-weather': '<city-weather src="/weather" places="ha-noi da-nang ho-chi-minh"></city-weather>',
  'citizen-poll': '<citizen-poll src="/polls/mot-cua"></citizen-poll>',
};

for (const widget of Object.keys(FIRST_VIEWS) as Widget[]) {
  test(`the size of the first view of <${widget}> counts what the page really loads`, async ({ page }) => {
    await page.route('**/alone', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="vi"><title>alone</title>
          <script>
            addEventListener('civic-load', async ({ target }) => {
              await target.updateComplete;
              globalThis.loaded ??= performance.getEntriesByType('resource').map(({ name }) => name);
            });
          </script>
          <script type="module" src="/civic-widgets/civic-widgets.js"></script>
          ${TAGS[widget]}</html>`,
      }),
    );
    await page.goto(`${server.url}alone`);
    const loaded = await page.waitForFunction(() => (globalThis as { loaded?: string[] }).loaded);
    const names = (await loaded.jsonValue())?.filter((url) => url.endsWith('.js')).map(nameOf);
    expect(names?.sort()).toEqual(firstView([widget]).map(nameOf).sort());
  });
}
