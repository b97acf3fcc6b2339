/**
 * Every block of HTML in the README, the docs and llms.txt, as a page of a site: its widgets end in `ready` and the console
 * stays empty. What stands after `html` in the fence says more: `headers="name: value"`, `expect=…` for another end, or
 * `not-run="why"`.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';
import { openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import { HostSite } from './host-site.ts';

const site = new HostSite();
test.beforeAll(() => site.start());
test.afterAll(() => site.stop());

const LOADER = '<script type="module" src="/civic-widgets/civic-widgets.js"></script>';
const FEED = `<rss version="2.0"><channel><title>Phường</title>${[1, 2, 3, 4, 5, 6]
  .map(
    (
      n,
    ) => `<item><title>Lịch tiếp công dân của lãnh đạo Ủy ban nhân dân phường tháng ${n} năm 2026</title><link>https://phuong.example/${n}</link>
      <pubDate>Mon, 0${n} Jan 2026 08:00:00 +0700</pubDate><description>Sáng thứ Ba và chiều thứ Năm hằng tuần, tại trụ sở Ủy ban nhân dân phường,
      công dân mang theo giấy tờ tùy thân và đơn nếu có. Người cao tuổi được ưu tiên.</description></item>`,
  )
  .join('')}</channel></rss>`;

interface Block {
  file: string;
  line: number;
  info: string;
  html: string;
}

const blocks: Block[] = ['README.md', 'llms.txt', ...readdirSync('docs').map((name) => `docs/${name}`)]
  // Run elsewhere: the lines of docs/frameworks.md in the examples (test/node/docs-frameworks.test.ts), the recipes against
  // the systems that they are for (recipes.spec.ts).
  .filter((file) => /\.(md|txt)$/.test(file) && !/frameworks\.md|connect-your-site\.md/.test(file))
  .flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/^```html(?: (.*))?\n([^]*?)^```$/gm)].map(({ index, 1: info = '', 2: html = '' }) => ({
      ...{ file, info, html },
      line: text.slice(0, index).split('\n').length,
    }));
  });

const told = (info: string, name: string): string | undefined =>
  new RegExp(`${name}=(?:"(.*?)"|(\\S+))`).exec(info)?.slice(1).find(Boolean);

test('there are such blocks, and few that are not run', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(22);
  expect(blocks.filter(({ info }) => told(info, 'not-run')).map(({ file, info }) => `${file} ${info}`)).toEqual([
    'docs/poll-protocols.md not-run="a unit test runs it with the protocol above"',
  ]);
});

for (const { file, line, info, html } of blocks.filter(({ info }) => !told(info, 'not-run'))) {
  test(`${file}:${line} works as it stands`, async ({ page }) => {
    const troubles = consoleOf(page);
    await open(page, html, told(info, 'headers'));
    const wanted = told(info, 'expect') ?? 'ready';
    if (wanted === 'frame') {
      await expect(page.locator('iframe')).toBeVisible();
      const widget = page.frameLocator('iframe').locator('district-news');
      await expect.poll(() => widget.evaluate((one) => (one as { state?: string }).state)).toBe('ready');
    } else {
      const widgets = page.locator('district-news, city-weather, citizen-poll, citizen-survey, public-alerts');
      const amount = await widgets.count();
      // A block that shows only styles or settings has none.
      if (/<(district-news|city-weather|citizen-poll|citizen-survey|public-alerts)/.test(html))
        expect(amount).toBeGreaterThan(0);
      await expect
        .poll(() => widgets.evaluateAll((all) => all.map((widget) => (widget as { state?: string }).state ?? '')))
        .toEqual(Array<string>(amount).fill(wanted));
    }
    expect(troubles).toEqual([]);
  });
}

const SURVEY = 'samples/survey-counter.vi.json';

function consoleOf(page: Page): string[] {
  const lines: string[] = [];
  page.on('pageerror', ({ message }) => lines.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) lines.push(message.text());
  });
  return lines;
}

/** The block as a page, with the files and endpoints of the world behind whatever addresses it names. */
async function open(page: Page, html: string, header?: string): Promise<void> {
  const icon = '<link rel="icon" href="data:,">';
  const script = /<script type="module"|<script nonce/.test(html) ? '' : LOADER;
  const head = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${icon}<title>x</title>`;
  const [name = '', value = ''] = header?.split(/: (.*)/) ?? [];
  site.pages.set('/', { body: head + script + html, headers: header === undefined ? {} : { [name]: value } });
  await page.route(
    (url) => url.href !== `${site.url}/`,
    async (route) => {
      const url = route.request().url();
      const file =
        /\/(civic-widgets(?:\.css|(?:\.all)?\.js)|(?:civic-)?frame\.(?:css|js)|chunks\/[^/]+\.js|themes\/[^/]+\.css)$/.exec(
          new URL(url).pathname,
        )?.[1];
      const headers = { 'access-control-allow-origin': '*' };
      const json = (body: unknown): Promise<void> => route.fulfill({ headers, json: body });
      if (file) {
        const body = readFileSync(`dist/embed/${file}`, 'utf8');
        await route.fulfill({ headers, contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript', body });
      } else if (/\/polls?\//.test(url)) await json(await (await fetch(`${site.url}/endpoints/polls/p`)).json());
      else if (url.includes('/surveys/')) await json(JSON.parse(readFileSync(SURVEY, 'utf8')));
      else if (/forecast|weather/.test(url)) await json(openMeteoAnswer(url));
      else if (route.request().resourceType() === 'image') await route.abort();
      else if (route.request().resourceType() === 'document')
        await route.fulfill({ contentType: 'text/html', body: readFileSync('dist/embed/frame.html', 'utf8') });
      else await route.fulfill({ headers, contentType: 'application/rss+xml; charset=utf-8', body: FEED });
    },
  );
  await page.goto(site.url);
}
