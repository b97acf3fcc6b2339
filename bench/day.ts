/** A page of thirty widgets, open for a day: how often it wakes up. */
import type { Browser } from 'playwright-core';
import { HostSite } from '../test/embed/host-site.ts';
import { DAY, LongDay } from '../test/embed/long-day.ts';
import { inPage, type Row } from './measure.ts';

export async function day(browser: Browser): Promise<Row[]> {
  const site = new HostSite();
  await site.start();
  try {
    return await inPage(browser, async (page) => {
      const day = new LongDay(page, site);
      await day.open();
      const { wakeUps, news } = await day.pass();
      await day.hide(true);
      const hidden = await day.step(DAY);
      return [
        { name: 'a day open: wake-ups to one widget’s refreshes', value: wakeUps / news, unit: '×', bar: 1.01 },
        { name: 'a day hidden: wake-ups', value: hidden.wakeUps, unit: '', bar: 0 },
      ];
    });
  } finally {
    site.stop();
  }
}
