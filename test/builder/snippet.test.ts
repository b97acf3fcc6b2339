import { expect } from '@open-wc/testing';
import { TAGS, type Tag } from '../../builder/controls.ts';
import { ATTRIBUTES } from '../../src/iframe/page.ts';
import { readFrame } from '../../src/iframe/rules.ts';
import { type Embed, TARGETS, THEMES, classOf, snippet } from '../../builder/snippet.ts';

const NASTY = `a"b'c&d<e>f&amp;g --> </style></script> [x] {y}`;

function embed(tag: Tag, changes: Partial<Embed> = {}): Embed {
  return {
    tag,
    attributes: [['src', 'https://phuong.example/rss?a=1&b=2']],
    tokens: {},
    theme: '',
    height: { narrow: 40, wide: 30 },
    link: { href: '/tin-tuc', text: 'Tin tức' },
    files: '/civic-widgets/',
    title: 'Tin tức',
    lang: 'vi',
    ...changes,
  };
}

/** The HTML of a piece, as the system that it is pasted into keeps it. */
function htmlOf(code: string): string {
  return /<<<'CIVIC_WIDGETS'\n([^]*)\nCIVIC_WIDGETS;/.exec(code)?.[1] ?? code;
}

function elementIn(code: string, tag: string): Element | null {
  return new DOMParser().parseFromString(htmlOf(code), 'text/html').querySelector(tag);
}

/** The piece with the element in it. */
const MARKUP = { npm: 2, sharepoint: 1 } as Partial<Record<string, number>>;

describe('the code to copy', () => {
  for (const tag of TAGS) {
    // A placeholder has no element.
    for (const target of TARGETS.filter((each) => each !== 'other')) {
      it(`has <${tag}> for ${target}, whatever was typed, as it was typed`, () => {
        const pieces = snippet(
          embed(tag, {
            attributes: [
              ['src', `https://phuong.example/rss?q=${NASTY.replaceAll(' ', '%20')}`],
              ['heading', NASTY],
              ['new-tab', ''],
            ],
            switches: ['new-tab'],
            link: { href: `/?q=${NASTY}`, text: NASTY },
            title: NASTY,
          }),
          target,
        );
        const code = pieces[MARKUP[target] ?? 0]!.code;
        const element = elementIn(code, tag)!;
        expect(element.getAttribute('heading')).to.equal(NASTY);
        expect(element.getAttribute('src')).to.equal(`https://phuong.example/rss?q=${NASTY.replaceAll(' ', '%20')}`);
        expect(element.getAttribute('new-tab')).to.equal('');
        expect(element.querySelector('a')?.getAttribute('href')).to.equal(`/?q=${NASTY}`);
        expect(element.querySelector('a')?.textContent).to.equal(NASTY);
      });
    }

    it(`brings the script, the block size and the colours of <${tag}>`, () => {
      const options = embed(tag, { tokens: { '--civic-accent': '#9c1515' } });
      for (const target of ['script', 'file', 'wordpress', 'nukeviet', 'sharepoint', 'liferay'] as const) {
        const { code } = snippet(options, target)[MARKUP[target] ?? 0]!;
        const page = new DOMParser().parseFromString(htmlOf(code), 'text/html');
        const file = target === 'file' ? 'civic-widgets.all.js' : 'civic-widgets.js';
        expect(page.querySelector('script')?.getAttribute('src'), target).to.equal(`/civic-widgets/${file}`);
        expect(page.querySelector('script')?.type).to.equal('module');
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(page.querySelector('style')!.textContent);
        const rule = sheet.cssRules[0] as CSSStyleRule;
        expect(page.querySelector(tag)!.matches(rule.selectorText)).to.equal(true);
        expect(rule.style.getPropertyValue('--civic-accent')).to.equal('#9c1515');
        const reserve = ({ style }: CSSStyleRule): string => style.getPropertyValue('--civic-reserve').trim();
        expect(reserve(rule)).to.equal('40em');
        expect(reserve((sheet.cssRules[1] as CSSMediaRule).cssRules[0] as CSSStyleRule)).to.equal('30em');
        expect(page.querySelector('link[rel=stylesheet]')?.getAttribute('href')).to.equal(
          '/civic-widgets/civic-widgets.css',
        );
      }
    });
  }

  for (const target of TARGETS) {
    it(`brings the chosen theme for ${target}, and none where none was chosen`, () => {
      for (const theme of THEMES) {
        const pieces = snippet(embed('district-news', { theme, files: 'https://w.example/f?a=1&b=' }), target);
        if (target === 'npm') {
          expect(pieces.find(({ name }) => name === 'import')!.code.split('\n')).to.deep.equal([
            `import 'civic-widgets/district-news';`,
            `import 'civic-widgets/embed/civic-widgets.css';`,
            `import 'civic-widgets/themes/${theme}.css';`,
          ]);
          continue;
        }
        const whole = pieces.filter(({ code }) => code.includes('<script'));
        expect(whole.map(({ name }) => name)).to.deep.equal(
          { sharepoint: ['page', 'classic'], nukeviet: ['nukeviet'], other: ['placeholder', 'page'] }[
            target as string
          ] ?? [pieces[0]!.name],
        );
        for (const { code } of whole) {
          // Where the script comes from, and before it: nothing is drawn in other colours first.
          const script = elementIn(code, 'link[rel=stylesheet] + script')!.getAttribute('src')!;
          const link = elementIn(code, 'link + link[rel=stylesheet]')!.getAttribute('href');
          expect(link).to.equal(script.replace(/civic-widgets(\.all)?\.js$/, `themes/${theme}.css`));
        }
      }
      for (const { code } of snippet(embed('district-news'), target)) expect(code).not.to.match(/themes\/\w+\.css/);
    });
  }

  it('brings the theme also where the site’s policy wants styles in a file, and there no second time', () => {
    const [html, css] = snippet(embed('city-weather', { theme: 'uswds', isApart: true }), 'script');
    expect(elementIn(html!.code, 'link + link')?.getAttribute('href')).to.equal('/civic-widgets/themes/uswds.css');
    expect(css!.code).not.to.contain('uswds');
  });

  it('has no comments for WordPress, whose HTML block would nest them, and the site’s time zone', () => {
    const [block, shortcode] = snippet(embed('district-news', { timeZone: 'Asia/Ho_Chi_Minh' }), 'wordpress');
    expect(block!.code).not.to.contain('<!--');
    for (const { code } of [block!, shortcode!]) expect(code).to.contain('time-zone="Asia/Ho_Chi_Minh"');
    const own = embed('district-news', { timeZone: 'Asia/Ho_Chi_Minh', attributes: [['time-zone', 'UTC']] });
    expect(snippet(own, 'wordpress')[0]!.code).to.contain('time-zone="UTC"');
    expect(snippet(own, 'wordpress')[0]!.code).not.to.contain('Ho_Chi_Minh');
    expect(snippet(embed('district-news', { timeZone: 'Asia/Ho_Chi_Minh' }), 'script')[0]!.code).not.to.contain('zone');
  });

  it('has a shortcode that no bracket ends, and that asks a poll by its address', () => {
    const attributes = [['src', '/jsonapi?page[limit]=2&a="b"'] as const, ['new-tab', ''] as const];
    const [, news] = snippet(embed('district-news', { attributes, switches: ['new-tab'] }), 'wordpress');
    expect(news!.code).to.equal(
      '[district-news src="/jsonapi?page&#91;limit&#93;=2&amp;a=&quot;b&quot;" new-tab]<a href="/tin-tuc">Tin tức</a>[/district-news]',
    );
    const poll = embed('citizen-poll', { attributes: [['poll', 'mot-cua']], endpoint: 'https://w.example/' });
    expect(snippet(poll, 'wordpress')[1]!.code).to.contain('src="https://w.example/polls/mot-cua"');
    const survey = embed('citizen-survey', { attributes: [['survey', 'mot-cua']], endpoint: 'https://w.example/' });
    expect(snippet(survey, 'wordpress')[1]!.code).to.contain('src="https://w.example/surveys/mot-cua"');
  });

  it('stands by itself in a frame, and for NukeViet in a block whose scripts stay in their place', () => {
    const [page, frame] = snippet(embed('district-news', { files: 'https://w.example/f' }), 'sharepoint');
    expect(page!.code).to.match(/^<!doctype html>\n<html lang="vi">/);
    expect(elementIn(page!.code, 'district-news')?.getAttribute('src')).to.equal('https://phuong.example/rss?a=1&b=2');
    expect(elementIn(frame!.code, 'iframe')?.getAttribute('src')).to.equal('https://w.example/f/district-news.html');
    const [block] = snippet(embed('citizen-poll'), 'nukeviet');
    expect(block!.file).to.match(/^global\.civic-poll-\w{4}\.php$/);
    expect(block!.code).to.match(/^<\?php\n/);
    expect(elementIn(block!.code, 'script')?.getAttribute('data-show')).to.equal('inline');
  });

  const frames: [what: string, changes: Partial<Embed>, address: string][] = [
    ['of the data’s own site', {}, '/civic-widgets/frame.html?tag=district-news&src=/rss?a=1&b=2'],
    [
      'with looks',
      { attributes: [['src', '/rss']], theme: 'govuk', tokens: { '--civic-accent': '#7a1420', '--civic-radius': '0' } },
      '/civic-widgets/frame.html?tag=district-news&src=/rss&theme=govuk&accent=#7a1420',
    ],
    [
      'of a survey by its id',
      { tag: 'citizen-survey', attributes: [['survey', 'mot-cua']], endpoint: '/api/' },
      '/civic-widgets/frame.html?tag=citizen-survey&src=/api/surveys/mot-cua',
    ],
    [
      'of a poll by its id',
      { tag: 'citizen-poll', attributes: [['poll', 'mot-cua']], endpoint: '/api/' },
      '/civic-widgets/frame.html?tag=citizen-poll&src=/api/polls/mot-cua',
    ],
    [
      'of two feeds of one site',
      { attributes: [['src', 'https://phuong.example/a https://phuong.example/b']] },
      '/civic-widgets/frame.html?tag=district-news&src=/a /b',
    ],
  ];
  for (const [what, changes, address] of frames) {
    it(`has a frame ${what}, of the same site for NukeViet and with its name elsewhere`, () => {
      const told = embed('district-news', changes);
      const frameIn = (target: 'nukeviet' | 'sharepoint'): string => {
        const code = snippet(told, target).find(({ name }) => name === 'frame')!.code;
        return elementIn(code, 'iframe')!.getAttribute('src')!;
      };
      const said = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
      expect(said(frameIn('nukeviet'))).to.equal(address);
      expect(said(frameIn('sharepoint'))).to.equal(`https://phuong.example${address}`);
      expect(snippet(told, 'nukeviet').some(({ name }) => name === 'page')).to.equal(false);
      // What the frame's own script makes of it.
      const { search } = new URL(frameIn('nukeviet'), 'https://phuong.example');
      expect(readFrame(new URLSearchParams(search), { attributes: ATTRIBUTES }).tag).to.equal(told.tag);
    });
  }

  it('has a page of its own for addresses of several sites, and no frame of another site for NukeViet', () => {
    const sources = embed('district-news', { attributes: [['src', '/rss https://la.example/rss']] });
    expect(snippet(sources, 'sharepoint').map(({ name }) => name)).to.deep.equal(['page', 'frame', 'classic']);
    const elsewhere = embed('district-news', { files: 'https://w.example/civic-widgets/' });
    expect(snippet(elsewhere, 'nukeviet').map(({ name }) => name)).to.deep.equal(['nukeviet']);
  });

  it('has an address to paste for WordPress’ authors, where a companion server has the data', () => {
    const server = { files: 'https://w.example/civic-widgets/' };
    const addressIn = (changes: Partial<Embed>): string | undefined =>
      snippet(embed('district-news', { ...server, ...changes }), 'wordpress').find(({ name }) => name === 'address')
        ?.code;
    expect(addressIn({ attributes: [['src', 'https://w.example/news?feed=ward']] })).to.equal(
      'https://w.example/frame/district-news?src=/news%3Ffeed%3Dward',
    );
    expect(addressIn({ tag: 'citizen-poll', attributes: [['poll', 'a']], endpoint: 'https://w.example' })).to.equal(
      'https://w.example/frame/citizen-poll?src=/polls/a',
    );
    for (const src of ['https://phuong.example/rss', 'https://w.example/rss', 'https://w.example/newsletter'])
      expect(addressIn({ attributes: [['src', src]] }), src).to.equal(undefined);
    expect(addressIn({ attributes: [['src', '/news']], files: '/civic-widgets/' })).to.equal(undefined);
  });

  it('marks the place with data attributes alone where unknown tags are taken away', () => {
    const options = embed('citizen-poll', {
      attributes: [
        ['poll', 'p'],
        ['kiosk', ''],
      ],
      switches: ['kiosk'],
      endpoint: '/api',
    });
    const [{ code } = { code: '' }] = snippet(options, 'other');
    expect(elementIn(code, 'citizen-poll')).to.equal(null);
    const place = elementIn(code, '[data-civic=civic-settings][data-endpoint="/api"] > [data-civic=citizen-poll]')!;
    expect({ ...(place as HTMLElement).dataset }).to.deep.equal({ civic: 'citizen-poll', poll: 'p', kiosk: '' });
    expect(place.querySelector('a')?.textContent).to.equal('Tin tức');
  });

  it('names a version’s own folder, with the hashes that it has', () => {
    const release = { version: '1.2.3', files: { 'civic-widgets.js': 'sha384-a', 'civic-widgets.css': 'sha384-b' } };
    const [{ code } = { code: '' }] = snippet(embed('district-news', { release }), 'script');
    expect(elementIn(code, 'script')?.outerHTML).to.equal(
      '<script type="module" src="/civic-widgets/1.2.3/civic-widgets.js" integrity="sha384-a" crossorigin=""></script>',
    );
    expect(elementIn(code, 'link')?.getAttribute('integrity')).to.equal('sha384-b');
    const [unknown] = snippet(embed('district-news', { release: { version: '1.2.3', files: {} } }), 'script');
    expect(unknown!.code).not.to.contain('integrity');
  });

  it('ends no nowdoc before its time, even when a line of what was typed says so', () => {
    const heading = 'a\nCIVIC_WIDGETS;\nsystem("x");';
    const [{ code } = { code: '' }] = snippet(
      embed('district-news', { attributes: [['heading', heading]] }),
      'nukeviet',
    );
    expect(code.match(/^CIVIC_WIDGETS;/gm)).to.have.length(1);
  });

  it('keeps styles in a file where the site’s policy wants them there', () => {
    for (const target of ['script', 'wordpress', 'nukeviet'] as const) {
      const pieces = snippet(embed('city-weather', { isApart: true }), target);
      const [html, css] = [pieces[0], pieces.at(-1)];
      expect(html!.code).not.to.contain('<style');
      expect(html!.code).not.to.contain('style=');
      expect(css!.code).to.match(/^\.civic-weather-\w{4} \{/);
    }
  });

  it('puts a poll that is asked by its id inside its settings, and imports them', () => {
    const options = embed('citizen-poll', { attributes: [['poll', 'mot-cua']], endpoint: 'https://w.example' });
    const [, imports, markup] = snippet(options, 'npm');
    expect(imports!.code).to.equal(
      [
        "import 'civic-widgets/civic-settings';",
        "import 'civic-widgets/citizen-poll';",
        "import 'civic-widgets/embed/civic-widgets.css';",
      ].join('\n'),
    );
    const settings = elementIn(markup!.code, 'civic-settings');
    expect(settings?.getAttribute('endpoint')).to.equal('https://w.example');
    expect(settings?.querySelector('citizen-poll')?.getAttribute('poll')).to.equal('mot-cua');
  });

  it('gives two looks two classes, and the same look the same', () => {
    const red = embed('district-news', { tokens: { '--civic-accent': '#900' } });
    expect(classOf(red)).to.equal(classOf({ ...red }));
    expect(classOf(red)).not.to.equal(classOf(embed('district-news')));
    expect(classOf(embed('district-news'))).to.match(/^[a-z][a-z0-9-]+$/);
  });
});
