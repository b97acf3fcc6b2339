import { expect, type Page } from '@playwright/test';
import { troubles } from './layout.ts';
import { around, elementStories, open, settled, test } from './stage.ts';

const WIDTHS = [800, 320];

for (const { id } of elementStories) {
  test(`${id} is at home from right to left, and turns round when the page does`, async ({ stage: page }) => {
    /** At each width, what `look` finds. */
    const seen = async <Found>(look: (page: Page) => Promise<Found>): Promise<Found[]> => {
      const found: Found[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 640 });
        await settled(page);
        found.push(await look(page));
      }
      return found;
    };
    await open(page, id);
    const straight = await seen(boxes);
    // The same words in both directions are as wide, so that each box must be the other's image.
    const mirrored = await around(page, { dir: 'rtl' }, () => seen(boxes));
    WIDTHS.forEach((width, at) => {
      const [one, other] = [straight[at]!, mirrored[at]!];
      expect.soft(other.drawn, `${width} px: what icons are`).toEqual(one.drawn);
      expect.soft(namesOf(other.places), `${width} px: what is there`).toEqual(namesOf(one.places));
      const wrong = one.places.filter(({ left, right }, at) => {
        const image = other.places[at];
        return image && (Math.abs(image.left - (width - right)) > 2 || Math.abs(image.right - (width - left)) > 2);
      });
      expect.soft(wrong, `${width} px: what has no mirror image`).toEqual([]);
    });

    const arabic = await around(page, { lang: 'ar', dir: 'rtl' }, () =>
      seen(async () => [...(await troubles(page)), ...(await misread(page))]),
    );
    expect.soft(arabic.flat(), 'in Arabic').toEqual([]);
  });
}

const namesOf = (places: readonly Place[]): string[] => places.map(({ what }) => what);

interface Place {
  what: string;
  left: number;
  right: number;
}

/**
 * Where all boxes are, with what is drawn in charts and bars; and which way icons are drawn, which stays. Words inside a
 * line are not among them: their order is the language's.
 */
function boxes(page: Page): Promise<{ places: Place[]; drawn: string[] }> {
  return page.evaluate(() => {
    const places: Place[] = [];
    const drawn: string[] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement | SVGElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!(element.getRootNode() instanceof ShadowRoot) || !element.checkVisibility()) continue;
        // An article goes the way of its own words.
        if (element.parentElement?.closest('[dir=auto]')) continue;
        const { left, right, width } = element.getBoundingClientRect();
        const what = `${element.localName}.${element.getAttribute('class') ?? ''}`;
        const icon = element.closest('svg.icon');
        if (icon) {
          // Where each stroke is inside its icon.
          if (element !== icon) drawn.push(`${what} ${Math.round(left - icon.getBoundingClientRect().left)}`);
          if (element !== icon) continue;
        }
        const isInLine = getComputedStyle(element).display === 'inline' && !(element instanceof SVGElement);
        if (isInLine || width < 2 || element instanceof SVGTextElement) continue;
        places.push({ what, left: Math.round(left), right: Math.round(right) });
      }
    };
    walk(document.querySelector('.stage')!);
    return { places, drawn };
  });
}

/** Numbers, signs and names that are not read in their own order, or that other words stand between. */
function misread(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const boxOf = (node: Node, from: number, to: number): DOMRect => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      return range.getBoundingClientRect();
    };
    const walk = (root: Node): void => {
      const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
        const text = node instanceof Text ? node.data : '';
        const parent = node.parentElement;
        if (!parent?.checkVisibility() || !text.trim() || parent.closest('.visually-hidden, style')) continue;
        if (!(node.getRootNode() instanceof ShadowRoot)) continue;
        // 13/07/2021, 14:00, 29 °C, 3 m/s, −5, A+, https://…: from left to right.
        for (const { 0: run, index } of text.matchAll(
          /https?:\S+|\p{sc=Latn}?[-−+]\p{Nd}+|\p{sc=Latn}[−+](?!\p{L})|\p{Nd}+([.,:/٫٬]\p{Nd}+)*/gu,
        )) {
          const lefts = [...run].map((_, at) => boxOf(node, index + at, index + at + 1)).filter(({ width }) => width);
          const isRising = lefts.every((box, at) => {
            const before = lefts[at - 1];
            return !before || box.left >= before.left - 0.5 || box.top > before.bottom - 2;
          });
          if (!isRising) found.push(`${run} is read from right to left`);
        }
        // A text in a line of its own and others stays in one piece.
        const range = document.createRange();
        range.selectNodeContents(node);
        const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
        for (const line of new Set(boxes.map(({ top }) => Math.round(top)))) {
          const pieces = boxes
            .filter(({ top }) => Math.abs(top - line) < 4)
            .sort((one, other) => one.left - other.left);
          pieces.forEach((piece, at) => {
            const before = pieces[at - 1];
            if (before && piece.left > before.right + 1) found.push(`“${text.trim()}” is torn apart`);
          });
        }
      }
    };
    walk(document.querySelector('.stage')!);
    return [...new Set(found)];
  });
}
