import { expect, type Locator, type Page } from '@playwright/test';
import { openAlone, test } from './stage.ts';

/** What has the focus, through shadow roots: its role and name as a screen reader says them. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return 'nothing';
    const label = element.closest('label')?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
    const kind = element.getAttribute('role') ?? (element as HTMLInputElement).type ?? element.localName;
    return `${kind || element.localName}: ${label?.replace(/\s+/g, ' ').trim().slice(0, 40)}`;
  });
}

/** The stops of the Tab key, from the page's beginning until it leaves the page. */
async function stops(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop === 'nothing' || (found.length > 1 && stop === found[0])) break;
    found.push(stop);
  }
  return found;
}

test.describe('news', () => {
  test('each title is one stop, in the order in which they are seen, and nothing else is', async ({ page, site }) => {
    await openAlone(page, site, 'district-news--cards');
    expect(await stops(page)).toEqual([
      'a: Từ tháng này, Trung tâm Phục vụ hành chí',
      'a: Thông báo lịch cắt nước để sửa chữa đườn',
      'a: Ngày hội đọc sách bên sông',
      'a: Lấy ý kiến nhân dân về phương án cải tạo',
      'a: Khám sức khoẻ miễn phí cho người cao tuổ',
      'a: Kết quả giải quyết thủ tục hành chính qu',
    ]);
  });

  test('“more” moves on to the first new title', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'district-news--pages');
    await expect(widget.getByRole('link').nth(4)).toBeFocused();
  });

  test('an article opens below its title and closes again, the focus stays on the title', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'district-news--list');
    await widget.evaluate((news) => news.setAttribute('open', 'inline'));
    const title = widget.getByRole('button').first();
    await title.focus();
    await page.keyboard.press('Enter');
    await expect(title).toHaveAttribute('aria-expanded', 'true');
    await expect(title).toBeFocused();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('Giảm cỡ chữ');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await expect(title).toHaveAttribute('aria-expanded', 'false');
    await expect(title).toBeFocused();
  });

  test('a dialog takes the focus to its title, keeps it, and gives it back on Escape', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'district-news--read-in-dialog');
    await widget.getByRole('link').first().press('Enter');
    const dialog = page.getByRole('dialog');
    expect(
      await dialog.evaluate((element) => element.contains((element.getRootNode() as ShadowRoot).activeElement)),
    ).toBe(true);
    await expect(dialog.locator('.opening .title')).toBeFocused();
    const found: string[] = [];
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      found.push(await focused(page));
    }
    expect(found.join('\n')).toContain('Đóng');
    expect(found.join('\n')).not.toContain('Ngày hội đọc sách');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(widget.getByRole('link').first()).toBeFocused();
  });

  test('the toolbar is used with Enter: larger text, copied link', async ({ page, context, site }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const widget = await openAlone(page, site, 'district-news--article');
    const size = (): Promise<number> =>
      widget.locator('.content').evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    const before = await size();
    await widget.getByRole('button', { name: 'Tăng cỡ chữ' }).press('Enter');
    expect(await size()).toBeGreaterThan(before);
    await widget.getByRole('button', { name: 'Sao chép liên kết' }).press('Enter');
    await expect(widget.locator('.said')).toHaveText('Đã sao chép liên kết');
  });

  test('the headline goes on and back with its buttons, which keep the focus', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'district-news--headline');
    const next = widget.getByRole('button', { name: 'Tin sau' });
    await next.press('Enter');
    await expect(widget.getByRole('link')).toContainText('Ngày hội đọc sách');
    await expect(next).toBeFocused();
    await widget.getByRole('button', { name: 'Tin trước' }).press('Space');
    await expect(widget.getByRole('link')).toContainText('Thông báo lịch cắt nước');
  });
});

test.describe('weather', () => {
  test('tabs are one stop; arrows, Home and End choose; the panel is next', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'city-weather--shorter');
    const tab = (name: string): Locator => widget.getByRole('tab', { name });
    await page.keyboard.press('Tab');
    await expect(tab('Hà Nội')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(tab('Đà Nẵng')).toBeFocused();
    await expect(tab('Đà Nẵng')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('End');
    await expect(tab('TP Hồ Chí Minh')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(tab('Hà Nội')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Home');
    await expect(tab('Hà Nội')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Tab');
    await expect(widget.getByRole('tabpanel')).toBeFocused();
  });

  test('the hours are read with arrow keys, and the table opens with Enter and scrolls with arrows', async ({
    page,
    site,
  }) => {
    const widget = await openAlone(page, site, 'city-weather--one-place');
    const slider = widget.getByRole('slider');
    await slider.press('ArrowRight');
    await expect(slider).toHaveAttribute('aria-valuetext', /^10:00: .* độ C/);
    await slider.press('End');
    await expect(slider).toHaveAttribute('aria-valuetext', /^08:00/);
    await expect(widget.locator('.readout')).toHaveText(/^\s*08:00/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(widget.locator('.hours').getByRole('table')).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(widget.locator('.hours .scroll')).toBeFocused();
  });

  test('a warning opens with Space; the place is asked for with Enter and the refusal is said', async ({
    page,
    site,
  }) => {
    const widget = await openAlone(page, site, 'city-weather--everything');
    await widget.locator('.warning summary').press('Space');
    await expect(widget.getByText('Chằng chống nhà cửa')).toBeVisible();
    const locate = widget.getByRole('button', { name: 'Thêm vị trí của tôi' });
    await locate.press('Enter');
    await expect(widget.getByText('Chưa xác định được vị trí')).toBeVisible();
    await expect(locate).toBeFocused();
  });
});

test.describe('poll', () => {
  test('radio buttons are one stop; arrows choose and never send', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'citizen-poll--choices');
    expect(await stops(page)).toEqual(['radio: Rất hài lòng', 'submit: Bình chọn']);
    await widget.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(widget.getByRole('radio').nth(1)).toBeChecked();
    await page.keyboard.press('ArrowUp');
    await expect(widget.getByRole('radio').first()).toBeChecked();
    await expect(widget.getByRole('button', { name: 'Bình chọn' })).toBeVisible();
  });

  test('a vote moves the focus to its results; table, order and way back keep it', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'citizen-poll--choices');
    await widget.getByRole('radio').first().press('Space');
    await page.keyboard.press('Enter');
    await expect(widget.locator('.answer')).toBeFocused();
    const order = widget.getByRole('button', { name: 'Xếp theo số phiếu' });
    await order.press('Enter');
    await expect(order).toHaveAttribute('aria-pressed', 'true');
    await expect(order).toBeFocused();
    await widget.getByRole('button', { name: 'Xem dạng bảng' }).press('Enter');
    await expect(widget.getByRole('button', { name: 'Xem dạng biểu đồ' })).toBeFocused();
    await expect(widget.getByRole('table')).toBeVisible();
  });

  test('a vote without a choice moves the focus to the first answer, which says what is wrong', async ({
    page,
    site,
  }) => {
    const widget = await openAlone(page, site, 'citizen-poll--nothing-chosen');
    await expect(widget.getByRole('radio').first()).toBeFocused();
    await expect(widget.getByRole('radio').first()).toHaveAccessibleDescription(
      'Vui lòng chọn một phương án rồi bình chọn.',
    );
  });

  test('checkboxes are a stop each, chosen with Space, counted aloud', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'citizen-poll--multiple');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(widget.locator('[aria-live]').filter({ hasText: 'Đã chọn' })).toHaveText('Đã chọn 2 (tối đa 3)');
    await page.keyboard.press('Enter');
    await expect(widget.locator('.answer')).toBeFocused();
  });

  test('buttons vote with Enter; a vote is changed and kept from the keyboard', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'citizen-poll--buttons');
    await widget.getByRole('button', { name: 'Bình thường' }).press('Enter');
    await expect(widget.locator('.answer')).toBeFocused();
    const other = await openAlone(page, site, 'citizen-poll--change-of-vote');
    await other.getByRole('button', { name: 'Giữ lựa chọn cũ' }).press('Enter');
    await expect(other.locator('.answer')).toBeFocused();
    await other.locator('.actions .button').first().press('Enter');
    await expect(other.getByRole('radio', { name: 'Hài lòng', exact: true })).toBeFocused();
  });

  test('a kiosk thanks, and the next person starts with Enter', async ({ page, site }) => {
    const widget = await openAlone(page, site, 'citizen-poll--kiosk');
    await widget.getByRole('radio').nth(4).press('Space');
    await page.keyboard.press('Enter');
    const next = widget.getByRole('button', { name: 'Người tiếp theo' });
    await expect(next).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(widget.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(widget.getByRole('radio').first()).toBeVisible();
  });
});

/** A page with a sticky header says how high it is: for all that is scrolled to, or for the widgets alone. */
const HEADER =
  'header.sticky { position: sticky; top: 0; height: 96px; background: Canvas; z-index: 5 } body { padding-bottom: 900px }';
const WAYS = {
  'scroll-padding': 'html { scroll-padding-top: 106px }',
  'the token': 'html { --civic-scroll-margin: 106px }',
};

/** Stories with every kind of control. */
const CONTROLS = [
  ...['pages', 'read-inline', 'headline', 'article', 'not-found'].map((name) => `district-news--${name}`),
  ...['everything', 'hours', 'cards'].map((name) => `city-weather--${name}`),
  ...['choices', 'multiple', 'buttons', 'sorted', 'busy', 'kiosk'].map((name) => `citizen-poll--${name}`),
];

for (const [way, css] of Object.entries(WAYS)) {
  for (const id of CONTROLS) {
    test(`every stop in ${id} has a ring of 2 px and 3:1, and no sticky header lies over it, by ${way}`, async ({
      page,
      site,
    }) => {
      await page.setViewportSize({ width: 800, height: 400 });
      await openAlone(page, site, id);
      await page.addStyleTag({ content: HEADER + css });
      await page.evaluate(() => {
        const header = document.createElement('header');
        const link = document.createElement('a');
        Object.assign(header, { className: 'sticky' });
        Object.assign(link, { href: '#top', textContent: 'Trang chủ' });
        header.append(link);
        document.body.prepend(header);
        (document.activeElement as HTMLElement | null)?.blur();
      });
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let presses = 0; presses < 40; presses++) {
          await page.keyboard.press(key);
          const stop = await focused(page);
          if (stop === 'nothing') break;
          const faults = await ringFaults(page);
          expect.soft(faults, `${key} to ${stop}`).toEqual([]);
        }
      }
    });
  }
}

function ringFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    let element = document.activeElement as HTMLElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
    const root = element.getRootNode();
    if (!(root instanceof ShadowRoot)) return [];
    const faults: string[] = [];
    // The ring may be around the row or the chart that the field lies in.
    const ring = [element, element.closest('.option'), element.closest('.chart')].find((one) => {
      const style = one && getComputedStyle(one);
      return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    if (!ring) faults.push('no ring');
    else {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
      const luminance = (color: string): number => {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
          const share = value / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const [one, other] = [luminance(getComputedStyle(ring).outlineColor), luminance('#fff')].sort((a, b) => b - a);
      const ratio = (one! + 0.05) / (other! + 0.05);
      if (ratio < 3) faults.push(`the ring has ${ratio.toFixed(1)}:1`);
    }
    const box = (ring ?? element).getBoundingClientRect();
    const header = document.querySelector('header.sticky')!.getBoundingClientRect();
    if (box.bottom <= header.bottom + 2) faults.push('wholly under the header');
    if (box.top >= innerHeight - 2) faults.push('below the window');
    return faults;
  });
}

test('settings and places are no stops', async ({ page, site }) => {
  await openAlone(page, site, 'city-weather--own-places');
  expect((await stops(page))[0]).toBe('tab: Cù lao Chàm');
});
