import { expect, test } from '@playwright/test';
import { HostSite } from './host-site.ts';
import { DAY, LongDay, STEPS } from './long-day.ts';

const site = new HostSite();
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

test('a page of thirty widgets, open for a day, wakes up for all of them at once, and not at all while nobody looks', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const day = new LongDay(page, site);
  await day.open();

  const visible = await day.pass();
  between(visible.news, STEPS - 2, STEPS);
  between(visible.poll, STEPS / 2 - 2, STEPS / 2);
  between(visible.weather, STEPS / 3 - 2, STEPS / 3);
  // The news' rhythm is the shortest: what else falls due does so with it.
  between(visible.wakeUps, visible.news, visible.news + 2);

  await day.hide(true);
  expect(await day.step(DAY)).toEqual({ wakeUps: 0, news: 0, weather: 0, poll: 0 });

  expect(await day.step(5, () => day.hide(false))).toEqual({ wakeUps: 1, news: 1, weather: 1, poll: 1 });
});

function between(value: number, least: number, most: number): void {
  expect(value).toBeGreaterThanOrEqual(Math.floor(least));
  expect(value).toBeLessThanOrEqual(Math.ceil(most));
}
