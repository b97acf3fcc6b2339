import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { once } from '../../endpoint/response-cache.ts';
import { CivicError, loadChunk } from '../../errors.ts';
import { ballotPending as pendingEn } from '../../i18n/en/ballot-pending.ts';
import { choices as choicesEn } from '../../i18n/en/choices.ts';
import { poll as pollEn } from '../../i18n/en/poll.ts';
import { TextsController } from '../../i18n/texts-controller.ts';
import { ballotPending as pendingVi } from '../../i18n/vi/ballot-pending.ts';
import { choices as choicesVi } from '../../i18n/vi/choices.ts';
import { poll as pollVi } from '../../i18n/vi/poll.ts';
import { isServer } from '../../is-server.ts';
import { codeHeader } from '../../outbox/outbox.ts';
import { isPending, type VoteExtras } from '../../poll/ballot-box.ts';
import { hasCounts, maySeeResults, phaseOf, stricterResults, type Poll, type PollResults } from '../../poll/model.ts';
import { protocolOf, readPoll } from '../../poll/parse.ts';
import { options } from '../../theme/options.ts';
import { type Body, type BodyOrigin, flag, WidgetElement } from '../widget-element.ts';
import type { AfterVote } from './after-vote.ts';
import {
  type BallotFormOptions,
  chosenIn,
  faultOf,
  type PollTexts,
  type PollView,
  renderForm,
  renderSkeleton,
} from './ballot-form.ts';
import { styles } from './citizen-poll.styles.ts';
import type { CommentOptions } from './comment.ts';
import type { Kiosk } from './kiosk.ts';
import type { ResultsOptions } from './results.ts';
import { VoteController } from './vote-controller.ts';

/**
 * A poll: one question, a form, and the server's results. A vote is stored before it is sent, and sent again until the
 * server has answered.
 *
 * @tag citizen-poll
 * @csspart question - the question
 * @csspart description - the poll's explanation
 * @csspart time - when voting opens, closes or closed
 * @csspart options - the list of options
 * @csspart option - one option with its radio, checkbox or face
 * @csspart fault - the message about a fault in the choices
 * @csspart comment - the field of the comment, with its label
 * @csspart submit - the button that votes
 * @csspart note - the line about the state of the vote
 * @csspart results - the list of results
 * @csspart result - one option with its count
 * @csspart own - the result of an option that this voter chose
 * @csspart own-choice - the word that marks that option
 * @csspart bar - the bar of one result
 * @csspart summary - how many have voted
 * @fires {CustomEvent<{ poll: Poll, choices: string[] }>} civic-vote - the server took the vote
 */
export class CitizenPoll extends WidgetElement<Poll> {
  static override styles = [...WidgetElement.styles, options, styles];

  protected override readonly texts = new TextsController<PollTexts>(
    this,
    { name: 'poll', en: { ...pollEn, ...choicesEn }, vi: { ...pollVi, ...choicesVi } },
    { name: 'ballot', en: pendingEn, vi: pendingVi },
  );

  /** The poll's id under the settings' endpoint. */
  @property() poll?: string;

  /**
   * `choices`, `rating` (3–7 steps with faces) or `buttons` (one tap votes; not where the poll asks for a comment).
   * Default: as the poll says.
   */
  @property() layout?: 'choices' | 'rating' | 'buttons';

  /** When results are shown; the stricter of this and the poll's own wins. */
  @property() results?: PollResults;

  /** Order of the results: as given, or the most votes first. */
  @property() sort: 'given' | 'votes' = 'given';

  /** A rating whose first step is the worst. */
  @property({ type: Boolean, attribute: 'worst-first', converter: flag }) worstFirst = false;

  /** For a shared screen: thanks, then an empty form; nothing about the voter is remembered. */
  @property({ type: Boolean, converter: flag }) kiosk = false;

  /** Seconds that a kiosk shows its thanks. A form that was begun and left is cleared after three times as long. */
  @property({ type: Number, attribute: 'kiosk-reset' }) kioskReset = 10;

  /** Where the vote is cast, in the page's words: a counter, a page. Sent along with it; at most 200 characters. */
  @property() context?: string;

  /** Ids of the options chosen in the form. */
  @state() private chosen: readonly string[] = [];
  /** The form was submitted with a fault. */
  @state() private isFaulty = false;
  /** The voter is changing the vote. */
  @state() private isChanging = false;
  /** The voter is looking at the results before voting. */
  @state() private isPeeking = false;
  /** The comment written in the form. */
  @state() private comment = '';
  @state() private terminal?: Kiosk;
  /** Shows results and the outcome of a vote; loaded when it is needed. */
  @state() private afterVote?: AfterVote;
  /** The field for a comment; loaded for polls that ask for one. */
  private commentField?: (options: Omit<CommentOptions, 'texts'>) => unknown;
  /** The poll closed while its form was on show, with choices made or without. */
  private closing?: 'chosen' | 'empty' | undefined;
  /** The form was drawn last. */
  #hadForm = false;

  readonly #votes = new VoteController({
    root: () => this.shadowRoot,
    isConnected: () => this.isConnected,
    requestUpdate: () => this.requestUpdate(),
    reload: () => this.reload(),
    requestOptions: () => this.requestOptions(),
    poll: () => this.data,
    show: (poll) => this.putOnShow(poll),
    setChosen: ({ choices, comment = '' }) => {
      this.chosen = choices;
      this.comment = comment;
    },
    onCounted: () => {
      this.chosen = [];
      this.comment = '';
      this.isChanging = false;
    },
    announceError: (error) => this.announceError(error),
    announceVote: (poll, choices) => this.#announceVote(poll, choices),
    speakResults: (poll) => this.#speakResults(poll),
    afterVote: () => this.afterVote,
    loadAfterVote: () => this.#loadAfterVote(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#votes.connected();
    this.terminal?.connected();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#votes.disconnected();
    this.terminal?.disconnected();
    // Moving an element disconnects and connects it at once: keep the ballot.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#votes.close();
      this.terminal?.close();
    });
  }

  // --- data --------------------------------------------------------------------------------------------------------

  protected override isEmpty({ options }: Poll): boolean {
    return options.length === 0;
  }

  protected override get path(): string | undefined {
    return this.poll && `polls/${encodeURIComponent(this.poll)}`;
  }

  protected override source(): readonly unknown[] | undefined {
    return super.source()?.concat(this.kiosk);
  }

  protected override async load(loading: Loading): Promise<Poll> {
    const loaded = await super.load(loading);
    const poll = this.#withVote(loaded);
    await Promise.all([
      this.kiosk && !isServer && this.#loadKiosk(poll),
      (this.kiosk || this.#showsResults(poll)) && this.#loadAfterVote(),
      poll.comment && this.#loadComment(),
    ]);
    return poll;
  }

  protected override read(body: Body, { url }: Partial<BodyOrigin>): Promise<Poll> {
    return readPoll(body, { url, format: this.format });
  }

  protected override async fetchData([url = '']: readonly string[], loading: Loading): Promise<Poll> {
    const { answer } = await loading.get(url, { headers: codeHeader(url) }).catch((error: unknown) => {
      const isMissing = error instanceof CivicError && error.status === 404;
      throw isMissing
        ? new CivicError('not-found', 'there is no such poll', { status: 404, url, cause: error })
        : error;
    });
    const poll = await once(answer, this.readKey, ({ bytes }) => this.read(bytes, { url }));
    const protocol = protocolOf(poll);
    const resultsUrl = protocol.resultsUrl?.(url);
    if (!resultsUrl || !this.#maySee(this.#withVote(poll))) return poll;
    const counts = await loading.get(resultsUrl);
    return readPoll(counts.answer.bytes, { url, format: protocol.name, previous: poll });
  }

  // --- the vote ----------------------------------------------------------------------------------------------------

  /** Where votes are sent; undefined when the page gave the poll without an endpoint. */
  get #endpoint(): string | undefined {
    return this.urls()?.[0];
  }

  /** The poll with what this browser knows of the vote. On a kiosk nobody has voted. */
  #withVote(poll: Poll): Poll {
    const endpoint = this.#endpoint;
    if (this.kiosk || !endpoint) {
      this.#votes.close();
      return this.kiosk && poll.voted ? { ...poll, voted: false, own_votes: [] } : poll;
    }
    return this.#votes.open(poll, endpoint);
  }

  /** The stricter of the poll's and the page's policy. */
  #policy(poll: Poll): PollResults {
    return stricterResults(poll.results, this.results);
  }

  /** True when the policy lets this voter see the counts, whether or not the server has sent them. */
  #maySee(poll: Poll): boolean {
    return maySeeResults(this.#policy(poll), phaseOf(poll, Date.now()), poll.voted);
  }

  /** Whether results, or the options alone, are shown in place of the form. */
  #showsResults(poll: Poll): boolean {
    const phase = phaseOf(poll, Date.now());
    if (phase === 'upcoming') return true;
    if (isPending(this.#votes.state)) return false;
    const isOver = phase === 'closed' || (poll.voted && !this.isChanging);
    return isOver || (this.isPeeking && this.#maySee(poll) && hasCounts(poll));
  }

  #announceVote(poll: Poll, choices: string[]): void {
    this.dispatchEvent(new CustomEvent('civic-vote', { bubbles: true, composed: true, detail: { poll, choices } }));
  }

  #speakResults(poll: Poll): string {
    if (!hasCounts(poll) || !maySeeResults(this.#policy(poll), phaseOf(poll, Date.now()), true)) return '';
    return this.afterVote?.resultsInWords(this.texts, poll) ?? '';
  }

  async #loadAfterVote(): Promise<void> {
    const loaded = await loadChunk(import('./after-vote.ts'));
    if (this.afterVote) return;
    this.texts.add('ballot', loaded.texts);
    this.adopt(loaded.styles);
    this.afterVote = loaded;
  }

  /** A comment is optional: without its field the poll works. */
  async #loadComment(): Promise<void> {
    try {
      const { renderComment, styles, texts: added } = await loadChunk(import('./comment.ts'));
      if (this.commentField) return;
      const texts = this.texts.add('form', added);
      this.adopt(styles);
      this.commentField = (options) => renderComment({ ...options, texts });
    } catch (error) {
      this.complain(`comment: ${String(error)}`);
    }
  }

  async #loadKiosk(poll: Poll): Promise<void> {
    const endpoint = this.#endpoint;
    if (!endpoint) return;
    const { Kiosk } = await loadChunk(import('./kiosk.ts'));
    if (!this.terminal) {
      this.terminal = new Kiosk({
        element: this,
        root: () => this.shadowRoot,
        requestUpdate: () => this.requestUpdate(),
        requestOptions: () => this.requestOptions(),
        reset: () => this.kioskReset,
        clear: () => {
          this.isFaulty = this.isPeeking = false;
          this.chosen = [];
          this.comment = '';
        },
        announceVote: (poll, choices) => this.#announceVote(poll, choices),
      });
      this.terminal.connected();
    }
    this.terminal.open(poll, endpoint);
  }

  // --- handlers ----------------------------------------------------------------------------------------------------

  #onChange = (event: Event): void => {
    this.#votes.prepare();
    this.chosen = chosenIn(event.currentTarget as HTMLFormElement);
    this.isFaulty &&= !!this.data && !!faultOf({ poll: this.data, chosen: this.chosen, texts: this.texts });
  };

  /**
   * Listens to the click of the button (Enter causes one, too), because a frame without `allow-forms` gets no submit event;
   * and to that event, for scripts that call `requestSubmit()`.
   */
  #onSubmit = (event: Event): void => {
    event.preventDefault();
    const target = event.currentTarget as HTMLElement;
    const { data: poll, texts } = this;
    if (!poll || !this.#endpoint || isPending(this.#votes.state)) return;
    const pressed = target.getAttribute('value');
    if (pressed) this.chosen = [pressed];
    this.isFaulty = !!faultOf({ poll, chosen: this.chosen, texts });
    if (this.isFaulty) target.closest('form')?.querySelector('input')?.focus();
    else if (this.kiosk) this.terminal?.cast(this.chosen, this.#extras);
    else this.#votes.cast(this.chosen, this.#extras);
  };

  get #extras(): VoteExtras {
    return { comment: this.comment, context: this.context ?? '' };
  }

  #onPeek = (): void => {
    this.#loadAfterVote()
      .then(() => (this.isPeeking = true))
      .catch((error: unknown) => void this.complain(`results: ${String(error)}`));
  };

  // --- view --------------------------------------------------------------------------------------------------------

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#votes.willUpdate();
    const { data: poll, chosen } = this;
    // The poll may have changed and lost an option.
    const left = chosen.filter((id) => !poll || poll.options.some((option) => option.id === id));
    if (left.length < chosen.length) this.chosen = left;
    this.#noticeClosing();
    // Voted in another tab.
    if (poll && !this.afterVote && this.#showsResults(poll)) this.#votes.prepare();
  }

  /** A poll that closes while its form is on show: what was chosen and not sent is told. */
  #noticeClosing(): void {
    const { data: poll, chosen, comment } = this;
    if (!poll || phaseOf(poll, Date.now()) !== 'closed') this.closing = undefined;
    else if (this.#hadForm) this.closing = chosen.length || comment ? 'chosen' : 'empty';
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#votes.updated();
    this.terminal?.updated();
  }

  protected override renderContent(poll: Poll): unknown {
    const { texts, heading, zone: timeZone, kiosk, terminal } = this;
    const view: PollView = { texts, poll, heading, timeZone };
    const canSee = this.#maySee(poll) && hasCounts(poll) && phaseOf(poll, Date.now()) !== 'upcoming';
    const { afterVote, closing } = this;
    const isForm = !afterVote || !this.#showsResults(poll);
    this.#hadForm = isForm;
    const endpoint = this.#endpoint ?? '';
    const content =
      (kiosk && terminal?.renderThanks(texts)) ||
      (isForm
        ? renderForm(this.#formOptions(view, canSee))
        : afterVote.renderAnswer(this.#answerOptions(view, canSee)));
    const shown = { url: endpoint, isForm, canSee, policy: this.#policy(poll) };
    const note = kiosk ? terminal?.renderNote(texts) : this.#votes.renderNote(view, shown);
    const rest = kiosk ? nothing : this.#votes.renderRest(view, shown);
    const isCutOff = !isForm && closing && this.#votes.state.status === 'empty';
    return html`<div class="poll ${kiosk ? 'kiosk' : ''}">
      ${content}
      <div class="note" part="note">
        <div aria-live="polite">${isCutOff ? afterVote.renderClosing(view, closing === 'chosen') : nothing}${note}</div>
        ${rest}
      </div>
    </div>`;
  }

  protected override renderSkeleton(): TemplateResult {
    return renderSkeleton(this.layout);
  }

  #formOptions(view: PollView, canPeek: boolean): BallotFormOptions {
    const { layout, worstFirst, chosen, isFaulty, isChanging } = this;
    const isLocked = isPending(this.#votes.state);
    return {
      ...view,
      ...{ layout, worstFirst, chosen, isFaulty, isChanging, canPeek },
      isLocked,
      canVote: !!this.#endpoint,
      onSubmit: this.#onSubmit,
      onChange: this.#onChange,
      onKeep: () => (this.isChanging = false),
      onPeek: this.#onPeek,
      commentField: this.commentField?.({
        ...view,
        ...{ isLocked, value: this.comment },
        onInput: (comment) => {
          this.#votes.prepare();
          this.comment = comment;
        },
      }),
    };
  }

  #answerOptions(view: PollView, canSee: boolean): ResultsOptions {
    const { own_votes: own } = view.poll;
    return {
      ...view,
      ...{ canSee, own, sort: this.sort },
      key: `${this.#endpoint ?? ''} ${view.poll.id}`,
      canVote: !!this.#endpoint,
      update: () => this.requestUpdate(),
      onBack: () => (this.isPeeking = false),
      onChange: () => {
        this.chosen = own;
        this.isChanging = true;
      },
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'citizen-poll': CitizenPoll;
  }
  interface GlobalEventHandlersEventMap {
    'civic-vote': CustomEvent<{ poll: Poll; choices: string[] }>;
  }
}
