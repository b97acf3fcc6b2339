/** From a press to the next frame (Interaction to Next Paint), with a processor four times as slow. */
import type { Browser, Page } from 'playwright-core';
import { HostSite, NOW } from '../test/embed/host-site.ts';
import { DemoServer } from '../test/e2e/demo-server.ts';
import { inPage, PHONE, type Row, slowDown, spread } from './measure.ts';
import { feed } from './site.ts';

const BAR = 100;

interface Press {
  name: string;
  /** What is pressed, in the page. */
  target: string;
  before?: (page: Page) => Promise<void>;
}

const DEMO: Press[] = [
  { name: 'another tab', target: 'city-weather [role=tab] >> nth=1' },
  { name: 'a title that opens an article', target: 'district-news >> nth=1 >> [part=link] >> nth=0' },
  {
    name: 'the vote button',
    target: 'citizen-poll [part=submit]',
    before: (page) => page.locator('citizen-poll input').first().check({ force: true }),
  },
];

const MORE: Press = { name: '"more" of a list of 40', target: 'district-news [part=more]' };

export async function presses(browser: Browser, rounds: number): Promise<Row[]> {
  const demo = new DemoServer();
  const host = new HostSite();
  await Promise.all([demo.start(), host.start()]);
  host.pages.set('/rss', { body: feed(40), headers: { 'content-type': 'application/rss+xml' } });
  host.pages.set(
    '/',
    `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
      <script type="module" src="/civic-widgets/civic-widgets.js"></script>
      <district-news src="/rss" limit="40" page-size="20"></district-news>`,
  );
  try {
    const rows: Row[] = [];
    for (const press of [...DEMO, MORE]) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++)
        times.push(await timeOf(browser, press === MORE ? host.url : demo.url, press));
      rows.push({ name: `press to next frame: ${press.name}`, ...spread(times), unit: 'ms', bar: BAR });
    }
    return rows;
  } finally {
    host.stop();
    await demo.remove();
  }
}

declare global {
  interface Window {
    slowest: number;
  }
}

/** The longest event of the interaction, in steps of 8 ms as browsers tell it. */
function timeOf(browser: Browser, url: string, { target, before }: Press): Promise<number> {
  return inPage(
    browser,
    async (page) => {
      await page.clock.setFixedTime(NOW);
      await page.goto(url, { waitUntil: 'networkidle' });
      await slowDown(page, { network: false });
      await before?.(page);
      await page.locator(target).scrollIntoViewIfNeeded();
      await page.evaluate(() => {
        window.slowest = 0;
        new PerformanceObserver((list) => {
          for (const { duration, interactionId } of list.getEntries() as PerformanceEventTiming[])
            if (interactionId) window.slowest = Math.max(window.slowest, duration);
        }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
      });
      await page.locator(target).click();
      // An interaction below the least duration that is told counts as that.
      await page.waitForTimeout(2000);
      return page.evaluate(() => window.slowest || 16);
    },
    PHONE,
  );
}
