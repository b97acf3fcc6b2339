/**
 * Every story as a picture, narrow and dark, wide and light, beside the one that is kept in `pictures/`. A picture that
 * was meant to change is made anew by `npm run pictures`, which writes those alone that differ.
 */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Page, expect, test as base } from '@playwright/test';
import { allStories, openStage, show } from './built-stories.ts';
import { compare, picture } from './compare.ts';
import { StaticSite } from './static-site.ts';

const KEPT = fileURLToPath(new URL('pictures/', import.meta.url));

/** What a width breaks shows in one scheme, what a scheme breaks in one width. */
const LOOKS = [
  { width: 380, scheme: 'dark' },
  { width: 800, scheme: 'light' },
] as const;

const stories = allStories.filter(({ tags }) => !tags.includes('no-picture'));

/** One page for each look; stories take turns on it. */
const test = base.extend<object, { stages: Map<string, Page> }>({
  stages: [
    async ({ browser }, use) => {
      const site = new StaticSite('/');
      await site.start();
      const stages = new Map<string, Page>();
      for (const look of LOOKS) stages.set(`${look.width}.${look.scheme}`, await openStage(browser, site, look));
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
  const expected = stories.flatMap(({ id }) => LOOKS.map(({ width, scheme }) => `${id}.${width}.${scheme}.png`));
  expect(files.filter((file) => !expected.includes(file))).toEqual([]);
});
