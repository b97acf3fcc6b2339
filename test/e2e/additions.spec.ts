/** What the second round added to the news and the weather, as a citizen sees it on a page with the built script tag. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, test } from '@playwright/test';
import { HostSite } from '../embed/host-site.ts';
import { wordpress } from '../fixtures/systems/wordpress.ts';
import { climates, marineAnswer, openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';

const NOW = new Date('2026-11-24T14:20:00+07:00');

const host = new HostSite();

test.beforeAll(() => host.start());
test.afterAll(() => host.stop());

const fileOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** WordPress's answer, with the older of its two articles made sticky by an editor. */
function sticky(): string {
  const posts = JSON.parse(
    wordpress(new URL('https://phuong.example/wp-json/wp/v2/posts?_embed'), '').body,
  ) as object[];
  return JSON.stringify(posts.map((post, at) => ({ ...post, sticky: at === 1 })));
}

/** What the site has besides pages: a body for the URL that is asked for. */
const ENDPOINTS: Readonly<Record<string, (url: string) => string>> = {
  '/rss': () => fileOf('samples/news.xml'),
  '/wp-json/wp/v2/posts': sticky,
  '/v1/forecast': (url) => JSON.stringify(openMeteoAnswer(url, { now: NOW, climates: [climates.typhoon] })),
  '/v1/marine': (url) => JSON.stringify(marineAnswer(url, { now: NOW })),
  '/canh-bao.cap': () => fileOf('test/fixtures/weather/typhoon.cap.xml'),
};

/** The value of a fact, by its name. */
const fact = (weather: Locator, name: string): Locator =>
  weather.locator('[part=facts] > div').filter({ has: weather.page().getByText(name, { exact: true }) });

const WEATHER = 'places="da-nang" src="/v1/forecast"';

interface Case {
  addition: string;
  widget: string;
  check(widget: Locator): Promise<void>;
}

const CASES: readonly Case[] = [
  {
    addition: 'see-all',
    widget: '<district-news src="/rss" see-all="/tin-tuc"></district-news>',
    async check(news) {
      const link = news.getByRole('link', { name: 'Xem tất cả tin', exact: true });
      await expect(link).toHaveAttribute('href', `${host.url}/tin-tuc`);
      await link.press('Enter');
      await expect(news.page()).toHaveURL(`${host.url}/tin-tuc`);
    },
  },
  {
    addition: 'exclude',
    widget: '<district-news src="/rss" exclude="thong-bao, Y tế" limit="0"></district-news>',
    async check(news) {
      await expect(news.getByRole('listitem')).toHaveCount(5);
      await expect(news).toContainText('Ra quân tổng vệ sinh môi trường');
      await expect(news).not.toContainText(/Lịch tiếp công dân định kỳ|tạm ngừng cấp nước|Tiêm vắc-xin/);
    },
  },
  {
    addition: 'sort="given", what the site pins first',
    widget: '<district-news src="/wp-json/wp/v2/posts" sort="given"></district-news>',
    async check(news) {
      await expect(news.getByRole('listitem')).toHaveText([
        /Hội nghị tiếp xúc cử tri[^]*Tin ghim|Tin ghim[^]*Hội nghị tiếp xúc cử tri/,
        /Lịch tiếp công dân tháng 7/,
      ]);
      await expect(news.locator('[part=pinned]')).toHaveCount(1);
    },
  },
  {
    addition: 'chart="wind", with gusts',
    widget: `<city-weather ${WEATHER} show="hours" chart="wind"></city-weather>`,
    async check(weather) {
      await expect(weather.getByRole('heading', { name: 'Các giờ tới · Gió' })).toBeVisible();
      await expect(weather.locator('.drawing .gusts')).toHaveAttribute('d', /^M.+L/);
      await weather.getByText('Bảng thời tiết theo giờ').click();
      const rows = weather.getByRole('table').getByRole('row');
      await expect(rows).toHaveCount(25);
      await expect(rows.first()).toContainText('Gió');
      await expect(rows.nth(1)).toContainText(/gió .+ \d+ m\/s, giật \d+ m\/s/);
    },
  },
  {
    addition: 'pressure, dew-point, visibility',
    widget: `<city-weather ${WEATHER} show="pressure dew-point visibility"></city-weather>`,
    async check(weather) {
      await expect(fact(weather, 'Khí áp')).toHaveText(/1\.0[01]\d hPa/);
      await expect(fact(weather, 'Điểm sương')).toHaveText(/2\d\s?°C/);
      await expect(fact(weather, 'Tầm nhìn xa')).toHaveText(/950\sm/);
    },
  },
  {
    addition: 'sea from sea-src',
    widget: `<city-weather ${WEATHER} show="sea" sea-src="/v1/marine"></city-weather>`,
    async check(weather) {
      await expect(weather.getByRole('heading', { name: 'Thời tiết biển' })).toBeVisible();
      await expect(fact(weather, 'Sóng')).toHaveText(/1,4 m[^]*đông bắc, 7 giây/);
      await expect(fact(weather, 'Sóng lừng')).toHaveText(/0,9 m/);
      await expect(fact(weather, 'Nhiệt độ nước biển')).toHaveText(/25\s?°C/);
      await expect(fact(weather, 'Nước lớn').first()).toHaveText(/17:00[^]*0,5 m/);
      await expect(weather).toContainText('không dùng để hướng dẫn hàng hải');
    },
  },
  {
    addition: 'warnings from warnings-src',
    widget: `<city-weather ${WEATHER} show="warnings" warnings-src="/canh-bao.cap"></city-weather>`,
    async check(weather) {
      const warning = weather.getByRole('list', { name: 'Cảnh báo thời tiết' }).getByRole('listitem');
      await expect(warning).toHaveText(/Đặc biệt nguy hiểm: Bão số 7: gió mạnh cấp 12[^]*Đà Nẵng/);
      await warning.getByText('Diễn biến và việc cần làm').click();
      await expect(warning.getByText('Chằng chống nhà cửa')).toBeVisible();
      await expect(warning.getByRole('link')).toHaveAttribute('href', 'https://khituong.example/bao-so-7');
    },
  },
];

for (const { addition, widget, check } of CASES) {
  test(`a citizen sees ${addition}`, async ({ page }) => {
    await page.clock.setFixedTime(NOW);
    await page.route(
      ({ origin, pathname }) => origin === host.url && pathname in ENDPOINTS,
      (route) => {
        const url = route.request().url();
        const body = ENDPOINTS[new URL(url).pathname]!(url);
        return route.fulfill({ body, contentType: body.startsWith('<') ? 'application/xml' : 'application/json' });
      },
    );
    const top = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">';
    host.pages.set('/tin-tuc', `${top}<h1>Tin tức</h1>`);
    host.pages.set('/', `${top}<script type="module" src="/civic-widgets/civic-widgets.js"></script>${widget}`);
    await page.goto(host.url);
    await check(page.locator('district-news, city-weather'));
  });
}
