/** axe finds nothing in any story in forced colours, either; light and dark are looked at where the stories are run. */
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect, test as base } from '@playwright/test';
import { PAGE_RULES, STANDARDS } from '../../.storybook/axe.ts';
import { allStories, openStage, show } from './built-stories.ts';
import { StaticSite } from './static-site.ts';

const test = base.extend<object, { stage: Page }>({
  stage: [
    async ({ browser }, use) => {
      const site = new StaticSite('/');
      await site.start();
      const page = await openStage(browser, site, { scheme: 'dark', isForced: true });
      await use(page);
      site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

for (const { id, title, name } of allStories) {
  test(`axe finds nothing in ${title} › ${name} in forced colours`, async ({ stage }) => {
    await show(stage, id);
    const { violations } = await new AxeBuilder({ page: stage })
      .include('#storybook-root')
      .options({
        runOnly: STANDARDS,
        // The colours are the citizen's own there.
        rules: Object.fromEntries([...PAGE_RULES, 'color-contrast'].map((id) => [id, { enabled: false }])),
        resultTypes: ['violations'],
      })
      .analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
  });
}
