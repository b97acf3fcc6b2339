import { expect, type Locator, type Page } from '@playwright/test';
import { openAlone, test } from './stage.ts';

/**
 * Writes down what every live region of the page says, as a screen reader does: an atomic one is read as a whole at each change
 * of its text, of any other what is new in it.
 */
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
  const observer = new MutationObserver((records) => look(records));
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    roots.push(root);
    return root;
  };
  const roots: ShadowRoot[] = [];
  const isAtomic = (region: Element): boolean =>
    region.matches('[role=status], [role=alert]') || region.getAttribute('aria-atomic') === 'true';
  const look = (records: readonly MutationRecord[]): void => {
    const added = new Map<Element, string[]>();
    for (const { type, target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest(
        '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]',
      );
      if (!region || isAtomic(region)) continue;
      const texts = [...(type === 'characterData' ? [target] : addedNodes)]
        .filter((node) => node.isConnected && node.nodeType !== Node.COMMENT_NODE)
        .map((node) => (node instanceof Element ? textOf(node) : (node.textContent?.trim() ?? '')));
      added.set(region, [...(added.get(region) ?? []), ...texts.filter(Boolean)]);
    }
    said.push(...[...added.values()].map((texts) => texts.join(' ')).filter(Boolean));
    for (const root of roots) {
      for (const region of root.querySelectorAll('[role=status], [role=alert], [aria-live=polite][aria-atomic=true]')) {
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

/** What is said on the way into a story's state, and that it is said once. */
const SAYS: Readonly<Record<string, readonly RegExp[]>> = {
  'district-news--list': [],
  'district-news--empty': [/^Hiện chưa có tin nào\.$/],
  'district-news--not-found': [/^Nội dung này không còn được cung cấp\. Thử lại$/],
  'district-news--stale': [/^Không cập nhật được, đang thử lại · Cập nhật lần cuối lúc 09:20$/],
  'district-news--headline': [/^Thông báo lịch cắt nước/],
  'city-weather--shorter': [],
  'city-weather--everything': [/^Đặc biệt nguy hiểm: Bão số 7/],
  'city-weather--locate-refused': [/^Chưa xác định được vị trí\./],
  'city-weather--stale': [/^Không cập nhật được, .* 09:20$/],
  'citizen-poll--choices': [],
  'citizen-poll--too-few': [/^Đã chọn 1 \(tối đa 3\)$/],
  'citizen-poll--voted': [
    /^Đang gửi bình chọn…$/,
    new RegExp(`^${THANKS} Rất hài lòng 37%, Hài lòng 48%, Bình thường 11%`),
  ],
  'citizen-poll--results-never': [/^Đang gửi bình chọn…$/, new RegExp(`^${THANKS}`)],
  'citizen-poll--not-yet-counted': [/^Đang gửi bình chọn…$/, /^Phiếu của bạn đã được lưu .* Gửi lại ngay$/],
  'citizen-poll--already-voted': [/^Đang gửi bình chọn…$/, /^Bạn đã bình chọn trước đó\./],
  'citizen-poll--invalid': [/^Đang gửi bình chọn…$/, /^Phiếu của bạn không được tính/],
  'citizen-poll--wrong-code': [/^Đang gửi bình chọn…$/, /^Phiếu của bạn không được tính vì mã này không hợp lệ\./],
  'citizen-poll--kiosk-thanks': [/^Cảm ơn bạn đã bình chọn\.$/],
  'citizen-poll--stale': [/^Không cập nhật được, .* 09:20$/],
  'citizen-poll--voted-before': [],
  'citizen-survey--page': [],
  // The summary of faults takes the focus, which reads it.
  'citizen-survey--faults': [],
  'citizen-survey--sent': [/^Đang gửi câu trả lời…$/, /^Xin cảm ơn Ông\/Bà đã trả lời\./],
  'citizen-survey--not-yet-sent': [/^Đang gửi câu trả lời…$/, /^Câu trả lời của bạn đã được lưu .* Gửi lại ngay$/],
  'citizen-survey--refused': [/^Đang gửi câu trả lời…$/],
  'citizen-survey--kiosk-thanks': [/^Xin cảm ơn Ông\/Bà đã trả lời\./],
  'citizen-survey--answered': [],
};

for (const [id, sentences] of Object.entries(SAYS)) {
  test(`the way into ${id} is announced: ${sentences.length} ${sentences.length === 1 ? 'sentence' : 'sentences'}, each once`, async ({
    page,
    site,
  }) => {
    await openAlone(page, site, id, listen);
    const heard = await said(page);
    expect(heard, heard.join('\n')).toHaveLength(sentences.length);
    sentences.forEach((sentence, index) => expect(heard[index]).toMatch(sentence));
  });
}

/** What has been said since, however many times it is asked for. */
function listening(page: Page): () => Promise<string[]> {
  const heard: string[] = [];
  return async () => {
    heard.push(...(await said(page)));
    return heard;
  };
}

/** From now on the story's endpoint answers with these titles. */
function answerWith(page: Page, ...titles: string[]): Promise<void> {
  return page.evaluate((titles) => {
    const settings = document.querySelector('civic-settings') as unknown as { fetch: () => Promise<Response> };
    const items = titles.map((title) => ({ id: title, title, url: `/${title}` }));
    settings.fetch = () => Promise.resolve(Response.json({ items }));
  }, titles);
}

async function reload(widget: Locator): Promise<void> {
  await widget.evaluate((element) => (element as unknown as { reload(): Promise<void> }).reload());
}

test('a refresh that changes nothing is not announced, nor is one that brings news', async ({ page, site }) => {
  const widget = await openAlone(page, site, 'district-news--list', listen);
  await reload(widget);
  await answerWith(page, 'Hai', 'Một');
  await reload(widget);
  await expect(widget.getByRole('link')).toHaveCount(2);
  expect(await said(page)).toEqual([]);
});

test('a failure is said again when the citizen’s own retry fails again', async ({ page, site }) => {
  const widget = await openAlone(page, site, 'district-news--not-found', listen);
  await said(page);
  await widget.getByRole('button', { name: 'Thử lại' }).press('Enter');
  await expect.poll(listening(page)).toEqual(['Đang tải…', 'Nội dung này không còn được cung cấp. Thử lại']);
});

for (const [id, sending, kept] of [
  ['citizen-poll--not-yet-counted', 'Đang gửi bình chọn…', /^Phiếu của bạn/],
  ['citizen-survey--not-yet-sent', 'Đang gửi câu trả lời…', /^Câu trả lời của bạn/],
] as const)
  test(`while nothing can be sent, the state of ${id} is said once`, async ({ page, site }) => {
    const widget = await openAlone(page, site, id, listen);
    await said(page);
    const again = widget.getByRole('button', { name: 'Gửi lại ngay' });
    await page.evaluate(() => {
      const settings = document.querySelector('civic-settings') as unknown as { fetch: () => Promise<Response> };
      Object.assign(globalThis, { tries: 0 });
      settings.fetch = () => {
        (globalThis as unknown as { tries: number }).tries++;
        return Promise.reject(new TypeError('Failed to fetch'));
      };
    });
    await page.waitForFunction(() => (globalThis as unknown as { tries: number }).tries >= 2);
    expect((await said(page)).filter((sentence) => !sentence.startsWith('Lần gửi tiếp theo'))).toEqual([]);
    await again.press('Enter');
    const heard = listening(page);
    // Then come the times of further tries, on a slow machine before anybody has looked.
    await expect.poll(async () => (await heard()).slice(0, 2)).toEqual([sending, expect.stringMatching(kept)]);
    await expect(again).toBeFocused();
  });

test('a kiosk’s reset waits as long as somebody is at it', async ({ page, site }) => {
  await page.clock.install();
  const widget = await openAlone(page, site, 'citizen-poll--kiosk');
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
