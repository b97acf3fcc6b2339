import { expect } from '@open-wc/testing';
import { contrast, hexOf, isValidToken } from '../../builder/colour.ts';
import { TAGS, controlsOf, tokensOf } from '../../builder/controls.ts';
import { LANGUAGES, Words } from '../../builder/i18n/texts.ts';
import { searchPlaces } from '../../builder/places.ts';
import { fromHash, initial, toHash, withTag } from '../../builder/state.ts';
import type { Manifest } from '../../scripts/manifest.ts';

describe('the form’s controls', () => {
  it('come from the manifest: an attribute that is new there is in the form by itself', () => {
    const attribute = (name: string, type: string, description = '') => ({ name, type: { text: type }, description });
    const manifest: Manifest = {
      modules: [
        {
          path: '',
          exports: [],
          declarations: [
            {
              kind: 'class',
              name: 'DistrictNews',
              tagName: 'district-news',
              attributes: [
                attribute('src', 'string'),
                attribute('mood', "'calm' | 'merry' | undefined"),
                attribute('loud', 'boolean'),
                attribute('age', 'number | undefined'),
                attribute('parts', 'string', 'Any of `head arms legs`.'),
                attribute('nickname', 'string'),
              ],
            },
          ],
        },
      ],
    };
    const controls = controlsOf('district-news', manifest);
    expect(controls.map(({ name, kind, options }) => [name, kind, options.join(' ')])).to.deep.equal([
      ['mood', 'choice', 'calm merry'],
      ['loud', 'switch', ''],
      ['age', 'number', ''],
      ['parts', 'words', 'head arms legs'],
      ['nickname', 'text', ''],
    ]);
  });

  it('know every attribute that is there: layouts to choose, parts to tick, numbers, switches', () => {
    const kinds = (tag: string) => Object.fromEntries(controlsOf(tag).map(({ name, kind }) => [name, kind]));
    expect(kinds('district-news')).to.include({
      layout: 'choice',
      limit: 'number',
      show: 'words',
      'new-tab': 'switch',
    });
    expect(kinds('city-weather')).to.include({
      layout: 'choice',
      show: 'words',
      credentials: 'choice',
      locate: 'switch',
    });
    expect(kinds('citizen-poll')).to.include({ results: 'choice', kiosk: 'switch', 'kiosk-reset': 'number' });
  });

  it('have a label for every attribute, word and token, in every language of the builder', () => {
    const words = new Words('en');
    const missing = TAGS.flatMap((tag) => [
      ...controlsOf(tag).flatMap(({ name, options }) => [
        `attribute.${name}`,
        ...options.map((word) => `word.${word}`),
      ]),
      ...tokensOf(tag).map(({ name }) => `token.${name.replace('--civic-', '')}`),
    ]).filter((key) => words.find(key) === undefined);
    expect(missing).to.deep.equal([]);
  });

  it('take as colours, lengths and numbers what the manifest’s tokens are', () => {
    for (const tag of TAGS) {
      const kinds = Object.fromEntries(tokensOf(tag).map(({ name, kind }) => [name, kind]));
      expect(kinds, tag).to.include({
        '--civic-accent': 'colour',
        '--civic-radius': 'length',
        '--civic-line-height': 'number',
      });
      expect(tokensOf(tag)[0]!.name).to.equal('--civic-accent');
    }
  });
});

describe('a value for a style rule', () => {
  const accent = { name: '--civic-accent', kind: 'colour' } as const;
  it('is what it says it is, or is not taken', () => {
    for (const good of ['#9c1515', 'rebeccapurple', 'rgb(1 2 3)', 'light-dark(#000, #fff)', 'oklch(0.5 0.1 20)'])
      expect(isValidToken(accent, good), good).to.equal(true);
    for (const bad of ['red;}', '</style>', 'url(x)', '', 'no colour', 'red} body{display:none', '"'])
      expect(isValidToken(accent, bad), bad).to.equal(false);
    expect(isValidToken({ name: 'x', kind: 'length' }, '0.5em')).to.equal(true);
    expect(isValidToken({ name: 'x', kind: 'length' }, '1em;')).to.equal(false);
    expect(isValidToken({ name: 'x', kind: 'number' }, '1.5')).to.equal(true);
  });

  it('has the contrast that WCAG computes', () => {
    expect(contrast('#000000', '#ffffff')).to.equal(21);
    expect(contrast('#767676', '#ffffff')).to.be.closeTo(4.54, 0.01);
    expect(hexOf('rebeccapurple')).to.equal('#663399');
    expect(hexOf('no colour')).to.equal(undefined);
  });
});

describe('the choices in the address', () => {
  it('come back as they were', () => {
    const state = {
      ...initial('citizen-poll'),
      attributes: { poll: 'một cửa & "x"', kiosk: '', layout: 'rating' },
      tokens: { '--civic-accent': '#9c1515', '--civic-radius': '0' },
      theme: 'govuk' as const,
      endpoint: 'https://w.example',
      lang: 'en',
      target: 'nukeviet' as const,
      isApart: true,
      scheme: 'dark' as const,
    };
    expect(fromHash(toHash(state))).to.deep.equal(state);
    for (const tag of TAGS) expect(fromHash(toHash(initial(tag)))).to.deep.equal(initial(tag));
  });

  it('remember that all places were taken away', () => {
    const state = { ...initial('city-weather'), attributes: {} };
    expect(fromHash(toHash(state)).attributes['places']).to.equal('');
  });

  it('are nothing but choices: what isn’t one is left out', () => {
    const hash =
      '#.widget=district-news&onclick=alert(1)&layout=cards&--civic-accent=red;}body{x&--evil=1&.theme=../evil&.target=nowhere&.lang="><';
    expect(fromHash(hash)).to.deep.equal({ ...initial('district-news'), attributes: { layout: 'cards' } });
    expect(fromHash('#.widget=script')).to.deep.equal(initial());
  });

  it('keep theme, colours and language for another widget, not its address', () => {
    const state = {
      ...initial('district-news'),
      attributes: { src: '/rss' },
      tokens: { '--civic-accent': 'red', '--civic-news-image': '9em' },
      theme: 'vietnam' as const,
      lang: 'fr',
    };
    const other = withTag(state, 'citizen-poll');
    expect(other).to.deep.include({
      attributes: {},
      tokens: { '--civic-accent': 'red' },
      theme: 'vietnam',
      lang: 'fr',
    });
  });
});

describe('the search for a place', () => {
  const names = (query: string, language = 'vi'): string[] => searchPlaces(query, language).map(({ name }) => name);
  it('finds units, towns and capitals, with and without marks', () => {
    expect(names('')).to.have.length(34);
    expect(names('da n')[0]).to.equal('Đà Nẵng');
    expect(names('Đà Nẵng')[0]).to.equal('Đà Nẵng');
    expect(names('sa pa')).to.deep.equal(['Sa Pa']);
    expect(names('viêng chăn')).to.deep.equal(['Viêng Chăn']);
    expect(names('vien', 'en')).to.include('Vientiane');
    expect(names('hải dương')).to.deep.equal(['Hải Phòng']);
    expect(names('chi minh')).to.deep.equal(['TP Hồ Chí Minh']);
    expect(names('xyz')).to.deep.equal([]);
  });
});

describe('the builder’s texts', () => {
  it('name every placeholder of the English ones in Vietnamese', () => {
    const placeholders = (text: unknown): string[] => [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].sort();
    for (const [key, text] of Object.entries(LANGUAGES.en))
      expect(placeholders(LANGUAGES.vi[key as keyof typeof LANGUAGES.vi]), key).to.deep.equal(placeholders(text));
  });

  it('fill in numbers and plurals as the language writes them', () => {
    const en = new Words('en');
    expect(en.get('verdict.good.district-news', { count: 1 })).to.equal('It works: 1 item of news was read.');
    expect(en.get('verdict.good.district-news', { count: 1200 })).to.contain('1,200 items');
    expect(new Words('vi').get('verdict.good.district-news', { count: 1200 })).to.contain('1.200 tin');
    expect(en.find('attribute.brand-new')).to.equal(undefined);
  });
});
