/** The stories of the built Storybook, shown one after the other on one page. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { STORYBOOK, type StaticSite } from './static-site.ts';
import { fontFaces } from './test-font.ts';

/** A Tuesday morning; the stories' data follow the clock. */
export const NOW = new Date('2026-03-10T09:20:00+07:00');

export interface Story {
  id: string;
  title: string;
  name: string;
  type: string;
  tags: string[];
}

const index = JSON.parse(readFileSync(`${STORYBOOK}index.json`, 'utf8')) as { entries: Record<string, Story> };
export const allStories = Object.values(index.entries).filter(({ type }) => type === 'story');

export interface Surroundings {
  width?: number;
  scheme?: 'light' | 'dark';
  language?: string;
  /** Runs in the page before anything else. */
  prepare?: () => void;
}

/** A page with room for a story; stories take turns on it. */
export async function openStage(
  browser: Browser,
  site: StaticSite,
  { width = 800, scheme = 'light', language = 'vi', prepare }: Surroundings = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
  });
  await context.clock.setFixedTime(NOW);
  const page = await context.newPage();
  if (prepare) await page.addInitScript(prepare);
  // axe looks in test/access/colour.spec.ts, not here.
  const globals = `scheme:${scheme};language:${language};a11y.manual:!true`;
  await page.goto(`${site.url}iframe.html?id=${allStories.at(-1)?.id ?? ''}&viewMode=story&globals=${globals}`);
  await page.addStyleTag({ content: fontFaces() });
  await page.evaluate(async () => {
    await Promise.all([...document.fonts].map((face) => face.load()));
  });
  return page;
}

/** Resolves when the story has been drawn and played to its end. */
export async function show(page: Page, storyId: string): Promise<void> {
  await page.evaluate(
    (id) =>
      new Promise<void>((resolve, reject) => {
        const channel = (window as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel }).__STORYBOOK_ADDONS_CHANNEL__;
        interface Channel {
          on(event: string, listener: (detail: { storyId: string; status: string }) => void): void;
          off(event: string, listener: unknown): void;
          emit(event: string, detail: object): void;
        }
        const finished = ({ storyId, status }: { storyId: string; status: string }): void => {
          if (storyId !== id) return;
          channel.off('storyFinished', finished);
          if (status === 'success') resolve();
          else reject(new Error(`${id} ended with ${status}`));
        };
        channel.on('storyFinished', finished);
        scrollTo(0, 0);
        // A story that is there already would not start anew.
        channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
        channel.emit('forceRemount', { storyId: id });
      }),
    storyId,
  );
}
