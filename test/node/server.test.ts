/** Widgets drawn on a server, where there is no DOM: with what the page gives, in the page's language. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

// The built files: what Node runs has no decorators.
const built = new URL('../../dist/server.js', import.meta.url).href;
const { renderWidget } = (await import(built)) as typeof import('../../src/server.ts');

const news = {
  items: [
    { id: '1', title: 'Hỏi & đáp', url: 'https://phuong.example/1', published: '2026-01-05T20:00:00Z' },
    { id: '2', title: 'Tạm ngừng cấp nước', summary: 'Từ 8 giờ & đến 11 giờ', published: '2026-01-04T01:00:00Z' },
  ],
};
const weather = {
  reports: [{ place: { name: 'Hà Nội' }, current: { time: '2026-01-05T01:00:00Z', temperature: 31, condition: 3 } }],
};
const poll = {
  ...{ id: 'p', question: 'Hài lòng không?' },
  options: ['Có', 'Không'].map((title, i) => ({ id: String(i), title })),
};

/** What a reader sees of the shadow root: without styles, tags and Lit's marks. */
function shown(html: string): string {
  const root = /<template [^>]*><style>[^]*?<\/style>([^]*)<\/template>/.exec(html)?.[1] ?? '';
  return root
    .replace(/<!--[^]*?-->|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('a widget on a server', () => {
  it('shows news in Vietnamese and in English, in the page’s own zone', async () => {
    const attributes = { 'time-zone': 'Asia/Ho_Chi_Minh', 'heading-level': 3 };
    const vi = await renderWidget('district-news', { lang: 'vi', ...attributes }, news);
    assert.match(shown(vi), /Hỏi &#38; đáp 06\/01\/2026 Tạm ngừng cấp nước 04\/01\/2026/);
    assert.match(shown(vi), /Từ 8 giờ &#38; đến 11 giờ/);
    assert.match(vi, /<h3 [^>]*part="?heading/);
    const en = await renderWidget('district-news', { lang: 'en', ...attributes }, news);
    assert.match(shown(en), /6 January 2026|January 6, 2026/);
    assert.notEqual(/aria-label="([^"]+)"/.exec(en)?.[1], /aria-label="([^"]+)"/.exec(vi)?.[1]);
  });

  const variants: Record<string, string | boolean>[] = [
    { layout: 'cards', show: 'image date' },
    { 'new-tab': true },
    { layout: 'headline' },
  ];
  for (const attributes of variants) {
    it(`shows news with ${JSON.stringify(attributes)}`, async () => {
      assert.match(shown(await renderWidget('district-news', { lang: 'vi', ...attributes }, news)), /Hỏi/);
    });
  }

  it('shows the weather in Vietnamese and in English', async () => {
    assert.match(shown(await renderWidget('city-weather', { lang: 'vi' }, weather)), /Hà Nội.*31/);
    assert.match(shown(await renderWidget('city-weather', { lang: 'en', units: 'imperial' }, weather)), /Hà Nội.*88/);
  });

  it('shows a ballot in Vietnamese and in English', async () => {
    assert.match(
      shown(await renderWidget('citizen-poll', { lang: 'vi', src: '/p' }, poll)),
      /Hài lòng không\?.*Có.*Không .*Bình chọn/,
    );
    assert.match(
      shown(await renderWidget('citizen-poll', { lang: 'en', src: '/p' }, poll)),
      /Hài lòng không\?.*Có.*Không.*Vote/,
    );
  });

  it('reads a feed as it came', async () => {
    const feed = '<rss version="2.0"><channel><item><title>Họp tổ dân phố</title></item></channel></rss>';
    assert.match(shown(await renderWidget('district-news', { lang: 'vi' }, feed)), /Họp tổ dân phố/);
  });

  it('gives the data along, in a script that no text of theirs ends', async () => {
    const html = await renderWidget('district-news', {}, { items: [{ id: '1', title: '</script><img src=x>' }] });
    const json = /<script type="application\/json">(.*)<\/script><\/district-news>$/.exec(html)?.[1] ?? '';
    assert.ok(!json.includes('<'));
    assert.equal((JSON.parse(json) as typeof news).items[0]?.title, '</script><img src=x>');
  });

  it('says what is wrong with data that it can’t read', async () => {
    await assert.rejects(renderWidget('district-news', {}, '<html>'), { code: 'format' });
  });
});
