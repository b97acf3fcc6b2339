import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { once } from '../../endpoint/cache.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { request } from '../../endpoint/request.ts';
import { wakeIn } from '../../endpoint/wake-ups.ts';
import { poll as en } from '../../i18n/en/poll.ts';
import { shared as sharedEn } from '../../i18n/en/shared.ts';
import { dateFormat, listFormat, relativeTimeFormat } from '../../i18n/format.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { poll as vi } from '../../i18n/vi/poll.ts';
import { shared as sharedVi } from '../../i18n/vi/shared.ts';
import { ballotScope, type Ballot, type BallotState } from '../../poll/ballot.ts';
import { hasCounts, maySeeResults, phaseOf, stricterResults, type Poll, type PollResults } from '../../poll/model.ts';
import { parsePoll, parseVoteAnswer, protocolOf, readJson } from '../../poll/parse.ts';
import { readRefusal } from '../../poll/protocols/problem.ts';
import { WidgetElement, type Body, type BodyOrigin } from '../widget-element.ts';
import { styles } from './citizen-poll.styles.ts';
import { face, moods } from './face.ts';
import { percent, renderBars, resultRows, type ResultRow } from './results.ts';
import { VotingController, type VotingHost } from './voting-controller.ts';

const HOUR = 3_600_000;
/** A poll that closes within this time says how much of it is left. */
const SOON = 24 * HOUR;
/** What a poll endpoint may refuse a vote with: its body says more than the status. */
const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index);

type View = 'upcoming' | 'form' | 'results' | 'hidden';

/**
 * A poll: one question, a real form, and the server's numbers. A vote is written down before it is sent, and sent until
 * the server has answered.
 *
 * @tag citizen-poll
 * @csspart question - the question
 * @csspart description - the poll's explanation
 * @csspart options - the list of options
 * @csspart option - one option with its radio, checkbox or face
 * @csspart fault - what is wrong with the choices
 * @csspart submit - the button that votes
 * @csspart note - the line that says what has become of the vote
 * @csspart results - the list of results
 * @csspart result - one option with its count
 * @csspart own - a result that this voter chose
 * @csspart own-choice - the word that marks it
 * @csspart bar - the bar of one result
 * @csspart time - when voting opens, closes or closed
 * @csspart summary - how many have voted
 * @fires {CustomEvent<{ poll: Poll, choices: string[] }>} civic-vote - the server took the vote
 */
export class CitizenPoll extends WidgetElement<Poll> implements VotingHost {
  static override styles = [...WidgetElement.styles, styles];

  protected override readonly texts = new TextsController<typeof sharedEn & typeof en>(this, {
    poll: { en, vi },
    shared: { en: sharedEn, vi: sharedVi },
  });

  /** The poll's id under the settings' endpoint. */
  @property() poll?: string;

  /** `choices`, `rating` (3–7 steps with faces) or `buttons` (one tap votes). Default: as the poll says. */
  @property() layout?: 'choices' | 'rating' | 'buttons';

  /** When results are shown; the stricter of this and the poll's own wins. */
  @property() results?: PollResults;

  /** Order of the results: as given, or the most votes first. */
  @property() sort: 'given' | 'votes' = 'given';

  /** A rating whose first step is the worst. */
  @property({ type: Boolean, attribute: 'worst-first' }) worstFirst = false;

  /** A shared screen: thanks, then a fresh ballot; nothing is remembered of anybody. */
  @property({ type: Boolean }) kiosk = false;

  /** Seconds that a kiosk shows its thanks. */
  @property({ type: Number, attribute: 'kiosk-reset' }) kioskReset = 10;

  /** Ids of the options chosen in the form. */
  @state() private chosen: readonly string[] = [];
  /** The form was sent with this wrong. */
  @state() private isFaulty = false;
  /** The voter wants to vote anew. */
  @state() private isChanging = false;
  /** The voter looks at the results before voting. */
  @state() private isPeeking = false;
  @state() private byVotes?: boolean;
  @state() private table?: (rows: readonly ResultRow[], poll: Poll) => TemplateResult;

  #voting = new VotingController(this);
  /** What was counted from here, in this page's life: servers that follow nobody don't know it. */
  #own: readonly string[] = [];
  /** The last vote's answer had the poll in it. */
  #isAnswered = false;
  /** What is read out with the thanks for a vote; undefined as long as none was counted from here. */
  #spoken?: string;
  #cancelTick?: () => void;
  #hadFocus = false;

  override isEmpty({ options }: Poll): boolean {
    return options.length === 0;
  }

  protected override get path(): string | undefined {
    return this.poll && `polls/${encodeURIComponent(this.poll)}`;
  }

  protected override read(body: Body, { url }: Partial<BodyOrigin>): Poll {
    return parsePoll(body, { url, format: this.format });
  }

  protected override async fetchData([url = '']: readonly string[], loading: Loading): Promise<Poll> {
    const { answer } = await loading.get(url);
    const poll = once(answer, this.meaning, ({ bytes }) => this.read(bytes, { url }));
    const resultsUrl = protocolOf(poll).resultsUrl?.(url);
    if (!resultsUrl || !this.#maySee(poll)) return poll;
    const counts = await loading.get(resultsUrl);
    return parsePoll(counts.answer.bytes, { url, format: protocolOf(poll).name, previous: poll });
  }

  // --- what the ballot box asks -------------------------------------------------------------------------------------

  /** @internal */
  ballotScope(): string | undefined {
    const url = this.urls()?.[0];
    return this.data && url && !this.kiosk ? ballotScope(url, this.data.id) : undefined;
  }

  /** @internal */
  async sendBallot({ choices, key }: Ballot): Promise<void> {
    const { data: poll } = this;
    const url = this.urls()?.[0] ?? '';
    if (!poll) return;
    const protocol = protocolOf(poll);
    const vote = protocol.vote({ poll, choices, key, url });
    const { fetch = globalThis.fetch, credentials, timeout } = this.pace();
    const { status, bytes, retryAfter } = await request(vote.url, {
      // A vote on its way goes on when the citizen leaves the page.
      fetch: (input, init) => fetch(input, { ...init, keepalive: true }),
      credentials,
      timeout,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...vote.headers },
      body: JSON.stringify(vote.body),
      retries: 0,
      statuses: REFUSALS,
    });
    if (status >= 400)
      throw readRefusal(protocol, { status, document: readOrNothing(bytes), url: vote.url, retryAfter });
    const answered = parseVoteAnswer(bytes, poll, url);
    if (this.urls()?.[0] !== url) return;
    this.#isAnswered = answered !== undefined;
    if (answered) this.putOnShow(answered);
  }

  /** @internal */
  ballotChanged(now: BallotState, before?: BallotState): void {
    const { data: poll } = this;
    if (!poll) return;
    this.#hadFocus ||= !!this.shadowRoot?.activeElement;
    if (now.status === 'pending' || now.status === 'stopped') this.chosen = now.ballot.choices;
    if (now.status === 'refused') void this.reload();
    if (now.status !== 'counted' || before?.status === 'counted') return;
    this.chosen = [];
    this.isChanging = false;
    if (now.ballot) {
      const { choices } = now.ballot;
      this.#own = choices;
      this.#spoken = this.#spokenResults(poll);
      this.dispatchEvent(new CustomEvent('civic-vote', { bubbles: true, composed: true, detail: { poll, choices } }));
    }
    // Voted in another tab, or the server only said yes: these numbers are older than the vote.
    if (before && !(now.ballot && this.#isAnswered)) void this.reload();
  }

  // --- lifecycle ------------------------------------------------------------------------------------------------------

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelTick?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#hadFocus ||= !!this.shadowRoot?.activeElement;
    const { data: poll, chosen } = this;
    // A poll that has changed in the meantime may have lost an option.
    const left = poll ? chosen.filter((id) => poll.options.some((option) => option.id === id)) : chosen;
    if (left.length < chosen.length) this.chosen = left;
  }

  protected override updated(): void {
    super.updated();
    this.#plan();
    const had = this.#hadFocus;
    this.#hadFocus = false;
    const { activeElement } = this.shadowRoot ?? {};
    if (had && (!activeElement || activeElement.matches(':disabled'))) {
      const places = ['.answer', 'input:enabled:checked', 'input:enabled', 'button'];
      for (const place of places) {
        const element = this.renderRoot.querySelector<HTMLElement>(place);
        if (element) return element.focus();
      }
    }
  }

  // --- handlers -------------------------------------------------------------------------------------------------------

  #onChange = (event: Event): void => {
    const inputs = [...(event.currentTarget as HTMLFormElement).querySelectorAll('input')];
    this.chosen = inputs.filter(({ checked }) => checked).map(({ value }) => value);
    if (!this.#fault()) this.isFaulty = false;
  };

  #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { data: poll } = this;
    if (!poll || this.#isLocked) return;
    const pressed = event.submitter?.getAttribute('value');
    if (pressed) this.chosen = [pressed];
    this.isFaulty = !!this.#fault();
    if (this.isFaulty) (event.currentTarget as HTMLFormElement).querySelector('input')?.focus();
    else this.#voting.cast(poll.id, [...this.chosen]);
  };

  #onTable = async (): Promise<void> => {
    this.table = this.table ? undefined : (await import('./results-table.ts')).tableRenderer(this.texts);
  };

  // --- what is shown -------------------------------------------------------------------------------------------------

  get #isLocked(): boolean {
    const { status } = this.#voting.state;
    return status === 'pending' || status === 'stopped';
  }

  #hasVoted(poll: Poll): boolean {
    const { state } = this.#voting;
    const refused = state.status === 'refused' && state.error.code === 'already-voted';
    return !this.kiosk && (poll.voted || state.status === 'counted' || refused);
  }

  #maySee(poll: Poll): boolean {
    const policy = stricterResults(poll.results, this.results);
    return maySeeResults(policy, phaseOf(poll, Date.now()), this.#hasVoted(poll));
  }

  #viewOf(poll: Poll): View {
    const phase = phaseOf(poll, Date.now());
    if (phase === 'upcoming') return 'upcoming';
    if (this.#isLocked) return 'form';
    const sees = this.#maySee(poll) && hasCounts(poll);
    if (phase === 'closed' || (this.#hasVoted(poll) && !this.isChanging)) return sees ? 'results' : 'hidden';
    return this.isPeeking && sees ? 'results' : 'form';
  }

  /** What is wrong with the choices; undefined when they can be sent. */
  #fault(): string | undefined {
    const { data: poll, chosen } = this;
    if (!poll) return undefined;
    const { min_choices: least, max_choices: most } = poll;
    if (chosen.length === 0) return this.texts.get('fault.none');
    const values = { chosen: chosen.length };
    if (chosen.length < least) return this.texts.get('fault.few', { count: least, ...values });
    return chosen.length > most ? this.texts.get('fault.many', { count: most, ...values }) : undefined;
  }

  protected override renderContent(poll: Poll): unknown {
    const view = this.#viewOf(poll);
    return html`<div class="poll" data-view=${view}>
      ${view === 'form' ? this.#renderForm(poll) : this.#renderAnswer(poll, view)}
      <div class="note" part="note" role="status">${this.#renderNote(poll, view)}</div>
    </div>`;
  }

  #renderForm(poll: Poll): TemplateResult {
    const { texts } = this;
    const several = poll.kind === 'multiple';
    const isLocked = this.#isLocked;
    const layout = this.#layoutOf(poll);
    const canVote = this.urls() !== undefined;
    const fault = this.isFaulty ? this.#fault() : undefined;
    const sees = this.#maySee(poll) && hasCounts(poll);
    return html`<form novalidate @submit=${this.#onSubmit} @change=${this.#onChange}>
      <fieldset
        role=${several || layout === 'buttons' ? nothing : 'radiogroup'}
        aria-describedby="hint fault"
        aria-invalid=${fault && !several ? 'true' : nothing}
      >
        <legend class="question" part="question" dir="auto">${this.#question(poll)}</legend>
        ${this.#renderDescription(poll)}
        <p class="quiet" part="time" id="hint">${several ? this.#hint(poll) : nothing} ${this.#renderTime(poll)}</p>
        <p class="fault" part="fault" id="fault">${fault ?? nothing}</p>
        <div class="rows ${layout} ${poll.options.length > 5 ? 'many' : ''}" part="options">
          ${layout === 'buttons' ? this.#renderButtons(poll) : this.#renderOptions(poll, layout)}
        </div>
      </fieldset>
      ${
        several
          ? html`<p class="quiet" role="status">
              ${texts.get('chosen.of', { chosen: this.chosen.length, most: poll.max_choices })}
            </p>`
          : nothing
      }
      <div class="actions">
        ${
          layout === 'buttons' || !canVote
            ? nothing
            : html`<button class="button primary" part="submit" aria-disabled=${isLocked ? 'true' : nothing}>
                ${texts.get('vote')}
              </button>`
        }
        ${
          sees && !isLocked
            ? html`<button class="button" type="button" @click=${() => (this.isPeeking = true)}>
                ${texts.get('show-results')}
              </button>`
            : nothing
        }
        ${
          this.isChanging && !isLocked
            ? html`<button class="button" type="button" @click=${() => (this.isChanging = false)}>
                ${texts.get('keep')}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  #renderOptions(poll: Poll, layout: string): TemplateResult[] {
    const type = poll.kind === 'multiple' ? 'checkbox' : 'radio';
    const faces = layout === 'rating' ? this.#faces(poll) : [];
    return poll.options.map(
      ({ id, title }, index) =>
        html`<label class="row option" part="option">
          <input
            type=${type}
            name="choice"
            value=${id}
            .checked=${this.chosen.includes(id)}
            ?disabled=${this.#isLocked}
            aria-describedby=${this.isFaulty ? 'fault' : nothing}
            aria-invalid=${this.isFaulty && type === 'checkbox' ? 'true' : nothing}
          />${faces[index] ?? nothing}
          <span class="title" dir="auto">${title}</span>
        </label>`,
    );
  }

  #renderButtons(poll: Poll): TemplateResult[] {
    const faces = poll.kind === 'rating' ? this.#faces(poll) : [];
    const isLocked = this.#isLocked || this.urls() === undefined;
    return poll.options.map(
      ({ id, title }, index) =>
        html`<button class="row option" part="option" value=${id} aria-disabled=${isLocked ? 'true' : nothing}>
          ${faces[index] ?? nothing}<span class="title" dir="auto">${title}</span>
        </button>`,
    );
  }

  #renderAnswer(poll: Poll, view: View): TemplateResult {
    const { texts } = this;
    const rows = resultRows(poll, this.#ownChoices(poll), this.byVotes ?? this.sort === 'votes');
    return html`<div class="answer" role="group" aria-labelledby="question" tabindex="-1">
        <p class="question" part="question" id="question" dir="auto">${this.#question(poll)}</p>
        ${this.#renderDescription(poll)}
        <p class="quiet" part="time">${this.#renderTime(poll)}</p>
        ${
          view === 'results'
            ? (this.table?.(rows, poll) ??
              renderBars(rows, {
                locale: texts.locale,
                own: texts.get('own'),
                votes: (count) => texts.get('votes', { count }),
              }))
            : html`<ul class="rows" role="list">
                ${poll.options.map(({ title }) => html`<li class="row" part="option" dir="auto">${title}</li>`)}
              </ul>`
        }
        <p class="quiet" part="summary">${view === 'results' ? this.#renderTotal(poll) : nothing}</p>
      </div>
      ${this.#renderTools(poll, view)}`;
  }

  #renderTools(poll: Poll, view: View): unknown {
    const { texts } = this;
    const byVotes = this.byVotes ?? this.sort === 'votes';
    const mayChange = this.#hasVoted(poll) && poll.allow_change && phaseOf(poll, Date.now()) === 'open';
    const tools = [
      this.isPeeking && !this.#hasVoted(poll)
        ? html`<button class="button" @click=${() => (this.isPeeking = false)}>${texts.get('hide-results')}</button>`
        : nothing,
      mayChange ? html`<button class="button" @click=${this.#onVoteAnew}>${texts.get('change')}</button>` : nothing,
      view === 'results'
        ? html`<button class="tool" aria-pressed=${String(byVotes)} @click=${() => (this.byVotes = !byVotes)}>
              ${texts.get('sort-votes')}</button
            ><button class="tool" aria-pressed=${String(!!this.table)} @click=${this.#onTable}>
              ${texts.get('show-table')}
            </button>`
        : nothing,
    ].filter((tool) => tool !== nothing);
    return tools.length > 0 ? html`<div class="actions">${tools}</div>` : nothing;
  }

  #onVoteAnew = (): void => {
    if (this.data) this.chosen = this.#ownChoices(this.data);
    this.isChanging = true;
  };

  /** What has become of the vote; read out once, when it changes. */
  #renderNote(poll: Poll, view: View): unknown {
    const { texts } = this;
    const { state } = this.#voting;
    const { status } = state;
    if (status === 'pending' && !state.error) return html`<p>${texts.get('sending')}</p>`;
    if (status === 'pending' || status === 'stopped') {
      const later = status === 'pending' && (state.retryAt ?? 0) - Date.now() > 10_000 ? state.retryAt : undefined;
      const sentence = status === 'stopped' ? 'stopped' : this.#voting.isDurable ? 'pending' : 'pending.page';
      return html`<div class="message">
        <p>
          ${texts.get(sentence)}
          ${later ? texts.get('pending.later', { time: this.#time(later, { timeStyle: 'short' }) }) : nothing}
        </p>
        <button class="button" type="button" @click=${() => this.#voting.tryNow()}>${texts.get('try-now')}</button>
      </div>`;
    }
    if (status === 'refused') {
      const { code } = state.error;
      return html`<p class="message">${texts.get(`refused.${code as 'closed' | 'invalid' | 'already-voted'}`)}</p>`;
    }
    if (view === 'upcoming') return nothing;
    if (view === 'form') return this.urls() ? nothing : html`<p>${texts.get('no-endpoint')}</p>`;
    const isFresh = this.#spoken !== undefined;
    const policy = stricterResults(poll.results, this.results);
    const why =
      policy === 'never' ? 'hidden.never' : policy === 'after-close' && !poll.expired ? 'hidden.close' : 'hidden.vote';
    return html`${
        this.#hasVoted(poll)
          ? html`<p class=${isFresh ? 'success' : ''}>${texts.get(isFresh ? 'counted' : 'counted.before')}</p>`
          : nothing
      }${view === 'hidden' ? html`<p>${texts.get(why)}</p>` : nothing}
      <span class="visually-hidden">${this.#spoken}</span>`;
  }

  #renderTotal({ kind, votes_count: votes, voters_count: voters }: Poll): string {
    const { texts } = this;
    if (votes === 0) return texts.get('no-votes');
    const people = kind === 'multiple' && voters ? [texts.get('voters', { count: voters })] : [];
    return [...people, votes ? texts.get('votes', { count: votes }) : ''].filter(Boolean).join(' · ');
  }

  #renderDescription({ description }: Poll): unknown {
    return description ? html`<p class="description" part="description" dir="auto">${description}</p>` : nothing;
  }

  /** When voting opens, how long it is open, or when it closed. */
  #renderTime(poll: Poll): string {
    const { texts } = this;
    const now = Date.now();
    const opens = poll.opens_at === null ? undefined : Date.parse(poll.opens_at);
    const expires = poll.expires_at === null ? undefined : Date.parse(poll.expires_at);
    const phase = phaseOf(poll, now);
    if (phase === 'upcoming') return texts.get('opens', { time: this.#time(opens ?? now) });
    if (phase === 'closed') {
      if (opens !== undefined && expires !== undefined && opens < expires) {
        const format = dateFormat(texts.locale, { dateStyle: 'long', timeZone: this.zone });
        return texts.get('period', { time: format.formatRange(opens, expires) });
      }
      return expires === undefined ? texts.get('closed') : texts.get('closed-on', { time: this.#time(expires) });
    }
    if (expires === undefined || expires < now) return '';
    const left = expires - now;
    if (left > SOON) return texts.get('until', { time: this.#time(expires) });
    const format = relativeTimeFormat(texts.locale);
    const time =
      left > 2 * HOUR
        ? format.format(Math.round(left / HOUR), 'hour')
        : format.format(Math.ceil(left / 60_000), 'minute');
    return texts.get('closes-soon', { time });
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<p class="question"><span class="bone"></span></p>
      <div class="rows">${[1, 2, 3, 4].map(() => html`<div class="row"><span class="bone"></span></div>`)}</div>`;
  }

  // --- small things ----------------------------------------------------------------------------------------------------

  #layoutOf({ kind, options: { length } }: Poll): 'choices' | 'rating' | 'buttons' {
    if (this.layout === 'buttons') return kind === 'multiple' ? 'choices' : 'buttons';
    const isRating = this.layout ? this.layout === 'rating' : kind === 'rating';
    return isRating && kind !== 'multiple' && length >= 3 && length <= 7 ? 'rating' : 'choices';
  }

  #faces({ options }: Poll) {
    return moods(
      options.map(({ title }) => title),
      this.worstFirst,
    ).map(face);
  }

  /** Mastodon's polls have no question of their own. */
  #question({ question }: Poll): string {
    return question || this.heading || this.texts.get('heading');
  }

  #hint({ min_choices: least, max_choices: most, options: { length } }: Poll): string {
    if (least === most) return this.texts.get('choose.exactly', { count: least });
    if (most >= length) return this.texts.get('choose.least', { count: least });
    return least === 1
      ? this.texts.get('choose.most', { count: most })
      : this.texts.get('choose.between', { least, most });
  }

  #ownChoices(poll: Poll): readonly string[] {
    return this.kiosk ? [] : poll.own_votes.length > 0 ? poll.own_votes : this.#own;
  }

  #spokenResults(poll: Poll): string {
    if (
      !maySeeResults(stricterResults(poll.results, this.results), phaseOf(poll, Date.now()), true) ||
      !hasCounts(poll)
    )
      return ' ';
    const { locale } = this.texts;
    const most = resultRows(poll, [], poll.options.length > 7).slice(0, 7);
    return listFormat(locale, { type: 'unit' }).format(
      most.map(({ option, share }) => `${option.title} ${percent(locale, share)}`),
    );
  }

  #time(time: number, format: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short' }): string {
    return dateFormat(this.texts.locale, { ...format, timeZone: this.zone }).format(time);
  }

  /** Looks again when the poll opens, closes or has less time left; it is closed only when its server says so. */
  #plan(): void {
    this.#cancelTick?.();
    const { data: poll } = this;
    if (!poll || !this.isConnected) return;
    const now = Date.now();
    const phase = phaseOf(poll, now);
    const end = phase === 'upcoming' ? poll.opens_at : phase === 'open' ? poll.expires_at : null;
    if (end === null) return;
    const left = Date.parse(end) - now;
    if (phase === 'upcoming' || left <= 0)
      this.#cancelTick = wakeIn(Math.max(left, -left, 1000) / 1000, () => void this.reload());
    else if (left > SOON) this.#cancelTick = wakeIn((left - SOON) / 1000, () => this.requestUpdate());
    else
      this.#cancelTick = wakeIn(Math.min(left, 60_000) / 1000 + 0.1, () =>
        Date.parse(end) > Date.now() ? this.requestUpdate() : void this.reload(),
      );
  }
}

function readOrNothing(bytes: Uint8Array): unknown {
  try {
    return readJson(bytes);
  } catch {
    return undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'citizen-poll': CitizenPoll;
  }
  interface HTMLElementEventMap {
    'civic-vote': CustomEvent<{ poll: Poll; choices: string[] }>;
  }
}
