/** The survey and the companion server, with the server's sample. */
import { readFileSync } from 'node:fs';
import { type APIResponse, expect, type Locator, type Page, type Request, test } from '@playwright/test';
import { DemoServer } from './demo-server.ts';
import { hearPosts } from './posted.ts';

interface Definition {
  id: string;
  questions: { id: string; required?: boolean }[];
}

const SAMPLE = JSON.parse(
  readFileSync(new URL('../../samples/survey-counter.vi.json', import.meta.url), 'utf8'),
) as Definition;

const TOKEN = 'tablet-in-the-hall-2026';

const server = new DemoServer({
  surveys: [
    SAMPLE,
    { ...SAMPLE, id: 'da-dong', expiresAt: '2026-01-05T09:00:00+07:00' },
    { ...SAMPLE, id: 'tai-quay', voter: 'open', kioskToken: TOKEN },
  ],
});

test.beforeAll(() => server.start());
test.afterAll(() => server.remove());

test('five steps are answered by keyboard, sent, and known on the next visit', async ({ page }) => {
  const posted = await hearPosts(page);
  const survey = await open(page, 'layout="steps" context="Quầy 3"');
  const heading = (step: number): Locator => survey.getByRole('heading', { name: `Bước ${step} / 5` });
  await expect(heading(1)).toBeVisible();
  await fill(page, ['Space'], ['Space'], ['Space'], ['Space']);
  await expect(heading(2)).toBeFocused();
  await fill(page, ['Space'], ['2']);
  await expect(heading(3)).toBeFocused();

  await test.step('going back loses nothing', async () => {
    await survey.getByRole('button', { name: 'Quay lại' }).press('Enter');
    await expect(heading(2)).toBeFocused();
    await expect(survey.getByRole('textbox')).toHaveValue('2');
    await survey.getByRole('button', { name: 'Tiếp tục' }).press('Enter');
    await expect(heading(3)).toBeFocused();
  });

  await fill(page, ['Space'], ['Space'], ['Space'], ['Space']);
  await expect(heading(4)).toBeFocused();
  // "Later than promised" shows a question with four checkboxes.
  await fill(page, ['ArrowDown', 'ArrowDown'], ['Space'], [], [], []);
  await expect(heading(5)).toBeFocused();
  const sent = page.waitForRequest(isResponse);
  await fill(page, ['Space'], [...'quat']);

  const request = await sent;
  expect(await posted()).toMatchObject([
    {
      context: 'Quầy 3',
      answers: { channel: 'counter', visits: 2, result: 'late', overall: 'very-satisfied', comment: 'quat' },
    },
  ]);
  expect((await request.response())?.status()).toBe(201);
  await expect(survey.getByText('Xin cảm ơn Ông/Bà đã trả lời.')).toBeVisible();
  await expect(survey.locator('.sent')).toBeFocused();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);

  await page.reload();
  await expect(survey.getByText('Bạn đã trả lời cuộc khảo sát này.')).toBeVisible();
  await expect(survey.locator('form')).toHaveCount(0);
});

test('a page without answers names the questions, and each name leads to its question', async ({ page }) => {
  const survey = await open(page);
  await expect(survey.getByRole('textbox', { name: 'tốt hơn? (không bắt buộc)' })).toBeVisible();
  await survey.getByRole('button', { name: 'Gửi câu trả lời' }).press('Enter');
  const summary = survey.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('heading', { name: 'Có 6 câu trả lời cần xem lại' })).toBeVisible();
  await expect(summary.getByRole('link')).toHaveCount(6);
  await summary.getByRole('link').last().press('Enter');
  const overall = survey.getByRole('radiogroup', { name: /^Nhìn chung/ });
  await expect(overall.getByRole('radio').first()).toBeFocused();
  await expect(overall.getByRole('radio').first()).toHaveAccessibleDescription('Vui lòng trả lời câu hỏi này.');
  await answerAll(survey);
  await expect(summary).toHaveCount(0);
  const answer = await send(page, survey);
  expect(answer.status()).toBe(201);
  await expect(survey.getByText('Xin cảm ơn Ông/Bà đã trả lời.')).toBeVisible();
});

test('a draft outlives a reload of its tab, is not in another tab, and can be deleted', async ({ page, context }) => {
  const survey = await open(page);
  await survey.getByRole('textbox').last().fill('Xin thêm quạt.');
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('Xin thêm quạt.');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Xin thêm quạt.');
  await page.reload();
  await expect(survey.getByRole('textbox').last()).toHaveValue('Xin thêm quạt.');
  await expect(survey.getByText('Các câu trả lời bạn chưa gửi đã được khôi phục.')).toBeVisible();
  const other = await open(await context.newPage());
  await expect(other.getByRole('textbox').last()).toHaveValue('');
  await page.bringToFront();
  await survey.getByRole('button', { name: 'Xóa và làm lại từ đầu' }).press('Enter');
  await expect(survey.getByRole('textbox').last()).toHaveValue('');
  await page.reload();
  await expect(survey.getByRole('textbox').last()).toHaveValue('');
});

test('what the server refuses is named at the question, and is sent once it is mended', async ({ page }) => {
  // As if the survey had been changed since the browser read it.
  await page.route(`**/surveys/${SAMPLE.id}`, async (route) => {
    const answer = await route.fetch();
    const survey = (await answer.json()) as Definition;
    for (const question of survey.questions) if (question.id === 'overall') question.required = false;
    await route.fulfill({ response: answer, json: survey });
  });
  const survey = await open(page);
  await answerAll(survey, ['overall']);
  expect((await send(page, survey)).status()).toBe(422);
  const summary = survey.getByRole('alert');
  await expect(summary).toContainText('Máy chủ không chấp nhận một số câu trả lời.');
  await expect(summary.getByRole('link')).toHaveCount(1);
  await summary.getByRole('link', { name: /^Nhìn chung/ }).press('Enter');
  await page.keyboard.press('Space');
  expect((await send(page, survey)).status()).toBe(201);
  await expect(survey.getByText('Xin cảm ơn Ông/Bà đã trả lời.')).toBeVisible();
});

test('a survey that is closed says so, and has no form', async ({ page }) => {
  const survey = await open(page, '', 'da-dong');
  await expect(survey.getByText('Cuộc khảo sát đã kết thúc.')).toBeVisible();
  await expect(survey.locator('form')).toHaveCount(0);
});

test('a kiosk thanks, and is empty for the next person, whose answers count as well', async ({ page }) => {
  const survey = await open(page, 'kiosk kiosk-reset="60"', `tai-quay?kiosk=${TOKEN}`);
  for (let person = 0; person < 2; person++) {
    await answerAll(survey);
    expect((await send(page, survey)).status()).toBe(201);
    const next = survey.getByRole('button', { name: 'Người tiếp theo' });
    await expect(next).toBeFocused();
    await next.press('Enter');
    await expect(survey.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(survey.getByRole('radio').first()).toBeVisible();
  }
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

/** A page of the server's origin with the survey. */
async function open(page: Page, attributes = '', address = SAMPLE.id): Promise<Locator> {
  const url = `${server.url}khao-sat`;
  await page.route(url, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="vi"><title>Khảo sát</title><link rel="icon" href="data:,">
        <script type="module" src="/civic-widgets/civic-widgets.js"></script>
        <citizen-survey src="/surveys/${address}" ${attributes}></citizen-survey>`,
    }),
  );
  await page.goto(url);
  const survey = page.locator('citizen-survey');
  await expect(survey.getByRole('heading', { level: 3 })).toBeVisible();
  return survey;
}

/** The keys pressed at each stop of the Tab key, then the button at the next one. */
async function fill(page: Page, ...stops: string[][]): Promise<void> {
  for (const keys of stops) {
    await page.keyboard.press('Tab');
    for (const key of keys) await page.keyboard.press(key);
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

/** Takes the first choice of each question, and of each row. */
async function answerAll(survey: Locator, except: string[] = []): Promise<void> {
  const names = await survey.evaluate(
    (element, except) => [
      ...new Set(
        [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=radio]')]
          .filter((radio) => !except.includes(radio.closest<HTMLElement>('[data-question]')!.dataset['question']!))
          .map(({ name }) => name),
      ),
    ],
    except,
  );
  for (const name of names) await survey.locator(`input[name="${name}"]`).first().press('Space');
}

async function send(page: Page, survey: Locator): Promise<Pick<APIResponse, 'status'>> {
  const answer = page.waitForResponse((response) => isResponse(response.request()));
  await survey.getByRole('button', { name: 'Gửi câu trả lời' }).press('Enter');
  return answer;
}

function isResponse(request: Request): boolean {
  return request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/responses');
}
