/**
 * The built script-tag file as pictures, one or two for each widget: what minifying may spoil is in no story. Taken anew by
 * `UPDATE_PICTURES=1 npx playwright test --config test/access/playwright.config.ts built`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { createFetch, json, xml, type Endpoints } from '../../.storybook/endpoints.ts';
import { counted, poll, rating } from '../../samples/polls.ts';
import { airQualityAnswer, openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import { NOW } from '../storybook/built-stories.ts';
import { compare, picture } from '../storybook/compare.ts';
import storybook from '../storybook/playwright.config.ts';
import { fontFaces } from '../storybook/test-font.ts';
import { settled } from './stage.ts';

test.use({ ...storybook.use, viewport: { width: 400, height: 900 }, deviceScaleFactor: 1, reducedMotion: 'reduce' });

const SCRIPT = read('../../dist/embed/civic-widgets.all.js');
const TYPHOON = read('../fixtures/weather/typhoon.cap.xml');
const FEED = read('../../samples/news.xml');

/** Around the page's clock, not the machine's. */
const OPEN = { opens_at: '2026-03-01T00:00:00Z', expires_at: '2026-04-01T00:00:00Z' };

const answers: Endpoints = {
  '/news': xml(FEED),
  '/weather': ({ url }) => json(openMeteoAnswer(url, { now: NOW })),
  '/air': ({ url }) => json(airQualityAnswer(url, { now: NOW })),
  '/warnings': xml(TYPHOON, { type: 'application/cap+xml' }),
  '/polls/rating': json(rating(OPEN)),
  '/polls/voted': json(counted(poll(OPEN), 'hai-long')),
};

const PAGES = {
  'news-list-everything':
    '<district-news src="/news" show="date time image summary source author category"></district-news>',
  'weather-everything':
    '<city-weather src="/weather" places="ha-noi da-nang ho-chi-minh" show="feels-like humidity wind rain uv sun hours days air warnings" air-src="/air" warnings-src="/warnings" locate></city-weather>',
  'poll-rating': '<citizen-poll src="/polls/rating"></citizen-poll>',
  'poll-voted': '<citizen-poll src="/polls/voted"></citizen-poll>',
};

for (const [name, body] of Object.entries(PAGES)) {
  test(`${name} of the built file looks as it did`, async ({ page }) => {
    const answer = createFetch(answers);
    await page.clock.setFixedTime(NOW);
    await page.route('**/*', async (route) => {
      const url = route.request().url();
      const { pathname } = new URL(url);
      if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: pageWith(body) });
      else if (pathname === '/widgets.js') await route.fulfill({ contentType: 'text/javascript', body: SCRIPT });
      else {
        const response = await answer(url);
        const headers = Object.fromEntries(response.headers);
        await route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) });
      }
    });
    await page.goto('https://phuong.example');
    const widget = page.locator('district-news, city-weather, citizen-poll');
    await expect
      .poll(() => widget.evaluate((element) => (element as unknown as { state: string }).state))
      .toBe('ready');
    await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
    await settled(page);
    const kept = fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url));
    expect(compare(kept, await picture(page, 'main'))).toBe('');
  });
}

function pageWith(body: string): string {
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Phường</title><link rel="icon" href="data:,">
    <style>body { margin: 16px; font-size: 16px; line-height: 1.5 } ${fontFaces()}</style>
    <main><h1>Phường Hoàng Liệt</h1>${body}</main><script type="module" src="/widgets.js"></script></html>`;
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
