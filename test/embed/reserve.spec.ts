/**
 * civic-widgets.css keeps the room of the recommended lines: nothing moves while the widgets come, in a main column and in a side
 * column, on a phone and on a desk, whatever the site's font size; and no more than a quarter too much is kept.
 */
import { readFileSync } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';
import { openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import { HostSite } from './host-site.ts';

const site = new HostSite();
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

const SHEET = '<link rel="stylesheet" href="/civic-widgets/civic-widgets.css">';
const SCRIPT = '<script type="module" src="/civic-widgets/civic-widgets.js"></script>';
const NEWS = '<district-news src="/rss"><a href="/tin-tuc">Tin tức</a></district-news>';
const LINES = `
  ${NEWS}
  <city-weather src="/api/weather" places="ha-noi da-nang ho-chi-minh"></city-weather>
  <citizen-poll src="/api/polls/mot-cua" layout="rating"></citizen-poll>
  <public-alerts src="/api/alerts"></public-alerts>
  <public-alerts src="/api/alerts" layout="banner"></public-alerts>`;

/** A notice, as wards write them. */
const NOTICE = [
  'Lịch tiếp công dân của lãnh đạo Ủy ban nhân dân phường tháng 1 năm 2026',
  'Sáng thứ Ba và chiều thứ Năm hằng tuần, tại trụ sở Ủy ban nhân dân phường, công dân mang theo giấy tờ tùy thân và đơn nếu có. Người cao tuổi được ưu tiên.',
] as const;

const FEED = `<rss version="2.0"><channel><title>Phường</title>${[1, 2, 3, 4, 5, 6]
  .map(
    (day) =>
      `<item><title>${NOTICE[0]}</title><link>https://phuong.example/${day}</link>
       <pubDate>Mon, 0${day} Jan 2026 08:00:00 +0700</pubDate><description>${NOTICE[1]}</description></item>`,
  )
  .join('')}</channel></rss>`;

const POLL = {
  ...{ id: 'mot-cua', question: 'Ông/bà có hài lòng với bộ phận Một cửa không?', kind: 'rating', min_choices: 1 },
  options: ['Rất hài lòng', 'Hài lòng', 'Bình thường', 'Không hài lòng', 'Rất không hài lòng'].map((title, index) => ({
    ...{ id: String(index), title, votes_count: null },
  })),
  ...{ max_choices: 1, opens_at: null, expires_at: null, expired: false, results: 'after-vote', votes_count: null },
  ...{ voters_count: null, voted: false, own_votes: [] },
};

const FEEDS = { 'notices of one length': FEED, 'the sample feed': readFileSync('samples/news.xml', 'utf8') };

for (const width of [1280, 390])
  for (const column of ['main', 'side'] as const)
    for (const fontSize of [16, 22])
      for (const [name, feed] of Object.entries(FEEDS))
        test(`nothing moves: ${width} px, ${column} column, font ${fontSize} px, ${name}`, async ({ page }) => {
          await open(page, { width, fontSize, column, feed });
          expect(await shiftsOf(page)).toEqual([]);
          for (const tag of ['district-news', 'city-weather', 'citizen-poll', 'public-alerts:not([layout])']) {
            const [room, used] = await roomOf(page, tag);
            expect(room, tag).toBeGreaterThanOrEqual(used);
            expect(room, tag).toBeLessThanOrEqual(1.25 * used);
          }
          expect((await roomOf(page, 'public-alerts[layout]'))[0]).toBe(0);
        });

test('these are the lines that the documentation recommends', () => {
  const [, block = ''] = /^```html\n([^]*?)^```$/m.exec(readFileSync('docs/embedding.md', 'utf8'))!;
  expect(block.replaceAll(' />', '>').trim().split('\n')).toEqual([SHEET, SCRIPT, NEWS]);
});

test('--civic-reserve on a tag overrides the room, and a page’s own rules come first', async ({ page }) => {
  const own = '<style>district-news { --civic-reserve: 90em } city-weather { display: inline-block }</style>';
  await open(page, { width: 1280, fontSize: 16, column: 'main', feed: FEED, head: own });
  expect((await roomOf(page, 'district-news'))[0]).toBe(90 * 16);
  expect(await page.locator('city-weather').evaluate((one) => getComputedStyle(one).display)).toBe('inline-block');
});

test('a placeholder has the room of its tag, what is hidden has none, and paper keeps none', async ({ page }) => {
  site.pages.set(
    '/rooms',
    `<!doctype html>${SHEET}<body style="font-size: 10px; width: 500px">
     <district-news></district-news><div data-civic="district-news"></div>
     <district-news limit="2"></district-news><div data-civic="district-news" data-limit="2"></div>
     <district-news hidden></district-news><public-alerts layout="banner"></public-alerts><civic-settings></civic-settings>
     <div data-civic="public-alerts" data-layout="banner"></div><city-weather style="--civic-reserve: 0"><div data-civic="weather-place"></div></city-weather>`,
  );
  await page.goto(`${site.url}/rooms`);
  const heights = (): Promise<number[]> =>
    page.locator('body > *').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)));
  const [tag = 0, placeholder, two = 0, twoOf, ...none] = await heights();
  expect(placeholder).toBe(tag);
  expect(twoOf).toBe(two);
  expect(two).toBeGreaterThan(0);
  expect(two).toBeLessThan(tag / 2);
  expect(none).toEqual([0, 0, 0, 0, 0]);
  await page.emulateMedia({ media: 'print' });
  expect(await heights()).toEqual(Array(9).fill(0));
});

interface Situation {
  width: number;
  fontSize: number;
  column: 'main' | 'side';
  feed: string;
  head?: string;
}

async function open(page: Page, { width, fontSize, column, feed, head = '' }: Situation): Promise<void> {
  // All of the page is in sight: what moves below the fold would not count.
  await page.setViewportSize({ width, height: 4800 });
  await page.addInitScript(() => {
    const shifts: unknown[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as { value: number; sources: { node?: Element }[] };
        shifts.push([value, ...sources.map(({ node }) => node?.outerHTML.slice(0, 80))]);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.route(
    (url) => /^\/(rss|api)/.test(url.pathname),
    async (route) => {
      const url = route.request().url();
      if (url.endsWith('/rss')) await route.fulfill({ contentType: 'application/rss+xml', body: feed });
      else if (url.endsWith('/alerts')) await route.fulfill({ json: { alerts: [] } });
      else await route.fulfill({ json: url.includes('/polls/') ? POLL : openMeteoAnswer(url) });
    },
  );
  site.pages.set(
    '/',
    `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
     <title>x</title><link rel="icon" href="data:,">${SHEET}${SCRIPT}${head}
     <style>body { font: ${fontSize}px/1.5 sans-serif } .side { inline-size: 300px }</style>
     <div class="${column}">${LINES}</div><footer>Ủy ban nhân dân phường</footer>`,
  );
  await page.goto(site.url);
  const widgets = page.locator('district-news, city-weather, citizen-poll, public-alerts');
  await expect
    .poll(() => widgets.evaluateAll((all) => all.map((widget) => (widget as { state?: string }).state)))
    .toEqual(['ready', 'ready', 'ready', 'empty', 'empty']);
  await page.waitForLoadState('networkidle');
}

/** The block sizes that are kept for a widget, and that its content takes. */
async function roomOf(page: Page, tag: string): Promise<[room: number, used: number]> {
  return page
    .locator(tag)
    .evaluate((one) => [
      one.getBoundingClientRect().height,
      one.shadowRoot!.querySelector('.widget')!.getBoundingClientRect().height,
    ]);
}

async function shiftsOf(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (globalThis as unknown as { shifts: unknown[] }).shifts);
}
