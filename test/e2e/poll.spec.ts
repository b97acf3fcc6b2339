/** The poll and the companion server: a comment, where it was cast, a poll that closes, the view of the results. */
import { expect, type Locator, type Page, type Request, test } from '@playwright/test';
import { DemoServer } from './demo-server.ts';
import { hearPosts } from './posted.ts';

/** ms that the poll of `CLOSING` is open. */
const OPEN_FOR = 25_000;
const POLL = {
  question: 'Ông/bà có hài lòng với bộ phận một cửa không?',
  kind: 'rating',
  results: 'after-vote',
  options: ['Hài lòng', 'Bình thường', 'Chưa hài lòng'].map((title, i) => ({ id: `o${i}`, title })),
};
const CLOSING = 'sap-dong';

const server = new DemoServer({
  polls: [
    { ...POLL, id: 'gop-y', comment: { title: 'Cần cải thiện điều gì?', maxLength: 100 } },
    { ...POLL, id: 'ket-qua' },
    { ...POLL, id: CLOSING, comment: true, expiresAt: new Date(Date.now() + OPEN_FOR).toISOString() },
  ],
});

test.beforeAll(() => server.start());
test.afterAll(() => server.remove());

// First: its time runs.
test('a poll that closes while it is on show says that the choice was not sent', async ({ page }) => {
  const votes = count(page);
  const poll = await open(page, CLOSING);
  await poll.getByRole('radio').first().press('Space');
  await poll.getByRole('textbox').fill('Xếp hàng lâu');
  await expect(poll.locator('.note')).toContainText(
    'Cuộc bình chọn đã kết thúc khi trang này đang mở. Phiếu của bạn chưa được gửi.',
    { timeout: 2 * OPEN_FOR },
  );
  await expect(poll.getByRole('radio')).toHaveCount(0);
  await expect(poll.getByRole('button', { name: 'Bình chọn' })).toHaveCount(0);
  expect(votes).toEqual([]);
  await page.reload();
  await expect(poll).toContainText(/Thời gian bình chọn|đã kết thúc/);
  await expect(poll).not.toContainText('khi trang này đang mở');
});

test('a comment goes with the vote and its place, by keyboard, and nobody else reads it', async ({ page, context }) => {
  const posted = await hearPosts(page);
  const poll = await open(page, 'gop-y', 'context="Quầy 3"');
  const comment = poll.getByRole('textbox', { name: 'Cần cải thiện điều gì? (không bắt buộc)' });
  await expect(comment).toHaveAccessibleDescription(
    /^Nội dung bạn viết sẽ không được công khai\. Vui lòng không ghi họ tên/,
  );
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(comment).toBeFocused();
  // No input method stands between these keys and the field.
  await page.keyboard.type('Them quat ');
  const sent = page.waitForRequest(isVote);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const request = await sent;
  expect(await posted()).toEqual([{ choices: ['o0'], comment: 'Them quat', context: 'Quầy 3' }]);
  expect((await request.response())?.ok()).toBe(true);
  await expect(poll).toContainText('Phiếu của bạn đã được ghi nhận');
  const kept = await page.evaluate(() => [{ ...localStorage }, document.querySelector('citizen-poll')!.data]);
  expect(JSON.stringify(kept)).not.toContain('quat');
  const other = await context.request.get(`${server.url}polls/gop-y`);
  expect(await other.text()).not.toContain('Them quat');
});

test('results stay a table on this page, and are bars on the next', async ({ page }) => {
  const poll = await open(page, 'ket-qua');
  await poll.getByRole('radio').first().press('Space');
  await poll.getByRole('button', { name: 'Bình chọn' }).press('Enter');
  await poll.getByRole('button', { name: 'Xem dạng bảng' }).press('Enter');
  await expect(poll.getByRole('row')).toHaveText([
    /Phương án/,
    /Hài lòng.*1.*100/,
    /Bình thường/,
    /Chưa/,
    /Tổng cộng.*1/,
  ]);
  await page.evaluate(() => {
    const old = document.querySelector('citizen-poll')!;
    const { parentNode } = old;
    old.remove();
    parentNode!.append(old.cloneNode());
  });
  await expect(poll.getByRole('table')).toBeVisible();
  await page.reload();
  await expect(poll.getByRole('list')).toBeVisible();
  await expect(poll.getByRole('table')).toHaveCount(0);
});

/** A page of the server's origin with the poll. */
async function open(page: Page, id: string, attributes = ''): Promise<Locator> {
  const url = `${server.url}binh-chon`;
  await page.route(url, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="vi"><title>Bình chọn</title><link rel="icon" href="data:,">
        <script type="module" src="/civic-widgets/civic-widgets.js"></script>
        <citizen-poll src="/polls/${id}" ${attributes}></citizen-poll>`,
    }),
  );
  await page.goto(url);
  const poll = page.locator('citizen-poll');
  await expect(poll.getByRole('radio').first()).toBeVisible();
  return poll;
}

/** What is sent as votes. */
function count(page: Page): string[] {
  const votes: string[] = [];
  page.on('request', (request) => {
    if (isVote(request)) votes.push(request.postData() ?? '');
  });
  return votes;
}

function isVote(request: Request): boolean {
  return request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/votes');
}
