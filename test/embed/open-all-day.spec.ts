import { type Page, expect, test } from '@playwright/test';
import { openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import { HostSite } from './host-site.ts';

/** Seconds between refreshes of the news, the weather and the poll. */
const REFRESH = { news: 300, weather: 900, poll: 600 };
const EACH = 10;
/** A little more than the shortest of them, so that each step meets one wake-up. */
const STEP = 301;
const DAY = 24 * 3600;
const STEPS = Math.floor(DAY / STEP);

const site = new HostSite();
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

declare global {
  interface Window {
    day: { wakeUps: number; pending: number; settle: () => Promise<void>; take: () => number };
  }
}

const weather = '/v1/forecast?latitude=21.03&longitude=105.85&timezone=auto&current=temperature_2m,weather_code';
const tags = (tag: string): string => `${tag}</${tag.slice(1).split(' ')[0]}>`.repeat(EACH);
const PAGE = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
  <script type="module" src="/civic-widgets/civic-widgets.js"></script>
  ${tags(`<district-news src="/endpoints/news" refresh="${REFRESH.news}">`)}
  ${tags(`<city-weather src="/endpoints/weather" places="ha-noi" refresh="${REFRESH.weather}">`)}
  ${tags(`<citizen-poll src="/endpoints/polls/p" refresh="${REFRESH.poll}">`)}`;

test('a page of thirty widgets, open for a day, wakes up for all of them at once, and not at all while nobody looks', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await open(page);

  const visible = await pass(page);
  between(visible.news, STEPS - 2, STEPS);
  between(visible.poll, STEPS / 2 - 2, STEPS / 2);
  between(visible.weather, STEPS / 3 - 2, STEPS / 3);
  // The news' rhythm is the shortest: what else falls due does so with it.
  between(visible.wakeUps, visible.news, visible.news + 2);

  await hide(page, true);
  expect(await step(page, DAY)).toEqual({ wakeUps: 0, news: 0, weather: 0, poll: 0 });

  expect(await step(page, 5, () => hide(page, false))).toEqual({ wakeUps: 1, news: 1, weather: 1, poll: 1 });
});

async function open(page: Page): Promise<void> {
  site.pages.set('/', PAGE);
  const body = JSON.stringify(openMeteoAnswer(weather));
  site.pages.set('/endpoints/weather', { body, headers: { 'content-type': 'application/json' } });
  await page.addInitScript(() => {
    const { setTimeout: realTimeout, fetch: realFetch } = window;
    const sleep = () => new Promise<void>((resolve) => void realTimeout(resolve, 20));
    const settle = async (): Promise<void> => {
      do await sleep();
      while (window.day.pending > 0);
    };
    const take = (): number => {
      const { wakeUps } = window.day;
      window.day.wakeUps = 0;
      return wakeUps;
    };
    window.day = { wakeUps: 0, pending: 0, settle, take };
    window.fetch = (...request) => {
      window.day.pending++;
      return realFetch(...request).finally(() => window.day.pending--);
    };
  });
  await page.clock.install();
  await page.addInitScript(() => {
    const fakeTimeout = window.setTimeout;
    window.setTimeout = ((run: () => void, ms?: number) =>
      fakeTimeout(() => {
        window.day.wakeUps++;
        run();
      }, ms)) as typeof setTimeout;
  });
  await page.goto(site.url);
  await expect(page.locator('district-news').last().getByText('Lịch tiếp công dân')).toBeVisible();
  await expect(page.locator('citizen-poll').last().getByRole('radio').first()).toBeVisible();
  await expect(page.locator('city-weather').last().getByText('Open-Meteo.com')).toBeVisible();
  await page.evaluate(() => window.day.settle());
  // From now on time passes only when it is told to, however slow the machine.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 5000);
  await page.evaluate(() => window.day.take());
}

type Counts = Record<'wakeUps' | 'news' | 'weather' | 'poll', number>;

/** Lets a day pass and says what happened in it. */
async function pass(page: Page): Promise<Counts> {
  const total: Counts = { wakeUps: 0, news: 0, weather: 0, poll: 0 };
  for (let passed = 0; passed < STEPS; passed++) {
    const counts = await step(page, STEP);
    for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += counts[name];
  }
  return total;
}

async function step(page: Page, seconds: number, begin?: () => Promise<void>): Promise<Counts> {
  site.asked.length = 0;
  await begin?.();
  await page.clock.runFor(seconds * 1000);
  const wakeUps = await page.evaluate(() => window.day.settle().then(() => window.day.take()));
  const asked = (path: string): number => site.asked.filter((url) => url.startsWith(path)).length;
  const [news, weather, poll] = [asked('/endpoints/news'), asked('/endpoints/weather'), asked('/endpoints/polls')];
  return { wakeUps, news, weather, poll };
}

function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

function between(value: number, least: number, most: number): void {
  expect(value).toBeGreaterThanOrEqual(Math.floor(least));
  expect(value).toBeLessThanOrEqual(Math.ceil(most));
}
