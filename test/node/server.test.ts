/** Widgets drawn on a server, where there is no DOM: with what the page gives, in the page's language. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DATA, TAGS, variants } from '../helpers/drawn-widgets.ts';

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

const survey = {
  title: 'Khảo sát tại quầy',
  questions: [
    { id: 'a', title: 'Nộp ở đâu?', section: 'Nộp hồ sơ', kind: 'single', options: [{ id: 'q', title: 'Tại quầy' }] },
    { id: 'b', title: 'Góp ý?', section: 'Góp ý', kind: 'text', max_length: 200 },
  ],
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
    assert.match(shown(vi), /Hỏi &amp; đáp 06\/01\/2026 Tạm ngừng cấp nước 04\/01\/2026/);
    assert.match(shown(vi), /Từ 8 giờ &amp; đến 11 giờ/);
    assert.match(vi, /<h3 [^>]*part="?heading/);
    const en = await renderWidget('district-news', { lang: 'en', ...attributes }, news);
    assert.match(shown(en), /6 January 2026|January 6, 2026/);
    assert.notEqual(/aria-label="([^"]+)"/.exec(en)?.[1], /aria-label="([^"]+)"/.exec(vi)?.[1]);
  });

  // How a browser goes on from these: test/e2e/hydration.spec.ts.
  for (const tag of TAGS)
    for (const { attributes } of variants(tag))
      it(`shows ${tag} with ${JSON.stringify(attributes)}`, async () => {
        const html = await renderWidget(tag, attributes, DATA[tag]);
        assert.match(shown(html), /\p{L}{2,} .*\p{L}{2,}/u);
        assert.doesNotMatch(html, /<input [^>]*\bchecked/);
      });

  it('shows an article with its text and its tools', async () => {
    const article = { id: '1', title: 'Họp', html: '<p>Lúc <b>8 giờ</b></p><script>x</script>Tại nhà văn hóa' };
    for (const [lang, print] of [
      ['vi', 'In'],
      ['fr', 'Imprimer'],
    ] as const) {
      const html = await renderWidget('district-news', { lang, layout: 'article' }, { items: [article] });
      assert.match(shown(html), new RegExp(` ${print} .*Lúc 8 giờ Tại nhà văn hóa$`));
      assert.match(html, /\.toolbar/);
    }
  });

  const more: Parameters<typeof renderWidget<'district-news'>>[1][] = [
    { layout: 'cards', show: 'image date' },
    { 'new-tab': true },
    { 'new-tab': false, limit: 1, 'heading-level': '4', class: 'ward', 'aria-busy': 'false' },
    { dates: 'relative', 'structured-data': true, show: 'date time image summary source author category' },
  ];
  for (const attributes of more) {
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

  it('shows a survey on one page and in steps, in Vietnamese and in English', async () => {
    const page = await renderWidget('citizen-survey', { lang: 'vi', src: '/s' }, survey);
    assert.match(shown(page), /Khảo sát tại quầy.*Nộp ở đâu\?.*Tại quầy.*Góp ý\?.*Gửi câu trả lời/);
    const steps = await renderWidget('citizen-survey', { lang: 'en', src: '/s', layout: 'steps', kiosk: true }, survey);
    assert.match(shown(steps), /Step 1 of 2.*Nộp ở đâu\?.*Tại quầy.*Next/);
    assert.doesNotMatch(shown(steps), /Góp ý\?/);
    const closed = await renderWidget('citizen-survey', { lang: 'en', src: '/s' }, { ...survey, expired: true });
    assert.match(shown(closed), /The survey is closed\./);
  });

  it('shows the results of a closed poll, with the styles that come with them', async () => {
    const closed = { ...poll, expired: true, options: poll.options.map((option) => ({ ...option, votes_count: 1 })) };
    const html = await renderWidget('citizen-poll', { lang: 'en', src: '/p' }, closed);
    assert.match(shown(html), /Voting is closed.*50%/);
    assert.match(html, /\.bar\s*\{/);
  });

  it('reads a feed as it came', async () => {
    const feed = '<rss version="2.0"><channel><item><title>Họp tổ dân phố</title></item></channel></rss>';
    assert.match(shown(await renderWidget('district-news', { lang: 'vi' }, feed)), /Họp tổ dân phố/);
  });

  for (const layout of ['tabs', 'list', 'cards', 'compact'] as const)
    it(`shows the weather as ${layout}`, async () => {
      const attributes = { lang: 'en', layout, locate: true, show: 'feels-like hours days air warnings' } as const;
      assert.match(shown(await renderWidget('city-weather', attributes, weather)), /Hà Nội/);
    });

  for (const attributes of [
    { layout: 'choices' },
    { layout: 'buttons' },
    { layout: 'rating' },
    { kiosk: true },
    { results: 'always' },
  ] as const)
    it(`shows a poll with ${JSON.stringify(attributes)}`, async () => {
      const all = { lang: 'en', src: '/p', ...attributes };
      assert.match(shown(await renderWidget('citizen-poll', all, poll)), /Hài lòng không/);
    });

  const links: [href: string, url: string | undefined, src: string | undefined, drawn: string | undefined][] = [
    ['https://phuong.example/tin-t%E1%BB%A9c/a', undefined, '/rss', 'https://phuong.example/tin-t%E1%BB%A9c/a'],
    ['https://phuong.example/?a=1&id=1:a', undefined, '/rss', 'https://phuong.example/?a=1&#38;id=1:a'],
    ['https://phuong.example:8443/a', undefined, undefined, 'https://phuong.example:8443/a'],
    ['https://phuong.example/a#b', undefined, undefined, 'https://phuong.example/a#b'],
    ['/a', undefined, '/rss', undefined],
    ['/a', undefined, 'https://phuong.example/tin/rss', 'https://phuong.example/a'],
    ['a#b', 'https://phuong.example/tin/rss', '/rss', 'https://phuong.example/tin/a#b'],
    ['javascript:alert(1)', 'https://phuong.example/', undefined, undefined],
  ];
  for (const [link, url, src, drawn] of links)
    it(`draws a link to ${link} with ${url ?? src ?? 'no base'}`, async () => {
      const feed = `<rss version="2.0"><channel><item><title>A</title><link>${link.replace('&', '&amp;')}</link></item></channel></rss>`;
      const html = await renderWidget('district-news', { lang: 'en', src }, feed, { url });
      assert.equal(/<a [^>]*href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&#38;'), drawn);
      // The browser reads the data with the same base.
      const base = url ?? (src?.startsWith('http') ? src : undefined);
      assert.equal(/ data-url="([^"]*)"/.exec(html)?.[1], base);
    });

  it('writes a feed as a JSON string, which the browser reads', async () => {
    const feed = '<rss version="2.0"><channel><item><title>A "b"</title></item></channel></rss>';
    const html = await renderWidget('district-news', { lang: 'en' }, feed);
    assert.equal(JSON.parse(/<script type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? ''), feed);
  });

  it('has the nonce of a policy and keeps room, with no style attribute', async () => {
    const html = await renderWidget('district-news', {}, news, { nonce: 'a"b', reserve: '24.5em' });
    assert.match(html, /<style nonce="a&#34;b">/);
    assert.match(html, /:host\{--civic-reserve:24\.5em;min-block-size:24\.5em\}<\/style>/);
    assert.doesNotMatch(html, /<[^>]* style=/);
    const empty = await renderWidget('district-news', {}, { items: [] }, { reserve: '9lh' });
    assert.match(empty, /min-block-size:9lh\}<\/style>.*There is no news/s);
    await assert.rejects(renderWidget('district-news', {}, news, { reserve: '1em}*{all:unset' }), TypeError);
  });

  it('takes no name of an attribute for markup', async () => {
    const attributes = { 'data-a=""><script>': 'x' } as const;
    await assert.rejects(renderWidget('district-news', attributes, news), TypeError);
  });

  it('draws the same, and prints nothing, where other copies of the package have the tags', () => {
    const draw = (first: string): string => {
      const code = `
        const at = (path) => ${JSON.stringify(new URL('../../dist/', import.meta.url).href)} + path;
        ${first}
        const { renderWidget } = await import(at('server.js'));
        await import(at('define.js'));
        const attributes = { lang: 'en', limit: 1, 'heading-level': 4, heading: 'Ward' };
        console.log(await renderWidget('district-news', attributes, ${JSON.stringify(news)}));
        console.log(await renderWidget('city-weather', { lang: 'en', places: 'Huế@16.46,107.59' }, ${JSON.stringify(weather)}));`;
      const options = {
        encoding: 'utf8',
        stdio: 'pipe',
        cwd: fileURLToPath(new URL('.', import.meta.url)),
      } as const;
      return execFileSync(
        process.execPath,
        ['--input-type=module', '--eval', `console.error = console.warn = console.log; ${code}`],
        options,
      );
    };
    const alone = draw('');
    assert.equal(alone.match(/class="?title/g)?.length, 1);
    const others = `await import('lit'); for (const tag of ['civic-settings', 'district-news', 'weather-place', 'city-weather', 'citizen-poll', 'citizen-survey', 'public-alerts'])
      customElements.define(tag, class {});`;
    assert.equal(draw(others), alone);
  });

  it('draws warnings, of the form of a site or of CAP', async () => {
    const headline = 'Nước sông lên trên báo động 2';
    const plain = { alerts: [{ id: '1', headline, severity: 'severe', language: 'vi' }] };
    const html = await renderWidget('public-alerts', { lang: 'vi', layout: 'banner' }, plain);
    assert.match(html, /part="warning"/);
    assert.match(shown(html), /^Rất nguy hiểm: Nước sông lên trên báo động 2/);
    const cap = readFileSync(new URL('../fixtures/weather/typhoon.cap.xml', import.meta.url), 'utf8');
    const at = async (places: string) => shown(await renderWidget('public-alerts', { lang: 'vi', places }, cap));
    assert.match(await at('hue'), /Bão số 7/);
    assert.doesNotMatch(await at('ha-noi'), /Bão số 7/);
  });

  it('says that there is no warning, with the time, and that there is nothing else to show', async () => {
    for (const [lang, sentence] of [
      ['vi', /Tính đến \d\d:\d\d, chưa có cảnh báo nào\./],
      ['en-GB', /No warnings known at \d\d:\d\d\./],
    ] as const)
      assert.match(shown(await renderWidget('public-alerts', { lang }, { alerts: [] })), sentence);
    const elsewhere = { alerts: [{ headline: 'Lũ', areas: ['Huế'], severity: 'severe' }] };
    const none = await renderWidget('public-alerts', { lang: 'en', places: 'ha-noi' }, elsewhere);
    assert.match(shown(none), /No warnings known at/);
    assert.match(none, / data-time="\d{4}-\d\d-\d\dT[\d:.]+Z">/);
    const banner = await renderWidget('public-alerts', { lang: 'en', layout: 'banner' }, { alerts: [] });
    assert.match(banner, /part="?base/);
    assert.equal(shown(banner), '');
    const poll = await renderWidget('citizen-poll', { lang: 'en' }, { options: [], question: '' });
    assert.match(shown(poll), /There is nothing to vote on/);
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
