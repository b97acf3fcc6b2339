import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type {
  FeedHealth,
  Item,
  LogPage,
  PollDetail,
  ResultGroup,
  Session,
  SurveyDetail,
  WrittenPage,
} from '../src/admin/wire.ts';
import { ApiError, ask } from './api.ts';
import { renderBars } from './bars.ts';
import { type Key, type Language, LANGUAGES, Words } from './i18n/texts.ts';
import { renderLogin } from './login-view.ts';
import { renderGroups } from './survey-results.ts';
import { renderFeeds, renderItems, renderLog } from './tables.ts';
import { renderWritten, type Take } from './written-view.ts';

type Per = '' | 'context' | 'month';

/** What is shown, with what the server told of it. */
type View =
  | { at: 'items'; items: Item[] }
  | { at: 'feeds'; feeds: FeedHealth[] }
  | { at: 'log'; log: LogPage }
  | { at: 'polls'; item: PollDetail; written?: WrittenPage }
  | { at: 'surveys'; item: SurveyDetail; per: Per; groups: ResultGroup[]; written?: WrittenPage };

const MOST_CODES = 1000;

/** The administrator's page. It stands in the page's own tree; the address's hash says what it shows. */
export class AdminPage extends LitElement {
  @state() private words = new Words(navigator.language.startsWith('vi') ? 'vi' : 'en');
  /** undefined: not asked yet; null: nobody is signed in. */
  @state() private session: Session | null | undefined;
  @state() private view: View | undefined;
  /** A sentence about what failed. */
  @state() private fault = '';
  /** A sentence about what was done, read out. */
  @state() private said = '';
  @state() private codes: string[] = [];
  @state() private question: { key: Key; label: Key } | undefined;
  #answer: (isYes: boolean) => void = () => {};
  /** Answers that come late belong to what was shown before. */
  #turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHash);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHash);
  }

  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  protected override updated(changes: PropertyValues): void {
    document.documentElement.lang = this.words.language;
    document.title = `${this.words.get('title')} – civic-widgets`;
    if (changes.has('question')) {
      const dialog = this.querySelector('dialog');
      if (this.question) dialog?.showModal();
      else dialog?.close();
    }
  }

  protected override render(): TemplateResult {
    const { words, session } = this;
    return html`<div class="admin">
      <a class="skip" href="#main" @click=${this.#onSkip}>${words.get('skip')}</a>
      <header>
        <div class="top">
          <div class="page">
            <p class="project">civic-widgets</p>
            <p class="name">${words.get('title')}</p>
            ${this.#renderLanguages()}
          </div>
        </div>
        ${session ? this.#renderSections(session) : nothing}
      </header>
      <main id="main" class="page" tabindex="-1">
        ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
        ${
          session === null
            ? renderLogin(words, (form) => void this.#signIn(form))
            : this.view
              ? this.#renderView(this.view)
              : this.fault
                ? html`<button type="button" @click=${() => void this.#start()}>${words.get('retry')}</button>`
                : html`<p class="quiet">${words.get('wait')}</p>`
        }
      </main>
      <p class="said" role="status">${this.said}</p>
      <dialog aria-labelledby="question" @close=${() => this.#decide(false)}>
        ${
          this.question
            ? html`<p id="question">${words.get(this.question.key)}</p>
                <div class="row">
                  <button type="button" class="primary" @click=${() => this.#decide(true)}>
                    ${words.get(this.question.label)}
                  </button>
                  <button type="button" @click=${() => this.#decide(false)}>${words.get('cancel')}</button>
                </div>`
            : nothing
        }
      </dialog>
    </div>`;
  }

  #renderLanguages(): TemplateResult {
    return html`<div class="languages" role="group" aria-label=${this.words.get('language')}>
      ${Object.entries(LANGUAGES).map(
        ([language, name]) =>
          html`<button
            type="button"
            lang=${language}
            aria-pressed=${this.words.language === language ? 'true' : 'false'}
            @click=${() => (this.words = new Words(language as Language))}
          >
            ${name}
          </button>`,
      )}
    </div>`;
  }

  #renderSections({ by, hasForm }: Session): TemplateResult {
    const { words } = this;
    const [section] = placeIn(location.hash);
    const current = section === 'feeds' || section === 'log' ? section : 'items';
    return html`<div class="sections">
      <div class="page">
        <nav aria-label=${words.get('sections')}>
          ${(['items', 'feeds', 'log'] as const).map(
            (name) =>
              html`<a href="#/${name}" aria-current=${current === name ? 'page' : nothing}
                >${words.get(`section.${name}`)}</a
              >`,
          )}
        </nav>
        <span class="who quiet">${words.get('signed-in', { by })}</span>
        ${
          hasForm
            ? html`<button type="button" class="plain" @click=${() => void this.#signOut()}>
                ${words.get('sign-out')}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #renderView(view: View): TemplateResult {
    const { words } = this;
    switch (view.at) {
      case 'items':
        return renderItems(view.items, words);
      case 'feeds':
        return renderFeeds(view.feeds, words);
      case 'log':
        return renderLog(view.log, words);
      case 'polls':
      case 'surveys':
        return this.#renderItem(view);
    }
  }

  #renderItem(view: Extract<View, { item: Item }>): TemplateResult {
    const { words } = this;
    const { kind, id, title, state, voters, opensAt, endsAt, canOpen, hasCodes } = view.item;
    const hasWords = view.at === 'polls' ? view.item.hasComments : view.item.hasTexts;
    return html`<h1 tabindex="-1"><bdi>${title}</bdi></h1>
      <p>
        <span class="state ${state}">${words.get(`state.${state}`)}</span>
        ${words.get(kind === 'polls' ? 'item.votes' : 'item.responses', { count: voters })}
        ${state === 'upcoming' && opensAt ? html`· ${words.get('item.opens', { time: words.time(opensAt) })}` : nothing}
        ${
          endsAt
            ? html`· ${words.get(state === 'closed' ? 'item.ended' : 'item.ends', { time: words.time(endsAt) })}`
            : nothing
        }
      </p>
      ${
        state === 'closed' && !canOpen
          ? nothing
          : html`<p>
              <button type="button" @click=${() => void this.#turnTo(view.item)}>
                ${words.get(state === 'closed' ? 'open' : 'close')}
              </button>
            </p>`
      }
      <section aria-labelledby="results">
        <h2 id="results">${words.get('results')}</h2>
        ${view.at === 'polls' ? this.#renderVotes(view.item) : this.#renderSurvey(view)}
      </section>
      <section aria-labelledby="downloads">
        <h2 id="downloads">${words.get('downloads')}</h2>
        <ul class="links">
          ${(view.at === 'polls'
            ? ([
                ['counts', 'counts.csv'],
                ['votes', 'votes.csv'],
              ] as const)
            : ([
                ['counts', view.per ? `results.csv?per=${view.per}` : 'results.csv'],
                ['responses', 'responses.csv'],
                ['codebook', 'codebook.csv'],
              ] as const)
          ).map(
            ([name, file]) =>
              html`<li>
                <a href=${this.#csv(`${kind}/${id}/${file}`)} download>${words.get(`download.${name}`)}</a>
              </li>`,
          )}
        </ul>
      </section>
      ${
        hasWords
          ? renderWritten(view.written, words, {
              onMore: (after) => void this.#readWritten(view, after),
              onTake: (take) => void this.#takeOut(view, take),
            })
          : nothing
      }
      ${hasCodes ? this.#renderCodes(view.item) : nothing}`;
  }

  #renderVotes({ options, voters }: PollDetail): TemplateResult {
    const { words } = this;
    if (voters === 0) return html`<p class="quiet">${words.get('results.none')}</p>`;
    return renderBars(
      options.map(({ title, votes }) => ({ title, count: votes, share: votes / voters })),
      words,
    );
  }

  #renderSurvey({ item, per, groups }: Extract<View, { at: 'surveys' }>): TemplateResult {
    const { words } = this;
    return html`<p>
        <label for="per">${words.get('results.per')}</label>
        <select id="per" @change=${(event: Event) => this.#onPer(item, event)}>
          ${(['', 'context', 'month'] as const).map(
            (value) =>
              html`<option value=${value} ?selected=${value === per}>
                ${words.get(`results.per.${value || 'all'}`)}
              </option>`,
          )}
        </select>
      </p>
      ${renderGroups(groups, words)}`;
  }

  #renderCodes(item: Item): TemplateResult {
    const { words, codes } = this;
    return html`<section class="codes" aria-labelledby="codes">
      <h2 id="codes">${words.get('codes')}</h2>
      <p class="quiet">${words.get('codes.about')}</p>
      <form class="row" @submit=${(event: SubmitEvent) => void this.#makeCodes(item, event)}>
        <label for="count">${words.get('codes.count')}</label>
        <input id="count" name="count" type="number" min="1" max=${MOST_CODES} value="100" required />
        <button>${words.get('codes.make')}</button>
      </form>
      ${
        codes.length > 0
          ? html`<button type="button" @click=${() => print()}>${words.get('codes.print')}</button>
              <ul class="code-list" role="list">
                ${codes.map((code) => html`<li>${code}</li>`)}
              </ul>`
          : nothing
      }
    </section>`;
  }

  #csv(path: string): string {
    // Excel under a Vietnamese Windows takes `;` for the separator.
    const separator = this.words.language === 'vi' ? ';' : ',';
    return `api/${path}${path.includes('?') ? '&' : '?'}separator=${encodeURIComponent(separator)}`;
  }

  async #start(): Promise<void> {
    this.fault = '';
    try {
      this.session = await ask<Session>('session');
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.session = null;
      else this.#fail(error);
      return;
    }
    await this.#show();
  }

  /** Reads what the address names; the heading takes the focus when it is another than before. */
  async #show(isNew = false): Promise<void> {
    const turn = ++this.#turn;
    if (isNew) {
      this.view = undefined;
      this.codes = [];
    }
    this.fault = '';
    try {
      const view = await viewOf(location.hash);
      if (turn !== this.#turn) return;
      this.view = view;
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
      return;
    }
    if (!isNew) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  #fail(error: unknown): void {
    const { words } = this;
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401 && this.session) {
      this.session = null;
      this.view = undefined;
      this.fault = words.get('login.ended');
    } else if (error.status === 0) this.fault = words.get('failed.network');
    else if (error.status === 429) this.fault = words.get('failed.too-many');
    else this.fault = words.get('failed.other', { detail: error.message });
  }

  /** Does something, reads again what is shown, and says that it is done. */
  async #do(act: () => Promise<unknown>, done: Key): Promise<void> {
    this.said = '';
    try {
      await act();
    } catch (error) {
      this.#fail(error);
      return;
    }
    await this.#show();
    this.said = this.words.get(done);
  }

  async #signIn(form: HTMLFormElement): Promise<void> {
    const { name, token } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    this.fault = '';
    if (!name?.trim() || !token) {
      this.fault = this.words.get('login.missing');
      return;
    }
    try {
      this.session = await ask<Session>('session', { name, token });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.fault = this.words.get('login.wrong');
      else this.#fail(error);
      return;
    }
    await this.#show(true);
  }

  async #signOut(): Promise<void> {
    try {
      await ask('session', {}, 'DELETE');
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.session = null;
    this.view = undefined;
  }

  async #turnTo({ kind, id, state }: Item): Promise<void> {
    const isClosed = state === 'closed';
    const key = isClosed ? 'open.ask' : kind === 'polls' ? 'close.poll.ask' : 'close.survey.ask';
    const act = isClosed ? 'open' : 'close';
    if (await this.#ask(key, act)) await this.#do(() => ask(`${kind}/${id}/${act}`, {}), `${act}.done`);
  }

  async #makeCodes({ kind, id }: Item, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const count = Number(new FormData(event.currentTarget as HTMLFormElement).get('count'));
    this.said = '';
    try {
      this.codes = await ask<string[]>(`${kind}/${id}/codes`, { count });
      this.said = this.words.get('codes.done', { count });
    } catch (error) {
      this.#fail(error);
    }
  }

  async #readWritten(view: Extract<View, { item: Item }>, after?: string): Promise<void> {
    const { kind, id } = view.item;
    try {
      const page = await ask<WrittenPage>(`${kind}/${id}/written${after ? `?after=${after}` : ''}`);
      const before = after ? (view.written?.written ?? []) : [];
      if (this.view === view) this.view = { ...view, written: { ...page, written: [...before, ...page.written] } };
    } catch (error) {
      this.#fail(error);
    }
  }

  async #takeOut(view: Extract<View, { item: Item }>, take: Take): Promise<void> {
    if (!(await this.#ask('redact.ask', 'redact'))) return;
    const { kind, id } = view.item;
    this.said = '';
    try {
      await ask(`${kind}/${id}/redact`, take);
      await this.#readWritten(view);
      this.said = this.words.get('redact.done');
      await this.updateComplete;
      this.querySelector<HTMLElement>('#written')?.focus();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #onPer(item: SurveyDetail, event: Event): Promise<void> {
    const per = (event.target as HTMLSelectElement).value as Per;
    try {
      const groups = await readGroups(item.id, per);
      if (this.view?.at === 'surveys' && this.view.item.id === item.id) this.view = { ...this.view, per, groups };
    } catch (error) {
      this.#fail(error);
    }
  }

  #ask(key: Key, label: Key): Promise<boolean> {
    this.question = { key, label };
    return new Promise((resolve) => (this.#answer = resolve));
  }

  #decide(isYes: boolean): void {
    this.#answer(isYes);
    this.#answer = () => {};
    this.question = undefined;
  }

  readonly #onHash = (): void => {
    if (this.session) void this.#show(true);
  };

  readonly #onSkip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  };
}

/** `#/polls/mot-cua` → `['polls', 'mot-cua']` */
function placeIn(hash: string): [string, string] {
  const [, section = '', id = ''] = /^#\/([a-z]+)(?:\/([a-z0-9-]+))?$/.exec(hash) ?? [];
  return [section, id];
}

async function viewOf(hash: string): Promise<View> {
  const [section, id] = placeIn(hash);
  if (section === 'polls' && id) return { at: 'polls', item: await ask<PollDetail>(`polls/${id}`) };
  if (section === 'surveys' && id) {
    const [item, groups] = await Promise.all([ask<SurveyDetail>(`surveys/${id}`), readGroups(id, '')]);
    return { at: 'surveys', item, per: '', groups };
  }
  if (section === 'feeds') return { at: 'feeds', feeds: await ask<FeedHealth[]>('feeds') };
  if (section === 'log') return { at: 'log', log: await ask<LogPage>('log') };
  return { at: 'items', items: await ask<Item[]>('items') };
}

function readGroups(id: string, per: Per): Promise<ResultGroup[]> {
  return ask<ResultGroup[]>(`surveys/${id}/results${per ? `?per=${per}` : ''}`);
}
