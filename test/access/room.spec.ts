import { expect, type Page } from '@playwright/test';
import { troubles } from './layout.ts';
import { elementStories, open, settled, test } from './stage.ts';

/** WCAG 1.4.12, as a user's style sheet can say it to a shadow tree: by inheritance. */
const SPACING = `.stage { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }
  district-news, city-weather, citizen-poll, citizen-survey { --civic-line-height: 1.5 }`;

for (const { id } of elementStories) {
  test(`${id} has room at 320 px, at 400 %, for stacked diacritics, with wide text and with text twice as large`, async ({
    stage,
  }) => {
    await open(stage, id, { width: 320, height: 640 });
    expect.soft(await troubles(stage), '320 px').toEqual([]);
    expect.soft(await tooSmall(stage), 'targets under 24 px, 320 px').toEqual([]);
    const { count, cut } = await lines(stage);
    expect.soft(count, 'lines of text').toBeGreaterThan(0);
    expect.soft(cut, 'letters with stacked diacritics that are cut off').toEqual([]);

    const spacing = await stage.addStyleTag({ content: SPACING });
    expect.soft(await troubles(stage), 'text spacing at 320 px').toEqual([]);
    await stage.setViewportSize({ width: 1280, height: 800 });
    await settled(stage);
    expect.soft(await troubles(stage), 'text spacing at 1280 px').toEqual([]);
    expect.soft(await tooSmall(stage), 'targets under 24 px, 1280 px').toEqual([]);
    await spacing.evaluate((style) => (style as HTMLElement).remove());

    const large = await stage.addStyleTag({ content: '.stage { font-size: 200% !important }' });
    await settled(stage);
    expect.soft(await troubles(stage), 'text of 200 %').toEqual([]);
    await large.evaluate((style) => (style as HTMLElement).remove());
  });
}

test('the chart’s and the article’s tables may scroll in their own boxes, which can be reached and have a name', async ({
  stage,
}) => {
  for (const id of ['elements-city-weather--hours', 'elements-district-news--article']) {
    await open(stage, id, { width: 320, height: 640 });
    const box = stage.getByRole('region').locator('[tabindex="0"]').or(stage.locator('.scroll[tabindex="0"]')).first();
    await expect(box).toHaveAttribute('aria-label', /\S/);
  }
});

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
    walk(document.querySelector('.stage')!);
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

/** Where the letters that reach farthest in Vietnamese, in each text's own font, would reach out of a box that clips. */
function lines(page: Page): Promise<{ count: number; cut: string[] }> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    const cut = new Set<string>();
    let count = 0;

    /** The edges outside of which nothing of the element's content is drawn. */
    const clipOf = (element: Element): { top: number; bottom: number } | undefined => {
      const { overflowY, contentVisibility, contain, overflowClipMargin } = getComputedStyle(element);
      const isContained = contentVisibility !== 'visible' || /paint|strict|content/.test(contain);
      if (overflowY === 'visible' && !isContained) return undefined;
      const { top, bottom } = element.getBoundingClientRect();
      const margin = overflowY === 'visible' ? parseFloat(overflowClipMargin.replace(/^[a-z-]+ /, '')) : 0;
      return { top: top - margin, bottom: bottom + margin };
    };

    const check = (node: Text, element: Element): void => {
      const style = getComputedStyle(element);
      context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const letters = context.measureText('ẲẴỄỖỮỴgpy');
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        // A line's rectangle is as high as its font says; these letters may be higher.
        const top = rect.top - (letters.actualBoundingBoxAscent - letters.fontBoundingBoxAscent);
        const bottom = rect.bottom + (letters.actualBoundingBoxDescent - letters.fontBoundingBoxDescent);
        const middle = (rect.top + rect.bottom) / 2;
        for (let box: Element | null = element; box; box = box.parentElement) {
          const clip = clipOf(box);
          // A line that isn't shown at all, after the last of a summary, is not cut.
          if (!clip) continue;
          // Nor is what is only heard.
          if (middle < clip.top || middle > clip.bottom || clip.bottom - clip.top < 2) break;
          const out = Math.max(clip.top - top, bottom - clip.bottom);
          if (out > 0.5) cut.add(`${element.localName}.${element.className} by ${box.className}: ${out.toFixed(1)}`);
        }
      }
    };

    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!(root instanceof ShadowRoot) || element.matches('style, slot, option, svg *')) continue;
        if (!element.getClientRects().length || element.closest('.visually-hidden')) continue;
        for (const node of element.childNodes) {
          if (!(node instanceof Text) || !node.data.trim()) continue;
          count++;
          check(node, element);
        }
      }
    };
    walk(document.querySelector('.stage')!);
    return { count, cut: [...cut] };
  });
}
