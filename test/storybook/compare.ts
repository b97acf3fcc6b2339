/** Pictures: how they are taken, and compared with those that are kept. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Page } from '@playwright/test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { encode } from './palette-png.ts';

const RESULTS = 'test-results/pictures';
const isUpdating = process.env['UPDATE_PICTURES'] === '1';
const TALLEST = 2400;

/** What another patch of Chromium may draw otherwise: edges of letters, never a line or a box. */
const MAX_SHARE = 0.0004;
const MIN_PIXELS = 24;

/** The picture, once two in a row are the same: parts of a widget that load late have come. */
export async function picture(page: Page, of: string): Promise<PNG> {
  const take = async (): Promise<Buffer> => {
    const height = await page.evaluate((of) => document.querySelector(of)?.getBoundingClientRect().bottom, of);
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
    for (const { shadowRoot } of document.querySelectorAll('body *')) {
      if (shadowRoot) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, everything];
    }
  });
}

/** What is wrong with the picture that is kept there, in a sentence; nothing if it is as it was. */
export function compare(path: string, actual: PNG): string {
  const kept = existsSync(path) ? PNG.sync.read(readFileSync(path)) : undefined;
  const difference = kept ? differ(kept, actual) : { sentence: 'there is no picture yet' };
  if (difference === undefined) return '';
  if (isUpdating) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, encode(actual));
    return '';
  }
  mkdirSync(RESULTS, { recursive: true });
  const name = `${RESULTS}/${basename(path, '.png')}`;
  writeFileSync(`${name}.now.png`, PNG.sync.write(actual));
  if (difference.diff) writeFileSync(`${name}.diff.png`, PNG.sync.write(difference.diff));
  return `${difference.sentence}: see ${name}.${difference.diff ? 'diff' : 'now'}.png. If it is meant: take it anew, UPDATE_PICTURES=1`;
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
