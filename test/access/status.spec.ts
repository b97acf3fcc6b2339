import { expect, test, type Page } from '@playwright/test';
import { inTurn, json, notFound } from '../../.storybook/endpoints.ts';
import { open } from './states.ts';
import { settled, show } from './page.ts';

/** Writes down what every live region of the page says, as a screen reader does: each change of its text, once. */
function listen(): void {
  const said: string[] = [];
  Object.assign(globalThis, { said });
  const heard = new Map<Element, string>();
  const textOf = (region: Element): string => {
    const copy = region.cloneNode(true) as Element;
    for (const hidden of copy.querySelectorAll('[aria-hidden=true], details:not([open]) > :not(summary)'))
      hidden.remove();
    for (const block of copy.querySelectorAll('p, li, button, span')) block.append(' ');
    return copy.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  };
  const attach = Element.prototype.attachShadow;
  const observer = new MutationObserver(() => look());
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    roots.push(root);
    return root;
  };
  const roots: ShadowRoot[] = [];
  const look = (): void => {
    for (const root of roots) {
      for (const region of root.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live=polite]')) {
        const text = textOf(region);
        // What a region holds when it is inserted is not announced.
        const before = heard.get(region);
        heard.set(region, text);
        if (before !== undefined && text && text !== before) said.push(text);
      }
    }
  };
}

const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0));

const THANKS = 'Cảm ơn bạn. Phiếu của bạn đã được ghi nhận và tính vào kết quả.';

/** What is said on the way into a state, and that it is said once. */
const SAYS: Readonly<Record<string, readonly RegExp[]>> = {
  'news-list': [],
  'news-empty': [/^Hiện chưa có tin nào\.$/],
  'news-not-found': [/^Nội dung này không còn được cung cấp\. Thử lại$/],
  'news-stale': [/^Cập nhật lúc 09:10 · đang thử lại$/],
  'news-headline-next': [/^KẾ HOẠCH TỔ CHỨC LỄ HỘI/],
  'weather-tabs': [],
  'weather-everything': [/^Đặc biệt nguy hiểm: Bão số 7/],
  'weather-locate-refused': [/^Chưa xác định được vị trí\./],
  'weather-stale': [/^Cập nhật lúc 09:10/],
  'poll-choices': [],
  'poll-too-few': [/^Đã chọn 1 \(tối đa 3\)$/],
  'poll-voted': [/^Đang gửi bình chọn…$/, new RegExp(`^${THANKS} Rất hài lòng 37%, Hài lòng 48%, Bình thường 11%`)],
  'poll-hidden-until-close': [/^Đang gửi bình chọn…$/, new RegExp(`^${THANKS} Kết quả sẽ được công bố`)],
  'poll-not-yet-counted': [/^Đang gửi bình chọn…$/, /^Phiếu của bạn đã được lưu .* Gửi lại ngay$/],
  'poll-already-voted': [/^Đang gửi bình chọn…$/, /^Bạn đã bình chọn trước đó\./],
  'poll-invalid': [/^Đang gửi bình chọn…$/, /^Phiếu của bạn không được tính/],
  'poll-wrong-code': [/^Đang gửi bình chọn…$/, /^Phiếu của bạn không được tính vì mã này không hợp lệ\./],
  'poll-kiosk-thanks': [/^Cảm ơn bạn đã bình chọn\.$/],
  'poll-stale': [/^Cập nhật lúc 09:10/],
};

for (const [name, sentences] of Object.entries(SAYS)) {
  test(`the way into ${name} is announced: ${sentences.length} ${sentences.length === 1 ? 'sentence' : 'sentences'}, each once`, async ({
    page,
  }) => {
    await open(page, name, { prepare: listen });
    await settled(page);
    const heard = await said(page);
    expect(heard, heard.join('\n')).toHaveLength(sentences.length);
    sentences.forEach((sentence, index) => expect(heard[index]).toMatch(sentence));
  });
}

test('a refresh that changes nothing is not announced, nor is one that brings news', async ({ page }) => {
  const item = (title: string) => ({ id: title, title, url: `/${title}` });
  const widget = await show(
    page,
    {
      name: 'refresh',
      body: '<district-news src="/news"></district-news>',
      endpoints: {
        '/news': inTurn(
          json({ items: [item('Một')] }),
          json({ items: [item('Một')] }),
          json({ items: [item('Hai'), item('Một')] }),
        ),
      },
      shows: '.item',
    },
    { prepare: listen },
  );
  const reload = () => widget.evaluate((element) => (element as unknown as { reload(): Promise<void> }).reload());
  await reload();
  await reload();
  await expect(widget.getByRole('link')).toHaveCount(2);
  expect(await said(page)).toEqual([]);
});

test('a failure is said again when the citizen’s own retry fails again', async ({ page }) => {
  const widget = await show(
    page,
    {
      name: 'retry',
      body: '<district-news src="/news"></district-news>',
      endpoints: { '/news': notFound },
      shows: '.message.error',
    },
    { prepare: listen },
  );
  await said(page);
  await widget.getByRole('button', { name: 'Thử lại' }).press('Enter');
  await expect.poll(() => said(page)).toEqual(['Nội dung này không còn được cung cấp. Thử lại']);
});

test('a kiosk’s reset waits as long as somebody is at it', async ({ page }) => {
  await page.clock.install();
  const widget = await open(page, 'poll-kiosk');
  await widget.getByRole('radio').first().check({ force: true });
  // Three times the ten seconds of kiosk-reset, and every touch starts them anew.
  for (let touches = 0; touches < 3; touches++) {
    await page.clock.runFor(25_000);
    await expect(widget.getByRole('radio').first()).toBeChecked();
    await widget.getByRole('radio').first().press('Space');
  }
  await page.clock.runFor(31_000);
  await expect(widget.getByRole('radio', { checked: true })).toHaveCount(0);
});
