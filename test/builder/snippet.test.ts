import { expect } from '@open-wc/testing';
import { TAGS, type Tag } from '../../builder/controls.ts';
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
const MARKUP = { npm: 2 } as Partial<Record<string, number>>;

describe('the code to copy', () => {
  for (const tag of TAGS) {
    for (const target of TARGETS) {
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
      for (const target of ['script', 'file', 'wordpress', 'nukeviet', 'sharepoint'] as const) {
        const [{ code } = { code: '' }] = snippet(options, target);
        const page = new DOMParser().parseFromString(htmlOf(code), 'text/html');
        const file = target === 'file' ? 'civic-widgets.all.js' : 'civic-widgets.js';
        expect(page.querySelector('script')?.getAttribute('src'), target).to.equal(`/civic-widgets/${file}`);
        expect(page.querySelector('script')?.type).to.equal('module');
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(page.querySelector('style')!.textContent);
        const rule = sheet.cssRules[0] as CSSStyleRule;
        expect(page.querySelector(tag)!.matches(rule.selectorText)).to.equal(true);
        expect(rule.style.getPropertyValue('--civic-accent')).to.equal('#9c1515');
        expect(rule.style.minBlockSize).to.equal('40em');
        expect(((sheet.cssRules[1] as CSSMediaRule).cssRules[0] as CSSStyleRule).style.minBlockSize).to.equal('30em');
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
            `import 'civic-widgets/themes/${theme}.css';`,
          ]);
          continue;
        }
        const whole = pieces.filter(({ code }) => code.includes('<script'));
        expect(whole.map(({ name }) => name)).to.deep.equal(
          target === 'sharepoint' ? ['classic', 'page'] : [pieces[0]!.name],
        );
        for (const { code } of whole) {
          // Where the script comes from, and before it: nothing is drawn in other colours first.
          const script = elementIn(code, 'link[rel=stylesheet] + script')!.getAttribute('src')!;
          const link = elementIn(code, 'link[rel=stylesheet]')!.getAttribute('href');
          expect(link).to.equal(script.replace(/civic-widgets(\.all)?\.js$/, `themes/${theme}.css`));
        }
      }
      for (const { code } of snippet(embed('district-news'), target)) expect(code).not.to.match(/themes\/\w+\.css/);
    });
  }

  it('brings the theme also where the site’s policy wants styles in a file, and there no second time', () => {
    const [html, css] = snippet(embed('city-weather', { theme: 'uswds', isApart: true }), 'script');
    expect(elementIn(html!.code, 'link')?.getAttribute('href')).to.equal('/civic-widgets/themes/uswds.css');
    expect(css!.code).not.to.contain('uswds');
  });

  it('stands by itself in a WordPress block, an SharePoint frame and a NukeViet block', () => {
    const [wordpress] = snippet(embed('district-news'), 'wordpress');
    expect(wordpress!.code).to.match(/^<!-- wp:html -->\n[^]+\n<!-- \/wp:html -->$/);
    const [, page, frame] = snippet(embed('district-news', { files: 'https://w.example/f' }), 'sharepoint');
    expect(page!.code).to.match(/^<!doctype html>\n<html lang="vi">/);
    expect(elementIn(page!.code, 'district-news')?.getAttribute('src')).to.equal('https://phuong.example/rss?a=1&b=2');
    expect(elementIn(frame!.code, 'iframe')?.getAttribute('src')).to.equal('https://w.example/f/district-news.html');
    const [nukeviet] = snippet(embed('citizen-poll'), 'nukeviet');
    expect(nukeviet!.file).to.match(/^global\.civic-poll-\w{4}\.php$/);
    expect(nukeviet!.code).to.match(/^<\?php\n/);
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
      const [html, css] = snippet(embed('city-weather', { isApart: true }), target);
      expect(html!.code).not.to.contain('<style');
      expect(html!.code).not.to.contain('style=');
      expect(css!.code).to.match(/^\.civic-weather-\w{4} \{/);
    }
  });

  it('puts a poll that is asked by its id inside its settings, and imports them', () => {
    const options = embed('citizen-poll', { attributes: [['poll', 'mot-cua']], endpoint: 'https://w.example' });
    const [, imports, markup] = snippet(options, 'npm');
    expect(imports!.code).to.equal("import 'civic-widgets/civic-settings';\nimport 'civic-widgets/citizen-poll';");
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
