import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/elements/civic-settings/civic-settings.define.ts';
import { WeatherFormatter } from '../../src/elements/city-weather/formatter.ts';
import { ballot as en } from '../../src/i18n/en/ballot.ts';
import { type Language, languageFor, languages } from '../../src/i18n/languages.ts';
import type { TextsController } from '../../src/i18n/texts-controller.ts';
import { ballot as vi } from '../../src/i18n/vi/ballot.ts';
import { endpoint, json, until } from '../helpers/endpoint.ts';
import type { NoteElement } from '../helpers/note-element.ts';
import '../helpers/note-element.ts';
import { hearConsole } from '../helpers/console.ts';

const files = languages as Record<string, () => Promise<{ language: Language }>>;
const original = { ...files };

/** The files of some languages come late, or not at all. */
function delay(ms: Readonly<Record<string, number>>): void {
  for (const [tag, wait] of Object.entries(ms)) {
    files[tag] = async () => {
      await aTimeout(wait);
      if (wait < 0) throw new TypeError('Failed to fetch');
      return original[tag]!();
    };
  }
}

async function note(content: ReturnType<typeof html>): Promise<NoteElement> {
  const page = document.createElement('div');
  (await fixture<HTMLElement>(html`<div></div>`)).append(page);
  const { render } = await import('lit');
  render(content, page);
  return page.querySelector('civic-note')!;
}

const frame = ({ shadowRoot }: NoteElement) => shadowRoot?.querySelector('section');
const message = ({ shadowRoot }: NoteElement) => shadowRoot?.querySelector('[part=message] p')?.textContent;

/** Everything that was ever to be read in the widget. */
function watch({ shadowRoot }: NoteElement): string[] {
  const seen: string[] = [];
  const look = () => {
    const text = shadowRoot?.textContent?.replace(/\s+/g, ' ').trim();
    if (text && text !== seen.at(-1)) seen.push(text);
  };
  new MutationObserver(look).observe(shadowRoot!, { childList: true, characterData: true, subtree: true });
  look();
  return seen;
}

describe('the language of a widget', () => {
  const lines = hearConsole();
  afterEach(() => {
    Object.assign(files, original);
  });

  it('is found for regions and scripts', async () => {
    for (const [tag, file] of [
      ['fr-CA', 'fr'],
      ['de-Latn-AT', 'de'],
      ['pt-PT', 'pt'],
      ['ar-EG', 'ar'],
      ['zh', 'zh-Hans'],
      ['zh-SG', 'zh-Hans'],
      ['zh-TW', 'zh-Hant'],
      ['zh-HK', 'zh-Hant'],
      ['zh-Hant-CN', 'zh-Hant'],
      ['zh-Hans-HK', 'zh-Hans'],
    ] as const) {
      const { language } = await original[file]!();
      expect((await languageFor(tag)) === language, tag).to.equal(true);
    }
    for (const tag of ['sv', 'zh-Bopo', 'und', 'x-klingon']) {
      expect(await languageFor(tag).catch(() => undefined), tag).to.equal(undefined);
    }
  });

  it('is never English before its own words have come', async () => {
    delay({ fr: 60 });
    const element = await note(html`<civic-note lang="fr" src="http://127.0.0.1:9/"></civic-note>`);
    const seen = watch(element);
    await until(() => message(element), 'the error is said', 20_000);
    expect(message(element)).to.equal('Le serveur est injoignable. Veuillez vérifier votre connexion, puis réessayer.');
    expect(frame(element)?.lang).to.equal('fr');
    expect(seen.join()).not.to.match(/server|again|Loading/);
  });

  it('is fetched while the data are, with the page’s fallback on show', async () => {
    delay({ it: 100 });
    const { url, asked } = await endpoint(json({ text: 'ciao' }));
    const element = await note(html`<civic-note lang="it" src=${url}><a href="/note">Note</a></civic-note>`);
    await until(async () => (await asked()).length === 1, 'the data are asked for');
    expect(!!frame(element)).to.equal(false);
    expect(element.querySelector('a')!.getBoundingClientRect().height).to.be.above(0);
    await oneEvent(element, 'civic-load');
    expect(element.shadowRoot?.querySelector('.note')?.textContent).to.equal('ciao');
  });

  it('changes live: the old words stay until the new ones have come', async () => {
    delay({ de: 60 });
    const element = await note(html`<civic-note lang="en" .data=${{ text: '' }}></civic-note>`);
    await until(() => message(element), 'the old words are there');
    element.lang = 'de';
    await aTimeout(20);
    expect(frame(element)?.lang).to.equal('en');
    expect(message(element)).to.equal('There is no note.');
    await element.updateComplete;
    expect(frame(element)?.lang).to.equal('de');
  });

  it('is the last one that the page has asked for', async () => {
    delay({ es: 120, pl: 20 });
    const element = await note(html`<civic-note lang="es"></civic-note>`);
    await aTimeout(5);
    element.lang = 'pl';
    await until(() => frame(element), 'a language has come');
    expect(frame(element)?.lang).to.equal('pl');
    await aTimeout(150);
    expect(frame(element)?.lang).to.equal('pl');
    element.lang = 'es-MX';
    await aTimeout(5);
    element.lang = 'vi';
    await aTimeout(150);
    expect(frame(element)?.lang).to.equal('vi');
  });

  it('is English when its file can’t be had, said once on the console, until another widget asks again', async () => {
    delay({ ko: -1 });
    const page = html`<div lang="ko"><civic-note .data=${{ text: '' }}></civic-note><civic-note></civic-note></div>`;
    const element = await note(page);
    for (const each of element.parentElement!.querySelectorAll('civic-note')) await each.updateComplete;
    expect(frame(element)?.lang).to.equal('en');
    expect(message(element)).to.equal('There is no note.');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/texts in "ko" could not be loaded: .*Failed to fetch/);
    Object.assign(files, original);
    const other = await note(html`<civic-note lang="ko"></civic-note>`);
    await other.updateComplete;
    expect(frame(other)?.lang).to.equal('ko');
  });

  it('is English without a word where there is no dictionary', async () => {
    const element = await note(html`<civic-note lang="sv"></civic-note>`);
    await element.updateComplete;
    expect(frame(element)?.lang).to.equal('en');
    expect(lines).to.deep.equal([]);
  });

  it('brings its direction, where the page has another', async () => {
    const element = await note(html`<civic-note lang="ar-EG"></civic-note>`);
    await element.updateComplete;
    expect(frame(element)?.dir).to.equal('rtl');
    expect(getComputedStyle(frame(element)!).direction).to.equal('rtl');
    element.lang = 'vi';
    await until(() => frame(element)?.lang === 'vi', 'the widget is in Vietnamese');
    expect(frame(element)?.dir).to.equal('');
  });

  it('lets the site word single texts differently, by property and by script', async () => {
    const element = await note(html`
      <civic-settings lang="fr" .strings=${{ 'shared.retry': 'Encore une fois' }}>
        <script type="application/json" data-strings>
          { "shared.error.network": "Pas de réseau." }
        </script>
        <civic-note src="http://127.0.0.1:9/"></civic-note>
      </civic-settings>
    `);
    await until(() => message(element), 'the error is said', 20_000);
    expect(message(element)).to.equal('Pas de réseau.');
    expect(element.shadowRoot?.querySelector('[part=retry]')?.textContent?.trim()).to.equal('Encore une fois');
  });
});

describe('a list inside a sentence', () => {
  it('has marks or words between its parts in every language', () => {
    for (const locale of ['en', 'vi', ...Object.keys(languages)]) {
      const list = new WeatherFormatter({ locale } as WeatherFormatter['texts'], undefined, undefined).list([
        '1',
        '2',
        '3',
      ]);
      expect(list.replaceAll(/[\s\d]/g, ''), locale).to.have.length.of.at.least(2);
    }
  });
});

describe('a number of votes', () => {
  async function votes(lang: string): Promise<(count: number) => string> {
    const element = await note(html`<civic-note lang=${lang}></civic-note>`);
    const { texts } = element as unknown as { texts: TextsController<{ heading: string }> };
    const ballot = texts.add('ballot', { en, vi });
    await element.updateComplete;
    return (count) => ballot.get('votes', { count });
  }

  it('is counted in Russian', async () => {
    const say = await votes('ru');
    expect([1, 2, 5, 11, 21, 22, 111].map(say)).to.deep.equal([
      '1 голос',
      '2 голоса',
      '5 голосов',
      '11 голосов',
      '21 голос',
      '22 голоса',
      '111 голосов',
    ]);
  });

  it('is counted in Polish', async () => {
    const say = await votes('pl');
    expect([1, 2, 5, 12, 21, 22].map(say)).to.deep.equal([
      '1 głos',
      '2 głosy',
      '5 głosów',
      '12 głosów',
      '21 głosów',
      '22 głosy',
    ]);
  });

  it('is counted in Arabic, in its six forms', async () => {
    const say = await votes('ar-EG');
    expect([0, 1, 2, 3, 11, 100].map(say)).to.deep.equal([
      'لا أصوات',
      'صوت واحد',
      'صوتان',
      '٣ أصوات',
      '١١ صوتًا',
      '١٠٠ صوت',
    ]);
  });

  it('has millions in French', async () => {
    const say = await votes('fr');
    expect([0, 1, 2, 1_000_000].map(say)).to.deep.equal([
      '0 vote',
      '1 vote',
      '2 votes',
      '1\u202f000\u202f000 de votes',
    ]);
  });
});
