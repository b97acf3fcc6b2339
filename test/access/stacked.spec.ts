import { expect, test, type Page } from '@playwright/test';
import { settled } from './page.ts';
import { open, states } from './states.ts';

for (const name of states) {
  test(`${name} cuts no stacked diacritics off`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, name, { lang: 'vi' });
    await settled(page);
    const { count, cut } = await lines(page);
    expect(count).toBeGreaterThan(0);
    expect(cut).toEqual([]);
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
    walk(document);
    return { count, cut: [...cut] };
  });
}
