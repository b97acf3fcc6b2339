import { expect, fixture, html } from '@open-wc/testing';
import { createFetch, json, never, type Endpoints } from '../../.storybook/endpoints.ts';
import '../../src/define.ts';
import type { CivicSettings } from '../../src/elements/civic-settings/civic-settings.ts';
import type { WidgetElement } from '../../src/elements/widget-element.ts';
import * as polls from '../../samples/polls.ts';
import { airQualityAnswer, openMeteoAnswer } from '../fixtures/weather/open-meteo.ts';
import { until } from '../helpers/endpoint.ts';

/** What a ward's site has: titles of one or two lines on a phone, summaries of two or three, some pictures. */
const TITLES = [
  'Từ tháng này, bộ phận Một cửa làm việc cả sáng thứ Bảy',
  'Thông báo lịch cắt nước để sửa chữa đường ống cấp nước trên địa bàn tổ dân phố số 4, 5 và 6',
  'Ngày hội đọc sách bên sông',
  'Lấy ý kiến nhân dân về phương án cải tạo vườn hoa trung tâm',
  'Khám sức khoẻ miễn phí cho người cao tuổi',
  'Kết quả giải quyết thủ tục hành chính quý này',
];
const SUMMARY =
  'Người dân bận giờ hành chính có thể nộp hồ sơ và nhận kết quả vào sáng thứ Bảy hằng tuần, từ 8 giờ đến 11 giờ 30.';
const PICTURE = '/samples/hall.svg';

const news = {
  items: TITLES.map((title, index) => ({
    id: title,
    title,
    url: `/${index}`,
    summary: SUMMARY,
    published: '2026-03-10T08:00:00+07:00',
    image: { url: PICTURE },
    html: `<p>${SUMMARY}</p>`.repeat(3),
  })),
};

const answers: Endpoints = {
  '/news': json(news),
  '/weather': ({ url }) => json(openMeteoAnswer(url)),
  '/air': ({ url }) => json(airQualityAnswer(url)),
  '/polls/one': () => json(polls.poll()),
  '/polls/rating': () => json(polls.rating()),
  '/polls/closed': () => json(polls.closed()),
  '/alerts': json({ alerts: [] }),
};
const silence: Endpoints = Object.fromEntries(Object.keys(answers).map((path) => [path, never()]));

interface Case {
  name: string;
  tag: string;
  attributes?: Record<string, string>;
  /** What is on show when everything has come. */
  shows: string;
  /** The share of its height that it may be off; nobody knows how many lines a text will take. */
  off?: number;
}

const THREE = 'ha-noi da-nang ho-chi-minh';
const CASES: Case[] = [
  { name: 'list', tag: 'district-news', shows: '.item a' },
  { name: 'list with pictures', tag: 'district-news', attributes: { show: 'date image summary' }, shows: '.item img' },
  { name: 'titles', tag: 'district-news', attributes: { show: '' }, shows: '.item a' },
  {
    name: 'cards',
    tag: 'district-news',
    attributes: { layout: 'cards', show: 'date image summary', limit: '6' },
    shows: '.item img',
  },
  {
    name: 'featured',
    tag: 'district-news',
    attributes: { layout: 'featured', show: 'date image summary' },
    shows: '.item img',
  },
  { name: 'headline', tag: 'district-news', attributes: { layout: 'headline' }, shows: '.turns' },
  { name: 'pages', tag: 'district-news', attributes: { 'page-size': '3' }, shows: '.more' },
  { name: 'article', tag: 'district-news', attributes: { layout: 'article' }, shows: '.content p' },
  { name: 'tabs', tag: 'city-weather', attributes: { places: THREE }, shows: '.drawing', off: 0 },
  { name: 'one place', tag: 'city-weather', attributes: { places: 'hue' }, shows: '.drawing' },
  { name: 'words alone', tag: 'city-weather', attributes: { places: 'hue', show: '' }, shows: '.attribution' },
  { name: 'list', tag: 'city-weather', attributes: { places: THREE, layout: 'list' }, shows: 'tbody tr' },
  {
    name: 'cards',
    tag: 'city-weather',
    attributes: { places: THREE, layout: 'cards', show: 'feels-like humidity wind days', days: '3' },
    shows: '.card .days',
  },
  { name: 'compact', tag: 'city-weather', attributes: { places: THREE, layout: 'compact' }, shows: '.line-of-places' },
  { name: 'choices', tag: 'citizen-poll', attributes: { poll: 'one' }, shows: '.option' },
  { name: 'rating', tag: 'citizen-poll', attributes: { poll: 'rating', layout: 'rating' }, shows: '.option svg' },
  { name: 'buttons', tag: 'citizen-poll', attributes: { poll: 'one', layout: 'buttons' }, shows: '.option' },
  { name: 'results', tag: 'citizen-poll', attributes: { poll: 'closed' }, shows: '.result' },
  // Most days there is none.
  { name: 'none', tag: 'public-alerts', shows: '[part=message]' },
];

describe('the skeleton', () => {
  // Lines break at the same words in every browser and on every machine.
  before(async () => {
    const folder = '/node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro';
    for (const script of ['vietnamese', 'latin']) {
      for (const weight of ['400', '700']) {
        const descriptors = { weight, ...(script === 'vietnamese' && { unicodeRange: 'U+0102-01B0, U+1EA0-1EF9' }) };
        const face = new FontFace('Test', `url(${folder}-${script}-${weight}-normal.woff2)`, descriptors);
        document.fonts.add(await face.load());
      }
    }
  });

  for (const { name, tag, attributes, shows, off = 1 / 6 } of CASES) {
    it(`of ${tag} (${name}) is as high as what comes, at 320, 390 and 1280 px`, async () => {
      for (const width of [320, 390, 1280]) {
        const skeleton = await heightOf(width, tag, attributes, silence, '.skeleton');
        const content = await heightOf(width, tag, attributes, answers, shows);
        // And a line for the frame.
        expect(skeleton, `${width} px`).to.be.closeTo(content, content * off + 24);
      }
    });
  }
});

let asked = 0;

/** The widget's height in a page of this width, once `shows` is on show and nothing more comes. */
async function heightOf(
  width: number,
  tag: string,
  attributes: Record<string, string> = {},
  endpoints: Endpoints,
  shows: string,
): Promise<number> {
  const settings = await fixture<CivicSettings>(
    html`<civic-settings
      lang="vi"
      time-zone="Asia/Ho_Chi_Minh"
      .fetch=${createFetch(endpoints)}
      .endpoint=${new URL(`/quiet/${++asked}`, location.href).href}
    ></civic-settings>`,
  );
  settings.style.cssText = `display: block; inline-size: ${width}px; font: 16px/1.5 Test, sans-serif`;
  const widget = document.createElement(tag) as WidgetElement<object>;
  for (const [attribute, value] of Object.entries(attributes)) widget.setAttribute(attribute, value);
  settings.append(widget);
  await until(() => widget.shadowRoot!.querySelector(shows), `${tag} shows ${shows}`);
  // What is below the window's edge is measured too.
  const everything = new CSSStyleSheet();
  everything.replaceSync('* { content-visibility: visible !important; }');
  widget.shadowRoot!.adoptedStyleSheets = [...widget.shadowRoot!.adoptedStyleSheets, everything];
  let height = 0;
  for (let quiet = 0; quiet < 5; quiet++) {
    await widget.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const now = Math.round(widget.getBoundingClientRect().height);
    if (now !== height) quiet = 0;
    height = now;
  }
  return height;
}
