/**
 * docs/connect-your-site.md: every block and every address that it names, on a site that runs the system of its section and
 * answers as that system does (test/fixtures/systems), wrong addresses too. The relay is the real companion server.
 */
import { readFileSync } from 'node:fs';
import { type Locator, type Page, expect, test } from '@playwright/test';
import { DemoServer } from '../e2e/demo-server.ts';
import { OtherSite } from '../e2e/endpoints.ts';
import { ARTICLES, SITE, type System } from '../fixtures/systems/articles.ts';
import { drupal } from '../fixtures/systems/drupal.ts';
import { joomla } from '../fixtures/systems/joomla.ts';
import { liferay } from '../fixtures/systems/liferay.ts';
import { nukeviet } from '../fixtures/systems/nukeviet.ts';
import { sharepoint } from '../fixtures/systems/sharepoint.ts';
import { staticSite } from '../fixtures/systems/static.ts';
import { wordpress } from '../fixtures/systems/wordpress.ts';
import { HostSite } from './host-site.ts';

const LOADER = '<script type="module" src="/civic-widgets/civic-widgets.js"></script>';
const DOC = readFileSync('docs/connect-your-site.md', 'utf8');
const [INTRODUCTION = '', ...SECTIONS] = DOC.split(/^## /m);
const sections = new Map(SECTIONS.map((text) => [text.slice(0, text.indexOf('\n')), text]));

const blocksOf = (text: string): string[] =>
  [...text.matchAll(/^```html\n([^]*?)^```$/gm)].map(([, html = '']) => html);
const jsonOf = (text: string, file: string): string =>
  new RegExp(`^\`\`\`json ${file}\\n([^]*?)^\`\`\`$`, 'm').exec(text)?.[1] ?? '';
/** What stands between backticks and is whole: nothing to fill in, nothing left out. */
const addressesOf = (text: string): string[] =>
  [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/`(\/[^`\s{}…]*)`/g)]
    .map(([, address = '']) => address)
    .filter((address) => address !== '/component/content/');

/** The block for every address, which the page begins with. */
const [ANY = ''] = blocksOf(INTRODUCTION);

interface Recipe {
  system: System;
  /** What the first article is, as far as the system tells it; by what the address matches, the last first. */
  gives: [pattern: RegExp, article: Partial<Told>][];
  /** What the page doesn't name: other versions, other words for the same. */
  also?: string[];
  /** Addresses that are wrong, the status that the system gives, and what the widget makes of it. */
  wrong: [address: string, status: number, state: string, code?: string][];
}

interface Told {
  titles: string[];
  title: string;
  url: string;
  published: string;
  image: { url: string; alt?: string };
  /** What a list loads of it, where that is another file. */
  listed: string;
  authors: string[];
  categories: string[];
  summary: string;
  html: string;
}

const [FIRST, SECOND] = ARTICLES as [(typeof ARTICLES)[0], (typeof ARTICLES)[0]];
const BOTH = [FIRST.title, SECOND.title];
const PUBLISHED = new Date(FIRST.published).toISOString();
const IMAGE = { url: SITE + FIRST.image!.path, alt: FIRST.image!.alt };
const told = { titles: BOTH, title: FIRST.title, published: PUBLISHED };
const without = { image: undefined, authors: [], categories: [] };

const RECIPES: Record<string, Recipe> = {
  WordPress: {
    system: wordpress,
    gives: [
      [
        /./,
        {
          ...{
            ...told,
            url: `${SITE}/lich-tiep-cong-dan/`,
            image: IMAGE,
            listed: IMAGE.url.replace('.jpg', '-300x200.jpg'),
            summary: FIRST.summary,
            html: FIRST.html,
          },
          ...{ authors: [FIRST.author], categories: [FIRST.category] },
        },
      ],
      [/feed/, { image: undefined }],
      [/posts$/, without],
      [/categories(?:\[terms\])?=12|thong-bao/, { titles: [FIRST.title] }],
    ],
    wrong: [
      ['/wp-json/wp/v2/post?_embed', 404, 'error', 'http'],
      ['/wp-json/wp/v2/posts?_embed&per_page=200', 400, 'error', 'http'],
      ['/wp-json/wp/v2/posts?categories=99', 200, 'empty'],
      ['/tin-tuc/feed', 404, 'error', 'http'],
    ],
  },
  NukeViet: {
    system: nukeviet,
    gives: [
      [
        /./,
        {
          ...{
            ...told,
            ...without,
            url: `${SITE}/vi/news/thong-bao/lich-tiep-cong-dan-12.html`,
            summary: FIRST.summary,
          },
          // Its minutes are the month: only the hour is true.
          ...{ published: '2021-07-12T17:00:00.000Z', image: { url: IMAGE.url } },
        },
      ],
      [/thong-bao/, { titles: [FIRST.title] }],
      [
        /nv=laws/,
        {
          titles: [`[12/TB-UBND] ${FIRST.title}`, `[11/TB-UBND] ${SECOND.title}`],
          title: `[12/TB-UBND] ${FIRST.title}`,
          url: `${SITE}/index.php?language=vi&nv=laws&op=detail/lich-tiep-cong-dan-12`,
          summary: `Ngày ban hành: 12/07/2021. Trích yếu: ${FIRST.summary}`,
          image: undefined,
        },
      ],
    ],
    wrong: [
      ['/index.php?language=vi&nv=thongbao&op=rss', 200, 'empty'],
      ['/vi/tin-tuc/rss/', 404, 'error', 'http'],
      ['/index.php?language=vi&nv=news&op=atom', 404, 'error', 'http'],
    ],
  },
  SharePoint: {
    system: sharepoint,
    gives: [
      [/./, { ...told, ...without }],
      [
        /Site%20Pages/,
        {
          url: `${SITE}/SitePages/lich-tiep-cong-dan.aspx`,
          image: { url: IMAGE.url },
          summary: FIRST.summary,
          html: FIRST.html,
        },
      ],
      [/'Pages'/, { url: `${SITE}/Pages/lich-tiep-cong-dan.aspx`, image: IMAGE, summary: FIRST.summary }],
      [/MetaInfo/, { html: FIRST.html }],
      [/Announcements|listfeed/, { url: `${SITE}/Lists/Announcements/DispForm.aspx?ID=12`, html: FIRST.html }],
      [/Author\/Title/, { authors: [FIRST.author], categories: [FIRST.category] }],
      [/listfeed/, { authors: [FIRST.author] }],
    ],
    wrong: [
      ["/_api/web/lists/getbytitle('Tin')/items?$select=Title", 404, 'error', 'http'],
      ["/_api/web/lists/getbytitle('Pages')/items?$select=Title,PublishingRollupImage", 400, 'error', 'http'],
      ["/_api/web/lists/getbytitle('Announcements')/items?$select=Title,Author/Title", 400, 'error', 'http'],
    ],
  },
  Liferay: {
    system: liferay,
    gives: [
      [
        /./,
        {
          ...{ ...told, url: `${SITE}/w/lich-tiep-cong-dan`, summary: FIRST.summary, html: FIRST.html },
          ...{ image: { ...IMAGE, url: `${IMAGE.url}?t=1626111005000` }, authors: [FIRST.author] },
          categories: [FIRST.category],
        },
      ],
      [/blog/, { url: `${SITE}/b/lich-tiep-cong-dan`, image: { ...IMAGE, url: `${IMAGE.url}?version=1.0` } }],
    ],
    wrong: [
      ['/o/headless-delivery/v1.0/sites/20121/structured-contents?sort=datePublished:desc', 200, 'empty'],
      ['/o/headless-delivery/v1.0/sites/20199/structured-contents?flatten=true', 403, 'error', 'http'],
      ['/o/headless-delivery/v1.0/sites/1/structured-contents?flatten=true', 404, 'error', 'http'],
      [
        '/o/headless-delivery/v1.0/sites/20121/structured-contents?flatten=true&sort=published:desc',
        400,
        'error',
        'http',
      ],
    ],
  },
  Drupal: {
    system: drupal,
    gives: [
      [
        /./,
        {
          ...{ ...told, ...without, url: `${SITE}/lich-tiep-cong-dan`, summary: FIRST.summary, html: FIRST.html },
          ...{ image: IMAGE, categories: [FIRST.category] },
        },
      ],
      [/vi.jsonapi/, { url: `${SITE}/vi/lich-tiep-cong-dan` }],
      [/uid/, { authors: [FIRST.author] }],
      [
        /rss.xml/,
        {
          ...{ ...without, authors: [FIRST.author] },
          summary: `${FIRST.title} Văn phòng Thứ Ba, 13/07/2021 - 00:30 Từ 8 giờ đến 11 giờ 30.`,
        },
      ],
    ],
    wrong: [
      ['/jsonapi/node/tin', 404, 'error', 'http'],
      ['/jsonapi/node/article?include=field_picture', 400, 'error', 'http'],
      ['/jsonapi/node/article?limit=20', 400, 'error', 'http'],
    ],
  },
  Joomla: {
    system: joomla,
    also: ['/index.php?option=com_content&view=category&id=8&format=feed&type=atom&Itemid=404'],
    gives: [
      [
        /./,
        {
          ...{
            ...told,
            url: `${SITE}/tin-tuc/12-lich-tiep-cong-dan`,
            summary: 'Từ 8 giờ đến 11 giờ 30.',
            html: FIRST.html,
          },
          ...{ authors: [FIRST.author], categories: [FIRST.category] },
          image: IMAGE,
        },
      ],
      [/type=rss/, { authors: [] }],
    ],
    wrong: [
      ['/index.php?option=com_content&view=category&id=9&format=feed&type=atom', 404, 'error', 'http'],
      ['/tin-tuc', 404, 'error', 'http'],
    ],
  },
  'Static sites': {
    system: staticSite({ '/tin.json': jsonOf(sections.get('Static sites')!, 'news.json') }),
    gives: [
      [
        /./,
        {
          ...told,
          ...without,
          url: `${SITE}/tin/lich-tiep-cong-dan/`,
          summary: FIRST.summary,
          authors: [FIRST.author],
        },
      ],
      [/^.feed/, { image: { url: IMAGE.url }, categories: [FIRST.category], html: FIRST.html }],
      [/eleventy/, { html: FIRST.html }],
      [/eleventy.feed/, { published: undefined }],
      [
        /tin.json|^$/,
        {
          ...without,
          titles: ['Lịch tiếp công dân tháng 7'],
          title: 'Lịch tiếp công dân tháng 7',
          url: `${SITE}/tin/lich-tiep-dan.html`,
        },
      ],
      [/tin.json/, { published: '2021-07-13T07:21:00.000Z', image: { url: `${SITE}/anh/tiep-dan.jpg` } }],
      [/^$/, { published: undefined, summary: undefined }],
    ],
    wrong: [['/rss.xml', 404, 'error', 'http']],
  },
};

test('every section about a system is tried', () => {
  const others = ['The relay', 'Another format', "If it doesn't work"];
  expect([...sections.keys()].filter((name) => !others.includes(name))).toEqual(Object.keys(RECIPES));
  // And every block of HTML of the page is in one of them, or in the relay's.
  expect(blocksOf(INTRODUCTION)).toHaveLength(1);
  for (const name of others.slice(1)) expect(blocksOf(sections.get(name)!)).toEqual([]);
});

for (const [name, { system, gives, also = [], wrong }] of Object.entries(RECIPES)) {
  const text = sections.get(name)!;
  const expected = (src: string): Partial<Told> =>
    Object.assign({}, ...gives.filter(([pattern]) => pattern.test(src)).map(([, article]) => article)) as Partial<Told>;

  test.describe(name, () => {
    for (const block of blocksOf(text)) {
      test(`the block as it stands: ${block.replace(/\s+/g, ' ').slice(0, 120)}`, async ({ page }) => {
        const lines = await open(page, block, system);
        const widgets = page.locator('district-news');
        for (const widget of await widgets.all()) {
          const src = (await widget.getAttribute('src')) ?? '';
          await shows(widget, expected(src));
        }
        expect(await widgets.count()).toBeGreaterThan(0);
        expect(lines).toEqual([]);
      });
    }

    test.describe('read abroad', () => {
      // There, the day of the article is the day before: `time-zone` says whose day is meant.
      test.use({ timezoneId: 'America/New_York' });
      for (const address of [...addressesOf(text), ...also]) {
        test(address, async ({ page }) => {
          const lines = await open(page, ANY.replace('ADDRESS', address), system);
          await shows(page.locator('district-news'), expected(address));
          expect(lines).toEqual([]);
        });
      }
    });

    for (const [address, status, state, code] of wrong) {
      test(`not there or not so: ${address}`, async ({ page }) => {
        const lines = await open(page, ANY.replace('ADDRESS', address), system);
        const answer = page.waitForResponse((response) => response.url().startsWith(SITE + address.slice(0, 8)));
        await page.reload();
        expect((await answer).status()).toBe(status);
        const widget = page.locator('district-news');
        await expect.poll(() => widget.evaluate((one) => (one as unknown as { state: string }).state)).toBe(state);
        if (code) expect(lines.join('\n')).toContain(`<district-news> ${code}: `);
      });
    }
  });
}

/** The model on show is what the recipe promises, and so is what a visitor sees of it. */
async function shows(widget: Locator, article: Partial<Told>): Promise<void> {
  await expect.poll(() => widget.evaluate((one) => (one as unknown as { state: string }).state)).toBe('ready');
  const items = await widget.evaluate(
    (one) => (JSON.parse(JSON.stringify((one as unknown as { data: unknown }).data)) as { items: Told[] }).items,
  );
  const byDate = [...items].sort((a, b) => (b.published ?? '').localeCompare(a.published ?? ''));
  const { titles, html, listed, ...rest } = article;
  expect(byDate.map(({ title }) => title)).toEqual(titles);
  const first: Partial<Told> = byDate[0] ?? {};
  expect({ image: undefined, published: undefined, summary: undefined, ...first }).toMatchObject(rest);
  if (html) expect(first.html).toContain(html);

  // The newest comes first, its title leads to it, and its day is that of the site.
  const link = widget.getByRole('link').first();
  await expect(link).toHaveText(article.title!);
  expect(await link.evaluate((one) => (one as HTMLAnchorElement).href)).toBe(article.url);
  if (article.published)
    await expect(widget.locator('time').first()).toHaveText(/13 (?:tháng 7,?|thg 7,) 2021|13\/0?7\/2021/);
  if ((await widget.getAttribute('show'))?.includes('image')) {
    const src = widget.locator('img').first();
    if (article.image) await expect(src).toHaveAttribute('src', listed ?? article.image.url);
    else await expect(widget.locator('img')).toHaveCount(0);
  }
}

/** The block as a page of the site that runs the system. */
async function open(page: Page, block: string, system: System): Promise<string[]> {
  const lines: string[] = [];
  page.on('pageerror', ({ message }) => lines.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) lines.push(message.text());
  });
  const script = block.includes('<script type="module"') ? '' : LOADER;
  const body = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${script}${block}`;
  await page.route('**', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const file = /^\/civic-widgets\/(.*\.(?:js|css))$/.exec(url.pathname)?.[1];
    if (url.href === `${SITE}/`) await route.fulfill({ contentType: 'text/html', body });
    else if (url.origin !== SITE) await route.abort();
    else if (file)
      await route.fulfill({
        contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript',
        body: readFileSync(`dist/embed/${file}`, 'utf8'),
      });
    else if (request.resourceType() === 'image') await route.fulfill({ contentType: 'image/gif', body: PIXEL });
    else {
      const { status = 200, type, body } = system(url, (await request.headerValue('accept')) ?? '*/*');
      await route.fulfill({ status, contentType: type, body });
    }
  });
  await page.goto(`${SITE}/`);
  return lines;
}

const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

test.describe('The relay', () => {
  const text = sections.get('The relay')!;
  const city = new OtherSite();
  const phuong = new HostSite();
  let relay: DemoServer;

  test.beforeAll(async () => {
    await Promise.all([city.start(), phuong.start()]);
    const config = jsonOf(text, 'site.json')
      .replaceAll('https://city.example/rss', `${city.url}/closed`)
      .replaceAll('https://phuong.example', phuong.url);
    // The test's city is this machine.
    relay = new DemoServer({ ...(JSON.parse(config) as object), allowPrivateAddresses: true });
    await relay.start();
  });
  test.afterAll(async () => {
    await relay.remove();
    for (const each of [city, phuong]) each.stop();
  });

  async function visit(page: Page, block: string): Promise<string[]> {
    const lines: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) lines.push(message.text());
    });
    const posts = wordpress(new URL('/wp-json/wp/v2/posts?_embed', SITE), '*/*');
    phuong.pages.set('/wp-json/wp/v2/posts', { body: posts.body, headers: { 'content-type': posts.type } });
    const html = block.replaceAll('https://widgets.phuong.example', relay.url.slice(0, -1));
    phuong.pages.set(
      '/',
      `<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">${LOADER}${html}`,
    );
    await page.goto(phuong.url);
    return lines;
  }

  test('without it, a feed that sends no CORS header can’t be read, and the widget says so', async ({ page }) => {
    const lines = await visit(page, ANY.replace('ADDRESS', `${city.url}/closed`));
    await expect(page.getByText('Không kết nối được với máy chủ.')).toBeVisible();
    expect(lines.filter((line) => line.startsWith(`<district-news> network: `))).toHaveLength(1);
    // The address opens in a tab all the same.
    expect((await page.goto(`${city.url}/closed`))?.status()).toBe(200);
  });

  for (const block of blocksOf(text)) {
    test('with it, the same feed is shown', async ({ page }) => {
      const lines = await visit(page, block);
      const [merged, beside] = await page.locator('district-news').all();
      await expect(merged!.getByRole('link', { name: 'Tin số 6' })).toBeVisible();
      // One of the feeds beside one of the site's own: the newest five of both.
      await expect(beside!.getByRole('link').first()).toHaveText('Tin số 6');
      const titles = await beside!.evaluate((one) =>
        (one as unknown as { data: { items: { title: string }[] } }).data.items.map(({ title }) => title),
      );
      expect(titles).toEqual(expect.arrayContaining(['Tin số 1', FIRST.title]));
      expect(lines).toEqual([]);
    });
  }

  test('a page of a site that is not in allowOrigins is not let in', async ({ page }) => {
    const lines = await visit(page, blocksOf(text)[0]!);
    await page.goto(phuong.url.replace('127.0.0.1', 'localhost'));
    await expect(page.locator('district-news').first().getByText('Không kết nối được với máy chủ.')).toBeVisible();
    expect(lines.join('\n')).toContain('Access-Control-Allow-Origin');
  });
});
