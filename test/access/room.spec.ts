import { expect, test, type Page } from '@playwright/test';
import { settled } from './page.ts';
import { open, states } from './states.ts';

/** WCAG 1.4.12, as a user's style sheet can say it to a shadow tree: by inheritance. */
const SPACING = `:root { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }
  district-news, city-weather, citizen-poll { --civic-line-height: 1.5 }`;

for (const name of states) {
  test(`${name} has room at 320 px, at 400 %, with wide text and with text twice as large`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, name);
    await settled(page);
    expect.soft(await troubles(page), '320 px').toEqual([]);
    expect.soft(await tooSmall(page), 'targets under 24 px, 320 px').toEqual([]);

    const spacing = await page.addStyleTag({ content: SPACING });
    expect.soft(await troubles(page), 'text spacing at 320 px').toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await settled(page);
    expect.soft(await troubles(page), 'text spacing at 1280 px').toEqual([]);
    expect.soft(await tooSmall(page), 'targets under 24 px, 1280 px').toEqual([]);
    await spacing.evaluate((style) => (style as HTMLElement).remove());

    await page.addStyleTag({ content: 'body { font-size: 200% !important }' });
    await settled(page);
    expect.soft(await troubles(page), 'text of 200 %').toEqual([]);
  });
}

test('the chart’s and the article’s tables may scroll in their own boxes, which can be reached and have a name', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const name of ['weather-hours-table', 'news-article']) {
    await open(page, name);
    const box = page.getByRole('region').locator('[tabindex="0"]').or(page.locator('.scroll[tabindex="0"]')).first();
    await expect(box).toHaveAttribute('aria-label', /\S/);
    await page.unrouteAll();
  }
});

/**
 * What makes a page scroll sideways, cuts text off or lays it over other text. A summary may be clamped, since its link
 * leads to all of it; a box that scrolls by itself may be wider inside (tables are exempt from 1.4.10).
 */
function troubles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
    const lines: { box: DOMRect; text: string }[] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        const style = getComputedStyle(element);
        if (!element.checkVisibility() || element.closest('.visually-hidden, [aria-hidden=true] > .bone, svg, .scroll'))
          continue;
        const text = element.textContent?.trim().replace(/\s+/g, ' ') ?? '';
        const isHiding = /hidden|clip/.test(style.overflowX + style.overflowY);
        if (isHiding && text && element.clientWidth > 1 && style.webkitLineClamp === 'none') {
          if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
            found.push(`cut off: ${element.className} ${text.slice(0, 60)}`);
        }
        // What only a screen reader reads is a pixel large.
        if (element.clientWidth <= 1 && isHiding) continue;
        for (const node of element.childNodes) {
          if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const box of range.getClientRects()) {
            // Lines that a clamp leaves out are not to be seen.
            if (box.width < 2 || (isHiding && box.bottom > element.getBoundingClientRect().bottom + 2)) continue;
            if (box.right > clientWidth + 1 || box.left < -1) found.push(`outside the page: ${text.slice(0, 60)}`);
            lines.push({ box, text });
          }
        }
      }
    };
    walk(document);
    const dialog = [...document.querySelectorAll('*')].flatMap(
      (element) => element.shadowRoot?.querySelector('dialog[open]') ?? [],
    )[0];
    if (!dialog) {
      lines.forEach(({ box, text }, index) => {
        for (const other of lines.slice(index + 1)) {
          if (other.text === text) continue;
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          // Boxes of large text reach a little over their line.
          if (across > 2 && down > 0.4 * Math.min(box.height, other.box.height))
            found.push(`“${text}” lies on “${other.text}”`);
        }
      });
    }
    return [...new Set(found)];
  });
}

/** WCAG 2.5.8: targets of 24 × 24 px, unless they stand in a sentence or far enough from the next. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets: { element: HTMLElement; box: DOMRect }[] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches('a[href], button, input, summary, [role=tab]') || !element.checkVisibility()) continue;
        // A field's label is hit as well as the field.
        const box = (element.closest('label') ?? element).getBoundingClientRect();
        if (box.width && box.height) targets.push({ element, box });
      }
    };
    walk(document);
    const isSmall = ({ width, height }: DOMRect) => width < 23.9 || height < 23.9;
    const distance = (one: DOMRect, other: DOMRect): number => {
      const [x, y] = [one.x + one.width / 2, one.y + one.height / 2];
      return Math.hypot(Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom));
    };
    return targets
      .filter(({ element, box }) => {
        if (!isSmall(box)) return false;
        const isInSentence =
          element.matches('a') &&
          !!element
            .closest('p, li')
            ?.textContent?.replace(element.textContent ?? '', '')
            .trim() &&
          getComputedStyle(element).display === 'inline';
        // A circle of 24 px around its middle touches no other target, nor another's circle.
        const isAlone = targets.every(
          (other) =>
            other.element === element ||
            (distance(box, other.box) >= 12 &&
              (!isSmall(other.box) ||
                Math.hypot(
                  box.x + box.width / 2 - other.box.x - other.box.width / 2,
                  box.y + box.height / 2 - other.box.y - other.box.height / 2,
                ) >= 24)),
        );
        return !isInSentence && !isAlone;
      })
      .map(
        ({ element, box }) =>
          `${element.outerHTML.slice(0, 100)} is ${Math.round(box.width)} × ${Math.round(box.height)}`,
      );
  });
}
