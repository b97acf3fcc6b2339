/** A browser whose tabs vote in the same moment: one key, one vote, in every engine, with and without Web Locks. */
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { HostSite } from '../embed/host-site.ts';

const site = new HostSite();
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

const ROUNDS = 4;
const TABS = 3;

for (const hasLocks of [true, false]) {
  test(`tabs that vote in one moment send one vote, ${hasLocks ? 'with' : 'without'} Web Locks`, async ({
    browser,
  }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext();
      if (!hasLocks) await context.addInitScript(() => void Object.defineProperty(navigator, 'locks', {}));
      await vote(context);
      await context.close();
    }
  });
}

async function vote(context: BrowserContext): Promise<void> {
  site.votes.clear();
  site.pages.set(
    '/',
    `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
      <script type="module" src="/civic-widgets/civic-widgets.js"></script>
      <citizen-poll src="/endpoints/polls/p"></citizen-poll>`,
  );
  const tabs = await Promise.all(Array.from({ length: TABS }, () => ballot(context)));
  await Promise.all(tabs.map((tab) => tab.evaluate(press)));
  const knows = (): boolean | undefined => document.querySelector('citizen-poll')!.data?.voted;
  for (const tab of tabs) await expect.poll(() => tab.evaluate(knows)).toBe(true);
  expect([...site.votes.keys()]).toHaveLength(1);
}

/** A tab with a choice made. */
async function ballot(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url);
  await page.locator('citizen-poll').getByRole('radio').first().check();
  return page;
}

/**
 * Where a tab in the background would be throttled, a message of the driver still reaches it. On a busy machine it may
 * come after another tab's vote: then the button is gone.
 */
function press(): void {
  document.querySelector('citizen-poll')!.shadowRoot!.querySelector<HTMLButtonElement>('[part=submit]')?.click();
}
