import { type ConsoleMessage, type Page, expect, test } from '@playwright/test';
import { HostSite, WIDGETS } from './host-site.ts';

const LOADER = '<script type="module" src="/civic-widgets/civic-widgets.js"></script>';
const ALL = '<script type="module" src="/civic-widgets/civic-widgets.all.js"></script>';

const site = new HostSite();
const elsewhere = new HostSite();
test.beforeAll(() => Promise.all([site.start(), elsewhere.start()]));
test.afterAll(() => [site, elsewhere].forEach((each) => each.stop()));

/** What the page's developer would see, without what a browser says of its own accord. */
function consoleOf(page: Page): string[] {
  const lines: string[] = [];
  page.on('pageerror', (error) => lines.push(`uncaught: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('favicon'))
      lines.push(message.text());
  });
  return lines;
}

async function open(
  page: Page,
  body: string,
  { headers, path = '/' }: { headers?: Record<string, string>; path?: string } = {},
) {
  site.pages.set(path.replace(/\?.*/, ''), {
    body: `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${body}`,
    headers,
  });
  site.asked.length = elsewhere.asked.length = 0;
  site.votes.clear();
  await page.goto(site.url + path);
}

async function bothWork(page: Page): Promise<void> {
  await expect(page.locator('district-news').getByText('Lịch tiếp công dân')).toBeVisible();
  await expect(page.locator('citizen-poll').getByRole('radio', { name: 'Có', exact: true })).toBeVisible();
}

for (const [name, tag] of [
  ['the loader', LOADER],
  ['the self-contained file', ALL],
] as const) {
  test.describe(name, () => {
    test('makes the tags on the page work, and those that come later, and says nothing on the console', async ({
      page,
    }) => {
      const lines = consoleOf(page);
      await open(page, `${tag}<main></main>`);
      await page.evaluate((widgets) => {
        // The page's own script, however it makes elements.
        const template = document.createElement('template');
        template.innerHTML = `<div><div>${widgets}</div></div>`;
        document.querySelector('main')!.append(template.content);
      }, WIDGETS);
      await bothWork(page);
      await open(page, WIDGETS + tag);
      await bothWork(page);
      expect(lines).toEqual([]);
    });

    test('works from another origin and from a sub-path, async, in the head', async ({ page }) => {
      const name = /[\w.-]+\.js/.exec(tag)![0];
      await open(
        page,
        `<script type="module" async crossorigin src="${elsewhere.url}/a/b/civic-widgets/${name}?v=1"></script>${WIDGETS}`,
      );
      await bothWork(page);
      expect(site.files()).toEqual([]);
    });

    test('may stand on the page twice, and beside another copy', async ({ page }) => {
      const lines = consoleOf(page);
      await open(page, tag + tag + tag.replace('src="', `src="${elsewhere.url}`) + WIDGETS);
      await bothWork(page);
      await page.waitForLoadState('networkidle');
      expect(lines.filter((line) => !line.endsWith('this copy of civic-widgets leaves it alone'))).toEqual([]);
      expect(new Set(lines).size).toBe(lines.length);
    });

    test('leaves a tag alone that the page has defined itself, with one warning', async ({ page }) => {
      const lines = consoleOf(page);
      await open(
        page,
        `<script>customElements.define('district-news', class extends HTMLElement {});</script>${tag}${WIDGETS}`,
      );
      await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
      await expect(page.locator('district-news a')).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(lines).toEqual(['<district-news> is defined already; this copy of civic-widgets leaves it alone']);
    });

    test('keeps to a strict Content Security Policy, and to style-src none', async ({ page }) => {
      const lines = consoleOf(page);
      const policies = ["style-src 'self'; img-src 'self' https: data:", "style-src 'none'; img-src 'none'"];
      for (const policy of policies) {
        await open(page, tag.replace('<script', '<script nonce="n0nce"') + WIDGETS, {
          headers: {
            'content-security-policy': `default-src 'self'; script-src 'nonce-n0nce' 'strict-dynamic'; ${policy}`,
          },
        });
        await bothWork(page);
      }
      expect(lines.filter((line) => !line.includes('data:,'))).toEqual([]);
    });

    test('keeps to Trusted Types with its one policy, two copies of it too', async ({ page }) => {
      const lines = consoleOf(page);
      await open(page, tag + tag.replace('/civic-widgets/', '/copy/civic-widgets/') + WIDGETS, {
        headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types civic-widgets" },
      });
      await bothWork(page);
      await page.waitForLoadState('networkidle');
      expect(lines.filter((line) => !line.endsWith('leaves it alone'))).toEqual([]);
    });

    for (const cleaner of ['setHTML', 'DOMPurify']) {
      test(`keeps to its one policy when an article is cleaned by ${cleaner}`, async ({ page }) => {
        const lines = consoleOf(page);
        if (cleaner === 'DOMPurify')
          await page.addInitScript(() => delete (Element.prototype as { setHTML?: unknown }).setHTML);
        await open(page, `${tag}<district-news src="/endpoints/news" open="dialog"></district-news>`, {
          headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types civic-widgets" },
        });
        await page.locator('district-news').getByRole('link').click();
        await expect(page.getByRole('dialog').getByText('Từ 8 giờ')).toBeVisible();
        expect(lines).toEqual([]);
      });
    }

    for (const allowed of ["'none'", 'dompurify portal']) {
      test(`leaves the fallback, and says what to allow, where the policies are: ${allowed}`, async ({ page }) => {
        const lines = consoleOf(page);
        await open(page, tag + WIDGETS, {
          headers: { 'content-security-policy': `require-trusted-types-for 'script'; trusted-types ${allowed}` },
        });
        await page.waitForLoadState('networkidle');
        await expect(page.locator('district-news').getByRole('link', { name: 'Tin tức' })).toBeVisible();
        await expect(page.locator('citizen-poll').getByRole('link', { name: 'Góp ý' })).toBeVisible();
        await expect(page.getByRole('radio')).toHaveCount(0);
        // One line, which names the policy to allow, beside the browser's own; and nothing uncaught.
        const ours = lines.filter((line) => !line.startsWith('Creating a TrustedTypePolicy'));
        expect(ours).toEqual([expect.stringMatching(/^[^:]*civic[^:]*:.*Policy "civic-widgets" disallowed/)]);
      });
    }

    test('works in a page that is isolated from other origins (COEP, COOP)', async ({ page }) => {
      const lines = consoleOf(page);
      await open(page, tag + WIDGETS, {
        headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
      });
      await bothWork(page);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(lines).toEqual([]);
    });

    test('works in a sandboxed frame without an origin, storage or leave to send forms: the vote is counted', async ({
      page,
    }) => {
      site.pages.set('/framed', `<!doctype html><html lang="vi">${tag}${WIDGETS}`);
      await open(page, '<iframe sandbox="allow-scripts" src="/framed" width="600" height="900"></iframe>');
      const frame = page.frameLocator('iframe');
      await expect(frame.locator('district-news').getByText('Lịch tiếp công dân')).toBeVisible();
      const poll = frame.locator('citizen-poll');
      await poll.getByRole('radio', { name: 'Không', exact: true }).check();
      await poll.getByRole('button', { name: 'Bình chọn' }).click();
      await expect(poll.getByText('100%', { exact: true })).toBeVisible();
      expect([...site.votes.values()]).toEqual([{ choices: ['1'], origin: 'null' }]);
    });

    test('works in quirks mode, under <base href> and, imported by a classic script, in an XHTML page', async ({
      page,
    }) => {
      site.pages.set('/quirks', `<html lang="vi"><base href="${site.url}/">${tag}${WIDGETS}`);
      await page.goto(`${site.url}/quirks`);
      await bothWork(page);
      site.pages.set(
        '/deep/page',
        `<!doctype html><html lang="vi"><base href="/endpoints/">${tag}${WIDGETS.replaceAll('/endpoints/', '')}`,
      );
      await page.goto(`${site.url}/deep/page`);
      await bothWork(page);
      // Chromium runs no module script in XML documents (crbug.com/717643).
      const imported = `<script>import('${/src="(.*?)"/.exec(tag)![1]}')</script>`;
      site.pages.set('/xhtml', {
        headers: { 'content-type': 'application/xhtml+xml' },
        body: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" lang="vi"><head><title>x</title>${imported}</head><body>${WIDGETS}</body></html>`,
      });
      await page.goto(`${site.url}/xhtml`);
      await bothWork(page);
    });

    test('shows the fallback without JavaScript', async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await open(page, tag + WIDGETS);
      await expect(page.getByRole('link', { name: 'Tin tức' })).toBeVisible();
      await context.close();
    });
  });
}

test('the loader loads only what the page needs, and the self-contained file loads nothing else', async ({ page }) => {
  await open(page, `${LOADER}<citizen-poll src="/endpoints/polls/p"></citizen-poll>`);
  await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
  const files = site.files();
  expect(files).toContainEqual(expect.stringContaining('citizen-poll'));
  expect(files.filter((file) => /news|weather|settings/.test(file))).toEqual([]);

  // What the page before asks for late is none of this one's.
  await page.waitForLoadState('networkidle');
  await open(page, ALL + WIDGETS);
  await bothWork(page);
  expect(site.files()).toEqual(['/civic-widgets/civic-widgets.all.js']);
});

const ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin</title><id>1</id></entry></feed>';

test('a reader that cannot be loaded when data have come is a network error, with a way to try again', async ({
  page,
}) => {
  const lines = consoleOf(page);
  await page.route(/chunks\/uncommon/, (route) => route.abort());
  await page.route('**/endpoints/news', (route) => route.fulfill({ contentType: 'text/xml', body: ATOM }));
  await open(page, LOADER + WIDGETS);
  await expect(page.locator('district-news').getByText('Không kết nối được với máy chủ.')).toBeVisible();
  await expect(page.locator('district-news').getByRole('button', { name: 'Thử lại' })).toBeVisible();
  expect(lines.filter((line) => line.startsWith('<district-news> network: a part of the widget'))).toHaveLength(1);
});

test('an element that cannot be loaded leaves the fallback and one line on the console', async ({ page }) => {
  const lines = consoleOf(page);
  await page.route(/chunks\/district-news/, (route) => route.abort());
  await open(page, LOADER + WIDGETS);
  await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
  await expect(page.locator('district-news a')).toBeVisible();
  expect(lines.filter((line) => line.startsWith('civic-widgets'))).toHaveLength(1);
});

test('an enumerable property on Object.prototype harms nothing', async ({ page }) => {
  await page.addInitScript(() => Object.assign(Object.prototype, { x: 1 }));
  await open(page, LOADER + WIDGETS);
  await bothWork(page);
});

test.describe('the address of an article', () => {
  const NEWS = '<district-news src="/endpoints/news" open="dialog"></district-news>';
  const read = async (page: Page): Promise<void> => {
    await page.locator('district-news').getByRole('link', { name: 'Lịch tiếp công dân' }).click();
    await expect(page.getByRole('dialog').getByText('Từ 8 giờ')).toBeVisible();
  };

  for (const [what, base] of [
    ['a base of the site', '/elsewhere/'],
    ['a base of another origin', 'https://cdn.example/x/'],
  ] as const) {
    test(`keeps the page's own path under ${what}, and the way back`, async ({ page }) => {
      const lines = consoleOf(page);
      const news = NEWS.replace('src="', `src="${site.url}`);
      await open(page, `<base href="${base}">${LOADER.replace('src="', `src="${site.url}`)}${news}`, {
        path: '/chu-de/tin?trang=2',
      });
      await read(page);
      const { pathname, search, hash, origin } = new URL(page.url());
      expect([origin, pathname, search]).toEqual([site.url, '/chu-de/tin', '?trang=2']);
      expect(hash).not.toBe('');
      await page.goBack();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(new URL(page.url()).hash).toBe('');
      expect(lines).toEqual([]);
    });
  }

  test('is none in a srcdoc frame, whose history refuses: the article opens and closes without it', async ({
    page,
  }) => {
    const lines = consoleOf(page);
    await open(page, `<iframe title="x" width="900" height="700" srcdoc='<!doctype html>${LOADER}${NEWS}'></iframe>`);
    const frame = page.frameLocator('iframe');
    await frame.locator('district-news').getByRole('link', { name: 'Lịch tiếp công dân' }).click();
    await expect(frame.getByRole('dialog').getByText('Từ 8 giờ')).toBeVisible();
    await frame.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
    await expect(frame.getByRole('dialog')).toHaveCount(0);
    expect(page.url()).toBe(`${site.url}/`);
    expect(lines).toEqual([]);
  });
});

test('asks for what a tag names before its element is there, and only once', async ({ page }) => {
  const asked: string[] = [];
  const before: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/endpoints/')) asked.push(pathname);
  });
  await page.route(/chunks\/(?:district-news|citizen-poll)/, async (route) => {
    await expect.poll(() => asked.length).toBe(2);
    before.push(...asked);
    await route.continue();
  });
  await open(page, LOADER + WIDGETS);
  await bothWork(page);
  expect(new Set(before)).toEqual(new Set(['/endpoints/news', '/endpoints/polls/p']));
  expect(asked).toHaveLength(2);
});

test('a placeholder becomes the element, keeps its children, and follows its attributes', async ({ page }) => {
  await open(
    page,
    `${LOADER}<div id="here" data-civic="district-news" data-src="/endpoints/news"><a href="/tin">Tin</a></div>`,
  );
  const news = page.locator('district-news#here');
  await expect(news.getByRole('listitem').first()).toBeVisible();
  await expect(news.locator('> a')).toHaveCount(1);
  await news.evaluate((element) => element.setAttribute('data-layout', 'headline'));
  await expect(news).toHaveAttribute('layout', 'headline');
  await page.evaluate(() => {
    const later = document.createElement('div');
    later.setAttribute('data-civic', 'citizen-poll');
    later.setAttribute('data-src', '/endpoints/polls/p');
    document.body.append(later);
  });
  await expect(page.locator('citizen-poll').getByRole('radio').first()).toBeVisible();
});

test('a page with TLS asks no endpoint without: one line says so, the citizen reads a sentence', async ({ page }) => {
  const lines = consoleOf(page);
  const insecure: string[] = [];
  page.on('request', (request) => request.url().startsWith('http:') && insecure.push(request.url()));
  await page.route('https://phuong.example/**', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: site.url + pathname + search }) });
  });
  site.pages.set(
    '/',
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${LOADER}
    <district-news src="http://endpoint.example/news"></district-news>
    <city-weather src="http://endpoint.example/weather"></city-weather>
    <citizen-poll src="http://endpoint.example/polls/p"></citizen-poll>`,
  );
  await page.goto('https://phuong.example/');
  await expect(page.getByText('This content cannot be loaded from here.')).toHaveCount(3);
  expect(insecure).toEqual([]);
  expect(lines.map((line) => line.replace(/\?.*/, ''))).toHaveLength(3);
  expect(lines.filter((line) => line.includes('blocked: mixed content'))).toHaveLength(3);
  // The page's author mends the address.
  await page.evaluate(() => document.querySelector('district-news')?.setAttribute('src', '/endpoints/news'));
  await expect(page.locator('district-news').getByText('Lịch tiếp công dân')).toBeVisible();
});
