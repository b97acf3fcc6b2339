/** The administrator's page of the companion server, as somebody without a mouse uses it. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { DemoServer } from './demo-server.ts';

const TOKEN = 'mot-ma-chi-dung-de-thu';
const HOSTILE = '<img src=x onerror="document.title=1"> Chờ lâu';

const server = new DemoServer(
  {
    polls: [
      {
        id: 'mot-cua',
        question: 'Ông/bà có hài lòng không?',
        options: [
          { id: 'co', title: 'Có' },
          { id: 'khong', title: 'Không' },
        ],
        results: 'after-close',
        comment: true,
      },
      {
        id: 'co-ma',
        question: 'Chọn tên cho công viên',
        options: [{ id: 'xanh', title: 'Xanh' }],
        voter: 'code',
      },
    ],
    surveys: [
      {
        id: 'quay',
        title: 'Khảo sát tại quầy',
        questions: [
          {
            id: 'muc',
            title: 'Mức hài lòng',
            kind: 'rating',
            options: ['thap', 'vua', 'cao'].map((id) => ({ id, title: id })),
          },
          { id: 'gop-y', title: 'Góp ý', kind: 'text' },
        ],
      },
    ],
  },
  { ADMIN_TOKEN: TOKEN },
);

async function send(path: string, body: object): Promise<void> {
  const { ok } = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  expect(ok).toBe(true);
}

test.beforeAll(async () => {
  await server.start();
  await send('polls/mot-cua/votes', { choices: ['co'], comment: HOSTILE, context: 'Quầy 3' });
  for (const choice of ['co', 'co', 'khong']) await send('polls/mot-cua/votes', { choices: [choice] });
  await send('surveys/quay/responses', { answers: { muc: 'cao', 'gop-y': HOSTILE }, context: 'Quầy 1' });
  await send('surveys/quay/responses', { answers: { muc: 'vua' }, context: 'Quầy 2' });
});
test.afterAll(() => server.remove());

/** Moves by Tab alone. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${target.toString()}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${server.url}admin/`);
  await tabTo(page, page.getByLabel('Tên của bạn'));
  await page.keyboard.type('Trần Bình');
  await page.keyboard.press('Tab');
  await page.keyboard.type(TOKEN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Bình chọn và khảo sát' })).toBeFocused();
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

function watch(page: Page): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  // A refusal of the server's is written to the console by the browser itself.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      troubles.push(message.text());
  });
  return troubles;
}

test('an official signs in, closes a poll, sees its results and takes them home, by keyboard', async ({ page }) => {
  const troubles = watch(page);
  await page.goto(`${server.url}admin/`);
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, page.getByLabel('Tên của bạn'));
  await page.keyboard.type('Trần Bình');
  await page.keyboard.press('Tab');
  await page.keyboard.type('khong-phai-ma-nay');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Mã truy cập không đúng.');
  await expect(page.getByLabel('Tên của bạn')).toHaveValue('Trần Bình');

  await signIn(page);
  await expectAccessible(page);
  await press(page, page.getByRole('link', { name: 'Ông/bà có hài lòng không?' }));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByText('đang mở')).toBeVisible();
  const rows = page.locator('.bars li');
  await expect(rows).toHaveText([/^\s*Có\s+3\s+75\s?%\s*$/, /^\s*Không\s+1\s+25\s?%\s*$/]);

  await press(page, page.getByRole('button', { name: 'Đóng' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('đang mở')).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Đóng' }));
  await expectAccessible(page);
  await press(page, dialog.getByRole('button', { name: 'Đóng' }));
  await expect(page.getByRole('status')).toHaveText('Đã đóng.');
  await expect(page.getByText('đã đóng', { exact: true })).toBeVisible();
  const poll = (await (await fetch(`${server.url}polls/mot-cua`)).json()) as { expired: boolean };
  expect(poll.expired).toBe(true);

  const downloading = page.waitForEvent('download');
  await press(page, page.getByRole('link', { name: 'Kết quả (CSV)' }));
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('mot-cua.csv');
  expect(readFileSync(await file.path(), 'utf8')).toBe('\uFEFFoption;title;votes\r\nco;Có;3\r\nkhong;Không;1\r\n');

  await press(page, page.getByRole('button', { name: 'Xem ý kiến' }));
  await expect(page.locator('.written .text')).toContainText(HOSTILE);
  await expect(page.locator('.written img')).toHaveCount(0);
  await expectAccessible(page);
  await press(page, page.getByRole('button', { name: 'Xóa ý kiến 1' }));
  await press(page, dialog.getByRole('button', { name: 'Xóa' }));
  await expect(page.locator('.written .text')).toHaveText('đã xóa');
  await expect(page.getByRole('heading', { name: 'Ý kiến của người dân' })).toBeFocused();

  await press(page, page.getByRole('link', { name: 'Nhật ký' }));
  await expect(page.getByText('Nhật ký nguyên vẹn.')).toBeVisible();
  await expect(page.locator('tbody tr').first()).toContainText('Trần Bình');
  await expect(page.locator('tbody .act').first()).toHaveText('xóa ý kiến');
  await expectAccessible(page);
  await press(page, page.getByRole('button', { name: 'Đăng xuất' }));
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  expect(troubles).toEqual([]);
});

test('a survey’s results are told by place, in English too, and codes are made once', async ({ page }) => {
  const troubles = watch(page);
  await signIn(page);
  await press(page, page.getByRole('button', { name: 'English' }));
  await press(page, page.getByRole('link', { name: 'Khảo sát tại quầy' }));
  await expect(page.getByText('2 answered, mean 2.5 of 3')).toBeVisible();
  await tabTo(page, page.getByLabel('Show results'));
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('summary')).toHaveText([/Quầy 1\s+1 response/, /Quầy 2\s+1 response/]);
  await press(page, page.getByRole('button', { name: 'Show texts' }));
  await expect(page.locator('.written .text')).toContainText(HOSTILE);
  await expectAccessible(page);

  await page.goBack();
  await press(page, page.getByRole('link', { name: 'Chọn tên cho công viên' }));
  await tabTo(page, page.getByLabel('How many (1 to 1,000)'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(page.locator('.code-list li')).toHaveCount(12);
  await expectAccessible(page);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await press(page, page.getByRole('link', { name: 'Feeds' }));
  await expect(
    page.getByRole('row', { name: /Weather: api\.open-meteo\.com was not asked since the start/ }),
  ).toBeVisible();
  expect(troubles).toEqual([]);
});
