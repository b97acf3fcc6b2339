/**
 * Pages whose colours are set by their styles alone, without `color-scheme`, as WordPress' are: what the widgets draw in
 * colours of their own stays readable on the background that is really there (WCAG 1.4.3 and 1.4.11).
 */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { HostSite, NOW } from './host-site.ts';

const site = new HostSite();
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

const wordpress = ['wordpress-blocks.css', 'twentytwentyone.css']
  .map((name) => readFileSync(new URL(`../fixtures/hosts/${name}`, import.meta.url), 'utf8'))
  .join('')
  .replaceAll('@charset "UTF-8";', '');

/** Of the palette of Twenty Twenty-One, each with the text colour that the theme gives it, and two pages of nobody's. */
const PAGES: Record<string, string> = {
  ...Object.fromEntries(
    ['black', 'gray', 'green', 'yellow', 'white'].map((name) => [
      `WordPress, ${name}`,
      `<style>${wordpress}</style><main class="has-background has-${name}-background-color" id="stage">`,
    ]),
  ),
  'a dark page': '<style>body { background: #1a1a1a; color: #ddd }</style><main id="stage">',
  'a dark panel in a light page':
    '<style>main { background: #003366; color: #fff; padding: 1em }</style><main id="stage">',
  'a light panel in a page that says dark':
    '<style>html { color-scheme: dark } main { background: #fff; color: #222; padding: 1em }</style><main id="stage">',
};

for (const [name, start] of Object.entries(PAGES)) {
  test(`readable: ${name}`, async ({ page }) => {
    await page.clock.setFixedTime(NOW);
    site.pages.set('/', {
      body: `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
        <script type="module" src="/civic-widgets/civic-widgets.js"></script>${start}
        <district-news src="/endpoints/news" open="inline" show="date summary"></district-news>
        <city-weather src="/endpoints/weather" places="ha-noi"></city-weather>
        <citizen-poll src="/endpoints/polls/p"></citizen-poll></main>`,
    });
    await page.goto(site.url);
    await page.locator('district-news').getByRole('button', { name: 'Lịch tiếp công dân' }).click();
    await expect(page.locator('city-weather [part=temperature]')).toBeVisible();
    // The button on the accent, and the fault that a press without a choice gives.
    await page.locator('citizen-poll [part=submit]').click();
    await expect(page.locator('citizen-poll [part=fault]')).toBeVisible();
    expect(await unreadable(page)).toEqual([]);
    expect(await faintDrawings(page)).toEqual([]);
    await page.locator('citizen-poll').getByRole('radio').first().check();
    await page.locator('citizen-poll [part=submit]').click();
    await expect(page.locator('citizen-poll [part=results]')).toBeVisible();
    expect(await unreadable(page)).toEqual([]);
  });
}

async function unreadable(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('#stage')
    .options({ runOnly: ['color-contrast'], resultTypes: ['violations'] })
    .analyze();
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ target, any }) => `${target.join(' ')} ${any.map(({ message }) => message).join(' ')}`),
  );
}

/** Icons and charts with less than 3:1 to the page's background, painted by the browser to compare. */
function faintDrawings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const luminance = (color: string): number => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = [document.querySelector('#stage')!, document.body, document.documentElement]
      .map((element) => getComputedStyle(element).backgroundColor)
      .find((color) => color !== 'rgba(0, 0, 0, 0)');
    const page = luminance(behind ?? '#fff');
    const found = [];
    const drawn = 'path, circle, rect, line, polyline, text';
    for (const path of document
      .querySelector('city-weather')!
      .shadowRoot!.querySelectorAll<SVGGraphicsElement>(drawn)) {
      const { fill, stroke } = getComputedStyle(path);
      const { width, height } = path.getBBox();
      for (const color of [width * height > 0 ? fill : 'none', stroke]) {
        // A tint behind the drawing says nothing by itself.
        if (color === 'none' || !/^(?:rgb|oklch)\(/.test(color) || color.includes('/')) continue;
        const [low = 0, high = 0] = [page, luminance(color)].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) < 3) found.push(`${path.outerHTML.slice(0, 80)} ${color}`);
      }
    }
    return found;
  });
}
