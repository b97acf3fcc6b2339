/**
 * Frames: the page around on one origin, the frame on another, a strict policy on both; static files and the companion
 * server, with and without an origin of the frame's own.
 */
import { readFileSync } from 'node:fs';
import { type FrameLocator, type Page, expect, test } from '@playwright/test';
import { DemoServer } from '../e2e/demo-server.ts';
import { HostSite } from './host-site.ts';

/** The portal whose pages have frames, and the server whose pages are framed. */
const portal = new HostSite();
const framed = new HostSite();
test.beforeAll(() => Promise.all([portal.start(), framed.start()]));
test.afterAll(() => [portal, framed].forEach((each) => each.stop()));

const NEWS = 'tag=district-news&src=/endpoints/news&show=date&lang=vi';

/** What the developer of the page, or of the frame, would see. */
function consoleOf(page: Page): string[] {
  const lines: string[] = [];
  page.on('pageerror', ({ message }) => lines.push(`uncaught: ${message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !(message.text() + message.location().url).includes('favicon'))
      lines.push(message.text());
  });
  return lines;
}

/** Both policies have no word of leniency: nothing inline, no other origin but the one that is meant. */
async function open(page: Page, body: string, { files = framed.url, isDone = true } = {}): Promise<void> {
  framed.pages.set('/civic-widgets/frame.html', {
    body: readFileSync('dist/embed/frame.html', 'utf8'),
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types civic-widgets; frame-ancestors ${portal.url}`,
    },
  });
  portal.pages.set('/', {
    body: `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cổng thông tin</title><link rel="icon" href="data:,"><script type="module" src="${files}/civic-widgets/civic-frame.js"></script>${body}<p id="after">Ở dưới</p>`,
    headers: {
      'content-security-policy': `default-src 'none'; script-src ${files}; frame-src ${files}; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    },
  });
  framed.asked.length = portal.asked.length = 0;
  await page.goto(portal.url, { waitUntil: isDone ? 'load' : 'commit' });
}

const frame = (query: string, attributes = ''): string =>
  `<iframe src="${framed.url}/civic-widgets/frame.html?${query}" title="Tin tức" width="100%" height="150" ${attributes}></iframe>`;

const inside = (page: Page, index = 0): FrameLocator => page.frameLocator(`iframe >> nth=${index}`);

/** The frame is as high as its page: nothing scrolls, nothing is left over. */
async function fits(page: Page, index = 0): Promise<void> {
  const outer = page.locator('iframe').nth(index);
  const root = inside(page, index).locator('html');
  await expect
    .poll(async () => {
      const wanted = await root.evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
      return (await outer.evaluate((element) => element.clientHeight)) - wanted;
    })
    .toBe(0);
}

test('a frame of another origin shows the widget, and is as high as its content, under strict policies', async ({
  page,
}) => {
  const lines = consoleOf(page);
  await open(page, frame(NEWS));
  const news = inside(page).locator('district-news');
  await expect(news.getByRole('link', { name: 'Lịch tiếp công dân' })).toBeVisible();
  await expect(news).toHaveCSS('font-family', /system-ui/);
  await fits(page);
  // No more room than the content needs.
  const content = await news.evaluate((widget) => widget.getBoundingClientRect().height);
  expect(await page.locator('iframe').evaluate((element) => element.clientHeight)).toBeLessThan(content + 16);
  await page.setViewportSize({ width: 320, height: 700 });
  await fits(page);
  expect(lines).toEqual([]);
  // The links of the list lead out of the frame.
  await page.route('https://phuong.example/**', (route) => route.fulfill({ body: 'Bài' }));
  await news.getByRole('link', { name: 'Lịch tiếp công dân' }).click();
  await expect(page).toHaveURL('https://phuong.example/1');
});

test('civic-frame.js is at most 1 kB', () => {
  expect(readFileSync('dist/embed/civic-frame.js.br').length).toBeLessThanOrEqual(1024);
});

test('a frame that told its height before the script came is asked again', async ({ page }) => {
  let release = (): void => undefined;
  const late = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/civic-frame.js', async (route) => {
    await late;
    await route.continue();
  });
  await open(page, frame(NEWS), { isDone: false });
  await expect(inside(page).getByText('Lịch tiếp công dân')).toBeVisible();
  await expect(page.locator('iframe')).toHaveJSProperty('clientHeight', 150);
  release();
  await fits(page);
});

test('a height is taken from the frame itself alone', async ({ page }) => {
  await open(page, frame(NEWS) + frame(NEWS).replace('frame.html', 'other.html'));
  framed.pages.set(
    '/civic-widgets/other.html',
    '<script>parent.postMessage({ type: "civic-frame", height: 5000 }, "*")</script>Khác',
  );
  await fits(page);
  const told = await page
    .locator('iframe')
    .first()
    .evaluate((element) => element.style.height);
  // Of the page itself, and of a frame that has gone elsewhere since.
  await page.evaluate(() => window.postMessage({ type: 'civic-frame', height: 5000 }, '*'));
  await page.reload();
  await expect(inside(page, 1).getByText('Khác')).toBeVisible();
  await fits(page);
  expect(
    await page
      .locator('iframe')
      .first()
      .evaluate((element) => element.style.height),
  ).toBe(told);
  expect(
    await page
      .locator('iframe')
      .nth(1)
      .evaluate((element) => element.style.height),
  ).toBe('');
  for (const height of [-1, '100px', 1e9, null])
    await inside(page)
      .locator('html')
      .evaluate((_, value) => parent.postMessage({ type: 'civic-frame', height: value }, '*'), height);
  await expect
    .poll(() =>
      page
        .locator('iframe')
        .first()
        .evaluate((element) => element.style.height),
    )
    .toBe('20000px');
});

test('without an origin and without storage, news and weather work, and a poll is linked to', async ({ page }) => {
  const lines = consoleOf(page);
  const sandbox = 'sandbox="allow-scripts"';
  await open(
    page,
    frame(NEWS, sandbox) +
      frame('tag=city-weather&src=/endpoints/weather&places=ha-noi&lang=vi', sandbox) +
      frame('tag=citizen-poll&src=/endpoints/polls/p&lang=vi', sandbox),
  );
  await expect(inside(page).getByText('Lịch tiếp công dân')).toBeVisible();
  await expect(inside(page, 1).getByRole('heading', { name: 'Hà Nội' })).toBeVisible();
  const poll = inside(page, 2);
  await expect(poll.getByText('Không thể tải nội dung này từ trang hiện tại.')).toBeVisible();
  const link = poll.getByRole('link');
  await expect(link).toHaveAttribute(
    'href',
    `${framed.url}/civic-widgets/frame.html?tag=citizen-poll&src=/endpoints/polls/p&lang=vi`,
  );
  await expect(poll.locator('citizen-poll')).toHaveCount(0);
  expect(framed.asked.some((path) => path.startsWith('/endpoints/polls/'))).toBe(false);
  for (const index of [0, 1, 2]) await fits(page, index);
  expect(lines).toEqual([]);
  // There, one can vote.
  await page.goto((await link.getAttribute('href'))!);
  await expect(page.getByRole('radio', { name: 'Có', exact: true })).toBeVisible();
});

test('in a sandbox that lets no link out, a page of the same site follows it', async ({ page }) => {
  const query = NEWS.replace('show=date', 'show=date&see-all=/tin-tuc');
  await open(page, '');
  // As NukeViet's editor stores it.
  const tokens = 'allow-scripts allow-same-origin allow-forms allow-presentation';
  framed.pages.set('/bai', frame(query, `sandbox="${tokens}"`) + frame(`${query}&new-tab`, `sandbox="${tokens}"`));
  framed.pages.set('/tin-tuc', 'Tất cả');
  framed.pages.set('/civic-widgets/frame.html', readFileSync('dist/embed/frame.html', 'utf8'));
  await page.context().route('https://phuong.example/**', (route) => route.fulfill({ body: 'Bài' }));
  await page.goto(`${framed.url}/bai`);
  const other = page.waitForEvent('popup');
  await inside(page, 1).getByRole('link', { name: 'Lịch tiếp công dân' }).click();
  await expect(await other).toHaveURL('https://phuong.example/1');
  await inside(page).locator('a[href$="/tin-tuc"]').click();
  await expect(page).toHaveURL(`${framed.url}/tin-tuc`);
});

test('with an origin, a poll is answered in its frame', async ({ page }) => {
  await open(page, frame('tag=citizen-poll&src=/endpoints/polls/p&lang=vi'));
  await inside(page).getByText('Có', { exact: true }).click();
  await inside(page).getByRole('button', { name: 'Bình chọn' }).click();
  await expect.poll(() => [...framed.votes.values()].map(({ choices }) => choices)).toEqual([['0']]);
  await fits(page);
});

for (const [what, query] of [
  ['an address of another site', 'tag=district-news&src=https://la.example/rss'],
  ['an address without a scheme', 'tag=district-news&src=//la.example/rss'],
  ['a second address', 'tag=district-news&src=/rss https://la.example/rss'],
  ['a line break that browsers skip', 'tag=district-news&src=/%0A/la.example/rss'],
  ['a handler', 'tag=district-news&src=/rss&onclick=alert(1)'],
  ['another element', 'tag=script&src=/rss'],
  ['nothing', ''],
] as const) {
  test(`a frame of ${what} says so in words, and asks nobody`, async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await open(page, frame(query));
    await expect(inside(page).getByText(/Không thể tải nội dung này|cannot be loaded/)).toBeVisible();
    await expect(inside(page).locator('p[lang=en]')).toHaveText(/must be a path|no attribute|Frames are made of/);
    await fits(page);
    expect(asked.filter((url) => url.includes('la.example') && !url.includes('frame.html'))).toEqual([]);
    expect(framed.asked.some((path) => path.startsWith('/rss'))).toBe(false);
  });
}

test('a frame looks as its address says', async ({ page }) => {
  await open(
    page,
    frame(`${NEWS}&theme=govuk&color-scheme=dark&font-size=22&accent=${encodeURIComponent('rgb(160, 20, 20)')}`),
  );
  const news = inside(page).locator('district-news');
  await expect(news.getByText('Lịch tiếp công dân')).toBeVisible();
  await expect(news).toHaveCSS('font-size', '22px');
  const looks = await news.evaluate((widget) => ({
    accent: getComputedStyle(widget).getPropertyValue('--civic-accent'),
    scheme: getComputedStyle(widget).colorScheme,
    sheets: [...document.styleSheets].map(({ href }) => href?.replace(/.*\//, '')),
  }));
  expect(looks).toEqual({
    accent: 'rgb(160, 20, 20)',
    scheme: 'dark',
    sheets: ['frame.css', 'govuk.css'],
  });
  await open(page, frame(`${NEWS}&accent=url(https://la.example)`));
  await expect(inside(page).locator('p[lang=en]')).toHaveText(/"accent" can't be/);
});

test.describe('the companion server', () => {
  const feed = new HostSite();
  let server: DemoServer;
  test.beforeAll(async () => {
    await feed.start();
    server = new DemoServer({
      allowOrigins: [portal.url],
      allowPrivateAddresses: true,
      frameAnywhere: true,
      news: { feeds: [{ id: 'ward', url: `${feed.url}/endpoints/news` }] },
      polls: [
        {
          id: 'mot-cua',
          question: 'Ông/bà có hài lòng không?',
          kind: 'single',
          options: [
            { id: 'co', title: 'Có' },
            { id: 'khong', title: 'Không' },
          ],
        },
      ],
    });
    await server.start();
  });
  test.afterAll(async () => {
    feed.stop();
    await server.remove();
  });
  const address = (path: string, attributes = ''): string =>
    `<iframe src="${server.url}frame/${path}" title="Tin tức" width="100%" height="150" ${attributes}></iframe>`;

  test('frames its endpoints, with and without an origin', async ({ page }) => {
    const lines = consoleOf(page);
    await open(
      page,
      address('district-news?lang=vi') +
        address('district-news?src=/news%3Ffeed=ward&lang=vi', 'sandbox="allow-scripts"') +
        address('citizen-poll?poll=mot-cua&lang=vi') +
        address('citizen-poll?poll=mot-cua&lang=vi', 'sandbox="allow-scripts"'),
      { files: server.url.slice(0, -1) },
    );
    for (const index of [0, 1]) await expect(inside(page, index).getByText('Lịch tiếp công dân')).toBeVisible();
    await expect(inside(page, 2).getByRole('radio', { name: 'Có', exact: true })).toBeVisible();
    await expect(inside(page, 3).getByRole('link')).toHaveAttribute(
      'href',
      /\/frame\/citizen-poll\?poll=mot-cua&lang=vi$/,
    );
    for (const index of [0, 1, 2, 3]) await fits(page, index);
    expect(lines).toEqual([]);
  });

  test('says in words what it does not frame', async ({ page }) => {
    await open(page, address('district-news?src=/newsletter&lang=vi'), { files: server.url.slice(0, -1) });
    await expect(inside(page).locator('p[lang=en]')).toHaveText(/one of this server's endpoints: \/news, \/weather/);
  });

  test('polls are framed by the listed sites alone', async ({ page }) => {
    const other = new HostSite();
    await other.start();
    other.pages.set('/', address('citizen-poll?poll=mot-cua') + address('district-news?lang=vi'));
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.goto(other.url);
    await refused;
    await expect(inside(page, 1).getByText('Lịch tiếp công dân')).toBeVisible();
    other.stop();
  });
});
