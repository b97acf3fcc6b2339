import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { PAGE_RULES, STANDARDS } from '../../.storybook/axe.ts';
import { around, elementStories, open, stories, test } from './stage.ts';

/** Of the text of the default theme; sites choose the colours of theirs. */
const enhanced = new Set(elementStories.map(({ id }) => id));

for (const { id } of stories) {
  test(`axe finds nothing in ${id} in light, dark and forced colours, and nothing moves`, async ({ stage }) => {
    await open(stage, id);
    const contrast = ['color-contrast', ...(enhanced.has(id) ? ['color-contrast-enhanced'] : [])];
    expect.soft(await axe(stage, STANDARDS, contrast), 'light').toEqual([]);
    const dark = await around(stage, { 'data-scheme': 'dark' }, () => axe(stage, ['cat.color'], contrast));
    expect.soft(dark, 'dark').toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await stage.emulateMedia({ colorScheme, forcedColors: 'active' });
      // The colours are the citizen's own there: light on dark, or dark on light.
      expect.soft(await axe(stage, STANDARDS, []), `forced colours, ${colorScheme}`).toEqual([]);
      expect.soft(await withoutEdge(stage), `nothing shows these controls, ${colorScheme}`).toEqual([]);
    }
    expect(await moving(stage), 'motion though it is reduced').toEqual([]);
  });
}

async function axe(page: Page, runOnly: string[], contrast: string[]): Promise<string[]> {
  const isOn = (rule: string): [string, { enabled: boolean }] => [rule, { enabled: contrast.includes(rule) }];
  const rules = {
    ...Object.fromEntries(['color-contrast', 'color-contrast-enhanced'].map(isOn)),
    ...Object.fromEntries(PAGE_RULES.map(isOn)),
    'target-size': { enabled: true },
  };
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode() // no page more for each run; there are no frames
    .include('#storybook-root')
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
    walk(document.querySelector('#storybook-root')!);
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
    walk(document.querySelector('#storybook-root')!);
    return found;
  });
}
