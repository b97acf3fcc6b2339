/**
 * Every story as a picture, at two widths, light and dark, beside the one that is kept in `pictures/`. A picture that
 * was meant to change is made anew by `npm run pictures`, which writes those alone that differ.
 */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Page, expect, test as base } from '@playwright/test';
import { allStories, openStage, show } from './built-stories.ts';
import { compare, picture } from './compare.ts';
import { StaticSite } from './static-site.ts';

const KEPT = fileURLToPath(new URL('pictures/', import.meta.url));

const WIDTHS = [380, 800];
const SCHEMES = ['light', 'dark'] as const;

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
      const trouble = compare(`${KEPT}${file}`, await picture(page, '#storybook-root'));
      expect.soft(trouble, `${title} › ${name}, ${look.replace('.', ' px, ')}`).toBe('');
    }
  });
}

test('every picture is of a story that there is', () => {
  const files = existsSync(KEPT) ? readdirSync(KEPT) : [];
  const ids = new Set(stories.map(({ id }) => id));
  expect(files.filter((file) => !ids.has(file.replace(/\.\d+\.\w+\.png$/, '')))).toEqual([]);
});
