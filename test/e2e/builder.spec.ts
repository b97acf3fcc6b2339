import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page, expect, test } from '@playwright/test';
import { DemoServer } from './demo-server.ts';
import { HostSite } from '../embed/host-site.ts';
import { OtherSite } from './endpoints.ts';

const server = new DemoServer();
const site = new OtherSite();
/** Where the code is pasted; it has the widgets' files. */
const host = new HostSite();
test.beforeAll(() => Promise.all([server.start(), site.start(), host.start()]));
test.afterAll(async () => {
  site.stop();
  host.stop();
  await server.remove();
});
test.beforeEach(() => void (site.asked.length = 0));

const WIDGETS = ['district-news', 'city-weather', 'citizen-poll'] as const;

async function open(page: Page, hash = ''): Promise<void> {
  await page.goto(`${server.url}builder/${hash}`);
  await expect(page.getByRole('region', { name: 'Bản xem thử của khối' })).toBeVisible();
}

/** What the builder says of the endpoint. */
function verdict(page: Page): Locator {
  return page.locator('.verdict .sentence');
}

/** Moves by Tab alone, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${target.toString()}`);
}

async function typeAddress(page: Page, url: string): Promise<void> {
  await page.getByLabel('Địa chỉ nguồn tin, hoặc địa chỉ trang web').fill(url);
  await page.keyboard.press('Enter');
}

test('a webmaster makes the code by keyboard: looks at it live, copies it, and pasted in an empty page it works', async ({
  page,
}) => {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await open(page);

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Đến các bước' })).toBeFocused();
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByRole('radio', { name: 'Tin tức' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Thời tiết' })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.stage district-news')).toContainText('Ngày hội đọc sách bên sông');
  expect(site.asked).toEqual([]);

  const address = page.getByLabel('Địa chỉ nguồn tin, hoặc địa chỉ trang web');
  await tabTo(page, address);
  await page.keyboard.type(`${site.url}/rss`);
  expect(site.asked).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveText('Tốt: đã đọc được 6 tin.');
  await expect(page.locator('.stage district-news')).toContainText('Tin số 6');

  const layout = page.getByLabel('Kiểu trình bày');
  await tabTo(page, layout);
  await page.keyboard.press('ArrowDown');
  await expect(layout).toHaveValue('cards');
  await expect(page.locator('.stage district-news')).toHaveAttribute('layout', 'cards');

  await tabTo(page, page.getByLabel('Màu nhấn', { exact: true }));
  await page.keyboard.type('#9c1515');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Tương phản với nền trắng 8,2:1: dễ đọc.')).toBeVisible();

  await tabTo(page, page.getByRole('radio', { name: 'Trang bất kỳ', exact: true }));
  await tabTo(page, page.getByRole('button', { name: 'Sao chép: Dán vào trang' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã sao chép.')).toBeAttached();
  expect(troubles).toEqual([]);

  const snippet = await clipboard(page);
  for (const width of [1280, 390]) {
    const pasted = await pageWith(page, snippet, width);
    const news = pasted.locator('district-news');
    await expect(news).toContainText('Tin số 6');
    expect(await news.evaluate((element) => (element as unknown as { state: string }).state)).toBe('ready');
    expect(await news.evaluate((element) => getComputedStyle(element).getPropertyValue('--civic-accent'))).toBe(
      '#9c1515',
    );
    await nothingMoved(pasted);
    await pasted.close();
  }
});

test('a ready-made theme is chosen by keyboard, is on show at once, and is in the code; an own colour comes before it', async ({
  page,
}) => {
  await open(page);
  const shown = page.locator('.stage district-news a[part~=link]').first();
  const own = await colourOf(shown);
  const around = await looks(page);

  const theme = page.getByLabel('Bộ giao diện');
  await tabTo(page, theme);
  await page.keyboard.press('ArrowDown');
  await expect(theme).toHaveValue('govuk');
  const govuk = 'rgb(26, 101, 166)';
  expect(own).not.toBe(govuk);
  await expect(shown).toHaveCSS('color', govuk);
  await expect(page.getByLabel('Màu nhấn', { exact: true })).toHaveAttribute('placeholder', '#1a65a6');
  expect(await looks(page)).toEqual(around);
  for (const each of around) expect(each).toMatch(/,$/);
  await page.reload();
  await expect(theme).toHaveValue('govuk');
  await expect(shown).toHaveCSS('color', govuk);

  await typeAddress(page, `${site.url}/rss`);
  await expect(verdict(page)).toHaveText('Tốt: đã đọc được 6 tin.');
  // By mouse: the preview beside the steps is in nobody's way.
  await page.getByRole('button', { name: 'Sao chép: Dán vào trang' }).click();
  await expect(page.getByText('Đã sao chép.')).toBeAttached();
  const pasted = await pageWith(page, await clipboard(page), 1280);
  const link = pasted.locator('district-news a[part~=link]').first();
  await expect(link).toHaveCSS('color', govuk);
  // What the theme says of parts and sizes, too.
  for (const property of ['text-decoration-line', 'text-underline-offset'])
    await expect(link).toHaveCSS(
      property,
      await shown.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property),
    );
  await pasted.close();

  await page.getByLabel('Màu nhấn', { exact: true }).focus();
  await page.keyboard.type('#9c1515');
  await page.keyboard.press('Tab');
  await expect(shown).toHaveCSS('color', 'rgb(156, 21, 21)');
  const both = await pageWith(page, await page.locator('pre').first().innerText(), 1280);
  await expect(both.locator('district-news a[part~=link]').first()).toHaveCSS('color', 'rgb(156, 21, 21)');
  await both.close();
});

for (const [theme, light, dark] of [
  ['govuk', '#1a65a6', '#8eb8dc'],
  ['uswds', '#005ea2', '#73b3e7'],
  ['bootstrap', '#0d6efd', '#6ea8fe'],
  ['vietnam', '#a3130f', '#ffb4a8'],
] as const) {
  test(`the preview shows ${theme} as a light page and as a dark page has it`, async ({ page }) => {
    for (const [scheme, colour] of Object.entries({ light, dark })) {
      await open(page, `#.widget=district-news&.theme=${theme}&.scheme=${scheme}`);
      await page.reload();
      await expect(page.locator('.stage district-news a[part~=link]').first()).toHaveCSS('color', rgb(colour));
    }
  });
}

function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}

function colourOf(element: Locator): Promise<string> {
  return element.evaluate((shown) => getComputedStyle(shown).color);
}

/** What the builder's own page looks like around the widget; of a theme it has nothing. */
async function looks(page: Page): Promise<string[]> {
  const around = ['html', 'body', '.builder', '.sheet', '.builder button', '.builder h2'];
  return page.evaluate(
    (selectors) =>
      selectors.map((selector) => {
        const style = getComputedStyle(document.querySelector(selector)!);
        const { color, backgroundColor, borderRadius, fontSize } = style;
        return [
          selector,
          color,
          backgroundColor,
          borderRadius,
          fontSize,
          style.getPropertyValue('--civic-accent'),
        ].join();
      }),
    around,
  );
}

/** Firefox doesn't measure it: there the list stays empty. */
async function nothingMoved(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
}

/** What was copied, pasted as everybody does it: reading the clipboard by script takes permissions. */
async function clipboard(page: Page): Promise<string> {
  const editor = await page.context().newPage();
  await editor.setContent('<textarea aria-label="editor"></textarea>');
  const field = editor.getByRole('textbox');
  await field.focus();
  await editor.keyboard.press('ControlOrMeta+V');
  const pasted = await field.inputValue();
  await editor.close();
  return pasted;
}

/** Somebody's page, empty but for what was pasted, and a line below it that would move. */
async function pageWith(page: Page, snippet: string, width: number): Promise<Page> {
  const other = await page.context().newPage();
  await other.setViewportSize({ width, height: 800 });
  await other.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  host.pages.set(
    '/pasted',
    `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title><link rel="icon" href="data:,"><h1>Phường</h1>${snippet}<p>Chân trang</p></html>`,
  );
  await other.goto(`${host.url}/pasted`);
  return other;
}

test('the poll that was tried out is not voted in, and its code works by id', async ({ page }) => {
  await open(page, '#.widget=citizen-poll');
  await page.getByText('Trên máy chủ đi kèm, theo mã').click();
  await page.getByLabel('Địa chỉ máy chủ đi kèm').fill(site.url);
  await page.getByLabel('Mã cuộc bình chọn').fill('mot-cua');
  await page.getByRole('button', { name: 'Xem với dữ liệu thật' }).click();
  await expect(verdict(page)).toContainText('Ông/bà có hài lòng không?');

  const poll = page.locator('.stage citizen-poll');
  const told = page.getByText('Đây là bản xem thử: phiếu không được gửi đi.');
  await poll.getByRole('radio', { name: 'Có' }).check({ force: true });
  await poll.getByRole('button').first().click();
  await expect(told).toBeAttached();
  await poll.getByRole('radio', { name: 'Có' }).press('Enter');
  await page.getByLabel('Kiểu trình bày').selectOption('buttons');
  await poll.getByRole('button', { name: 'Không' }).click();
  // Who has voted sees the results.
  await expect(poll.getByRole('button', { name: 'Có' })).toBeVisible();
  expect(site.asked).toEqual(['GET /polls/mot-cua']);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);

  await page.getByRole('button', { name: 'Sao chép: Dán vào trang' }).click();
  await expect(page.getByText('Đã sao chép.')).toBeAttached();
  const snippet = await clipboard(page);
  for (const width of [1280, 390]) {
    const pasted = await pageWith(page, snippet, width);
    await expect(pasted.locator('citizen-poll').getByRole('button', { name: 'Có' })).toBeVisible();
    await nothingMoved(pasted);
    await pasted.close();
  }
});

test('what is wrong with an endpoint is told in words, with the way out', async ({ page }) => {
  await open(page);
  const name = new URL(site.url).host;
  const box = page.locator('.verdict');

  await test.step('nothing typed', async () => {
    await page.getByRole('button', { name: 'Xem với dữ liệu thật' }).click();
    await expect(verdict(page)).toHaveText('Hãy nhập địa chỉ trước.');
  });

  await test.step('no CORS', async () => {
    await typeAddress(page, `${site.url}/closed`);
    await expect(verdict(page)).toContainText(`${name} có trả lời`);
    await expect(box).toContainText('add_header Access-Control-Allow-Origin "*";');
    await expect(box).toContainText(`Trang của bạn cũng ở ${name}?`);
    // The widget is there all the same, to be looked at.
    await expect(page.locator('.stage district-news')).toContainText('Ngày hội đọc sách bên sông');
    await expect(page.locator('pre').last()).toContainText(`src="${site.url}/closed"`);
  });

  await test.step('nobody there', async () => {
    await typeAddress(page, 'http://127.0.0.1:9/rss');
    await expect(verdict(page)).toContainText('Không kết nối được với 127.0.0.1:9');
  });

  await test.step('not there', async () => {
    await typeAddress(page, `${site.url}/nowhere`);
    await expect(verdict(page)).toContainText(`${name} trả lời rằng không có gì ở địa chỉ này (404)`);
  });

  await test.step('a poll in place of news', async () => {
    await typeAddress(page, `${site.url}/polls/mot-cua`);
    await expect(verdict(page)).toHaveText('Đọc được, nhưng dữ liệu này là của khối khác: Bình chọn.');
  });

  await test.step('a page, and the feed that it names', async () => {
    await typeAddress(page, `${site.url}/page`);
    await expect(verdict(page)).toHaveText(
      'Đây là trang HTML “Trang chủ”, không phải nguồn tin. Trang có khai báo nguồn tin:',
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await box.getByRole('button', { name: `Dùng ${site.url}/rss` }).click();
    await expect(verdict(page)).toHaveText('Tốt: đã đọc được 6 tin.');
  });

  await test.step('no address', async () => {
    await typeAddress(page, 'ftp://phuong.example/rss');
    await expect(verdict(page)).toContainText('không phải địa chỉ web');
  });
});

test('the usual addresses of a site are tried when a button is pressed, and the one that works is taken', async ({
  page,
}) => {
  await open(page);
  await page.getByLabel('Địa chỉ nguồn tin, hoặc địa chỉ trang web').fill(site.url);
  expect(site.asked).toEqual([]);
  await page.getByRole('button', { name: 'Tìm nguồn tin của trang web' }).click();
  await expect(page.getByText('Trình duyệt này đọc được 1 địa chỉ.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'RSS, 6 tin' })).toContainText('/rss');
  await page.getByRole('button', { name: 'Dùng /rss' }).click();
  await expect(verdict(page)).toHaveText('Tốt: đã đọc được 6 tin.');
});

test('places are searched for by keyboard, and a place of one’s own is added', async ({ page }) => {
  await open(page, '#.widget=city-weather');
  const weather = page.locator('.stage city-weather');
  await page.getByLabel('Tìm địa điểm').fill('hue');
  await page.keyboard.press('Enter');
  await expect(weather.getByRole('tab', { name: 'Huế' })).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ Hà Nội' }).press('Enter');
  await expect(weather.getByRole('tab').first()).toHaveText('Đà Nẵng');
  await page.getByRole('button', { name: 'Đưa Huế lên trước' }).press('Enter');
  await page.getByText('Địa điểm không có trong danh sách').click();
  await page.getByLabel('Tên', { exact: true }).fill('Cù lao Chàm');
  await page.getByRole('button', { name: 'Thêm địa điểm' }).click();
  await expect(page.getByText('Hãy nhập tên, vĩ độ')).toBeVisible();
  await page.getByLabel('Vĩ độ').fill('15,95');
  await page.getByLabel('Kinh độ').fill('108.51');
  await page.getByRole('button', { name: 'Thêm địa điểm' }).click();
  await expect(weather).toHaveAttribute('places', 'da-nang hue ho-chi-minh Cù lao Chàm@15.95,108.51');
  await expect(weather.getByRole('tab').last()).toHaveText('Cù lao Chàm');
});

test('the choices are in the address: a link and a reload keep them, and ask nobody before a button is pressed', async ({
  page,
}) => {
  await open(page);
  await page.getByLabel('Địa chỉ nguồn tin, hoặc địa chỉ trang web').fill(`${site.url}/rss`);
  await page.getByLabel('Kiểu trình bày').selectOption('featured');
  await page.getByRole('checkbox', { name: 'Ảnh' }).check();
  await page.getByRole('radio', { name: 'English' }).press('Space');
  await expect(page).toHaveTitle('Embed builder – civic-widgets');
  await page.reload();
  await expect(page.getByLabel('Layout', { exact: true })).toHaveValue('featured');
  await expect(page.getByRole('checkbox', { name: 'Picture' })).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('.stage district-news')).toContainText('A day of reading by the river');
  expect(site.asked).toEqual([]);
  await page.getByRole('button', { name: 'Try it with live data' }).click();
  await expect(page.locator('.verdict')).toContainText('6 items of news');
  expect(site.asked).toEqual(['GET /rss']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the builder, whichever widget, in ${colorScheme}; and at 320 px it is as wide as the window`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width: 320, height: 800 },
    });
    const page = await context.newPage();
    for (const widget of WIDGETS) {
      await open(page, `#.widget=${widget}&.scheme=${colorScheme}`);
      await page.reload();
      await expect(page.locator(`.stage ${widget}`)).toBeVisible();
      for (const summary of await page.locator('summary').all()) await summary.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
    await context.close();
  });
}
