/**
 * Widgets that `renderWidget` drew, taken over in the browser by each entry that hydrates: every layout and every `open`
 * keeps the server's nodes and asks nothing.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import { DATA, TAGS, variants } from '../helpers/drawn-widgets.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SITE = 'http://widgets.test/';
const { renderWidget } = (await import(join(ROOT, 'dist/server.js'))) as typeof import('../../src/server.ts');

/** As an app's bundler makes them. */
const bundle = await build({
  entryPoints: ['hydrate', 'autoloader'].map((name) => join(ROOT, `dist/${name}.js`)),
  ...{ outdir: '/bundle', bundle: true, splitting: true, format: 'esm', target: 'es2022', write: false },
});
const scripts = new Map(bundle.outputFiles.map(({ path, text }) => [new URL(path, SITE).pathname, text]));

const ENTRIES: Readonly<Record<string, string>> = {
  'civic-widgets/hydrate': '/bundle/hydrate.js',
  'civic-widgets/autoloader': '/bundle/autoloader.js',
};

/** Opens a page with this content and the entry's script; gives what it asked that is no script, and its complaints. */
async function open(page: Page, content: string, script: string): Promise<string[]> {
  const asked: string[] = [];
  page.on('pageerror', (error) => asked.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') asked.push(line.text());
  });
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      if (document.readyState !== 'interactive') return;
      const drawn = [...document.querySelectorAll('body *')].map(({ shadowRoot }) => [
        // An article's text becomes its content.
        ...(shadowRoot?.querySelectorAll(':not(style, [part=content] *)') ?? []),
      ]);
      Object.assign(window, { drawn: drawn.flat() });
    });
  });
  await page.route(`${SITE}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      const head = `<meta charset="utf-8"><script type="module" src="${script}"></script>`;
      return route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="vi">${head}<body>${content}`,
      });
    }
    const body = scripts.get(pathname);
    if (body !== undefined) return route.fulfill({ contentType: 'text/javascript', body });
    if (pathname !== '/favicon.ico') asked.push(pathname);
    return route.fulfill({ status: 404 });
  });
  await page.goto(SITE);
  return asked;
}

/** What the server drew and the page threw away. */
function lost(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (const widget of document.querySelectorAll<HTMLElement & { updateComplete?: Promise<unknown> }>('body > *')) {
      await customElements.whenDefined(widget.localName);
      await widget.updateComplete;
    }
    const { drawn } = window as unknown as { drawn: Element[] };
    return drawn.length < 5 ? ['all'] : drawn.filter((node) => !node.isConnected).map((node) => node.outerHTML);
  });
}

// With more room, a survey's grid becomes a table: a server knows no width.
test.use({ viewport: { width: 390, height: 800 } });

for (const [name, script] of Object.entries(ENTRIES))
  test.describe(name, () => {
    for (const tag of TAGS)
      test(`takes over every <${tag}>`, async ({ page }) => {
        const all = variants(tag);
        const drawn = await Promise.all(all.map(({ attributes }) => renderWidget(tag, attributes, DATA[tag])));
        const said = await open(page, drawn.join(''), script);
        await expect(page.locator(`${tag}:state(ready)`)).toHaveCount(all.length);
        expect(await lost(page)).toEqual([]);
        expect(said).toEqual([]);
      });
  });

test('an article shows its text, then its content', async ({ browser, page }) => {
  const drawn = await renderWidget('district-news', { lang: 'vi', layout: 'article' }, DATA['district-news']);
  const still = await browser.newPage({ javaScriptEnabled: false });
  await open(still, drawn, '');
  await expect(still.locator('[part=content] p')).toHaveText(['Phường trả lời mười câu hỏi.', 'Hộ tịch', 'Đất đai']);
  await still.close();
  await open(page, drawn, '/bundle/hydrate.js');
  await expect(page.locator('[part=content] b')).toHaveText('mười');
  await expect(page.locator('[part=content] p')).toHaveCount(1);
});

test('that there is no warning was known when the server read it, however late it is read', async ({ page }) => {
  const drawn = await renderWidget('public-alerts', { lang: 'en-GB', refresh: 1 }, { alerts: [] });
  expect(drawn).toContain('No warnings known at');
  const known = new Date();
  await page.clock.setFixedTime(known.getTime() + 3 * 24 * 3_600_000);
  await open(page, drawn, '/bundle/hydrate.js');
  const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }).format(known);
  const sentence = page.locator('[part=message]');
  await expect(sentence).toContainText(new RegExp(`No warnings known at .*\\b${day}\\b`));
  await page.evaluate(() => document.querySelector('public-alerts')!.reload());
  await expect(sentence).toContainText(new RegExp(`\\b${day}\\b`));
});

test('what depends on the time is drawn anew when it has changed', async ({ page }) => {
  const hour = 3_600_000;
  const published = new Date(Date.now() - hour).toISOString();
  const feed = { items: [{ id: '1', title: 'A', published }] };
  const drawn = await renderWidget('district-news', { lang: 'en', dates: 'relative' }, feed);
  expect(drawn).toContain('1 hour ago');
  await page.clock.setFixedTime(Date.now() + 2 * hour);
  await open(page, drawn, '/bundle/hydrate.js');
  await expect(page.locator('time')).toHaveText('3 hours ago');
});
