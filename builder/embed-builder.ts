import { LitElement, type TemplateResult, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CivicError } from '../src/errors.ts';
import icon from '../demo/icon.svg?no-inline';
import { renderCode } from './code-view.ts';
import { TAGS, type Tag } from './controls.ts';
import { type Candidate, discover } from './discover.ts';
import { step } from './fields.ts';
import { LANGUAGES, type UiLanguage, Words } from './i18n/texts.ts';
import { renderColours, renderLook } from './look-view.ts';
import { type Heights, Preview } from './preview.ts';
import { renderSource } from './source-view.ts';
import type { Release } from './snippet.ts';
import { type State, fromHash, idNameOf, initial, sourceOf, toHash, withTag } from './state.ts';
import { type Verdict, addressFault, completed, verdictOf } from './verdict.ts';

/** How far the endpoint has been asked. */
export type Asking =
  | { phase: 'not-yet' }
  | { phase: 'asking'; url: string }
  | { phase: 'live'; data: object; isEmpty: boolean }
  | { phase: 'needed' }
  | { phase: 'failed'; verdict: Verdict; url: string };

export type Finding =
  { phase: 'not-yet' } | { phase: 'finding'; site: string } | { phase: 'found'; site: string; candidates: Candidate[] };

/**
 * A form that makes the code of a widget: what to show, from where, how; live beside it; and the code to copy.
 * It stands in the page's own tree, so that the page's style sheet and policy hold for it.
 *
 * @fires {Event} language-change - the language of the form is another, or is known for the first time
 */
export class EmbedBuilder extends LitElement {
  @state() choices: State = fromHash(location.hash);
  @property() language: UiLanguage = languageOf(location.hash);
  @state() asking: Asking = { phase: 'not-yet' };
  @state() finding: Finding = { phase: 'not-yet' };
  /** The hashes of the version that is chosen, once they are known. */
  @state() release?: Release;
  @state() heights: Heights = { narrow: 30, wide: 30, width: 640, size: 16 };
  /** The last thing that was done and isn't seen elsewhere, read out by screen readers. */
  @state() said = '';
  /** What is typed and not chosen yet. */
  @state() placeQuery = '';
  @state() isPlaceFaulty = false;
  @state() isById = idNameOf(this.choices.attributes) !== undefined;

  #words?: Words;
  #preview?: Preview;

  get words(): Words {
    if (this.#words?.language !== this.language) this.#words = new Words(this.language);
    return this.#words;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHashChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHashChange);
  }

  /** Takes the choices; the address follows them, the preview too. */
  choose(changes: Partial<State>): void {
    const choices = { ...this.choices, ...changes };
    const isOtherSource = sourceOf(choices) !== sourceOf(this.choices);
    this.choices = choices;
    if (isOtherSource) this.asking = { phase: 'not-yet' };
    this.#write();
  }

  /** Sets an attribute of the widget; undefined leaves it to the widget. */
  chooseAttribute(name: string, value: string | undefined): void {
    this.choose({ attributes: changed(this.choices.attributes, name, value) });
  }

  chooseToken(name: string, value: string | undefined): void {
    this.choose({ tokens: changed(this.choices.tokens, name, value) });
  }

  /** As at the beginning, with the same widget. */
  reset(): void {
    this.isById = false;
    this.finding = { phase: 'not-yet' };
    this.asking = { phase: 'not-yet' };
    this.release = undefined;
    this.choose(initial(this.choices.tag));
  }

  /** Shows the widget with the endpoint's own data. Only ever because somebody pressed a button. */
  check(): void {
    const { tag, attributes, endpoint } = this.choices;
    const isNeeded =
      tag === 'city-weather'
        ? !attributes['places']
        : this.isById
          ? !endpoint || !attributes[idNameOf(attributes) ?? '']
          : !attributes['src'];
    if (isNeeded) return void (this.asking = { phase: 'needed' });
    const url = sourceOf(this.choices);
    for (const each of url.split(/\s+/).filter(Boolean)) {
      const fault = addressFault(completed(each) ?? each);
      if (fault) return void (this.asking = { phase: 'failed', verdict: fault, url: each });
    }
    this.asking = { phase: 'asking', url: url || 'https://api.open-meteo.com' };
    this.#preview?.ask(this.choices, this.language);
  }

  /** Tries the usual addresses of the site that was typed. */
  async find(): Promise<void> {
    const [typed = ''] = (this.choices.attributes['src'] ?? '').split(/\s+/);
    const url = completed(typed);
    if (!typed || !url || addressFault(url)) return this.check();
    const site = new URL(url).origin;
    this.finding = { phase: 'finding', site };
    const candidates = await discover(url);
    if (this.finding.site === site) this.finding = { phase: 'found', site, candidates };
  }

  /** Takes the files of one release, and their hashes, which lie beside them. Empty: whichever files lie there. */
  async pin(version: string): Promise<void> {
    this.release = undefined;
    this.choose({ version });
    if (version === '') return;
    const { files } = this.choices;
    try {
      const url = new URL(`${files.replace(/\/?$/, '/')}${encodeURIComponent(version)}/integrity.json`, location.href);
      const release = (await (await fetch(url)).json()) as Release;
      if (release.version !== version || typeof release.files !== 'object') throw new Error('another version');
      this.release = release;
      this.say(this.words.get('version.found', { version }));
    } catch {
      this.say(this.words.get('version.missing', { version }));
    }
  }

  /** Puts a text on the clipboard; where that isn't allowed, selects it for the hand to do. */
  async copy(text: string, shown?: Element): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.say(this.words.get('copied'));
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown);
      this.say(this.words.get('copy.failed'));
    }
  }

  /** The same sentence twice is said twice. */
  say(sentence: string): void {
    this.said = this.said === sentence ? `${sentence}\u00a0` : sentence;
  }

  protected override createRenderRoot(): HTMLElement {
    // What stands there without script has had its time.
    this.replaceChildren();
    return this;
  }

  protected override firstUpdated(): void {
    const box = this.querySelector<HTMLElement>('.stage');
    if (!box) return;
    this.#preview = new Preview(box, {
      onLive: (data, isEmpty) => (this.asking = { phase: 'live', data, isEmpty }),
      onFailed: (error) => void this.#onFailed(error),
      onHeights: (heights) => (this.heights = heights),
      onVote: () => this.say(this.words.get('preview.no-votes')),
    });
    this.#show();
  }

  protected override updated(changes: Map<PropertyKey, unknown>): void {
    if (changes.has('language')) {
      this.dispatchEvent(new Event('language-change'));
      this.#write();
    }
    if (changes.has('choices') || changes.has('asking') || changes.has('language')) this.#show();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div class="builder" lang=${this.language}>
      <header class="top">
        <a class="skip" href="#steps" @click=${this.#onSkip}>${words.get('skip')}</a>
        <div class="page">
          <img src=${new URL(icon, import.meta.url).href} alt="" width="48" height="48" />
          <div>
            <p class="project">civic-widgets</p>
            <h1>${words.get('title')}</h1>
          </div>
          <fieldset class="languages">
            <legend class="visually-hidden">${words.get('language')}</legend>
            ${Object.entries({ vi: 'Tiếng Việt', en: 'English' }).map(
              ([language, name]) =>
                html`<label lang=${language}
                  ><input
                    type="radio"
                    name="ui"
                    value=${language}
                    .checked=${this.language === language}
                    @change=${this.#onLanguage}
                  /><span>${name}</span></label
                >`,
            )}
          </fieldset>
        </div>
      </header>
      <main class="page" id="steps" tabindex="-1">
        <p class="lede">${words.get('lede')}</p>
        <div class="desk">
          <form class="steps" novalidate @submit=${this.#onSubmit}>${this.#renderWidgets()} ${renderSource(this)}</form>
          <div class="beside">${this.#renderPreview()}</div>
          <form class="steps" novalidate @submit=${stay}>${renderLook(this)} ${renderColours(this)}</form>
          <form class="steps wide" novalidate @submit=${stay}>${renderCode(this)}</form>
        </div>
        <p class="privacy">${words.get('privacy')}</p>
        <p class="visually-hidden" role="status" aria-live="polite">${this.said}</p>
      </main>
    </div>`;
  }

  #renderWidgets(): TemplateResult {
    const { words, choices } = this;
    return step(
      1,
      words.get('step.widget'),
      html`<div class="cards">
        ${TAGS.map(
          (tag) =>
            html`<label class="card">
              <input
                type="radio"
                name="widget"
                value=${tag}
                .checked=${choices.tag === tag}
                aria-describedby=${`about-${tag}`}
                @change=${() => this.#chooseTag(tag)}
              />
              <span class="card-text"
                ><strong>${words.get(`widget.${tag}`)}</strong>
                <small id=${`about-${tag}`}>${words.get(`widget.${tag}.about`)}</small></span
              >
            </label>`,
        )}
      </div>`,
    );
  }

  #renderPreview(): TemplateResult {
    const { words, choices, asking } = this;
    const isLive = asking.phase === 'live';
    const radios = <Key extends 'width' | 'scheme'>(name: Key, options: [State[Key], string][]): TemplateResult =>
      html`<fieldset class="segments">
        <legend>${words.get(`preview.${name}`)}</legend>
        ${options.map(
          ([value, label]) =>
            html`<label
              ><input
                type="radio"
                name=${name}
                value=${value}
                .checked=${choices[name] === value}
                @change=${() => this.choose({ [name]: value })}
              /><span>${label}</span></label
            >`,
        )}
      </fieldset>`;
    return html`<section class="block preview" aria-labelledby="preview-title">
      <div class="bar">
        <h2 id="preview-title">${words.get('step.preview')}</h2>
        <p class=${isLive ? 'badge live' : 'badge'}>${words.get(isLive ? 'preview.live' : 'preview.sample')}</p>
      </div>
      <div class="tools">
        ${radios('width', [
          ['', words.get('preview.width.full')],
          ['side', words.get('preview.width.side')],
          ['narrow', words.get('preview.width.narrow')],
        ])}
        ${radios('scheme', [
          ['light', words.get('preview.scheme.light')],
          ['dark', words.get('preview.scheme.dark')],
        ])}
      </div>
      <div class="sheet ${choices.scheme}" role="region" aria-label=${words.get('preview.region')} tabindex="0">
        <div class="column ${choices.width}"><div class="stage ${choices.theme}"></div></div>
      </div>
    </section>`;
  }

  #chooseTag(tag: Tag): void {
    this.isById = false;
    this.finding = { phase: 'not-yet' };
    this.asking = { phase: 'not-yet' };
    this.choose(withTag(this.choices, tag));
  }

  #show(): void {
    const isLive = ['asking', 'live'].includes(this.asking.phase);
    this.#preview?.show(this.choices, this.language, isLive);
  }

  #write(): void {
    const hash = `${toHash(this.choices)}&.ui=${this.language}`;
    if (hash !== location.hash) history.replaceState(history.state, '', hash);
  }

  async #onFailed(error: CivicError): Promise<void> {
    const { choices } = this;
    const url = error.url ?? sourceOf(choices);
    const verdict = await verdictOf(error, { tag: choices.tag, url }).catch((): Verdict => ({
      code: 'unreachable',
      values: { host: url },
      feeds: [],
    }));
    // Meanwhile something else may have been typed.
    if (choices === this.choices) this.asking = { phase: 'failed', verdict, url };
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.check();
  };

  #onLanguage = (event: Event): void => {
    this.language = (event.target as HTMLInputElement).value as UiLanguage;
  };

  #onSkip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>('#steps')?.focus();
  };

  #onHashChange = (): void => {
    // An article that is read in the preview has an address of its own.
    if (!location.hash.includes('.widget=')) return;
    this.choices = fromHash(location.hash);
    this.language = languageOf(location.hash);
    this.isById = idNameOf(this.choices.attributes) !== undefined;
    this.asking = { phase: 'not-yet' };
  };
}

function languageOf(hash: string): UiLanguage {
  const [, told = ''] = /[#&]\.ui=(\w+)/.exec(hash) ?? [];
  const wanted = told || navigator.language.slice(0, 2);
  return wanted in LANGUAGES ? (wanted as UiLanguage) : 'en';
}

function changed(
  all: Readonly<Record<string, string>>,
  name: string,
  value: string | undefined,
): Record<string, string> {
  const { [name]: _, ...rest } = all;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function stay(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    'embed-builder': EmbedBuilder;
  }
}
