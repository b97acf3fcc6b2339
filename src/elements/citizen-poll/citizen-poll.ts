import { html, type PropertyValues } from 'lit';
import { once } from '../../endpoint/answers.ts';
import type { Loading } from '../../endpoint/endpoint-controller.ts';
import { CivicError } from '../../errors.ts';
import { part } from '../../endpoint/part.ts';
import type { ballot as ballotTexts } from '../../i18n/en/ballot.ts';
import type { poll as pollTexts } from '../../i18n/en/poll.ts';
import { offline as offlineEn } from '../../i18n/en/offline.ts';
import { offline as offlineVi } from '../../i18n/vi/offline.ts';
import { type Rooms, TextsController } from '../../i18n/texts-controller.ts';
import type { BallotState } from '../../poll/ballot-box.ts';
import { ballotScope, BallotSlip } from '../../poll/ballot.ts';
import { loadPoll } from '../../poll/load.ts';
import { hasCounts, maySeeResults, phaseOf, stricterResults, type Poll, type PollResults } from '../../poll/model.ts';
import { readerOf } from '../../poll/reading.ts';
import { ahead } from '../ahead.ts';
import { property, state } from 'lit/decorators.js';
import { WidgetElement, type Body, type BodyOrigin } from '../widget-element.ts';
import { buttons } from '../../theme/buttons.ts';
import { styles } from './citizen-poll.styles.ts';
import { deviceStorage } from './device-storage.ts';
import { chosenIn, faultOf, isLocked, renderForm, renderPoll } from './form.ts';
import type { Kiosk } from './kiosk.ts';
import type { Variants } from './variants.ts';
import type { Voting } from './voting.ts';

export type PollTexts = typeof offlineEn & typeof pollTexts & typeof ballotTexts;

const ROOMS: Rooms = [
  {
    name: 'poll',
    en: () => import('../../i18n/en/poll.ts').then(({ poll: texts }) => ({ texts })),
    vi: () => import('../../i18n/vi/poll.ts').then(({ poll: texts }) => ({ texts })),
  },
  { name: 'shared', en: offlineEn, vi: offlineVi },
];

/**
 * A poll: one question, a real form, and the server's numbers. A vote is written down before it is sent, and sent until
 * the server has answered.
 *
 * @tag citizen-poll
 * @csspart question - the question
 * @csspart description - the poll's explanation
 * @csspart time - when voting opens, closes or closed
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
 * @csspart summary - how many have voted
 * @fires {CustomEvent<{ poll: Poll, choices: string[] }>} civic-vote - the server took the vote
 */
export class CitizenPoll extends WidgetElement<Poll> {
  static override styles = [...WidgetElement.styles, buttons, styles];

  /** @internal The ballot's texts come with what loads after the first view. */
  override readonly texts = new TextsController<PollTexts>(this, ROOMS);

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

  /** Seconds that a kiosk shows its thanks. A ballot begun and left is cleared after three times as long. */
  @property({ type: Number, attribute: 'kiosk-reset' }) kioskReset = 10;

  /** @internal Ids of the options chosen in the form. */
  @state() chosen: readonly string[] = ahead.get(this)?.chosen ?? [];
  /** @internal The form was sent with a fault. */
  @state() isFaulty = false;
  /** @internal The voter wants to vote anew. */
  @state() isChanging = false;
  /** @internal The voter looks at the results before voting. */
  @state() isPeeking = false;
  /** @internal What a ballot is besides one choice from a list; loads with a poll that is more. */
  @state() variants?: Variants;
  @state() private voting?: Voting;
  @state() private terminal?: Kiosk;
  @state() private answer?: typeof import('./results.ts');
  /** A part could not be loaded: the network went away between the first view and what comes after it. */
  @state() private isStranded = false;
  #loading?: Promise<void>;
  #loadingVariants?: Promise<void>;
  #slip?: { scope: string; slip: BallotSlip };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#onRetryParts();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#onRetryParts);
  }

  // --- loading -----------------------------------------------------------------------------------------------------

  override isEmpty({ options }: Poll): boolean {
    return options.length === 0;
  }

  protected override get path(): string | undefined {
    return this.poll && `polls/${encodeURIComponent(this.poll)}`;
  }

  /** @internal */
  override async load(loading: Loading): Promise<Poll> {
    const poll = await super.load(loading);
    await this.#needVariants(poll);
    return poll;
  }

  protected override read(body: Body, { url }: Partial<BodyOrigin>): Promise<Poll> {
    return loadPoll(body, { url, format: this.format });
  }

  protected override async fetchData([url = '']: readonly string[], loading: Loading): Promise<Poll> {
    const { answer } = await loading.get(url).catch((error: unknown) => {
      const isMissing = error instanceof CivicError && error.status === 404;
      throw isMissing
        ? new CivicError('not-found', 'there is no such poll', { status: 404, url, cause: error })
        : error;
    });
    const poll = await once(answer, this.meaning, ({ bytes }) => this.read(bytes, { url }));
    const protocol = readerOf(poll);
    const resultsUrl = protocol?.resultsUrl?.(url);
    if (!protocol || !resultsUrl || !this.maySee(poll)) return poll;
    const counts = await loading.get(resultsUrl);
    return loadPoll(counts.answer.bytes, { url, format: protocol.name, previous: poll });
  }

  // --- what is known of the vote -----------------------------------------------------------------------------------

  /** @internal Where votes go; undefined: the page gave the poll and no endpoint. */
  get endpoint(): string | undefined {
    return this.urls()?.[0];
  }

  /** @internal Where this poll's ballots are kept. */
  get scope(): string | undefined {
    return this.data && this.endpoint && ballotScope(this.endpoint, this.data.id);
  }

  /** @internal What has become of this browser's vote; from what is written down until the rest has loaded. */
  get ballot(): BallotState {
    const { scope } = this;
    if (this.voting?.scope === scope && this.voting) return this.voting.state;
    if (scope === undefined || this.kiosk) return { status: 'none' };
    if (scope !== this.#slip?.scope) this.#slip = { scope, slip: new BallotSlip(scope, deviceStorage()) };
    const { ballot, isCounted } = this.#slip.slip;
    return ballot ? { status: 'pending', ballot } : { status: isCounted ? 'counted' : 'none' };
  }

  /** @internal */
  hasVoted(poll: Poll): boolean {
    const { ballot } = this;
    const isRefused = ballot.status === 'refused' && ballot.error.code === 'already-voted';
    return !this.kiosk && (poll.voted || ballot.status === 'counted' || isRefused);
  }

  /** @internal The stricter of the poll's and the page's policy. */
  policy(poll: Poll): PollResults {
    return stricterResults(poll.results, this.results);
  }

  /** @internal True when the policy lets this voter see the counts, be they told or not. */
  maySee(poll: Poll): boolean {
    return maySeeResults(this.policy(poll), phaseOf(poll, Date.now()), this.hasVoted(poll));
  }

  /** @internal Ids that this voter chose: as the server tells, else as counted from here. */
  ownChoices(poll: Poll): readonly string[] {
    if (this.kiosk) return [];
    return poll.own_votes.length > 0 ? poll.own_votes : (this.voting?.own ?? []);
  }

  /** @internal */
  get shownZone(): string | undefined {
    return this.zone;
  }

  /** @internal */
  putAnswerOnShow(poll: Poll): void {
    this.putOnShow(poll);
  }

  // --- lifecycle ---------------------------------------------------------------------------------------------------

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { data: poll, chosen } = this;
    // A poll that has changed in the meantime may have lost an option.
    const left = chosen.filter((id) => !poll || poll.options.some((option) => option.id === id));
    if (left.length < chosen.length) this.chosen = left;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.data) return;
    void this.#parts();
    this.#sendAhead();
    // An attribute that changed since the load.
    this.#needVariants(this.data).catch((error: unknown) => this.complain(String(error)));
  }

  /** A ballot that was sent before there was anybody to take it. */
  #sendAhead(): void {
    const before = ahead.get(this);
    if (!before?.isSent) return;
    before.isSent = false;
    this.renderRoot.querySelector<HTMLElement>('[part=submit]')?.click();
  }

  async #needVariants({ kind }: Poll): Promise<void> {
    const isPlain = kind === 'single' && !this.layout && !this.kiosk;
    if (isPlain || this.variants) return;
    await (this.#loadingVariants ??= part(import('./variants.ts'))
      .then(({ Variants, styles }) => {
        this.adopt(styles);
        this.variants = new Variants(this);
      })
      .finally(() => (this.#loadingVariants = undefined)));
  }

  /** What a first view doesn't need comes right after it: the sending, the results, or all that a kiosk is. */
  #parts(): Promise<void> {
    const isComplete = this.isStranded || (this.answer && (this.kiosk ? this.terminal : this.voting));
    return (this.#loading ??= isComplete ? undefined : this.#load()) ?? Promise.resolve();
  }

  async #load(): Promise<void> {
    try {
      const part = this.kiosk ? import('./kiosk.ts') : import('./voting.ts');
      const [answer, loaded] = await Promise.all([import('./results.ts'), part]);
      if (!this.answer) answer.furnish(this);
      this.answer = answer;
      if ('Kiosk' in loaded) this.terminal = new loaded.Kiosk(this);
      else this.voting = new loaded.Voting(this);
    } catch (cause) {
      this.complain(`network: a part of the widget did not load (${String(cause)})`);
      this.isStranded = true;
      if (this.isConnected) addEventListener('online', this.#onRetryParts, { once: true });
    }
    this.#loading = undefined;
  }

  // --- handlers ----------------------------------------------------------------------------------------------------

  #onRetryParts = (): void => {
    this.isStranded = false;
  };

  /** @internal */
  onChange = (event: Event): void => {
    this.chosen = chosenIn(event.currentTarget as HTMLFormElement);
    this.isFaulty &&= !!faultOf(this);
  };

  /**
   * @internal The click of a button that votes (Enter makes one, too), for a frame without `allow-forms` gets no submit
   * event; and that event, for scripts that ask the form to send itself.
   */
  onSubmit = (event: Event): void => {
    event.preventDefault();
    const target = event.currentTarget as HTMLElement;
    const { data: poll, scope } = this;
    if (!poll || scope === undefined || isLocked(this.ballot)) return;
    const pressed = target.getAttribute('value');
    if (pressed) this.chosen = [pressed];
    this.isFaulty = !!faultOf(this);
    if (this.isFaulty) target.closest('form')?.querySelector('input')?.focus();
    else if (this.kiosk) void this.#parts().then(() => this.terminal?.cast(poll.id));
    else {
      new BallotSlip(scope, deviceStorage()).write(poll.id, this.chosen);
      this.voting?.sync();
      this.requestUpdate();
    }
  };

  // --- view --------------------------------------------------------------------------------------------------------

  protected override renderContent(poll: Poll): unknown {
    const phase = phaseOf(poll, Date.now());
    const locked = isLocked(this.ballot);
    const sees = this.maySee(poll) && hasCounts(poll);
    const isOver = phase === 'closed' || (this.hasVoted(poll) && !this.isChanging);
    const isForm = phase !== 'upcoming' && (locked || !(isOver || (this.isPeeking && sees)));
    const thanks = this.kiosk ? this.terminal?.renderThanks() : undefined;
    const note = this.isStranded
      ? html`<p>${this.texts.get('error.network')}</p>
          <button class="button" type="button" @click=${this.#onRetryParts}>${this.texts.get('retry')}</button>`
      : (this.kiosk ? this.terminal : this.voting)?.renderNote(poll, isForm, sees);
    return renderPoll(
      thanks ??
        (isForm
          ? renderForm(this, poll, { locked, sees })
          : (this.answer?.renderAnswer(this, poll, sees && phase !== 'upcoming') ?? this.renderSkeleton())),
      note,
      this.kiosk ? 'poll kiosk' : 'poll',
    );
  }

  protected override loadSkeleton() {
    return import('./skeleton.ts');
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
