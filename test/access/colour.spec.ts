import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { open, states } from './states.ts';

/** Everything that axe knows of WCAG 2.2 A and AA, and its best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const name of states) {
  test(`axe finds nothing in ${name} in light, dark and forced colours, text has 7:1, and nothing moves`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'light', contrast: 'more', reducedMotion: 'reduce' });
    await open(page, name);
    expect.soft(await axe(page, RULES), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await axe(page, ['cat.color']), 'dark').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
    // The colours are the citizen's own there.
    expect.soft(await axe(page, RULES, { contrast: false }), 'forced colours').toEqual([]);
    expect.soft(await withoutEdge(page), 'nothing shows these controls in forced colours').toEqual([]);
    expect(await moving(page), 'motion though it is reduced').toEqual([]);
  });
}

async function axe(page: Page, runOnly: string[], { contrast = true } = {}): Promise<string[]> {
  const rules = {
    'color-contrast': { enabled: contrast },
    'color-contrast-enhanced': { enabled: contrast },
    'target-size': { enabled: true },
  };
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly, rules, resultTypes: ['violations'] })
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any.map(({ message }) => message).join(' ')}`),
  );
}

/** Buttons and fields that nothing would show in forced colours: no border, no text, no drawing. */
function withoutEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches('button') || !element.checkVisibility()) continue;
        const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element);
        const hasBorder = parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
        const hasText = !!element.innerText.trim();
        if (!hasBorder && !hasText) found.push(element.outerHTML);
      }
    };
    walk(document);
    return found;
  });
}

/** Animations, and transitions longer than nothing. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = document.getAnimations().map((animation) => animation.id || 'an animation');
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
        // What is in no slot has no style.
        const isMoving =
          (animationName && animationName !== 'none') ||
          parseFloat(transitionDuration) > 0 ||
          scrollBehavior === 'smooth';
        if (isMoving) found.push(element.outerHTML.slice(0, 120));
      }
    };
    walk(document);
    return found;
  });
}
