/** What a citizen has set in the browser or the system, and how it is driven by voice or by switches. */
import { createRequire } from 'node:module';
import { chromium, expect, type Page } from '@playwright/test';
import config from './playwright.config.ts';
import { elementStories, open, openAlone, settled, test } from './stage.ts';
import { finished, NOW } from '../storybook/built-stories.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core');

/** Controls whose name doesn't begin with the text that is seen: who says what is read reaches nothing. */
async function misnamed(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: AXE });
  return page.evaluate(() => {
    interface Axe {
      setup(): void;
      teardown(): void;
      commons: { text: { accessibleText(element: Element): string } };
    }
    const { axe } = globalThis as unknown as { axe: Axe };
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    /** The text that is seen: without what is for the ear, and without signs (A+), which nobody says. */
    const seen = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      if (!(node instanceof Element) || node.matches('.visually-hidden, svg, [aria-hidden=true]')) return '';
      return [...node.childNodes].map(seen).join('');
    };
    const found: string[] = [];
    axe.teardown();
    axe.setup();
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches('a[href], button, summary, label:has(input)') || !element.checkVisibility()) continue;
        const control = element.matches('label') ? element.querySelector('input')! : element;
        const [label, name] = [plain(seen(element)), plain(axe.commons.text.accessibleText(control))];
        if (!name?.startsWith(label)) found.push(`“${label}” is named “${name}”`);
      }
    };
    walk(document.querySelector('#storybook-root')!);
    axe.teardown();
    return found;
  });
}

for (const { id } of elementStories) {
  test(`each control of ${id} is called as it is labelled, and two fingers can zoom`, async ({ stage }) => {
    await open(stage, id);
    expect.soft(await misnamed(stage), 'voice control').toEqual([]);
    const unzoomable = await stage.evaluate(() => {
      const found: string[] = [];
      const walk = (root: ParentNode): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) walk(element.shadowRoot);
          if (!element.checkVisibility()) continue;
          const { touchAction } = getComputedStyle(element);
          if (!/^(auto|manipulation)$|pinch-zoom/.test(touchAction)) found.push(`${element.localName}: ${touchAction}`);
        }
      };
      walk(document.querySelector('#storybook-root')!);
      return found;
    });
    expect(unzoomable).toEqual([]);
  });
}

test('who wants more contrast gets no faint text and no faint line', async ({ page, site }) => {
  const widget = await openAlone(page, site, 'city-weather--everything');
  const looks = () =>
    widget.evaluate((element) => {
      const root = element.shadowRoot!;
      const of = (selector: string) => getComputedStyle(root.querySelector(selector)!);
      return { text: of('.widget').color, quiet: of('.quiet').color, line: of('th').borderBottomColor };
    });
  const before = await looks();
  expect(before.quiet).not.toBe(before.text);
  await page.emulateMedia({ contrast: 'more' });
  expect(await looks()).toEqual({ text: before.text, quiet: before.text, line: before.text });
});

test('in a browser whose text is set to 200 %, everything is twice as large and nothing is cut off', async ({
  site,
}) => {
  const { launchOptions = {} } = config.use ?? {};
  const args = [...(launchOptions.args ?? []), '--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'];
  const browser = await chromium.launch({ ...launchOptions, args });
  const page = await browser.newPage({
    viewport: { width: 640, height: 900 },
    reducedMotion: 'reduce',
    locale: 'vi-VN',
  });
  await page.clock.setFixedTime(NOW);
  for (const id of [
    'city-weather--everything',
    'district-news--cards',
    'citizen-poll--choices',
    'citizen-poll--closed',
  ]) {
    await page.goto(`${site.url}iframe.html?id=elements-${id}&viewMode=story&globals=a11y.manual:!true`);
    await finished(page);
    // Most pages take the browser's size; the stage has one of its own.
    await page.addStyleTag({ content: '.stage { font-size: 1rem !important; }' });
    await settled(page);
    const widget = page.locator('district-news, city-weather, citizen-poll').first();
    const sizes = await widget.evaluate((element) => ({
      text: getComputedStyle(element.shadowRoot!.querySelector('.widget')!).fontSize,
      beyond: document.documentElement.scrollWidth - innerWidth,
    }));
    expect(sizes, id).toEqual({ text: '32px', beyond: 0 });
  }
  await browser.close();
});
