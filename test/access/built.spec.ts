/**
 * The built script-tag file as pictures, one for each widget: what minifying may spoil is in no story. Taken anew by
 * `UPDATE_PICTURES=1 npx playwright test --config test/access/playwright.config.ts built`.
 */
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import storybook from '../storybook/playwright.config.ts';
import { compare, picture } from '../storybook/compare.ts';
import { fontFaces } from '../storybook/test-font.ts';
import { settled } from './page.ts';
import { open } from './states.ts';

test.use({ ...storybook.use, viewport: { width: 400, height: 900 }, deviceScaleFactor: 1 });

for (const name of ['news-list-everything', 'weather-everything', 'poll-rating', 'poll-voted']) {
  test(`${name} of the built file looks as it did`, async ({ page }) => {
    await open(page, name, { css: fontFaces() });
    await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
    await settled(page);
    const kept = fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url));
    expect(compare(kept, await picture(page, 'main'))).toBe('');
  });
}
