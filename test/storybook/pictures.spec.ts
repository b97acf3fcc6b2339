/**
 * Every story as a picture, at two widths, light and dark, beside the one that is kept in `pictures/`. A picture that
 * was meant to change is made anew by `npm run pictures`, which writes those alone that differ.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Page, expect, test as base } from '@playwright/test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { allStories, openStage, show } from './built-stories.ts';
import { encode } from './palette-png.ts';
import { StaticSite } from './static-site.ts';

const KEPT = fileURLToPath(new URL('pictures/', import.meta.url));
const RESULTS = 'test-results/pictures';
const isUpdating = process.env['UPDATE_PICTURES'] === '1';

const WIDTHS = [380, 800];
const SCHEMES = ['light', 'dark'] as const;
const TALLEST = 2400;

/** What another patch of Chromium may draw otherwise: edges of letters, never a line or a box. */
const MAX_SHARE = 0.0004;
const MIN_PIXELS = 24;

const stories = allStories.filter(({ tags }) => !tags.includes('no-picture'));

/** One page for each width and scheme; stories take turns on it. */
const test = base.extend<object, { stages: Map<string, Page> }>({
  stages: [
    async ({ browser }, use) => {
      const site = new StaticSite('/');
      await site.start();
      const stages = new Map<string, Page>();
      for (const width of WIDTHS)
        for (const scheme of SCHEMES)
          stages.set(`${width}.${scheme}`, await openStage(browser, site, { width, scheme }));
      await use(stages);
      site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

for (const { id, title, name } of stories) {
  test(`${title} › ${name}`, async ({ stages }) => {
    for (const [look, page] of stages) {
      await show(page, id);
      const file = `${id}.${look}.png`;
      const trouble = compare(file, await picture(page));
      expect.soft(trouble, `${title} › ${name}, ${look.replace('.', ' px, ')}`).toBe('');
    }
  });
}

test('every picture is of a story that there is', () => {
  const files = existsSync(KEPT) ? readdirSync(KEPT) : [];
  const ids = new Set(stories.map(({ id }) => id));
  expect(files.filter((file) => !ids.has(file.replace(/\.\d+\.\w+\.png$/, '')))).toEqual([]);
});

/** The picture, once two in a row are the same: parts of a widget that load late have come. */
async function picture(page: Page): Promise<PNG> {
  const take = async (): Promise<Buffer> => {
    const height = await page.evaluate(() => document.querySelector('#storybook-root')?.getBoundingClientRect().bottom);
    const clip = { x: 0, y: 0, width: page.viewportSize()?.width ?? 0, height: Math.min(height ?? 0, TALLEST) };
    return page.screenshot({ fullPage: true, clip, animations: 'disabled', caret: 'hide', timeout: 20_000 });
  };
  await settle(page);
  let last = await take();
  for (let tries = 0; tries < 50; tries++) {
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: 200 }))),
    );
    const next = await take();
    if (next.equals(last)) return PNG.sync.read(next);
    last = next;
  }
  throw new Error('The story never comes to rest.');
}

/**
 * What depends on the moment: whether a browser has drawn what is below the fold, and whether it shows a ring around what
 * a script has focused.
 */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    (focused as HTMLElement | null)?.blur();
    const everything = new CSSStyleSheet();
    everything.replaceSync('* { content-visibility: visible !important; }');
    for (const { shadowRoot } of document.querySelectorAll('#storybook-root *')) {
      if (shadowRoot) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, everything];
    }
  });
}

/** What is wrong with the picture, in a sentence; nothing if it is as it was. */
function compare(file: string, actual: PNG): string {
  const path = `${KEPT}${file}`;
  const kept = existsSync(path) ? PNG.sync.read(readFileSync(path)) : undefined;
  const difference = kept ? differ(kept, actual) : { sentence: 'there is no picture yet' };
  if (difference === undefined) return '';
  if (isUpdating) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(path, encode(actual));
    return '';
  }
  mkdirSync(RESULTS, { recursive: true });
  const name = `${RESULTS}/${file.replace('.png', '')}`;
  writeFileSync(`${name}.now.png`, PNG.sync.write(actual));
  if (difference.diff) writeFileSync(`${name}.diff.png`, PNG.sync.write(difference.diff));
  return `${difference.sentence}: see ${name}.${difference.diff ? 'diff' : 'now'}.png. If it is meant: npm run pictures`;
}

function differ(kept: PNG, actual: PNG): { sentence: string; diff?: PNG } | undefined {
  const { width, height } = actual;
  if (kept.width !== width || kept.height !== height)
    return { sentence: `it was ${kept.width} × ${kept.height} pixels and is ${width} × ${height}` };
  const diff = new PNG({ width, height });
  const count = pixelmatch(kept.data, actual.data, diff.data, width, height, { threshold: 0.12 });
  if (count <= Math.max(MIN_PIXELS, width * height * MAX_SHARE)) return undefined;
  return { sentence: `${count} pixels differ`, diff };
}
