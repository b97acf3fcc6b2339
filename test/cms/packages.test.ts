/** The packages for content management systems: what is in them, and what NukeViet makes of what one may paste there. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { nukevietFiles, widgetsOf, wordpressFiles } from '../../scripts/integrations.ts';
import { zip } from '../../scripts/zip.ts';
import { saved, served } from './nukeviet-filter.ts';

const wordpress = wordpressFiles('1.2.3');
const nukeviet = nukevietFiles('1.2.3');
const TAGS = Object.keys(widgetsOf());

describe('the packages', () => {
  it('have the script, its parts, the style sheet and licences as text', () => {
    for (const [files, folder] of [
      [wordpress, 'civic-widgets/assets/'],
      [nukeviet, 'assets/civic-widgets/'],
    ] as const) {
      const paths = [...files.keys()];
      for (const file of ['civic-widgets.js', 'civic-widgets.css']) assert.ok(files.has(folder + file), file);
      assert.ok(paths.filter((path) => path.startsWith(`${folder}chunks/`)).length > 3);
      const licence = files.get(paths.find((path) => path.endsWith('LICENSE.txt'))!)!.toString();
      for (const name of ['MIT', 'lit', 'dompurify']) assert.match(licence, new RegExp(name, 'i'));
      for (const language of ['vi', 'en'])
        assert.ok(paths.some((path) => new RegExp(`README\\.${language}\\.`).test(path)));
    }
  });

  it('name no other host that code could come from', () => {
    for (const [path, content] of [...wordpress, ...nukeviet])
      if (/\.php$|editor\.js$/.test(path))
        assert.doesNotMatch(content.toString(), /https?:\/\/(?!phuong\.example)[\w.]+\//, path);
  });

  it('have every attribute of every widget as a setting, in both languages', () => {
    for (const [tag, { title, settings }] of Object.entries(widgetsOf())) {
      assert.notEqual(title.vi, '');
      assert.ok(
        settings.some(({ name }) => name === 'src'),
        tag,
      );
      for (const { label, options } of settings)
        for (const text of [label, ...options.map((option) => option.label)]) assert.ok(text.vi && text.en);
    }
  });

  it('are zips that unpack to what went in', () => {
    const packed = zip(
      new Map<string, string | Buffer>([
        ['thư mục/tệp.txt', 'Xin chào'],
        ['b.txt', Buffer.alloc(1000, 'b')],
      ]),
    );
    assert.deepEqual(
      unzip(packed),
      new Map([
        ['b.txt', 'b'.repeat(1000)],
        ['thư mục/tệp.txt', 'Xin chào'],
      ]),
    );
    assert.deepEqual(zip(wordpress), zip(wordpress));
  });
});

describe('the NukeViet package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-nukeviet-'));
  before(() => {
    for (const [path, content] of nukeviet) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is as its installer wants it', () => {
    const config = nukeviet.get('config.ini')!.toString();
    const value = (key: string): string => new RegExp(`^${key} = "?(.*?)"?$`, 'm').exec(config)![1]!;
    assert.deepEqual(config.match(/^\[.*\]$/gm), ['[extension]', '[author]', '[note]']);
    assert.equal(value('type'), 'block');
    assert.match(value('version'), /^[0-9]\.[0-9]\.[0-9]{2}$/);
    assert.match(value('name'), /^(global|module)\.([a-zA-Z0-9\-_]+)\.php$/);
    for (const path of nukeviet.keys()) {
      assert.match(path, /^(config\.ini$|assets\/|themes\/)/);
      // No code in assets/, and only kinds of files that it knows.
      if (path.startsWith('assets/')) assert.match(path, /\.(js|css|txt)$/);
    }
  });

  it('has a block and its settings for every widget in both themes', () => {
    for (const theme of ['default', 'mobile_default'])
      for (const tag of TAGS) {
        const path = `themes/${theme}/blocks/global.civic_${tag.replaceAll('-', '_')}`;
        const php = nukeviet.get(`${path}.php`)!.toString();
        const ini = nukeviet.get(`${path}.ini`)!.toString();
        const called = [...ini.matchAll(/<(?:data|submit)function>(\w+)</g)].map(([, name = '']) => name);
        assert.equal(called.length, 2);
        for (const name of called) assert.match(php, new RegExp(`function ${name}\\(`));
        assert.doesNotMatch(php, /\{(?:TAG|NAME|VERSION|SETTINGS)\}/);
      }
  });

  /** The block, drawn by PHP with the little that it asks of NukeViet. */
  function drawn(tag: string, config: Record<string, string>): string {
    const file = join(folder, `themes/mobile_default/blocks/global.civic_${tag.replaceAll('-', '_')}.php`);
    const code = `define('NV_MAINFILE', 1); define('NV_SYSTEM', 1); define('NV_BASE_SITEURL', '/phuong/'); define('NV_ASSETS_DIR', 'assets');
      define('NV_LANG_DATA', 'vi'); define('NV_LANG_INTERFACE', 'vi'); define('NV_SITE_TIMEZONE_NAME', 'Asia/Ho_Chi_Minh');
      function nv_function_exists($name) { return function_exists($name); }
      $block_config = json_decode($argv[1], true); include '${file}'; echo $content;`;
    return execFileSync(
      'php',
      ['-d', 'error_reporting=-1', '-d', 'display_errors=1', '-r', code, JSON.stringify(config)],
      { encoding: 'utf8' },
    );
  }

  it('draws the tag past the filter, with its files from the site itself', () => {
    const html = drawn('district-news', { limit: '3', new_tab: '1', link: '/vi/news/', link_text: 'Tin tức' });
    assert.equal(
      html,
      '<link rel="stylesheet" href="/phuong/assets/civic-widgets/civic-widgets.css">' +
        '<script type="module" data-show="inline" src="/phuong/assets/civic-widgets/civic-widgets.js"></script>' +
        '<district-news limit="3" new-tab src="/phuong/index.php?language=vi&amp;nv=news&amp;op=rss" time-zone="Asia/Ho_Chi_Minh">' +
        '<a href="/vi/news/">Tin tức</a></district-news>',
    );
  });

  it('writes what was typed as text, whatever it was', () => {
    const html = drawn('citizen-poll', {
      src: '/polls/&quot;&gt;&lt;img src=x&#91;1&#93;',
      heading: "Ý kiến & 'góp ý'",
      link: 'javascript:alert(1)',
    });
    assert.ok(html.includes('src="/polls/&quot;&gt;&lt;img src=x[1]"'));
    assert.ok(html.includes('heading="Ý kiến &amp; &#039;góp ý&#039;"'));
    assert.ok(!html.includes('javascript:'));
  });

  it('draws its form', () => {
    const file = join(folder, 'themes/default/blocks/global.civic_district_news.php');
    const code = `define('NV_MAINFILE', 1); define('NV_LANG_INTERFACE', 'en'); function nv_function_exists($name) { return function_exists($name); }
      include '${file}'; echo civic_district_news_config('theme', ['layout' => 'cards']);`;
    const form = execFileSync('php', ['-r', code], { encoding: 'utf8' });
    assert.match(form, /<option value="cards" selected="selected">Cards</);
    assert.match(form, /name="config_civic_src"/);
  });
});

describe('what NukeViet leaves of what is pasted', () => {
  const rules: [what: string, html: string, left: string][] = [
    [
      'a widget’s tag goes, its link stays',
      '<district-news src="/rss"><a href="/tin">Tin</a></district-news>',
      '<a href="/tin">Tin</a>',
    ],
    ['a script goes with its text', 'a<script type="module" src="/civic-widgets/civic-widgets.js"></script>b', 'ab'],
    ['a style goes, its text stays', '<style>.k { color: red; }</style>', '.k { color: red; }'],
    ['a link to a style sheet goes', '<link rel="stylesheet" href="/a.css">', ''],
    [
      'a frame of the same site stays',
      '<iframe src="/civic-widgets/frame.html?tag=district-news" title="Tin"></iframe>',
      '<iframe src="/civic-widgets/frame.html?tag=district-news" title="Tin"></iframe>',
    ],
    [
      'a frame of another site loses its address',
      '<iframe src="https://khac.example/" title="Tin"></iframe>',
      '<iframe title="Tin"></iframe>',
    ],
    [
      'a placeholder stays',
      '<div data-civic="district-news" data-src="/rss"><a href="/tin">Tin</a></div>',
      '<div data-civic="district-news" data-src="/rss"><a href="/tin">Tin</a></div>',
    ],
    ['a handler goes', '<div onclick="x()" class="c">a</div>', '<div class="c">a</div>'],
  ];
  for (const [what, html, left] of rules) it(what, () => assert.equal(saved(html), left));

  it('moves scripts to the end of the page, unless they say where they belong', () => {
    const page = (script: string): string => `<body><district-news>${script}</district-news></body>`;
    const json = '{"items":[]}';
    assert.equal(
      served(page(`<script type="application/json">${json}</script>`)),
      `<body><district-news></district-news><script type="application/json">${json}</script></body>`,
    );
    const inline = served(page(`<script type="application/json" data-show="inline">${json}</script>`));
    assert.equal(inline, page(`<script type="application/json">${json}</script>`));
  });
});

/** Reads a zip as its index tells it. */
function unzip(packed: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = packed.lastIndexOf('PK\x05\x06');
  let at = packed.readUInt32LE(end + 16);
  for (let left = packed.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength, offset] = [
      packed.readUInt32LE(at + 20),
      packed.readUInt16LE(at + 28),
      packed.readUInt32LE(at + 42),
    ];
    const name = packed.subarray(at + 46, at + 46 + nameLength).toString();
    const start = offset + 30 + packed.readUInt16LE(offset + 26);
    files.set(name, inflateRawSync(packed.subarray(start, start + size)).toString());
    at += 46 + nameLength;
  }
  return files;
}
